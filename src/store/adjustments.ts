import type { Selectable } from 'kysely';
import type { PayeeScope } from '../access/scope.js';
import {
  type Adjustment,
  type AdjustmentState,
  type AdjustmentTerms,
  type ApprovedAdjustment,
  adjustmentState,
} from '../ledger/adjustments/adjustment.js';
import { payeesWithin } from './chosen-run.js';
import type { Executor, Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';
import { shownInPeriods } from './shown-periods.js';
import type { Tables } from './tables.js';

/** Which adjustments are asked for; what is left out is not asked of them. */
export interface AdjustmentFilter {
  readonly numbers?: readonly number[];
  /** Only those made after this one. */
  readonly after?: number;
  readonly payee?: string;
  readonly payGroup?: string;
  /** The id of a pay period. */
  readonly period?: string;
  readonly state?: AdjustmentState;
}

/**
 * Keeps adjustments that somebody made, within a change, and gives their numbers in order.
 *
 * @example
 * const [number] = await writeAdjustments(trx, change, [terms], 'ops');
 */
export async function writeAdjustments(
  trx: Transaction,
  change: number,
  list: readonly AdjustmentTerms[],
  maker: string,
): Promise<readonly number[]> {
  const last = await trx.queries
    .selectFrom('adjustment')
    .select((expression) => expression.fn.max('number').as('number'))
    .executeTakeFirst();
  const first = Number(last?.number ?? 0n) + 1;
  const madeAt = new Date().toISOString();
  await insertRows(
    trx,
    'adjustment',
    list.map(({ payee, payGroup, period, currency, amount, reason, attachment, note }, place) => ({
      number: BigInt(first + place),
      payee,
      pay_group: payGroup,
      period,
      currency,
      amount,
      reason,
      attachment_file: attachment?.file ?? null,
      attachment_hash: attachment?.hash ?? null,
      note,
      maker,
      made_at: madeAt,
      change: BigInt(change),
    })),
  );
  return list.map((_, place) => first + place);
}

/**
 * The number of the change that made the adjustments of a file; `null` where none did.
 *
 * @param contentHash SHA-256 of the file, in hexadecimal
 * @example
 * await adjustedByFile(trx, contentHash) // 12
 */
export async function adjustedByFile({ queries }: Executor, contentHash: string): Promise<number | null> {
  const row = await queries
    .selectFrom('adjustment')
    .innerJoin('change', 'change.sequence', 'adjustment.change')
    .select('change.sequence')
    .where('change.content_hash', '=', contentHash)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : Number(row.sequence);
}

/** What is decided on adjustments, and by whom. */
export interface AdjustmentVerdict {
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly reason: string | null;
}

/**
 * Keeps what was decided on adjustments, within a change. Throws where one is decided on already, and where its
 * maker decides.
 *
 * @example
 * await decideOnAdjustments(trx, change, waiting, { decision: 'approved', actor: 'cfo', reason: null });
 */
export async function decideOnAdjustments(
  trx: Transaction,
  change: number,
  adjustments: readonly Pick<Adjustment, 'number' | 'maker'>[],
  { decision, actor, reason }: AdjustmentVerdict,
): Promise<void> {
  const at = new Date().toISOString();
  await insertRows(
    trx,
    'adjustment_decision',
    adjustments.map(({ number, maker }) => {
      return { adjustment: BigInt(number), decision, maker, actor, reason, at, change: BigInt(change) };
    }),
  );
}

/**
 * Adjustments within a scope, in the order of their numbers: those of periods in which it shows the payee.
 *
 * @example
 * await readAdjustments(db, EVERY_PAYEE, { payGroup: 'monthly-USD', period: '2026-03', state: 'waiting' });
 */
export async function readAdjustments(
  executor: Executor,
  scope: PayeeScope,
  filter: AdjustmentFilter = {},
): Promise<readonly Adjustment[]> {
  const within = payeesWithin(scope, filter.payee);
  let query = allAdjustments(executor).orderBy('adjustment.number');
  if (within !== null) query = query.where('adjustment.payee', 'in', ['', ...within]);
  if (filter.after !== undefined) query = query.where('adjustment.number', '>', BigInt(filter.after));
  if (filter.payGroup !== undefined) query = query.where('adjustment.pay_group', '=', filter.payGroup);
  if (filter.period !== undefined) query = query.where('adjustment.period', '=', filter.period);
  const shown = await shownInPeriods(executor, scope);
  const asked = filter.numbers === undefined ? null : new Set(filter.numbers);
  return (await query.execute())
    .map(adjustmentOf)
    .filter(({ payee, period }) => shown(payee, period))
    .filter((each) => asked?.has(each.number) !== false)
    .filter((each) => filter.state === undefined || adjustmentState(each) === filter.state);
}

/**
 * What was adjusted and approved by then, in the order of the numbers.
 *
 * @example
 * await readApprovedAdjustments(trx, { asOfChange: run.change });
 */
export async function readApprovedAdjustments(
  executor: Executor,
  { asOfChange }: { readonly asOfChange: number },
): Promise<readonly ApprovedAdjustment[]> {
  const rows = await allAdjustments(executor)
    .where('adjustment_decision.decision', '=', 'approved')
    .where('adjustment_decision.change', '<=', BigInt(asOfChange))
    .orderBy('adjustment.number')
    .execute();
  return rows.map(adjustmentOf).map(({ number, amount, reason, attachment, maker, decision, ...whose }) => {
    const { payee, payGroup, period } = whose;
    const approver = decision?.actor ?? '';
    const file = attachment?.file ?? null;
    return { number, amount, reason, attachment: file, maker, approver, payee, payGroup, period };
  });
}

function allAdjustments({ queries }: Executor) {
  return queries
    .selectFrom('adjustment')
    .leftJoin('adjustment_decision', 'adjustment_decision.adjustment', 'adjustment.number')
    .selectAll('adjustment')
    .select([
      'adjustment_decision.decision',
      'adjustment_decision.actor as decided_by',
      'adjustment_decision.reason as decided_because',
      'adjustment_decision.at as decided_at',
      'adjustment_decision.change as decided_change',
    ]);
}

type AdjustmentRow = Selectable<Tables['adjustment']> & {
  readonly decision: 'approved' | 'rejected' | null;
  readonly decided_by: string | null;
  readonly decided_because: string | null;
  readonly decided_at: string | null;
  readonly decided_change: bigint | null;
};

function adjustmentOf(row: AdjustmentRow): Adjustment {
  const { attachment_file: file, attachment_hash: hash } = row;
  return {
    number: Number(row.number),
    payee: row.payee,
    payGroup: row.pay_group,
    period: row.period,
    currency: row.currency,
    amount: row.amount,
    reason: row.reason,
    attachment: file === null || hash === null ? null : { file, hash },
    note: row.note,
    maker: row.maker,
    madeAt: row.made_at,
    change: Number(row.change),
    decision: decisionOf(row),
  };
}

function decisionOf(row: AdjustmentRow): Adjustment['decision'] {
  const {
    decision,
    decided_by: actor,
    decided_because: reason,
    decided_at: at,
    decided_change: change,
  } = row;
  if (decision === null || actor === null || at === null || change === null) return null;
  return { decision, actor, reason, at, change: Number(change) };
}
