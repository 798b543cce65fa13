import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { TextArea } from '../parts/fields.js';
import { ActionForm, Form } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { Card, Cards, Section } from '../parts/section.js';
import type { DisputeView } from './dispute-view.js';
import { disputeAddress } from './dispute-words.js';

/** What can be done with a question. */
export type DisputeAct = 'reply' | 'accept' | 'reject' | 'withdraw';

/** A form of the page as somebody has sent it. */
export interface SentStep {
  readonly step: DisputeAct;
  readonly filled: FilledForm;
}

/** What each form calls its reason: they stand on one page. */
export const FIELD_OF = { accept: 'note', reject: 'reason', withdraw: 'why' } as const;

interface Shown {
  readonly view: DisputeView;
  readonly sent: SentStep | null;
}

function filledOf(step: DisputeAct, sent: SentStep | null): FilledForm {
  return sent?.step === step ? sent.filled : EMPTY_FORM;
}

/**
 * Where more is said, or the question withdrawn; nothing where it has ended, or for those who only look.
 *
 * @example
 * <ReplyPart view={view} sent={null} />
 */
export function ReplyPart({ view, sent }: Shown) {
  const { dispute, mayReply, mayWithdraw } = view;
  return (
    <>
      {isShownOnForm(view, sent) ? null : <Problems problems={sent?.filled.problems ?? []} />}
      {mayReply ? (
        <Form
          action={disputeAddress(dispute.dispute, 'replies')}
          submit="Send the reply"
          filled={filledOf('reply', sent)}
          refused="The reply was not sent."
        >
          <TextArea name="message" label="Reply" rows={3} filled={filledOf('reply', sent)} />
        </Form>
      ) : null}
      {mayWithdraw ? (
        <ActionForm action={disputeAddress(dispute.dispute, 'withdraw')} label="Withdraw the question" />
      ) : null}
    </>
  );
}

/** Whether what was refused stands on the form that was sent, which may be gone meanwhile. */
function isShownOnForm({ mayReply, mayDecide }: DisputeView, sent: SentStep | null): boolean {
  if (sent === null) return true;
  if (sent.step === 'withdraw') return false;
  return sent.step === 'reply' ? mayReply : mayDecide;
}

/**
 * Where a question is accepted or rejected, for those who may; for others, who does.
 *
 * @example
 * <DecisionPart view={view} sent={null} />
 */
export function DecisionPart({ view, sent }: Shown) {
  const { dispute, mayDecide, isOwnWork } = view;
  if (dispute.state !== 'open') return null;
  if (isOwnWork) {
    return (
      <p class="quiet">
        This question is from you, or about your own pay: another compensation administrator or somebody of
        finance decides on it.
      </p>
    );
  }
  if (!mayDecide) return <p class="quiet">Compensation administrators and finance decide on it.</p>;
  const corrects = dispute.corrections.length > 0;
  const [accepting, rejecting] = [filledOf('accept', sent), filledOf('reject', sent)];
  return (
    <Section id="decision" title="Decide">
      <Cards>
        <Card title="Accept">
          <p>
            {corrects
              ? 'What should be different is corrected at once; what it replaces stays as history. The next calculation posts the difference in the open period.'
              : 'It says that the question is right. Nobody has said what would correct it: correct the records, or add an adjustment.'}
          </p>
          <Form
            action={disputeAddress(dispute.dispute, 'accept')}
            submit="Accept"
            filled={accepting}
            refused="It was not accepted."
          >
            <TextArea name={FIELD_OF.accept} label="Note to the payee" rows={2} optional filled={accepting} />
          </Form>
        </Card>
        <Card title="Reject">
          <p>Nothing changes. The payee reads the reason.</p>
          <Form
            action={disputeAddress(dispute.dispute, 'reject')}
            submit="Reject"
            filled={rejecting}
            refused="It was not rejected."
          >
            <TextArea name={FIELD_OF.reject} label="Reason" rows={2} filled={rejecting} />
          </Form>
        </Card>
      </Cards>
    </Section>
  );
}
