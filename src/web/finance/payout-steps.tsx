import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { PayoutDocument } from '../../ledger/payouts/payout-document.js';
import { EMPTY_FORM } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Disclosure } from '../parts/disclosure.js';
import { FileField, TextArea } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { Cards, Section } from '../parts/section.js';
import { ApproveCard, RejectCard } from './decision-cards.js';
import { MappingField } from './payout-mapping.js';
import { payoutAddress } from './payout-words.js';
import type { PersonText } from './person-text.js';
import { filledOf, type SentStep } from './sent-step.js';

/** The steps that somebody can take with a batch. */
export type PayoutAct = 'approve' | 'reject' | 'withdraw' | 'confirm';

interface Shown {
  readonly payout: PayoutDocument;
  readonly person: PersonText;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly sent: SentStep<PayoutAct> | null;
}

const FORMS: Readonly<Record<PayoutDocument['state'], readonly PayoutAct[]>> = {
  built: ['approve', 'reject'],
  rejected: [],
  approved: ['withdraw'],
  withdrawn: [],
  exported: ['confirm'],
  confirmed: ['confirm'],
};

/**
 * What is to be done next with a batch: the forms for those who may, and for others who it waits for.
 *
 * @example
 * <PayoutSteps payout={payout} person={person} viewer={viewer} format={format} sent={null} />
 */
export function PayoutSteps(shown: Shown) {
  const { payout, sent, viewer } = shown;
  const isForOthers = payout.state === 'built' && payout.maker === viewer.id;
  const isOnForm = sent !== null && !isForOthers && FORMS[payout.state].includes(sent.step);
  return (
    <Section id="next" title="What is next">
      {sent === null || isOnForm ? null : <Problems problems={sent.filled.problems} />}
      <Said {...shown} />
      {permit('finance-step', viewer) ? <Forms {...shown} /> : null}
    </Section>
  );
}

function Said({ payout: { state, maker, decision, withdrawal }, person, viewer, format }: Shown) {
  switch (state) {
    case 'built':
      return maker === viewer.id ? (
        <p>You built it, so somebody else of finance approves it.</p>
      ) : (
        <p>{person(maker)} built it. Somebody else of finance approves or rejects it.</p>
      );
    case 'rejected':
      return decision === null ? null : (
        <p>
          {person(decision.actor)} rejected it on {format.moment(decision.at)}: {decision.reason}. Its
          statements can be <a href="/payouts#build">built again</a>.
        </p>
      );
    case 'approved':
      return <p>It is approved. Make the file for payroll from it.</p>;
    case 'withdrawn':
      return withdrawal === null ? null : (
        <p>
          {person(withdrawal.actor)} withdrew it on {format.moment(withdrawal.at)}: {withdrawal.reason}. Its
          statements can be <a href="/payouts#build">built again</a>.
        </p>
      );
    case 'exported':
      return <p>It is with payroll. Take in what payroll says it paid.</p>;
    case 'confirmed':
      return <p>All of it is paid as it was sent.</p>;
  }
}

function Forms(shown: Shown) {
  const { payout, viewer } = shown;
  switch (payout.state) {
    case 'built':
      return payout.maker === viewer.id ? null : <Decide {...shown} />;
    case 'rejected':
    case 'withdrawn':
      return null;
    case 'approved':
      return (
        <>
          <Export {...shown} />
          <Withdraw {...shown} />
        </>
      );
    case 'exported':
      return (
        <>
          <Confirm {...shown} />
          <ExportAgain {...shown} />
        </>
      );
    case 'confirmed':
      return (
        <>
          <Disclosure summary="Take in another file of payroll">
            <Confirm {...shown} />
          </Disclosure>
          <ExportAgain {...shown} />
        </>
      );
  }
}

function Decide({ payout: { batch }, sent }: Shown) {
  const address = payoutAddress(batch);
  return (
    <Cards>
      <ApproveCard address={address} sent={sent} />
      <RejectCard address={address} hint="Its statements can be built again" sent={sent} />
    </Cards>
  );
}

function Export({ payout: { batch } }: Shown) {
  return (
    <Form
      action={`${payoutAddress(batch)}/export`}
      submit="Make the file for payroll"
      filled={EMPTY_FORM}
      hasFiles
    >
      <MappingField filled={EMPTY_FORM} />
    </Form>
  );
}

/** Once payroll is told, what it paid is taken in and reconciled instead. */
function Withdraw({ payout: { batch }, sent }: Shown) {
  const filled = filledOf(sent, 'withdraw');
  const form = (
    <Form
      action={`${payoutAddress(batch)}/withdraw`}
      submit="Withdraw"
      filled={filled}
      refused="It was not withdrawn."
      tone="danger"
    >
      <TextArea
        name="reason"
        label="Reason"
        hint="Its statements can be built again, and have to be approved again"
        rows={2}
        filled={filled}
      />
    </Form>
  );
  return sent?.step === 'withdraw' ? form : <Disclosure summary="Withdraw it">{form}</Disclosure>;
}

/** Fields of one name stand on a page once: made again, the file is asked for on a page of its own. */
function ExportAgain({ payout: { batch } }: Shown) {
  return (
    <p>
      <a href={`${payoutAddress(batch)}/export`}>Make the file for payroll again</a>: the same mapping gives
      the same bytes. What failed or came back is{' '}
      <a href={`${payoutAddress(batch)}/export?only=failed`}>sent again alone</a>.
    </p>
  );
}

function Confirm({ payout: { batch }, sent }: Shown) {
  const filled = filledOf(sent, 'confirm');
  return (
    <Form
      action={`${payoutAddress(batch)}/confirm`}
      submit="Take in what was paid"
      filled={filled}
      refused="Nothing of the file was taken in."
      hasFiles
    >
      <FileField
        name="file"
        label="What payroll sent"
        hint="The CSV with what was paid; taken in as a whole or not at all"
        accept=".csv,.txt"
        filled={filled}
      />
      <MappingField filled={filled} />
    </Form>
  );
}
