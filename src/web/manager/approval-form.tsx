import type { PropsWithChildren } from 'hono/jsx';
import type { FilledForm } from '../filled-form.js';
import { TextArea } from '../parts/fields.js';

/**
 * A form around tables of statements that can be ticked, with the ways to decide on them.
 *
 * @param hidden what is sent along: of which period they are, as whom, and as they were calculated when
 * @param waiting how many wait, as the reader writes it
 * @param canDecide whether any can be ticked
 * @example
 * <ApprovalForm hidden={{ payGroup, period, level, run }} filled={filled} waiting="8" canDecide><ApprovalTable … /></ApprovalForm>
 */
export function ApprovalForm({
  hidden,
  filled,
  waiting,
  canDecide,
  children,
}: PropsWithChildren<{
  readonly hidden: Readonly<Record<string, string>>;
  readonly filled: FilledForm;
  readonly waiting: string;
  readonly canDecide: boolean;
}>) {
  return (
    <form method="post" action="/approvals" class="approval-form">
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      {canDecide ? (
        <div class="approval-controls">
          <TextArea name="reason" label="Reason" hint="Needed to reject" rows={2} optional filled={filled} />
          <div class="actions">
            <button type="submit" name="decision" value="approved" class="button is-main">
              Approve those ticked
            </button>
            <button type="submit" name="decision" value="rejected" class="button is-danger">
              Reject those ticked
            </button>
            {waiting === '0' ? null : (
              <button type="submit" name="decision" value="allApproved" class="button">
                Approve all {waiting} that wait
              </button>
            )}
          </div>
        </div>
      ) : null}
    </form>
  );
}
