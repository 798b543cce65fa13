import { EmptyState } from '../parts/empty-state.js';
import { approvalsAddress } from './approvals-address.js';
import type { ApprovalsOfPeriod } from './shown-approvals.js';

/**
 * Where the viewer has decided on everything in a period, with the way to the next.
 *
 * @example
 * <NothingWaits {...approvals} shown={shown} />
 */
export function NothingWaits({ view: { periods }, shown: { status }, format }: ApprovalsOfPeriod) {
  const next = periods[periods.indexOf(status) + 1];
  return (
    <EmptyState
      title={`Nothing waits for you in ${format.period(status.period.id)}`}
      action={
        next === undefined ? undefined : (
          <a class="button" href={approvalsAddress({ period: next.period.id, payGroup: next.payGroup })}>
            Look at {format.period(next.period.id)}
          </a>
        )
      }
    >
      Every statement that you may decide on is decided. A statement whose amounts change waits again.
    </EmptyState>
  );
}

/**
 * Where nothing can be decided: the period is over, or the viewer leads nobody in it.
 *
 * @example
 * <NothingToDecide {...approvals} shown={shown} />
 */
export function NothingToDecide({ shown: { status, levels }, format }: ApprovalsOfPeriod) {
  const name = format.period(status.period.id);
  if (levels.length === 0) {
    return (
      <EmptyState
        title={`You lead nobody in ${name}`}
        action={
          <a class="button" href="/teams">
            To the teams
          </a>
        }
      >
        Managers decide on the statements of the people below them, and finance on any.
      </EmptyState>
    );
  }
  const isOver = status.state === 'closed' || status.state === 'paid';
  return (
    <EmptyState
      title={isOver ? `${name} is ${status.state}` : `${name} is not calculated`}
      action={
        <a class="button" href="/approvals">
          What waits for you
        </a>
      }
    >
      {isOver
        ? 'What is closed stays as it is: what changes of it is posted by the next open period.'
        : 'Its statements can be decided on once it is calculated again.'}
    </EmptyState>
  );
}
