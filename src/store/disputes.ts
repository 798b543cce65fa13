import type { Selectable } from 'kysely';
import type { PayeeScope } from '../access/scope.js';
import {
  type Dispute,
  type DisputeDecision,
  type DisputeReply,
  type DisputeState,
  type DisputeTerms,
  disputeState,
} from '../ledger/disputes/dispute.js';
import { groupedBy } from '../ledger/grouped-by.js';
import { payeesWithin } from './chosen-run.js';
import type { Executor, Transaction } from './executor.js';
import { shownInPeriods } from './shown-periods.js';
import type { Tables } from './tables.js';

/** Which disputes are asked for; what is left out is not asked of them. */
export interface DisputeFilter {
  readonly number?: number;
  /** Only those opened after this one. */
  readonly after?: number;
  readonly payee?: string;
  /** The id of a pay period. */
  readonly period?: string;
  readonly state?: DisputeState;
}

/**
 * Keeps a dispute, within a change, and gives its number.
 *
 * @example
 * const number = await writeDispute(trx, change, terms, 'ada');
 */
export async function writeDispute(
  trx: Transaction,
  change: number,
  terms: DisputeTerms,
  opener: string,
): Promise<number> {
  const last = await trx.queries
    .selectFrom('dispute')
    .select((expression) => expression.fn.max('number').as('number'))
    .executeTakeFirst();
  const number = (last?.number ?? 0n) + 1n;
  const { payee, line, payGroup, period, component, deal, date, currency, amount, expected, message } = terms;
  await trx.queries
    .insertInto('dispute')
    .values({
      ...{ number, payee, line, pay_group: payGroup, period, component, deal, date, currency, amount },
      ...{ expected, message, corrections: JSON.stringify(terms.corrections), opener },
      opened_at: new Date().toISOString(),
      change: BigInt(change),
    })
    .execute();
  return Number(number);
}

/**
 * Keeps what somebody says about a dispute, within a change.
 *
 * @example
 * await writeDisputeReply(trx, change, dispute, { actor: 'ops', message: 'The contract says so.' });
 */
export async function writeDisputeReply(
  trx: Transaction,
  change: number,
  { number, replies }: Pick<Dispute, 'number' | 'replies'>,
  { actor, message }: Pick<DisputeReply, 'actor' | 'message'>,
): Promise<void> {
  const place = BigInt(replies.length + 1);
  await trx.queries
    .insertInto('dispute_reply')
    .values({
      ...{ dispute: BigInt(number), number: place, actor, message },
      ...{ at: new Date().toISOString(), change: BigInt(change) },
    })
    .execute();
}

/**
 * Keeps how a dispute ends, within a change. Throws where it has ended, and where the opener decides.
 *
 * @example
 * await writeDisputeDecision(trx, change, dispute, { decision: 'accepted', actor: 'ops', reason: null });
 */
export async function writeDisputeDecision(
  trx: Transaction,
  change: number,
  { number, opener }: Pick<Dispute, 'number' | 'opener'>,
  { decision, actor, reason }: Pick<DisputeDecision, 'decision' | 'actor' | 'reason'>,
): Promise<void> {
  await trx.queries
    .insertInto('dispute_decision')
    .values({
      ...{ dispute: BigInt(number), decision, opener, actor, reason },
      ...{ at: new Date().toISOString(), change: BigInt(change) },
    })
    .execute();
}

/**
 * Disputes within a scope, in the order of their numbers: those of periods in which it shows the payee.
 *
 * @example
 * await readDisputes(db, EVERY_PAYEE, { state: 'open' });
 */
export async function readDisputes(
  executor: Executor,
  scope: PayeeScope,
  filter: DisputeFilter = {},
): Promise<readonly Dispute[]> {
  const { queries } = executor;
  const within = payeesWithin(scope, filter.payee);
  let query = queries.selectFrom('dispute').selectAll().orderBy('number');
  if (within !== null) query = query.where('payee', 'in', ['', ...within]);
  if (filter.number !== undefined) query = query.where('number', '=', BigInt(filter.number));
  if (filter.after !== undefined) query = query.where('number', '>', BigInt(filter.after));
  if (filter.period !== undefined) query = query.where('period', '=', filter.period);
  const shown = await shownInPeriods(executor, scope);
  const rows = (await query.execute()).filter(({ payee, period }) => shown(payee, period));
  const numbers = rows.map(({ number }) => number);
  const replies = await queries
    .selectFrom('dispute_reply')
    .selectAll()
    .where('dispute', 'in', [0n, ...numbers])
    .orderBy('dispute')
    .orderBy('number')
    .execute();
  const decisions = await queries
    .selectFrom('dispute_decision')
    .selectAll()
    .where('dispute', 'in', [0n, ...numbers])
    .execute();
  const said = groupedBy(replies, ({ dispute }) => dispute);
  const decided = new Map(decisions.map((each) => [each.dispute, each]));
  return rows
    .map((row) => disputeOf(row, said.get(row.number) ?? [], decided.get(row.number)))
    .filter((each) => filter.state === undefined || disputeState(each) === filter.state);
}

function disputeOf(
  row: Selectable<Tables['dispute']>,
  replies: readonly Selectable<Tables['dispute_reply']>[],
  decided: Selectable<Tables['dispute_decision']> | undefined,
): Dispute {
  const { payee, line, period, component, deal, date, currency, amount, expected, message, opener } = row;
  return {
    ...{ payee, line, payGroup: row.pay_group, period, component, deal, date, currency, amount },
    ...{ expected, message, opener, openedAt: row.opened_at },
    number: Number(row.number),
    // Nobody but the program writes them.
    corrections: JSON.parse(row.corrections) as Dispute['corrections'],
    change: Number(row.change),
    replies: replies.map(({ actor, message: text, at }) => ({ actor, message: text, at })),
    decision: decided === undefined ? null : decisionOf(decided),
  };
}

function decisionOf(row: Selectable<Tables['dispute_decision']>): DisputeDecision {
  const { decision, actor, reason, at, change } = row;
  return { decision, actor, reason, at, change: Number(change) };
}
