import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

// A migration must do the same thing for ever, and so must what it is written with: this file only gains
// functions, it changes none.

/**
 * What a column holds: text, or an integer of 64 bits; `?` admits NULL. An `identity` is an integer that the
 * database gives to a row that comes without one, counting from 1; it is the whole key of its table.
 */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'identity';

/** A table: its columns in their order, and the columns of its primary key in theirs. */
export interface TableDefinition {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
  /** Whether the rows lie in the order of the key, which suits tables that are read by ranges of it. */
  readonly clustered: boolean;
}

/**
 * Starts a table that is made unless it is there, so that an interrupted migration can run again.
 *
 * @example
 * await createTable(db, 'published', { columns: { id: 'integer', run: 'integer' }, key: ['id'], clustered: false })
 *   .addForeignKeyConstraint('published_run', ['run'], 'run', ['id'])
 *   .execute();
 */
export function createTable(
  db: Kysely<unknown>,
  name: string,
  { columns, key, clustered }: TableDefinition,
): CreateTableBuilder<string, string> {
  const onSqlite = isSqlite(db);
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name).ifNotExists();
  for (const [column, type] of Object.entries(columns)) {
    table = table.addColumn(column, onSqlite ? sqliteType(type) : postgresType(type), (each) => {
      if (type === 'identity' && !onSqlite) return each.notNull().generatedByDefaultAsIdentity();
      return type.endsWith('?') ? each : each.notNull();
    });
  }
  table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as [string, ...string[]]);
  if (!onSqlite) return table;
  return table.modifyEnd(clustered ? sql`strict, without rowid` : sql`strict`);
}

/**
 * Makes an index over columns of a table unless it is there.
 *
 * @example
 * await createIndex(db, 'split', ['payee', 'deal']); // split_by_payee_deal
 */
export async function createIndex(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
  options: { readonly unique: boolean } = { unique: false },
): Promise<void> {
  const name = `${table}_by_${columns.join('_')}`;
  const index = db.schema
    .createIndex(name)
    .ifNotExists()
    .on(table)
    .columns([...columns]);
  await (options.unique ? index.unique() : index).execute();
}

/**
 * Makes the database itself refuse to change or delete a row of a table.
 *
 * @example
 * await refuseUpdateAndDelete(db, 'change');
 */
export async function refuseUpdateAndDelete(db: Kysely<unknown>, table: string): Promise<void> {
  if (!isSqlite(db)) return refuseUpdateAndDeleteOnPostgres(db, table);
  for (const action of ['update', 'delete']) {
    const trigger = sql.id(`${table}_refuses_${action}`);
    const message = sql.lit(
      `${table} is history: its rows are only ever added, so this ${action} is refused`,
    );
    await sql`create trigger if not exists ${trigger} before ${sql.raw(action)} on ${sql.table(table)}
      begin select raise(abort, ${message}); end`.execute(db);
  }
}

/**
 * Makes the database itself refuse rows of a table, where a condition on the new row holds.
 *
 * @param refused `condition`: of SQL that every database understands, with the row as `new`; `message`: what is said
 * @example
 * await refuseInsertWhere(db, 'leave', { condition: 'new."to" < new."from"', message: 'a leave ends before it begins' });
 */
export async function refuseInsertWhere(
  db: Kysely<unknown>,
  table: string,
  { condition, message }: { readonly condition: string; readonly message: string },
): Promise<void> {
  const name = sql.id(`${table}_refuses_insert`);
  if (isSqlite(db)) {
    await sql`create trigger if not exists ${name} before insert on ${sql.table(table)}
      when ${sql.raw(condition)} begin select raise(abort, ${sql.lit(message)}); end`.execute(db);
    return;
  }
  const body = `begin if ${condition} then raise exception '${message}'; end if; return new; end`;
  await sql`create or replace function ${name}() returns trigger language plpgsql as ${sql.lit(body)}`.execute(
    db,
  );
  await sql`create or replace trigger ${name} before insert on ${sql.table(table)}
    for each row execute function ${name}()`.execute(db);
}

/**
 * Makes SQLite refuse a row whose key is taken before it could replace the row that has it, which deletes that row
 * without asking the triggers that refuse to delete. Elsewhere nothing can be replaced but by an update.
 *
 * @param keys each list of columns by which a row is told from another
 * @example
 * await refuseReplacement(db, 'published', [['id'], ['run']]);
 */
export async function refuseReplacement(
  db: Kysely<unknown>,
  table: string,
  keys: readonly (readonly string[])[],
): Promise<void> {
  if (!isSqlite(db)) return;
  const name = sql.id(`${table}_refuses_replacement`);
  const message = sql.lit(`${table} is history: its rows are only ever added, and this one is there`);
  const taken = keys.map((columns) => {
    const isSame = columns.map((column) => sql`${sql.id(column)} = new.${sql.id(column)}`);
    return sql`exists (select 1 from ${sql.table(table)} where ${sql.join(isSame, sql` and `)})`;
  });
  await sql`create trigger if not exists ${name} before insert on ${sql.table(table)}
    when ${sql.join(taken, sql` or `)} begin select raise(abort, ${message}); end`.execute(db);
}

