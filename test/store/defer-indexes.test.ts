import { describe, expect, it } from 'vitest';
import { deferIndexes } from '../../src/store/defer-indexes.js';
import type { Database, Transaction } from '../../src/store/executor.js';
import { databases, SQLITE } from '../databases/databases.js';
import { bare, writeSet } from './samples.js';

const indexesOf = async (trx: Transaction): Promise<readonly string[]> => {
  const listed =
    trx.sqlite === null
      ? `select indexdef from pg_indexes where tablename = ? order by 1`
      : `select "sql" from "sqlite_master" where "type" = 'index' and "tbl_name" = ? and "sql" is not null order by 1`;
  return (await trx.connection.rows(listed, ['split'])).map(([definition]) => String(definition));
};
const split = { ...bare('split'), deal: 'D-1' };
const storeSplit = (db: Database) => writeSet(db, { deal: [{ ...bare('deal'), id: 'D-1' }], split: [split] });

describe.each(databases)('indexes that wait for the first rows on $name', (database) => {
  it('are there again when the rows are in, as they were', async () => {
    const db = await database.create();
    const before = await db.read(indexesOf);
    expect(before.some((definition) => definition.includes('payee'))).toBe(true);
    await db.write(async (trx) => deferIndexes(trx, 'split')());
    expect(await db.read(indexesOf)).toEqual(before);
  });

  it('stay as they were where the transaction fails in between', async () => {
    const db = await database.create();
    const before = await db.read(indexesOf);
    const failing = db.write(async (trx) => {
      deferIndexes(trx, 'split');
      throw new Error('no room on the disk');
    });
    await expect(failing).rejects.toThrow('no room on the disk');
    expect(await db.read(indexesOf)).toEqual(before);
  });

  it('stay where there are rows already', async () => {
    const db = await database.create();
    await storeSplit(db);
    const before = await db.read(indexesOf);
    const during = await db.write(async (trx) => {
      deferIndexes(trx, 'split');
      return indexesOf(trx);
    });
    expect(during).toEqual(before);
  });
});

it('are away on SQLite while the first rows come', async () => {
  const db = await SQLITE.create();
  const during = await db.write(async (trx) => {
    const restore = deferIndexes(trx, 'split');
    const found = await indexesOf(trx);
    restore();
    return found;
  });
  expect(during).toEqual([]);
});
