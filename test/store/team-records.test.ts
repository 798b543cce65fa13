import { expect, it } from 'vitest';
import { RecordReader } from '../../src/store/record-reader.js';
import { readTeamRecords } from '../../src/store/team-records.js';
import { databases } from '../databases/databases.js';
import { calculatedDatabase } from '../http/service.js';

/** What every request of a payee or manager asks to know what they may see. */
const SELECT = `select "team", "payee", "as", "from", "to" from "membership" where "payee" in ('ada', 'bo')`;

it('SQLite finds the memberships of a payee, and those of teams, by an index', async () => {
  const db = await calculatedDatabase();
  const planOf = (select: string) =>
    db.read(async ({ connection }) => {
      const rows = await connection.rows(`explain query plan ${select}`, []);
      return rows.map((row) => String(row[3])).join('; ');
    });
  expect(await planOf(SELECT)).toBe('SEARCH membership USING INDEX membership_by_payee (payee=?)');
  expect(await planOf(SELECT.replace('"payee" in', '"team" in'))).toBe(
    'SEARCH membership USING PRIMARY KEY (team=?)',
  );
});

it.each(databases)('$name has the index', async (database) => {
  const db = await calculatedDatabase(database);
  const tables = await db.read(({ connection }) =>
    connection.rows(
      database.name === 'SQLite'
        ? `select "name" from "sqlite_master" where "type" = 'index' and "tbl_name" = 'membership' and "sql" is not null`
        : `select "indexname" from "pg_indexes" where "tablename" = 'membership' and "indexname" like '%_by_%'`,
      [],
    ),
  );
  expect(tables.flat()).toEqual(['membership_by_payee']);
  const own = await readTeamRecords(db, 'ada');
  expect(own.membership.map(({ team }) => team)).toEqual(['emea']);
  const all = await db.read((trx) => new RecordReader(trx, undefined).all('membership'));
  expect(all).toHaveLength(2);
});
