import type { Selectable } from 'kysely';
import { inScope, type PayeeScope } from '../access/scope.js';
import { closingTransactions, payoutTransaction } from '../ledger/entries/closing-transactions.js';
import type { LedgerEntry } from '../ledger/entries/ledger-transaction.js';
import type { PostedTransaction } from '../ledger/entries/posted-transaction.js';
import { groupedBy } from '../ledger/grouped-by.js';
import { readClosedTotals } from './closed-totals.js';
import type { Executor, Transaction } from './executor.js';
import { holdLock } from './hold-lock.js';
import { insertRows } from './insert-rows.js';
import { shownInPeriods, showsByDays } from './shown-periods.js';
import type { Tables } from './tables.js';

/**
 * Posts what a closing did to the ledger, by its closed statements; to be called once, in the transaction that
 * writes these. Throws where a statement does not balance, and where the closing is posted already.
 *
 * @example
 * await postClosing(trx, closing.number);
 */
export async function postClosing(trx: Transaction, closing: number): Promise<void> {
  const statements = await readClosedTotals(trx, { closing });
  const transactions = statements.flatMap(({ totals, payee, currency, payGroup, period }) =>
    closingTransactions(totals).map((transaction) => ({
      ...transaction,
      source: { kind: 'closing', number: closing } as const,
      payee,
      currency,
      payGroup,
      period,
    })),
  );
  await postTransactions(trx, transactions);
}

/** What the confirmation of a payout changed. */
export interface ConfirmedPayout {
  /** The number of the confirmation. */
  readonly confirmation: number;
  readonly payGroup: string;
  readonly period: string;
  readonly currency: string;
  /** By how much what was sent to each payee changed, in minor units. */
  readonly changes: ReadonlyMap<string, bigint>;
}

/**
 * Posts what payroll confirmed, in the transaction that keeps the confirmation.
 *
 * @example
 * await postPayout(trx, { confirmation: 3, payGroup: 'monthly-USD', period: '2026-03', currency: 'USD', changes });
 */
export async function postPayout(trx: Transaction, payout: ConfirmedPayout): Promise<void> {
  const { confirmation, payGroup, period, currency, changes } = payout;
  const source = { kind: 'payout', number: confirmation } as const;
  const transactions = [...changes].flatMap(([payee, amount]) => {
    const transaction = payoutTransaction(amount);
    return transaction === null ? [] : [{ ...transaction, source, payee, currency, payGroup, period }];
  });
  await postTransactions(trx, transactions);
}

async function postTransactions(
  trx: Transaction,
  transactions: readonly Omit<PostedTransaction, 'sequence'>[],
): Promise<void> {
  await holdLock(trx, 'change');
  const first = (await lastSequence(trx)) + 1n;
  await insertRows(
    trx,
    'ledger_transaction',
    transactions.map(({ source, book, payee, currency, payGroup, period }, place) => ({
      sequence: first + BigInt(place),
      source: source.kind,
      source_number: BigInt(source.number),
      book,
      payee,
      currency,
      pay_group: payGroup,
      period,
    })),
  );
  await insertRows(
    trx,
    'ledger_entry',
    transactions.flatMap(({ entries }, place) =>
      entries.map(({ account, amount }) => ({ sequence: first + BigInt(place), account, amount })),
    ),
  );
}

async function lastSequence(executor: Executor): Promise<bigint> {
  const row = await executor.queries
    .selectFrom('ledger_transaction')
    .select((expression) => expression.fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  return row?.sequence ?? 0n;
}

/**
 * The payees that the ledger or a closed statement knows, in order.
 *
 * @example
 * await payeesInLedger(db); // ['ada', 'bo']
 */
export async function payeesInLedger({ queries }: Executor): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('ledger_transaction')
    .select('payee')
    .union(queries.selectFrom('closed_statement').select('payee'))
    .orderBy('payee')
    .execute();
  return rows.map(({ payee }) => payee);
}

/**
 * All that was posted for some payees, in the order of the sequence.
 *
 * @example
 * await readTransactions(db, ['ada']); // [{ sequence: 1, book: 'earning', … }]
 */
