import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-table.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';

const COLUMNS = [
  ['reversed', 'Reversed'],
  ['earned', 'Earned'],
  ['toppedUp', 'Topped up'],
  ['paid', 'Paid'],
  ['advanced', 'Advanced'],
  ['accrued', 'Accrued'],
] as const;

/** Left out where nothing stands there. */
const RARE: readonly string[] = ['toppedUp', 'advanced'];

/** The amounts of an accrual, as decimal text. */
export type AccrualAmounts = Readonly<Record<(typeof COLUMNS)[number][0], string>>;

/**
 * What accruals come to.
 *
 * @example
 * accrualAmounts(rows, 'USD').accrued // '6875.00'
 */
export function accrualAmounts(rows: readonly AccrualAmounts[], currency: string): AccrualAmounts {
  const sum = (name: keyof AccrualAmounts) =>
    sumAmounts(
      rows.map((row) => row[name]),
      currency,
    );
  return {
    reversed: sum('reversed'),
    earned: sum('earned'),
    toppedUp: sum('toppedUp'),
    paid: sum('paid'),
    advanced: sum('advanced'),
    accrued: sum('accrued'),
  };
}

/**
 * The columns with the amounts of accruals, with their totals.
 *
 * @example
 * <DataTable columns={accrualColumns(rows, 'USD', format)} rows={rows} caption="Accruals" empty={null} />
 */
export function accrualColumns<Row extends AccrualAmounts & { readonly currency: string }>(
  rows: readonly Row[],
  currency: string,
  format: ReaderFormat,
): readonly Column<Row>[] {
  const hasAny = (name: keyof AccrualAmounts) => rows.some((row) => /[1-9]/.test(row[name]));
  const totals = rows.every((row) => row.currency === currency) ? accrualAmounts(rows, currency) : null;
  return COLUMNS.filter(([name]) => !RARE.includes(name) || hasAny(name)).map(([name, heading]) => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={row.currency} bare />,
    ...(totals !== null && {
      total: <Amount format={format} amount={totals[name]} currency={currency} bare />,
    }),
  }));
}
