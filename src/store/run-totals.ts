import type { Executor } from './executor.js';

/** How much there is in the results of a run. */
export interface RunCounts {
  readonly payees: number;
  readonly statements: number;
  /** Statements that a problem keeps from being complete. */
  readonly incomplete: number;
  readonly lines: number;
  readonly teamAttainments: number;
}

/**
 * Counts the results of a run.
 *
 * @example
 * (await readRunCounts(db, 7)).statements // 24
 */
export async function readRunCounts(executor: Executor, run: number): Promise<RunCounts> {
  return executor.read(async (trx) => {
    const count = async (rows: string): Promise<number> => {
      const [row] = await trx.connection.rows(`select count(*) from ${rows}`, [BigInt(run)]);
      return Number(row?.[0] ?? 0);
    };
    return {
      payees: await count('payee_result where run = ?'),
      statements: await count('statement where run = ?'),
      incomplete: await count(`statement where run = ? and status = 'incomplete'`),
      lines: await count('line where run = ?'),
      teamAttainments: await count('team_attainment where run = ?'),
    };
  });
}
