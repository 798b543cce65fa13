import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { EVERY_PAYEE, type PayeeScope } from '../access/scope.js';
import { LOCAL_ADMINISTRATOR, type Viewer } from '../access/viewer.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../store/database.js';
import type { Database } from '../store/executor.js';
import { isPostgresAddress } from '../store/postgres/is-postgres-address.js';
import { jsonText } from './json-text.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** How a database is opened; see {@link openDatabase}. */
type OpenOptions = NonNullable<Parameters<typeof openDatabase>[1]>;

/** How a command ended: all is well, problems were found, or it was used wrongly. */
export type ExitCode = 0 | 1 | 2;

/** The options that every command takes. */
export interface GlobalOptions {
  readonly database: string;
  readonly json: boolean;
}

/**
 * What one call of the program works with. Commands are given it when they are added to the program, and read
 * the global options from it when they run.
 */
export class Session {
  exitCode: ExitCode = 0;
  readonly viewer: Viewer = LOCAL_ADMINISTRATOR;
  readonly scope: PayeeScope = EVERY_PAYEE;

  constructor(
    readonly program: Command,
    readonly terminal: Terminal,
  ) {}

  get options(): GlobalOptions {
    const { database, json } = this.program.opts<{ database: string; json?: boolean }>();
    return { database, json: json ?? false };
  }

  /** The id of the person who acts: who changes what is stored, and who may not approve what they made. */
  get actor(): string {
    const { as: named } = this.program.opts<{ as?: string }>();
    return named || process.env['ATTAIN_PERSON'] || this.viewer.id;
  }

  /** Prints a result: as JSON where `--json` was said, else as the text. */
  print(value: unknown, text: () => string): void {
    this.terminal.out(this.options.json ? jsonText(value) : text());
  }

  /** Says that problems were found. */
  foundProblems(): void {
    this.exitCode = 1;
  }

  /** Opens the database for as long as the work takes, with the tables that this version needs. */
  async withDatabase<T>(work: (db: Database) => Promise<T>, options: OpenOptions = {}): Promise<T> {
    const path = this.options.database;
    if (!isPostgresAddress(path) && !existsSync(path)) {
      throw new UsageError(`there is no database at ${path}`, '`attain init` makes one');
    }
    return withDatabaseAt(path, work, options);
  }
}

/**
 * Opens, or makes, the database in a file for as long as the work takes, with the tables that this version
 * needs.
 *
 * @example
 * await withDatabaseAt('.attain/attain.sqlite', (db) => listChanges(db, { limit: 10 }));
 */
export async function withDatabaseAt<T>(
  path: string,
  work: (db: Database) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const db = await openDatabase(path, options);
  try {
    await migrateToLatest(db);
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}
