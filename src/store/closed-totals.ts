import type { ClosedTotals } from '../ledger/entries/audit-account.js';
import type { Executor } from './executor.js';

/**
 * What closed statements come to, those of some payees or of a closing, in the order of closings and payees.
 *
 * @example
 * await readClosedTotals(db, { payees: ['ada'] }); // [{ closing: 1, totals: { paid: 300000n, … }, … }]
 */
export async function readClosedTotals(
  { queries }: Executor,
  filter: { readonly payees: readonly string[] } | { readonly closing: number },
): Promise<readonly ClosedTotals[]> {
  const query = queries
    .selectFrom('closed_statement')
    .innerJoin('closing', 'closing.number', 'closed_statement.closing')
    .select(['closing.number', 'closing.pay_group', 'closing.period'])
    .select(['closed_statement.payee', 'closed_statement.currency'])
    .select(TOTAL_COLUMNS)
    .orderBy('closing.number')
    .orderBy('closed_statement.payee');
  const chosen =
    'closing' in filter
      ? query.where('closing.number', '=', BigInt(filter.closing))
      : query.where('closed_statement.payee', 'in', filter.payees);
  return (await chosen.execute()).map((row) => {
    const { number, pay_group: payGroup, period, payee, currency, carried_in: carriedIn, ...totals } = row;
    return { closing: Number(number), payGroup, period, payee, currency, totals: { ...totals, carriedIn } };
  });
}

const TOTAL_COLUMNS = [
  'closed_statement.earned',
  'closed_statement.held',
  'closed_statement.payable',
  'closed_statement.guaranteed',
  'closed_statement.drawn',
  'closed_statement.adjusted',
  'closed_statement.recovered',
  'closed_statement.carried_in',
  'closed_statement.carried',
  'closed_statement.paid',
] as const;
