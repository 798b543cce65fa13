import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { latestChange, withChange } from '../../src/store/change.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { databases } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import { emptyDatabase, temporaryPath } from '../databases/sqlite.js';
import { filled, writeAll } from './samples.js';

describe.each(databases)('a database on $name', (database) => {
  it('keeps what was written when it is closed and opened again', async () => {
    const path = await database.newAddress();
    const db = await openDatabase(path);
    await migrateToLatest(db);
    await writeAll(db, 'deal', [filled('deal')]);
    await closeDatabase(db);
    const again = await openTemporary(path);
    expect(await migrateToLatest(again)).toEqual([]);
    expect((await readRecordSet(again)).deal).toEqual([filled('deal')]);
  });

  it('can be closed before it is used', async () => {
    await closeDatabase(await openDatabase(await database.newAddress()));
  });

  it('makes the next write wait until the one before it is whole', async () => {
    const db = await database.create();
    const order: string[] = [];
    const change = (name: string) =>
      withChange(db, { actor: 'local', command: name }, async (_, number) => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`${name} ends`);
        return number;
      });
    const [first, second] = await Promise.all([change('first'), change('second')]);
    expect([first.change, second.change]).toEqual([1, 2]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });
});

describe('a database of SQLite', () => {
  it('is not opened in a folder that does not exist', async () => {
    await expect(openDatabase(`${temporaryPath()}/no/attain.db`)).rejects.toThrow('directory does not exist');
  });

  it('is written ahead, with foreign keys kept', async () => {
    const db = await emptyDatabase();
    const pragma = async (name: string) =>
      (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db.queries)).rows[0];
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1n });
    const orphan = sql`insert into published (id, run) values (1, 7)`.execute(db.queries);
    await expect(orphan).rejects.toThrow('FOREIGN KEY');
  });

  it('holds the write lock from the start of a transaction that may write', async () => {
    const db = await emptyDatabase();
    const impatient = new BetterSqlite3(db.path, { timeout: 0 });
    await db.write(async (trx) => {
      expect(await latestChange(trx)).toBe(0);
      expect(() => impatient.exec('begin immediate')).toThrow('database is locked');
    });
    await db.read(async (trx) => {
      expect(await latestChange(trx)).toBe(0);
      impatient.exec('begin immediate; rollback');
    });
    impatient.close();
  });
});
