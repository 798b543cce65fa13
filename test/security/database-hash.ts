import { createHash } from 'node:crypto';
import type { Database } from '../../src/store/executor.js';

/** What the service keeps of who uses it, which asking may change. */
const OF_USING = /^(?:account_session|account_attempts|account_token|idempotency_key|job|job_.*|sqlite_.*)$/;

/**
 * A hash of each table of a database, so that it can be told which of them was written to. What is kept of who uses
 * the service is left out.
 */
export async function databaseHash(db: Database): Promise<Readonly<Record<string, string>>> {
  const tables = (await db.queries.introspection.getTables()).map(({ name }) => name);
  return db.read(async ({ connection }) => {
    const hashes: Record<string, string> = {};
    for (const name of tables.toSorted()) {
      if (OF_USING.test(name)) continue;
      const lines: string[] = [];
      for await (const rows of connection.stream(`select * from "${name}"`, [])) {
        for (const row of rows) lines.push(JSON.stringify(row, written));
      }
      // PostgreSQL gives rows in an order that another transaction may change.
      const text = lines.sort().join('\n');
      hashes[name] = createHash('sha256').update(text).digest('hex').slice(0, 12);
    }
    return hashes;
  });
}

function written(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
