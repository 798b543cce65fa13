import { TextArea, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Card } from '../parts/section.js';
import { filledOf, type SentStep } from './sent-step.js';

/** What is decided on, and what was sent of the decision. */
interface Decided {
  /** The page of what is decided on; each decision is sent to an address below it. */
  readonly address: string;
  readonly sent: SentStep<string> | null;
}

/**
 * The card by which somebody approves what another person made.
 *
 * @example
 * <ApproveCard address="/payouts/7" sent={sent} />
 */
export function ApproveCard({ address, sent }: Decided) {
  const filled = filledOf(sent, 'approve');
  return (
    <Card title="Approve">
      <Form action={`${address}/approve`} submit="Approve" filled={filled} refused="It was not approved.">
        <TextField name="note" label="Note" optional filled={filled} />
      </Form>
    </Card>
  );
}

/**
 * The card by which somebody rejects what another person made, and says why.
 *
 * @param hint what comes of it
 * @example
 * <RejectCard address="/payouts/7" hint="Its statements can be built again" sent={sent} />
 */
export function RejectCard({ address, hint, sent }: Decided & { readonly hint: string }) {
  const filled = filledOf(sent, 'reject');
  return (
    <Card title="Reject">
      <Form
        action={`${address}/reject`}
        submit="Reject"
        filled={filled}
        refused="It was not rejected."
        tone="danger"
      >
        <TextArea name="reason" label="Reason" hint={hint} rows={2} filled={filled} />
      </Form>
    </Card>
  );
}
