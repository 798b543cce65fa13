import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.js';
import { migrateToLatest } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';
import {
  columnTypes,
  databaseName,
  fieldsOf,
  keyFieldsOf,
  recordTable,
} from '../../src/store/record-table.js';
import { databases } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import { emptyDatabase } from '../databases/sqlite.js';
import { KINDS } from './samples.js';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: bigint;
  readonly pk: bigint;
}

async function columnsOf(db: Database, table: string): Promise<readonly ColumnInfo[]> {
  const { rows } = await sql<ColumnInfo>`select * from pragma_table_info(${table})`.execute(db.queries);
  return rows;
}

function keyOf(columns: readonly ColumnInfo[]): readonly string[] {
  const key = columns.filter((column) => column.pk > 0n);
  return key.sort((a, b) => Number(a.pk - b.pk)).map((column) => column.name);
}

function typesOf(columns: readonly ColumnInfo[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map((each) => [each.name, `${each.type.toLowerCase()}${each.notnull === 0n ? '?' : ''}`]),
  );
}

describe.each(databases)('migrations on $name', (database) => {
  it('run once each, in the order of their numbers', async () => {
    const db = await openTemporary(await database.newAddress());
    expect(await migrateToLatest(db)).toEqual(Object.keys(MIGRATIONS));
    expect(await migrateToLatest(db)).toEqual([]);
    expect(Object.keys(MIGRATIONS)).toEqual(Object.keys(MIGRATIONS).sort());
  });

  it('can each run again when they were interrupted', async () => {
    const db = await openTemporary(await database.newAddress());
    for (const migration of Object.values(MIGRATIONS)) {
      await migration.up(db.queries);
      await migration.up(db.queries);
    }
  });

  it('run once, whoever else runs them at the same time', async () => {
    const address = await database.newAddress();
    const handles = [await openTemporary(address), await openTemporary(address)];
    const names = await Promise.all(handles.map((db) => migrateToLatest(db)));
    expect(names.flat().sort()).toEqual(Object.keys(MIGRATIONS));
  });
});

describe('tables on SQLite', () => {
  it('make every table STRICT, so that no column holds a value of another type', async () => {
    const db = await emptyDatabase();
    const { rows } = await sql<{ name: string; strict: bigint }>`
      select name, strict from pragma_table_list where schema = 'main' and type = 'table'
        and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(db.queries);
    expect(rows.length).toBeGreaterThan(2 * KINDS.length);
    expect(rows.filter((row) => row.strict === 0n)).toEqual([]);
  });
});

describe.each(KINDS)('the tables of %s', (kind) => {
  const { name, versionName } = recordTable(kind);
  const key = keyFieldsOf(kind).map(databaseName);

  it('have a column for each field, and the key of the kind', async () => {
    const columns = await columnsOf(await emptyDatabase(), name);
    // What a table was given later comes last.
    const last = fieldsOf(kind).flatMap(([field, { later }]) => (later ? databaseName(field) : []));
    const first = recordTable(kind).columns.filter((column) => !last.includes(column));
    expect(columns.map((column) => column.name)).toEqual([...first, 'change', ...last]);
    expect(typesOf(columns)).toEqual({ ...columnTypes(kind), change: 'integer' });
    expect(keyOf(columns)).toEqual(key);
  });

  it('keep versions with the same columns', async () => {
    const columns = await columnsOf(await emptyDatabase(), versionName);
    expect(typesOf(columns)).toEqual({
      ...columnTypes(kind),
      from_change: 'integer',
      until_change: 'integer',
    });
    expect(keyOf(columns)).toEqual([...key, 'from_change']);
  });
});
