import { type SelectQueryBuilder, sql } from 'kysely';
import { inScope, type PayeeScope } from '../access/scope.js';
import type { Account, Book } from '../ledger/entries/account.js';
import { EMPTY_LEDGER, type LedgerBalances, postedTo } from '../ledger/entries/ledger-balances.js';
import { groupedBy } from '../ledger/grouped-by.js';
import type { Executor } from './executor.js';
import type { Tables } from './tables.js';

/** What is on the accounts of a payee in a currency. */
export interface PayeeBalances {
  readonly payee: string;
  readonly currency: string;
  readonly balances: LedgerBalances;
}

/** Which balances are listed; what is left out is not asked of them. */
export interface BalancesFilter {
  readonly currency?: string | undefined;
  /** Only those of these payees: so many as fit on a page. */
  readonly payees?: readonly string[] | undefined;
  /** Only those behind this place of the list. */
  readonly after?: Pick<PayeeBalances, 'payee' | 'currency'> | undefined;
  /** At most so many; all when left out. */
  readonly limit?: number | undefined;
}

/**
 * What is on the accounts of the payees that the scope shows at any time, in the order of payees and currencies. For
 * who sees payees in some periods alone, this sums others too: it is for those who see everybody.
 *
 * @example
 * await listBalances(db, EVERY_PAYEE, { currency: 'USD', limit: 51 });
 */
export async function listBalances(
  { queries }: Executor,
  scope: PayeeScope,
  { currency, payees, after, limit }: BalancesFilter,
): Promise<readonly PayeeBalances[]> {
  if (payees?.length === 0) return [];
  let places = queries
    .selectFrom('ledger_transaction')
    .select(['payee', 'currency'])
    .distinct()
    .orderBy('payee')
    .orderBy('currency');
  if (currency !== undefined) places = places.where('currency', '=', currency);
  if (payees !== undefined) places = places.where('payee', 'in', payees);
  if (after !== undefined) {
    places = places.where(sql<boolean>`("payee", "currency") > (${after.payee}, ${after.currency})`);
  }
  if (limit !== undefined) places = places.limit(BigInt(limit));
  const shown = (await places.execute()).filter(({ payee }) => inScope(scope, payee));
  const [first, last] = [shown.at(0), shown.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sums = await summed(queries.selectFrom('ledger_transaction as posted'))
    .select('posted.payee')
    .groupBy('posted.payee')
    .where('posted.payee', '>=', first.payee)
    .where('posted.payee', '<=', last.payee)
    .execute();
  const byPlace = groupedBy(sums, placeOf);
  return shown.map((place) => ({ ...place, balances: balancesOf(byPlace.get(placeOf(place)) ?? []) }));
}

/**
 * What is on the accounts of all payees together, by currency in their order.
 *
 * @example
 * (await sumBalances(db))[0] // { currency: 'USD', balances }
 */
export async function sumBalances({ queries }: Executor): Promise<readonly Omit<PayeeBalances, 'payee'>[]> {
  const sums = await summed(queries.selectFrom('ledger_transaction as posted')).execute();
  const byCurrency = groupedBy(sums, ({ currency }) => currency);
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => ({ currency, balances: balancesOf(own) }));
}

interface SumRow {
  readonly book: Book;
  readonly account: Account;
  readonly amount: bigint;
}

function balancesOf(sums: readonly SumRow[]): LedgerBalances {
  const transactions = sums.map(({ book, ...entry }) => ({ book, entries: [entry] }));
  return postedTo(EMPTY_LEDGER, transactions);
}

function placeOf({ payee, currency }: { readonly payee: string; readonly currency: string }): string {
  return `${payee}\u0000${currency}`;
}

type Posted = { readonly posted: Tables['ledger_transaction'] };

/** The amounts of entries, summed by currency, book and account. */
function summed(query: SelectQueryBuilder<Tables & Posted, 'posted', object>) {
  return query
    .innerJoin('ledger_entry', 'ledger_entry.sequence', 'posted.sequence')
    .select(['posted.currency', 'posted.book', 'ledger_entry.account'])
    .select(({ fn }) => fn.sum<bigint>('ledger_entry.amount').as('amount'))
    .groupBy(['posted.currency', 'posted.book', 'ledger_entry.account']);
}