export async function readTransactions(
  { queries }: Executor,
  payees: readonly string[],
): Promise<readonly PostedTransaction[]> {
  if (payees.length === 0) return [];
  const rows = await queries
    .selectFrom('ledger_transaction')
    .selectAll()
    .where('payee', 'in', payees)
    .orderBy('sequence')
    .execute();
  const entries = await queries
    .selectFrom('ledger_entry')
    .innerJoin('ledger_transaction', 'ledger_transaction.sequence', 'ledger_entry.sequence')
    .select(['ledger_entry.sequence', 'ledger_entry.account', 'ledger_entry.amount'])
    .where('ledger_transaction.payee', 'in', payees)
    .orderBy('ledger_entry.sequence')
    .orderBy('ledger_entry.account')
    .execute();
  const bySequence = new Map<bigint, LedgerEntry[]>();
  for (const { sequence, account, amount } of entries) {
    const known = bySequence.get(sequence);
    if (known === undefined) bySequence.set(sequence, [{ account, amount }]);
    else known.push({ account, amount });
  }
  return rows.map((row) => transactionOf(row, bySequence.get(row.sequence) ?? []));
}

function transactionOf(
  row: Selectable<Tables['ledger_transaction']>,
  entries: readonly LedgerEntry[],
): PostedTransaction {
  return {
    sequence: Number(row.sequence),
    source: { kind: row.source, number: Number(row.source_number) },
    book: row.book,
    payee: row.payee,
    currency: row.currency,
    payGroup: row.pay_group,
    period: row.period,
    entries,
  };
}

/** Which transactions of a payee are listed. */
export interface TransactionFilter {
  readonly payee: string;
  /** Only those after this sequence. */
  readonly after?: number | undefined;
  /** At most so many; all when left out. */
  readonly limit?: number | undefined;
}

/**
 * What was posted for a payee in periods in which the scope shows them, in the order of the sequence.
 *
 * @example
 * await listTransactions(db, scope, { payee: 'ada', after: 12, limit: 51 });
 */
export async function listTransactions(
  executor: Executor,
  scope: PayeeScope,
  { payee, after = 0, limit }: TransactionFilter,
): Promise<readonly PostedTransaction[]> {
  if (!inScope(scope, payee)) return [];
  const { queries } = executor;
  const shown = await shownInPeriods(executor, scope);
  const all = queries
    .selectFrom('ledger_transaction')
    .selectAll()
    .where('payee', '=', payee)
    .where('sequence', '>', BigInt(after))
    .orderBy('sequence');
  const found = await (limit === undefined || showsByDays(scope) ? all : all.limit(limit)).execute();
  const rows = found.filter(({ period }) => shown(payee, period)).slice(0, limit);
  const last = rows.at(-1)?.sequence ?? 0n;
  const entries = await queries
    .selectFrom('ledger_entry')
    .innerJoin('ledger_transaction', 'ledger_transaction.sequence', 'ledger_entry.sequence')
    .select(['ledger_entry.sequence', 'ledger_entry.account', 'ledger_entry.amount'])
    .where('ledger_transaction.payee', '=', payee)
    .where('ledger_transaction.sequence', '>', BigInt(after))
    .where('ledger_transaction.sequence', '<=', last)
    .orderBy('ledger_entry.sequence')
    .orderBy('ledger_entry.account')
    .execute();
  const bySequence = groupedBy(entries, ({ sequence }) => sequence);
  return rows.map((row) =>
    transactionOf(
      row,
      (bySequence.get(row.sequence) ?? []).map(({ account, amount }) => ({ account, amount })),
    ),
  );
}

/** What the ledger says was sent to a payee in a currency. */
export interface SentToPayee {
  readonly payee: string;
  readonly currency: string;
  /** Minor units. */
  readonly sent: bigint;
}

/**
 * What the ledger says was sent, in the order of payees and currencies.
 *
 * @example
 * await sentByLedger(db); // [{ payee: 'ada', currency: 'USD', sent: 300000n }]
 */
export async function sentByLedger({ queries }: Executor): Promise<readonly SentToPayee[]> {
  const rows = await queries
    .selectFrom('ledger_entry')
    .innerJoin('ledger_transaction', 'ledger_transaction.sequence', 'ledger_entry.sequence')
    .select(['ledger_transaction.payee', 'ledger_transaction.currency', 'ledger_entry.amount'])
    .where('ledger_entry.account', '=', 'sent')
    .orderBy('ledger_transaction.payee')
    .orderBy('ledger_transaction.currency')
    .execute();
  // Summed here: the sum of a database may be no integer of 64 bits.
  const sums = new Map<string, SentToPayee>();
  for (const { payee, currency, amount } of rows) {
    const key = `${payee}\u0000${currency}`;
    sums.set(key, { payee, currency, sent: (sums.get(key)?.sent ?? 0n) + amount });
  }
  return [...sums.values()];
}
