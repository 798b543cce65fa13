import { AUDIT_RULES, type LedgerBreak } from '../../ledger/entries/ledger-break.js';
import type { AuditDocument } from '../../runs/audit/audit-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { firstOf } from './first-of.js';

/**
 * Where the books are not as they must be.
 *
 * @param count how many breaks there are, of which the first are kept
 * @example
 * <BreakTable breaks={audit.breaks} count={audit.breakCount} format={format} />
 */
export function BreakTable({
  breaks,
  count,
  format,
}: {
  readonly breaks: readonly LedgerBreak[];
  readonly count: number;
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="breaks" title="What is not as it must be" about={firstOf(breaks.length, count, format)}>
      <DataTable
        caption="Breaks"
        columns={[
          { heading: 'Where', namesRow: true, cell: ({ where }) => <div class="words">{where}</div> },
          { heading: 'What must hold', cell: ({ rule }) => <div class="words">{AUDIT_RULES[rule]}</div> },
          { heading: 'Figure', cell: ({ figure }) => figure },
          { heading: 'Expected', kind: 'number', cell: ({ expected }) => expected },
          { heading: 'Found', kind: 'number', cell: ({ found }) => found },
          {
            heading: 'Difference',
            kind: 'number',
            cell: ({ difference, currency }) =>
              difference === null || currency === null ? (
                ''
              ) : (
                <Amount format={format} amount={difference} currency={currency} />
              ),
          },
        ]}
        rows={breaks}
        empty={null}
      />
    </Section>
  );
}

type Balances = AuditDocument['balances'][number];

/**
 * Where the ledger stands by account, a column for each currency.
 *
 * @example
 * <BalanceTable balances={audit.balances} format={format} />
 */
export function BalanceTable({
  balances,
  format,
}: {
  readonly balances: readonly Balances[];
  readonly format: ReaderFormat;
}) {
  const accounts = Object.keys(balances[0] ?? {}).filter((name) => name !== 'currency');
  const columns: readonly Column<string>[] = balances.map(({ currency = '', ...amounts }) => ({
    heading: currency,
    kind: 'number',
    cell: (account) => <Amount format={format} amount={amounts[account] ?? '0'} currency={currency} bare />,
  }));
  return (
    <Section id="balances" title="Where the ledger stands">
      <DataTable
        caption="Accounts, a currency each"
        columns={[
          {
            heading: 'Account',
            namesRow: true,
            cell: (account) => account.charAt(0).toUpperCase() + account.slice(1),
          },
          ...columns,
        ]}
        rows={accounts}
        empty={null}
      />
    </Section>
  );
}