/**
 * Adds columns at the end of a table, each unless it is there. Rows that there are have NULL in them.
 *
 * @example
 * await addColumns(db, 'team', { region: 'text?' });
 */
export async function addColumns(
  db: Kysely<unknown>,
  name: string,
  columns: Readonly<Record<string, 'text?' | 'integer?'>>,
): Promise<void> {
  const table = (await db.introspection.getTables()).find((each) => each.name === name);
  const known = new Set(table?.columns.map((column) => column.name));
  const onSqlite = isSqlite(db);
  for (const [column, type] of Object.entries(columns)) {
    if (known.has(column)) continue;
    await db.schema
      .alterTable(name)
      .addColumn(column, onSqlite ? sqliteType(type) : postgresType(type))
      .execute();
  }
}

/** How a table that is made anew is constrained, and in which order it is filled. */
export interface ReplacedTable {
  /** The column after which rows are copied, so that those that others refer to come first. */
  readonly order: string;
  /** Adds the constraints; rows that refer to others of the table refer to it by the name that is given. */
  readonly constrain: (
    table: CreateTableBuilder<string, string>,
    self: string,
  ) => CreateTableBuilder<string, string>;
}

/**
 * Makes a table anew with other constraints and with the rows that it has, as constraints cannot be changed on every
 * database. Its indexes and triggers are to be made after it. One that was interrupted can run again: the old table
 * stays until the new one has all rows.
 *
 * @example
 * await replaceTable(db, 'leave', LEAVE, { order: 'id', constrain: (table) => table.addUniqueConstraint(…) });
 */
export async function replaceTable(
  db: Kysely<unknown>,
  name: string,
  definition: TableDefinition,
  { order, constrain }: ReplacedTable,
): Promise<void> {
  const next = `${name}_next`;
  if (await hasTable(db, name)) {
    await db.schema.dropTable(next).ifExists().execute();
    await constrain(createTable(db, next, definition), next).execute();
    const columns = sql.join(Object.keys(definition.columns).map((column) => sql.id(column)));
    await sql`insert into ${sql.table(next)} (${columns})
      select ${columns} from ${sql.table(name)} order by ${sql.id(order)}`.execute(db);
    await db.schema.dropTable(name).execute();
  }
  await db.schema.alterTable(next).renameTo(name).execute();
  if (isSqlite(db)) return;
  await sql`alter table ${sql.table(name)} rename constraint ${sql.id(`${next}_key`)} to ${sql.id(`${name}_key`)}`.execute(
    db,
  );
}

async function hasTable(db: Kysely<unknown>, name: string): Promise<boolean> {
  const tables = await db.introspection.getTables();
  return tables.some((table) => table.name === name);
}

/**
 * Makes the table of a kind of input and the table of its versions: the contents that were replaced, each with
 * the change that wrote it and the change from which it held no longer.
 *
 * @example
 * await createVersionedTable(db, 'receipt', { columns: { id: 'text', amount: 'integer' }, key: ['id'] });
 */
export async function createVersionedTable(
  db: Kysely<unknown>,
  name: string,
  { columns, key, indexes = [] }: VersionedTableDefinition,
): Promise<void> {
  const versionName = `${name}_version`;
  await createTable(db, name, { columns: { ...columns, change: 'integer' }, key, clustered: true }).execute();
  await createTable(db, versionName, {
    columns: { ...columns, from_change: 'integer', until_change: 'integer' },
    key: [...key, 'from_change'],
    clustered: true,
  }).execute();
  for (const index of indexes) {
    await createIndex(db, name, index);
    await createIndex(db, versionName, index);
  }
  await refuseUpdateAndDelete(db, versionName);
}

/** The table of a kind of input: its columns, its key, and what else it is looked up by. */
export interface VersionedTableDefinition extends Omit<TableDefinition, 'clustered'> {
  readonly indexes?: readonly (readonly string[])[];
}

async function refuseUpdateAndDeleteOnPostgres(db: Kysely<unknown>, table: string): Promise<void> {
  const refuse = sql.id(`${table}_refuses`);
  const message = `${table} is history: its rows are only ever added, so this % is refused`;
  const body = `begin raise exception '${message}', lower(tg_op); end`;
  await sql`create or replace function ${refuse}() returns trigger language plpgsql as ${sql.lit(body)}`.execute(
    db,
  );
  for (const [action, level] of [
    ['update', 'row'],
    ['delete', 'row'],
    ['truncate', 'statement'],
  ] as const) {
    const trigger = sql.id(`${table}_refuses_${action}`);
    await sql`create or replace trigger ${trigger} before ${sql.raw(action)} on ${sql.table(table)}
      for each ${sql.raw(level)} execute function ${refuse}()`.execute(db);
  }
}

function sqliteType(type: ColumnType): 'text' | 'integer' {
  // SQLite numbers the rows of a table itself only where the key is spelt INTEGER.
  return type.startsWith('text') ? 'text' : 'integer';
}

/** Text is ordered and compared by its bytes, as on SQLite, whatever the language of the database. */
function postgresType(type: ColumnType) {
  return type.startsWith('text') ? sql`text collate "C"` : sql`bigint`;
}

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}
