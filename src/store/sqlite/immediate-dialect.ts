import { setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely';

/** How long a handle waits for another one's write, in milliseconds; an import may take some seconds. */
export const BUSY_TIMEOUT_MILLISECONDS = 30_000;
const RETRY_MILLISECONDS = 5;

/**
 * Kysely's SQLite dialect, but a transaction that may write takes the write lock when it begins. With its
 * plain `begin`, one that reads first fails at its first write if another handle has written in between, and
 * no busy timeout helps. It waits for the lock without blocking the process: the lock may be held by a handle of
 * this very process, which could not go on and release it.
 *
 * @example
 * new Kysely<Tables>({ dialect: new ImmediateDialect({ database: handle }) })
 */
export class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): DialectAdapter {
    return new ImmediateAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const run = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql));
    if (settings?.accessMode === 'read only') {
      await run('begin');
      return;
    }
    await beginImmediate(run);
  }
}

/** Migrations hold the write lock too: two processes that start at the same time must not both run them. */
class ImmediateAdapter extends SqliteAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await beginImmediate((statement) => sql.raw(statement).execute(db));
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`commit`.execute(db);
  }
}

async function beginImmediate(run: (statement: string) => Promise<unknown>): Promise<void> {
  await run('pragma busy_timeout = 0');
  try {
    await untilFree(() => run('begin immediate'));
  } finally {
    await run(`pragma busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`);
  }
}

/** Tries again until the database is not locked any more, or the time is over. */
async function untilFree(begin: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + BUSY_TIMEOUT_MILLISECONDS;
  for (;;) {
    try {
      await begin();
      return;
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!isBusy || performance.now() > end) throw error;
      await setTimeout(RETRY_MILLISECONDS);
    }
  }
}
