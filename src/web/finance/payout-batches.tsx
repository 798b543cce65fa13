import type { PayoutSummary } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Section } from '../parts/section.js';
import { PayoutBadge, payoutAddress } from './payout-words.js';
import { payGroupText, periodAddress } from './period-words.js';
import type { PersonText } from './person-text.js';

const NEXT: Readonly<Record<PayoutSummary['state'], string>> = {
  built: 'Approve',
  rejected: '',
  approved: 'Export for payroll',
  withdrawn: '',
  exported: 'Confirm what was paid',
  confirmed: '',
};

/** Left out where there is only one. */
const PAY_GROUP: Column<PayoutSummary> = {
  heading: 'Pay group',
  cell: ({ payGroup }) => <span class="one-line">{payGroupText(payGroup)}</span>,
};

/**
 * Batches of pay, how far each has come and what is to be done next with it.
 *
 * @example
 * <PayoutBatches batches={batches} person={person} format={format} />
 */
export function PayoutBatches({
  batches,
  person,
  format,
}: {
  readonly batches: readonly PayoutSummary[];
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="batches" title="Batches">
      <DataTable
        caption="Batches of pay, the latest first"
        columns={[
          {
            heading: 'Batch',
            namesRow: true,
            cell: ({ batch }) => (
              <a class="one-line" href={payoutAddress(batch)}>
                Batch {batch}
              </a>
            ),
          },
          {
            heading: 'Period',
            cell: ({ payGroup, period }) => (
              <a class="one-line" href={periodAddress({ payGroup, period })}>
                {format.period(period)}
              </a>
            ),
          },
          ...(new Set(batches.map(({ payGroup }) => payGroup)).size > 1 ? [PAY_GROUP] : []),
          { heading: 'State', cell: ({ state }) => <PayoutBadge state={state} /> },
          {
            heading: 'Next',
            cell: ({ batch, state }) => (
              <a class="one-line" href={`${payoutAddress(batch)}#next`}>
                {NEXT[state]}
              </a>
            ),
          },
          { heading: 'Payments', kind: 'number', cell: ({ items }) => format.count(items) },
          {
            heading: 'Amount',
            kind: 'number',
            cell: ({ total, currency }) => <Amount format={format} amount={total} currency={currency} />,
          },
          {
            heading: 'Paid',
            kind: 'number',
            cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
          },
          {
            heading: 'By',
            cell: ({ maker, decidedBy }) => (
              <>
                {person(maker)}
                {decidedBy === null ? null : <span class="quiet">, decided by {person(decidedBy)}</span>}
              </>
            ),
          },
        ]}
        rows={batches}
        exports={[{ label: 'CSV', href: '/api/v1/payout-batches?format=csv' }]}
        empty={
          <EmptyState title="There are no batches yet">
            A batch holds what the statements of a closed period pay. It is approved by another person, handed
            to payroll, and confirmed by what payroll says it paid.
          </EmptyState>
        }
      />
    </Section>
  );
}
