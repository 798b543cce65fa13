import { describe, expect, it } from 'vitest';
import { withChange } from '../../src/store/change.js';
import type { Database, SqlRow, Transaction } from '../../src/store/executor.js';
import { insertRows } from '../../src/store/insert-rows.js';
import { databases, POSTGRES, SQLITE } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';

const COLUMNS = ['id', 'name', 'parent', 'change'];

/** Inserts teams with these ids, named by their positions. */
async function insertTeams(trx: Transaction, ids: readonly string[]): Promise<void> {
  const insert = trx.connection.bulkInsert('team', COLUMNS);
  for (const [position, id] of ids.entries()) await insert.add([id, `team ${position}`, null, 1n]);
  await insert.end();
}

async function teamsOf(db: Database, where = 'true', parameters: SqlRow = []): Promise<readonly unknown[]> {
  const sql = `select "id" from "team" where ${where} order by "id"`;
  const rows = await db.read((trx) => trx.connection.rows(sql, parameters));
  return rows.map(([id]) => id);
}

describe.each(databases)('the bulk path on $name', (database) => {
  it('hands over integers as bigint, text as text, nothing as null, and sums of integers as bigint', async () => {
    const db = await database.create();
    await db.write((trx) => insertRows(trx, 'team', [{ id: 'a', name: '1', parent: null, change: 7n }]));
    const sql =
      'select "id", "name", "parent", "change", count(*), sum("change"), 1 from "team" group by "id"';
    const select = database === SQLITE ? sql : `${sql}, "name", "parent", "change"`;
    expect(await db.read((trx) => trx.connection.rows(select, []))).toEqual([
      ['a', '1', null, 7n, 1n, 7n, 1n],
    ]);
  });

  it.each([9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n])(
    'keeps the integer %s',
    async (change) => {
      const db = await database.create();
      await db.write((trx) => insertRows(trx, 'team', [{ id: 'a', name: 'A', parent: null, change }]));
      const read = await db.read((trx) =>
        trx.connection.rows('select "change" from "team" where "change" = ?', [change]),
      );
      expect(read).toEqual([[change]]);
    },
  );

  it('keeps every character that a text may have', async () => {
    const db = await database.create();
    const names = [
      '\\N',
      '\\.',
      'a\tb',
      'a\nb',
      'a\r\nb',
      '\\t',
      '',
      "O'Brien",
      '"',
      '?',
      '$1',
      'ä',
      '😀',
      '\u0001',
    ];
    const rows = names.map((name, position) => ({ id: `t-${position}`, name, parent: null, change: 1n }));
    await db.write((trx) => insertRows(trx, 'team', rows));
    const read = await db.read((trx) =>
      trx.connection.rows('select "id", "name" from "team" order by "change", length("id"), "id"', []),
    );
    expect(read).toEqual(rows.map(({ id, name }) => [id, name]));
  });

  it('orders and compares text by its bytes', async () => {
    const db = await database.create();
    await db.write((trx) =>
      insertTeams(trx, ['a', 'B', 'ä', '_', '😀', 'b', 'A', 'a-b', 'ab', '1', '10', '2']),
    );
    const ordered = ['1', '10', '2', 'A', 'B', '_', 'a', 'a-b', 'ab', 'b', 'ä', '😀'];
    expect(await teamsOf(db)).toEqual(ordered);
    expect(await teamsOf(db, '"id" > ?', ['a'])).toEqual(['a-b', 'ab', 'b', 'ä', '😀']);
    const [bounds] = await db.read((trx) =>
      trx.connection.rows('select min("id"), max("id") from "team" where "id" <> ?', ['😀']),
    );
    expect(bounds).toEqual(['1', 'ä']);
    const built = await db.queries.selectFrom('team').select('id').orderBy('id').execute();
    expect(built.map(({ id }) => id)).toEqual(ordered);
  });

  it('leaves question marks between quotes alone', async () => {
    const db = await database.create();
    const read = await db.read((trx) =>
      trx.connection.rows(
        `select '?', ? || '?' as "what?" from "change" where false union all select '?', ?`,
        ['a', 'b'],
      ),
    );
    expect(read).toEqual([['?', 'b']]);
  });

  it('says how many rows a statement wrote', async () => {
    const db = await database.create();
    await db.write(async (trx) => {
      await insertTeams(trx, ['a', 'b', 'c']);
      const rename = 'update "team" set "name" = ? where "id" > ?';
      expect(await trx.connection.run(rename, ['x', 'a'])).toBe(2);
      expect(await trx.connection.run(rename, ['x', 'z'])).toBe(0);
    });
  });

  it.each([0, 1, 49, 50, 51, 4_096, 9_000])('inserts and streams %s rows', async (count) => {
    const db = await database.create();
    const ids = Array.from({ length: count }, (_, position) => `t-${String(position).padStart(5, '0')}`);
    await db.write((trx) => insertTeams(trx, ids));
    const streamed = await db.read(async (trx) => {
      const found: unknown[] = [];
      for await (const rows of trx.connection.stream('select "id" from "team" order by "id"', [])) {
        expect(rows.length).toBeLessThanOrEqual(5_000);
        // Other statements may read in between, also the same one.
        await trx.connection.rows('select "id" from "team" order by "id" limit 1', []);
        for (const [id] of rows) found.push(id);
      }
      return found;
    });
    expect(streamed).toEqual(ids);
  });

  it('can be left in the middle of a stream', async () => {
    const db = await database.create();
    await db.write((trx) =>
      insertTeams(
        trx,
        Array.from({ length: 6_000 }, (_, each) => `t-${each}`),
      ),
    );
    await db.write(async (trx) => {
      for await (const _ of trx.connection.stream('select "id" from "team"', [])) break;
      await insertTeams(trx, ['u']);
    });
    expect(await teamsOf(db, '"id" > ?', ['t-9999'])).toEqual(['u']);
  });

  it('leaves nothing of a transaction in which an insert is refused, and goes on', async () => {
    const db = await database.create();
    await expect(db.write((trx) => insertTeams(trx, ['a', 'b', 'a']))).rejects.toThrow(/unique/i);
    expect(await teamsOf(db)).toEqual([]);
  });

  it('leaves nothing of a transaction that fails before an insert has ended', async () => {
    const db = await database.create();
    const failing = db.write(async (trx) => {
      const insert = trx.connection.bulkInsert('team', COLUMNS);
      await insert.add(['a', 'A', null, 1n]);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await teamsOf(db)).toEqual([]);
    await db.write((trx) => insertTeams(trx, ['b']));
    expect(await teamsOf(db)).toEqual(['b']);
  });

  it('does not keep readers waiting for a writer in another handle, and shows them one state', async () => {
    const address = await database.createAddress();
    const [db, other] = [await openTemporary(address), await openTemporary(address)];
    await db.write((trx) => insertTeams(trx, ['a']));
    await db.write(async (trx) => {
      await insertTeams(trx, ['b']);
      expect(await teamsOf(other)).toEqual(['a']);
    });
    await other.read(async (trx) => {
      const read = async () => (await trx.connection.rows('select "id" from "team"', [])).length;
      expect(await read()).toBe(2);
      await db.write((writing) => insertTeams(writing, ['c']));
      expect(await read()).toBe(2);
    });
    expect(await teamsOf(other)).toEqual(['a', 'b', 'c']);
  });

  it('refuses to write in a transaction that only reads', async () => {
    const db = await POSTGRES.create();
    await expect(db.read((trx) => insertTeams(trx, ['a']))).rejects.toThrow('read-only');
  });

  it('numbers changes that are made at the same time in the order in which they are committed', async () => {
    const address = await database.createAddress();
    const handles = await Promise.all([1, 2, 3].map(() => openTemporary(address)));
    const seen: number[] = [];
    const changes = await Promise.all(
      handles.map((db, position) =>
        withChange(db, { actor: 'local', command: `change ${position}` }, async (trx, change) => {
          const [row] = await trx.connection.rows('select count(*) from "change"', []);
          seen.push(Number(row?.[0]));
          return change;
        }),
      ),
    );
    expect(changes.map(({ change }) => change).sort()).toEqual([1, 2, 3]);
    // Each sees those before it, whole.
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('what SQLite alone can do', () => {
  it('is prepared once and answers without waiting, also with bytes', async () => {
    const db = await SQLITE.create();
    await db.write(async (trx) => {
      expect(trx.postgres).toBeNull();
      const insert = trx.sqlite?.prepare('insert into "team" values (?, ?, null, 1)');
      expect(['a', 'b'].map((id) => insert?.run([id, id.toUpperCase()]))).toEqual([1, 1]);
      const packed = trx.sqlite?.prepare('select cast(group_concat("id") as blob), ? from "team"');
      expect(packed?.rows(['x'])).toEqual([[Buffer.from('a,b'), 'x']]);
      expect([...(trx.sqlite?.prepare('select "id" from "team"').each([]) ?? [])]).toEqual([['a'], ['b']]);
    });
  });
});

describe('what PostgreSQL alone can do', () => {
  it('is copied out and in', async () => {
    const db = await POSTGRES.create();
    await db.write(async (trx) => {
      expect(trx.sqlite).toBeNull();
      const copy = trx.postgres?.copyIn('team', COLUMNS);
      await copy?.write('a\tA\t\\N\t1\nb');
      await copy?.write(Buffer.from('\tB\ta\t2\n'));
      await copy?.end();
      const bytes: Buffer[] = [];
      for await (const each of trx.postgres?.copyOut('select "id", "change" from "team" order by 1') ?? []) {
        bytes.push(each);
      }
      expect(Buffer.concat(bytes).toString()).toBe('a\t1\nb\t2\n');
    });
  });

  it('can be left in the middle of what is copied out', async () => {
    const db = await POSTGRES.create();
    await db.read(async (trx) => {
      for await (const _ of trx.postgres?.copyOut('select generate_series(1, 200000)') ?? []) break;
      expect(await trx.connection.rows('select 1', [])).toEqual([[1n]]);
    });
  });

  it('is never given the character NUL, which it cannot store', async () => {
    const db = await POSTGRES.create();
    const refused = 'a text has the character NUL';
    await expect(db.write((trx) => insertTeams(trx, ['a\0']))).rejects.toThrow(refused);
    await expect(teamsOf(db, '"id" = ?', ['a\0'])).rejects.toThrow(refused);
    const built = db.queries.selectFrom('team').selectAll().where('id', '=', 'a\0').execute();
    await expect(built).rejects.toThrow(refused);
    expect(await teamsOf(db)).toEqual([]);
  });

  it('goes on where a connection breaks', async () => {
    const db = await POSTGRES.create();
    const broken = db.write((trx) =>
      trx.connection.rows('select pg_terminate_backend(pg_backend_pid())', []),
    );
    await expect(broken).rejects.toThrow(/terminat/);
    expect(await teamsOf(db)).toEqual([]);
  });
});
