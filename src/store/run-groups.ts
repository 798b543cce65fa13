import type { PayFrequency } from '../calendar/pay-period.js';
import type { Executor, SqlRow } from './executor.js';

/** What the statements of one pay group come to in one period of a run; money in minor units. */
export interface RunGroupPeriod {
  readonly frequency: PayFrequency;
  readonly currency: string;
  readonly period: { readonly id: string; readonly from: string; readonly to: string };
  readonly statements: number;
  /** How many of them a problem keeps from being known in full. */
  readonly incomplete: number;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly paid: bigint;
}

/**
 * The pay periods of a run by pay group, in the order of currency, frequency and end.
 *
 * @example
 * (await readRunGroups(db, run.id))[0] // { frequency: 'monthly', currency: 'USD', statements: 12, … }
 */
export async function readRunGroups(executor: Executor, run: number): Promise<readonly RunGroupPeriod[]> {
  return executor.read(async (trx) => {
    const rows = await trx.connection.rows(
      `select p."frequency", s."currency", p."id", p."from", p."to", count(*),
         sum(case when s."status" = 'incomplete' then 1 else 0 end),
         cast(sum(s."earned") as bigint), cast(sum(s."payable") as bigint), cast(sum(s."paid") as bigint)
       from "statement" s join "run_period" p on p."run" = s."run" and p."number" = s."period"
       where s."run" = ?
       group by p."frequency", s."currency", p."id", p."from", p."to"
       order by s."currency", p."frequency", p."to", p."id"`,
      [BigInt(run)],
    );
    return rows.map(groupPeriodOf);
  });
}

function groupPeriodOf([frequency, currency, id, from, to, ...figures]: SqlRow): RunGroupPeriod {
  const [statements, incomplete, earned, payable, paid] = figures.map((each) => BigInt(each ?? 0n));
  return {
    frequency: frequency as PayFrequency,
    currency: String(currency),
    period: { id: String(id), from: String(from), to: String(to) },
    statements: Number(statements),
    incomplete: Number(incomplete),
    earned: earned ?? 0n,
    payable: payable ?? 0n,
    paid: paid ?? 0n,
  };
}

/**
 * The pay periods whose balances the statements of a pay group go on from in a period: the earlier ones of the
 * group, and those of other pay calendars in the same currency that somebody in it is also paid by.
 *
 * @example
 * await readEarlierPeriods(db, run.id, { frequency: 'monthly', currency: 'USD', period });
 */
export async function readEarlierPeriods(
  executor: Executor,
  run: number,
  { frequency, currency, period }: Pick<RunGroupPeriod, 'frequency' | 'currency' | 'period'>,
): Promise<readonly Pick<RunGroupPeriod, 'frequency' | 'currency' | 'period'>[]> {
  return executor.read(async (trx) => {
    const rows = await trx.connection.rows(
      `select distinct p."frequency", p."id", p."from", p."to"
       from "statement" s join "run_period" p on p."run" = s."run" and p."number" = s."period"
       where s."run" = ? and s."currency" = ? and (p."to" < ? or (p."to" = ? and p."id" < ?))
         and (p."frequency" = ? or s."payee" in (
           select t."payee" from "statement" t
           join "run_period" q on q."run" = t."run" and q."number" = t."period"
           where t."run" = ? and t."currency" = ? and q."frequency" = ? and q."id" = ?))
       order by 4, 2`,
      [
        ...[BigInt(run), currency, period.to, period.to, period.id, frequency],
        ...[BigInt(run), currency, frequency, period.id],
      ],
    );
    return rows.map(([of, id, from, to]) => ({
      frequency: of as PayFrequency,
      currency,
      period: { id: String(id), from: String(from), to: String(to) },
    }));
  });
}
