import { EmptyState } from '../parts/empty-state.js';

/** Why no adjustment is shown: the filter shows none, or there are none; whoever may make one is told the way. */
export type NoneBecause = 'filter' | 'none' | 'none-maker';

/**
 * What stands in place of adjustments where there are none to show.
 *
 * @example
 * <NoAdjustments because="filter" />
 */
export function NoAdjustments({ because }: { readonly because: NoneBecause }) {
  if (because === 'filter') {
    return (
      <EmptyState
        title="No adjustment is like that"
        action={
          <a class="button" href="/adjustments">
            Show all adjustments
          </a>
        }
      >
        Choose another state or payee, or see all of them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="There are no adjustments"
      action={
        because === 'none-maker' ? (
          <a class="button" href="/adjustments/new">
            Make an adjustment
          </a>
        ) : undefined
      }
    >
      An adjustment adds an amount to what somebody is paid for a period, or takes it off; another person
      approves it.
    </EmptyState>
  );
}
