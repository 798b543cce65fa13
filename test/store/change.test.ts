import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { discard, latestChange, listChanges, withChange } from '../../src/store/change.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { recordTable } from '../../src/store/record-table.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { databases, SQLITE } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import { filled, KINDS, writeAll } from './samples.js';

const description = { actor: 'local', command: 'import', reason: 'June data', contentHash: 'abc' };

describe.each(databases)('changes on $name', (database) => {
  describe('a change', () => {
    it('is kept with who made it, how, why and from what', async () => {
      const db = await database.create();
      const outcome = await withChange(db, description, async (_, change) => `change ${change}`);
      expect(outcome).toEqual({ change: 1, value: 'change 1' });
      const [kept] = await listChanges(db, { limit: 10 });
      expect(kept).toMatchObject({ sequence: 1, ...description });
      expect(kept?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('has no reason and no content hash unless they are given', async () => {
      const db = await database.create();
      await withChange(db, { actor: 'local', command: 'import' }, async () => null);
      expect(await listChanges(db, { limit: 10 })).toMatchObject([{ reason: null, contentHash: null }]);
    });

    it('is numbered from 1, and the latest is listed first, page by page', async () => {
      const db = await database.create();
      expect(await latestChange(db)).toBe(0);
      for (let count = 0; count < 3; count += 1) await withChange(db, description, async () => null);
      expect(await latestChange(db)).toBe(3);
      const numbers = async (options: { limit: number; before?: number }) =>
        (await listChanges(db, options)).map((change) => change.sequence);
      expect(await numbers({ limit: 2 })).toEqual([3, 2]);
      expect(await numbers({ limit: 2, before: 2 })).toEqual([1]);
    });

    it('leaves nothing when its work throws', async () => {
      const db = await database.create();
      const failing = withChange(db, description, async (trx, change) => {
        await recordWriter(trx, change, 'payee', { onConflict: 'correct' }).writeAll([filled('payee')]);
        throw new Error('the disk is full');
      });
      await expect(failing).rejects.toThrow('the disk is full');
      expect(await latestChange(db)).toBe(0);
      expect((await readRecordSet(db)).payee).toEqual([]);
    });

    it('leaves nothing when it is discarded, and hands over its value', async () => {
      const db = await database.create();
      const outcome = await withChange(db, description, async (trx, change) => {
        await recordWriter(trx, change, 'payee', { onConflict: 'correct' }).writeAll([filled('payee')]);
        return discard('refused');
      });
      expect(outcome).toEqual({ change: null, value: 'refused' });
      expect(await latestChange(db)).toBe(0);
      expect((await readRecordSet(db)).payee).toEqual([]);
      expect((await withChange(db, description, async () => null)).change).toBe(1);
    });

    it('is not seen by another handle before it is whole', async () => {
      const address = await database.createAddress();
      const db = await openTemporary(address);
      const other = await openTemporary(address);
      await withChange(db, description, async (trx, change) => {
        await recordWriter(trx, change, 'payee', { onConflict: 'correct' }).writeAll([filled('payee')]);
        expect(await latestChange(other)).toBe(0);
        expect((await readRecordSet(other)).payee).toEqual([]);
      });
      expect((await readRecordSet(other)).payee).toEqual([filled('payee')]);
    });

    it('does not show in a read that began before it', async () => {
      const address = await database.createAddress();
      const db = await openTemporary(address);
      const other = await openTemporary(address);
      await other.read(async (trx) => {
        expect(await latestChange(trx)).toBe(0);
        await writeAll(db, 'payee', [filled('payee')]);
        expect(await latestChange(trx)).toBe(0);
        expect((await readRecordSet(trx)).payee).toEqual([]);
      });
      expect(await latestChange(other)).toBe(1);
    });
  });

  describe('history', () => {
    const versionTables = [...KINDS.map((kind) => recordTable(kind).versionName), 'rule_file_version'];

    it.each(['change', ...versionTables])(
      'refuses to update, delete or replace a row of %s',
      async (name) => {
        const db = await database.create();
        const table = sql.table(name);
        const tables = await db.queries.introspection.getTables();
        const columns = tables.find((each) => each.name === name)?.columns ?? [];
        const values = columns.map((each) => (/int/i.test(each.dataType) ? 1n : 'x'));
        await sql`insert into ${table} values (${sql.join(values)})`.execute(db.queries);

        const refused = `${name} is history`;
        const column = sql.ref(String(columns[0]?.name));
        await expect(sql`update ${table} set ${column} = ${column}`.execute(db.queries)).rejects.toThrow(
          refused,
        );
        await expect(sql`delete from ${table}`.execute(db.queries)).rejects.toThrow(refused);
        const replace =
          database === SQLITE
            ? sql`insert or replace into ${table} select * from ${table}`
            : sql`truncate ${table}`;
        await expect(replace.execute(db.queries)).rejects.toThrow(refused);
      },
    );
  });
});
