import type { AdjustmentCause } from '../ledger/prior-period-adjustment.js';
import type { Executor } from './executor.js';

/** What later closings posted of a closed period for one payee, by what was changed. */
export interface LaterCorrection {
  /** The id of the pay period that posted it. */
  readonly postedIn: string;
  readonly payee: string;
  readonly cause: AdjustmentCause;
  /** The change that made it, and what it changed. */
  readonly change: number;
  readonly source: string;
  readonly lines: number;
  /** What it changes of what was earned, in minor units, signed. */
  readonly earned: bigint;
}

/** Which corrections are read. */
export interface CorrectionsQuestion {
  readonly payGroup: string;
  /** The id of the closed period. */
  readonly period: string;
  /** The number of its closing: only later ones correct it. */
  readonly closing: number;
  /** At most so many, the latest first. */
  readonly limit: number;
}

/**
 * What later closings of a pay group posted as adjustments of a closed period, the latest first.
 *
 * @example
 * await readLaterCorrections(db, { payGroup: 'monthly-USD', period: '2026-01', closing: 1, limit: 200 });
 */
export async function readLaterCorrections(
  { queries }: Executor,
  { payGroup, period, closing, limit }: CorrectionsQuestion,
): Promise<readonly LaterCorrection[]> {
  const place = ['closing.number', 'closing.period', 'closed_line.payee'] as const;
  const why = [
    'closed_line.adjusts_cause',
    'closed_line.adjusts_change',
    'closed_line.adjusts_source',
  ] as const;
  const rows = await queries
    .selectFrom('closed_line')
    .innerJoin('closing', 'closing.number', 'closed_line.closing')
    .select([...place, ...why])
    .select(({ fn }) => [
      fn.countAll<bigint>().as('lines'),
      fn.sum<bigint>('closed_line.amount').as('earned'),
    ])
    .where('closed_line.closing', '>', BigInt(closing))
    .where('closed_line.adjusts_period', '=', period)
    .where('closing.pay_group', '=', payGroup)
    .groupBy([...place, ...why])
    .orderBy('closing.number', 'desc')
    .orderBy('closed_line.payee')
    .orderBy('closed_line.adjusts_change')
    .orderBy('closed_line.adjusts_source')
    .limit(BigInt(limit))
    .execute();
  return rows.flatMap(({ period: postedIn, payee, lines, earned, ...row }) => {
    const { adjusts_cause: cause, adjusts_change: change, adjusts_source: source } = row;
    if (cause === null || change === null || source === null) return [];
    return [{ postedIn, payee, cause, change: Number(change), source, lines: Number(lines), earned }];
  });
}
