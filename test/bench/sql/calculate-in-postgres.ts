import { INSERT_RUN_IN_POSTGRES, publishing, runValues } from '../compared-run.js';
import { withClient } from '../places/postgres-reader.js';
import { POSTGRES } from './dialect.js';
import { sqlCalculation } from './sql-calculation.js';

/**
 * Runs the calculation in SQL on a PostgreSQL database.
 *
 * @example
 * await calculateInPostgres('postgres://localhost/sql');
 */
export async function calculateInPostgres(address: string): Promise<void> {
  await withClient(address, async (client) => {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(INSERT_RUN_IN_POSTGRES, [...runValues('sql')]);
    const run = Number(rows[0]?.id);
    for (const sql of [...sqlCalculation(run, POSTGRES), ...publishing(run)]) await client.query(sql);
    await client.query('commit');
  });
}
