import type { Executor, Transaction } from './executor.js';
import type { PeriodAct, PeriodState } from './period-state.js';

/** A step of a pay period. Steps are only ever added, and the state is what the last of them says. */
export interface PeriodEvent {
  /** From 1, in the order in which they were made. */
  readonly sequence: number;
  readonly payGroup: string;
  readonly period: string;
  readonly act: PeriodAct;
  /** The state that it leaves the period in. */
  readonly state: PeriodState;
  /** The id of who did it. */
  readonly actor: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
  readonly reason: string | null;
  /** The run that was published then. */
  readonly run: number | null;
  readonly closing: number | null;
}

/**
 * Adds a step of a pay period.
 *
 * @example
 * await addPeriodEvent(trx, { payGroup: 'monthly-USD', period: '2026-03', act: 'paid', state: 'paid', actor: 'fin' });
 */
export async function addPeriodEvent(
  trx: Transaction,
  event: Omit<PeriodEvent, 'sequence' | 'at' | 'reason' | 'run' | 'closing'> & {
    readonly reason?: string;
    readonly run?: number;
    readonly closing?: number;
  },
): Promise<void> {
  const { payGroup, period, act, state, actor, reason = null, run, closing } = event;
  await trx.queries
    .insertInto('period_event')
    .values({
      pay_group: payGroup,
      period,
      act,
      state,
      actor,
      at: new Date().toISOString(),
      reason,
      run: run === undefined ? null : BigInt(run),
      closing: closing === undefined ? null : BigInt(closing),
    })
    .execute();
}

/**
 * The steps of pay periods, in the order in which they were made.
 *
 * @example
 * (await readPeriodEvents(db, { payGroup: 'monthly-USD', period: '2026-03' })).at(-1)?.state // 'closed'
 */
export async function readPeriodEvents(
  executor: Executor,
  filter: { readonly payGroup?: string; readonly period?: string } = {},
): Promise<readonly PeriodEvent[]> {
  let query = executor.queries.selectFrom('period_event').selectAll().orderBy('sequence');
  if (filter.payGroup !== undefined) query = query.where('pay_group', '=', filter.payGroup);
  if (filter.period !== undefined) query = query.where('period', '=', filter.period);
  return (await query.execute()).map((row) => ({
    sequence: Number(row.sequence),
    payGroup: row.pay_group,
    period: row.period,
    act: row.act,
    state: row.state,
    actor: row.actor,
    at: row.at,
    reason: row.reason,
    run: row.run === null ? null : Number(row.run),
    closing: row.closing === null ? null : Number(row.closing),
  }));
}
