import type { PayoutDocument } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import type { PersonText } from './person-text.js';

interface Step {
  readonly step: string;
  readonly actor: string;
  readonly at: string;
  readonly note: string;
  readonly hash: string | null;
}

/**
 * Each step that a batch took, by whom and when.
 *
 * @example
 * <PayoutRecord payout={payout} person={person} format={format} />
 */
export function PayoutRecord({
  payout,
  person,
  format,
}: {
  readonly payout: PayoutDocument;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  const steps = stepsOf(payout, format);
  return (
    <Section id="steps" title="Who did what">
      <DataTable
        caption="Steps, in the order in which they were made"
        columns={[
          { heading: 'Step', namesRow: true, cell: ({ step }) => step },
          { heading: 'By', cell: ({ actor }) => person(actor) },
          { heading: 'On', cell: ({ at }) => format.moment(at) },
          { heading: 'Note', cell: ({ note }) => note },
          ...(steps.some(({ hash }) => hash !== null) ? [HASH] : []),
        ]}
        rows={steps}
        empty={null}
      />
    </Section>
  );
}

const HASH: Column<Step> = {
  heading: 'SHA-256 of the file',
  cell: ({ hash }) => (hash === null ? '' : <code title={hash}>{hash.slice(0, 12)}…</code>),
};

function stepsOf(
  { maker, builtAt, decision, withdrawal, exports, resends, confirmations }: PayoutDocument,
  format: ReaderFormat,
): readonly Step[] {
  const steps: Step[] = [{ step: 'Built', actor: maker, at: builtAt, note: '', hash: null }];
  if (decision !== null) {
    const step = decision.decision === 'approved' ? 'Approved' : 'Rejected';
    steps.push({ step, actor: decision.actor, at: decision.at, note: decision.reason ?? '', hash: null });
  }
  if (withdrawal !== null) {
    const { actor, at, reason } = withdrawal;
    steps.push({ step: 'Withdrawn', actor, at, note: reason, hash: null });
  }
  for (const { provider, actor, at, contentHash, replaces } of exports) {
    const instead =
      replaces === null ? '' : `, instead of ${replaces.contentHash.slice(0, 12)}…: ${replaces.reason}`;
    steps.push({ step: 'Sent to payroll', actor, at, note: `for ${provider}${instead}`, hash: contentHash });
  }
  for (const { provider, actor, at, contentHash, payments } of resends) {
    const note = `for ${provider}: ${format.count(payments)} payments that failed or came back`;
    steps.push({ step: 'Sent again', actor, at, note, hash: contentHash });
  }
  for (const { file, payments, actor, at, contentHash } of confirmations) {
    const note = `${file}: ${format.count(payments)} payments`;
    steps.push({ step: 'Confirmed', actor, at, note, hash: contentHash });
  }
  return steps.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
