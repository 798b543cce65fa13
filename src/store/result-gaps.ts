import type { Transaction } from './executor.js';

/** Days for which what a payee did is not known in full; all of them where there are none. */
export interface ResultGap {
  readonly payee: string;
  readonly days: { readonly from: string; readonly to: string } | null;
}

const PAYEES_AT_A_TIME = 500;

/**
 * When the results of some payees in a run are incomplete: the periods of incomplete statements, and all days where
 * a problem leaves somebody without any statement.
 *
 * @example
 * await readResultGaps(trx, 7, ['ada']) // [{ payee: 'ada', days: { from: '2026-01-01', to: '2026-02-01' } }]
 */
export async function readResultGaps(
  trx: Transaction,
  run: number,
  payees: readonly string[],
): Promise<readonly ResultGap[]> {
  const gaps: ResultGap[] = [];
  for (let from = 0; from < payees.length; from += PAYEES_AT_A_TIME) {
    const some = payees.slice(from, from + PAYEES_AT_A_TIME);
    const incomplete = await trx.queries
      .selectFrom('statement')
      .innerJoin('run_period', (join) =>
        join
          .onRef('run_period.run', '=', 'statement.run')
          .onRef('run_period.number', '=', 'statement.period'),
      )
      .select(['statement.payee', 'run_period.from', 'run_period.to'])
      .where('statement.run', '=', BigInt(run))
      .where('statement.payee', 'in', some)
      .where('statement.status', '=', 'incomplete')
      .execute();
    const withoutStatements = await trx.queries
      .selectFrom('problem')
      .select('payee')
      .distinct()
      .where('run', '=', BigInt(run))
      .where('payee', 'in', some)
      .where('severity', '=', 'error')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('statement')
              .select('statement.payee')
              .whereRef('statement.run', '=', 'problem.run')
              .whereRef('statement.payee', '=', 'problem.payee'),
          ),
        ),
      )
      .execute();
    gaps.push(...incomplete.map(({ payee, ...days }) => ({ payee, days })));
    gaps.push(...withoutStatements.map(({ payee }) => ({ payee, days: null })));
  }
  return gaps;
}
