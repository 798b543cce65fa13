import { createHash } from 'node:crypto';
import type { Database } from '../../src/store/executor.js';

/** What the service keeps of who uses it, which asking may change. */
const OF_USING = /^(?:account_session|account_attempts|account_token|idempotency_key|job|job_.*|sqlite_.*)$/;

/**
 * A hash of each table of an SQLite database, so that it can be told which of them was written to. What is kept of who
 * uses the service is left out.
 */
export async function databaseHash(db: Database): Promise<Readonly<Record<string, string>>> {
  return db.read(async ({ connection }) => {
    const tables = await connection.rows(
      `select "name" from "sqlite_master" where "type" = 'table' order by "name"`,
      [],
    );
    const hashes: Record<string, string> = {};
    for (const [name] of tables) {
      if (OF_USING.test(String(name))) continue;
      const hash = createHash('sha256');
      for await (const rows of connection.stream(`select * from "${String(name)}"`, [])) {
        for (const row of rows) hash.update(JSON.stringify(row, written));
      }
      hashes[String(name)] = hash.digest('hex').slice(0, 12);
    }
    return hashes;
  });
}

function written(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
