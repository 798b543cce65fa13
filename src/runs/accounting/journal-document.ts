import type { AccountRole } from '../../ledger/accounting/account-role.js';
import { accountingPeriods } from '../../ledger/accounting/accounting-period.js';
import { accrualTotals } from '../../ledger/accounting/accrual-totals.js';
import type { ChartOfAccounts } from '../../ledger/accounting/chart-of-accounts.js';
import { type EntryKind, type JournalLine, journalOf } from '../../ledger/accounting/journal.js';
import type { Month } from '../../ledger/accounting/month.js';
import { rollForward } from '../../ledger/accounting/roll-forward.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { compareProblems, type Problem } from '../../problems/problem.js';
import type { AccountingFigures } from './read-accounting.js';
import { rowsCsv } from './rows-csv.js';

/** One side of an entry; amounts are decimal text, and one of the two is zero. */
export interface JournalLineRow {
  readonly role: AccountRole;
  /** The number of the account, and the cost centre; empty without a chart of accounts. */
  readonly account: string;
  readonly name: string;
  readonly costCentre: string;
  readonly plan: string;
  readonly region: string;
  readonly debit: string;
  readonly credit: string;
}

/** An entry of a journal that balances. */
export interface JournalEntryRow {
  readonly id: string;
  readonly date: string;
  readonly kind: EntryKind;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
  readonly lines: readonly JournalLineRow[];
}

/** The entries of one month or of all, as JSON. */
export interface JournalDocument {
  readonly through: string;
  readonly entries: readonly JournalEntryRow[];
  /** What all entries of a currency debit and credit: the same. */
  readonly totals: readonly { readonly currency: string; readonly debit: string; readonly credit: string }[];
  readonly problems: readonly Problem[];
}

/**
 * The journal of a month, or of all months, in the accounts of a chart; without one, the roles stand for accounts.
 *
 * @example
 * journalDocument(figures, { month: '2026-03', chart }).entries[0]?.id // '2026-03-USD-reversal'
 */
export function journalDocument(
  { run, company, first, last, accruals, costs, problems }: AccountingFigures,
  { month, chart = null }: { readonly month?: Month; readonly chart?: ChartOfAccounts | null },
): JournalDocument {
  const months = first === null ? [] : accountingPeriods(first, last, 'month', company);
  const asked = months.filter(({ id }) => month === undefined || id === month);
  const totals = accrualTotals(accruals);
  const rolled = rollForward(costs, months, last);
  const entries = asked.flatMap(({ id }) => journalOf(id, totals, rolled));
  const found = new Map<string, Problem>();
  const rows = entries.map(({ lines, ...entry }) => ({
    ...entry,
    ...sidesText(lines, entry.currency),
    lines: lines.map((line) => lineRow(line, entry.currency, chart, found)),
  }));
  const currencies = [...new Set(entries.map(({ currency }) => currency))].sort();
  return {
    through: run.through,
    entries: rows,
    totals: currencies.map((currency) => {
      const lines = entries.filter((each) => each.currency === currency).flatMap((each) => each.lines);
      return { currency, ...sidesText(lines, currency) };
    }),
    problems: [...problems, ...[...found.values()].sort(compareProblems)],
  };
}

/**
 * The journal as CSV: a row for each line of each entry.
 *
 * @example
 * journalCsv(document) // 'entry,date,kind,account,name,costCentre,plan,region,currency,debit,credit\n…'
 */
export function journalCsv({ entries }: JournalDocument): string {
  const columns = [
    'entry',
    'date',
    'kind',
    'account',
    'name',
    'costCentre',
    'plan',
    'region',
    'currency',
    'debit',
    'credit',
  ] as const;
  const rows = entries.flatMap(({ id, date, kind, currency, lines }) =>
    lines.map((line) => ({ ...line, entry: id, date, kind, currency })),
  );
  return rowsCsv(columns, rows);
}

function lineRow(
  { role, plan, region, debit, credit }: JournalLine,
  currency: string,
  chart: ChartOfAccounts | null,
  found: Map<string, Problem>,
): JournalLineRow {
  const account = chart?.accounts[role];
  const costCentre = chart?.costCentreOf(plan, region) ?? '';
  if (typeof costCentre !== 'string') found.set(costCentre.message, costCentre);
  return {
    role,
    account: account?.number ?? '',
    name: account?.name ?? role,
    costCentre: typeof costCentre === 'string' ? costCentre : '',
    plan,
    region,
    debit: formatMinorUnits(debit, currency),
    credit: formatMinorUnits(credit, currency),
  };
}

function sidesText(lines: readonly JournalLine[], currency: string) {
  const sum = (side: 'debit' | 'credit') => lines.reduce((total, line) => total + line[side], 0n);
  return {
    debit: formatMinorUnits(sum('debit'), currency),
    credit: formatMinorUnits(sum('credit'), currency),
  };
}
