import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { jsonText } from '../../../src/cli/json-text.js';
import { readStatements } from '../../../src/runs/read-statements.js';
import { closeDatabase, openDatabase } from '../../../src/store/database.js';

/** How long one statement took to be read and rendered as JSON, in milliseconds. */
export interface StatementTimes {
  /** The first in this process. */
  readonly cold: number;
  readonly warm: readonly number[];
}

const WARM_READS = 20;

/**
 * Reads one statement again and again, from the open database to the JSON that is shown. Throws where there
 * is no such statement.
 *
 * @example
 * (await statementTimes('bench.sqlite', 'P-000001', '2025-07')).cold
 */
export async function statementTimes(
  address: string,
  payee: string,
  period: string,
): Promise<StatementTimes> {
  const db = await openDatabase(address);
  const read = async (): Promise<number> => {
    const start = performance.now();
    const statements = await readStatements(db, EVERY_PAYEE, payee, period);
    const text = jsonText(statements);
    const milliseconds = performance.now() - start;
    if (statements.length === 0) throw new Error(`${payee} has no statement for ${period}: ${text}`);
    return milliseconds;
  };
  try {
    const cold = await read();
    const warm: number[] = [];
    while (warm.length < WARM_READS) warm.push(await read());
    return { cold, warm };
  } finally {
    await closeDatabase(db);
  }
}
