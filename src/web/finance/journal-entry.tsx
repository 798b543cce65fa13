import { ACCOUNT_ROLES } from '../../ledger/accounting/account-role.js';
import type { EntryKind } from '../../ledger/accounting/journal.js';
import type { JournalEntryRow, JournalLineRow } from '../../runs/accounting/journal-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';

const KINDS: Readonly<Record<EntryKind, string>> = {
  reversal: 'Reversal of the last accrual',
  payment: 'Payment',
  capitalisation: 'Capitalisation of contract costs',
  amortisation: 'Amortisation of contract costs',
  impairment: 'Impairment of contract costs',
  accrual: 'Accrual',
};

const ROLES: Readonly<Record<JournalLineRow['role'], string>> = {
  commissionExpense: 'Commission expense',
  accruedCommission: 'Accrued commission',
  contractCosts: 'Contract costs',
  amortisation: 'Amortisation',
  impairment: 'Impairment',
  drawAdvances: 'Draws to be recovered',
  payroll: 'Payroll',
};

/**
 * An entry of the journal with its lines.
 *
 * @example
 * <JournalEntry entry={entry} hasChart={false} format={format} />
 */
export function JournalEntry({
  entry: { id, date, kind, currency, debit, credit, lines },
  hasChart,
  format,
}: {
  readonly entry: JournalEntryRow;
  readonly hasChart: boolean;
  readonly format: ReaderFormat;
}) {
  const side = (text: string) =>
    /[1-9]/.test(text) ? <Amount format={format} amount={text} currency={currency} bare /> : '';
  const account = ({ role, account: number, name }: JournalLineRow) =>
    hasChart ? `${number} ${name}` : <span title={ACCOUNT_ROLES[role]}>{ROLES[role]}</span>;
  const hasCostCentre = lines.some(({ costCentre }) => costCentre !== '');
  return (
    <Section id={`entry-${id}`} title={KINDS[kind]}>
      <DataTable
        caption={`${KINDS[kind]} on ${format.day(date)}, in ${currency}`}
        columns={[
          { heading: 'Account', namesRow: true, cell: account },
          ...(hasCostCentre
            ? [{ heading: 'Cost centre', cell: ({ costCentre }: JournalLineRow) => costCentre }]
            : []),
          { heading: 'Plan', cell: ({ plan }) => plan },
          { heading: 'Region', cell: ({ region }) => region || 'none' },
          { heading: 'Debit', kind: 'number', cell: (line) => side(line.debit), total: side(debit) },
          { heading: 'Credit', kind: 'number', cell: (line) => side(line.credit), total: side(credit) },
        ]}
        rows={lines}
        empty={null}
      />
    </Section>
  );
}
