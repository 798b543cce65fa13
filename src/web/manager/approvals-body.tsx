import { EmptyState } from '../parts/empty-state.js';
import { Problems } from '../parts/problems.js';
import { AlsoWaiting, ApprovalsChoice } from './approvals-choice.js';
import { ApprovalsStatements } from './approvals-statements.js';
import { OPEN_STATES } from './approvals-view.js';
import { NothingToDecide } from './nothing-to-approve.js';
import type { ShownApprovals } from './shown-approvals.js';

/**
 * What waits for somebody, what is decided, and what they may not decide on.
 *
 * @example
 * <ApprovalsBody view={view} page={1} filled={EMPTY_FORM} names={names} person={person} format={format} />
 */
export function ApprovalsBody(props: ShownApprovals) {
  const { view, filled } = props;
  const { shown } = view;
  if (shown === null) {
    return (
      <EmptyState
        title="Nothing waits for approval"
        action={
          <a class="button" href="/payees">
            To the statements
          </a>
        }
      >
        Statements are here from when a pay period is calculated until it is closed.
      </EmptyState>
    );
  }
  const isOpen = OPEN_STATES.includes(shown.status.state);
  return (
    <>
      <ApprovalsChoice {...props} shown={shown} />
      {filled.problems.length === 0 ? null : (
        <div class="form-problems" role="alert">
          <p>
            <strong>Nothing was decided.</strong>
          </p>
          <Problems problems={filled.problems} />
        </div>
      )}
      <AlsoWaiting {...props} />
      {isOpen && shown.levels.length > 0 ? (
        <ApprovalsStatements {...props} shown={shown} />
      ) : (
        <NothingToDecide {...props} shown={shown} />
      )}
    </>
  );
}
