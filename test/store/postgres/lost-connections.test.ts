import { afterEach, describe, expect, it, vi } from 'vitest';
import { readColumns } from '../../../src/store/columns/read-columns.js';
import type { Database, Transaction } from '../../../src/store/executor.js';
import { DatabaseFailure } from '../../../src/store/postgres/database-failure.js';
import { POSTGRES } from '../../databases/databases.js';
import { openTemporary } from '../../databases/opened.js';
import { startPostgres } from '../../databases/postgres-server.js';

/** More than what is on its way at a time. */
const MANY_ROWS = 200_000;

/** As many as a handle has connections. */
const CONNECTIONS = 10;

/** Something that is waited for until it is said. */
function signal() {
  let say = (): void => undefined;
  const said = new Promise<void>((resolve) => {
    say = resolve;
  });
  return { said, say };
}

async function failureOf(work: Promise<unknown>): Promise<DatabaseFailure> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof DatabaseFailure)) throw new Error('A failure was expected.', { cause: failure });
  return failure;
}

function expectUnavailable({ code, problem }: DatabaseFailure): void {
  expect(code).toBe('database-unavailable');
  expect(problem.code).toBe('database-unavailable');
}

/** Ends a connection as an administrator of the server does. */
async function endConnection(db: Database, pid: bigint): Promise<void> {
  await db.read(({ connection }) => connection.rows('select pg_terminate_backend(?::int)', [pid]));
}

async function connectionOf({ connection }: Transaction): Promise<bigint> {
  const [[pid] = []] = await connection.rows('select pg_backend_pid()', []);
  return BigInt(pid ?? 0n);
}

async function countTeams(db: Database): Promise<number> {
  return (await db.queries.selectFrom('team').select('id').execute()).length;
}

describe('a connection that is ended', () => {
  it('within a statement fails the transaction as a database that cannot be used, and is replaced', async () => {
    const db = await POSTGRES.create();
    const failure = await failureOf(
      db.write(({ connection }) => connection.rows('select pg_terminate_backend(pg_backend_pid())', [])),
    );
    expectUnavailable(failure);
    expect(failure.message).toContain('cannot be used (terminating connection due to administrator command)');
    expect(failure.problem.hint).toBe('the server has ended the connection; try again');
    expect(await countTeams(db)).toBe(0);
  });

  it('between two statements fails the transaction', async () => {
    const db = await POSTGRES.create();
    const failure = await failureOf(
      db.write(async (trx) => {
        await endConnection(db, await connectionOf(trx));
        await trx.queries.selectFrom('team').select('id').execute();
      }),
    );
    expectUnavailable(failure);
    expect(await countTeams(db)).toBe(0);
  });

  it('within a query of no transaction fails the query', async () => {
    const address = await POSTGRES.createAddress();
    const [db, other] = [await openTemporary(address), await openTemporary(address)];
    const waiting = await other.write(async ({ connection }) => {
      await connection.run('lock table "team" in access exclusive mode', []);
      const counted = failureOf(countTeams(db));
      const pid = await vi.waitUntil(async () => {
        // Databases that are copies of one have the same numbers for their tables.
        const sql = `select pid from pg_locks where not granted and relation = 'team'::regclass
          and database = (select oid from pg_database where datname = current_database())`;
        return (await connection.rows(sql, []))[0]?.[0];
      });
      await endConnection(other, BigInt(pid));
      return counted;
    });
    expectUnavailable(waiting);
    expect(await countTeams(db)).toBe(0);
  });

  it('while rows are copied out of the database fails who reads them', async () => {
    const db = await POSTGRES.create();
    const failure = await failureOf(
      db.read(async (trx) => {
        const pid = await connectionOf(trx);
        const rows = `select repeat('x', 100) from generate_series(1, ${MANY_ROWS})`;
        let chunks = 0;
        for await (const _ of trx.postgres?.copyOut(rows) ?? []) {
          chunks += 1;
          if (chunks === 1) await endConnection(db, pid);
        }
      }),
    );
    expectUnavailable(failure);
    expect(await countTeams(db)).toBe(0);
  });

  it('while rows are copied into the database fails who writes them', async () => {
    const db = await POSTGRES.create();
    const failure = await failureOf(
      db.write(async (trx) => {
        const pid = await connectionOf(trx);
        await trx.connection.run('create temporary table "given" ("text" text) on commit drop', []);
        const rows = trx.connection.bulkInsert('given', ['text']);
        for (let row = 0; row < MANY_ROWS; row += 1) {
          await rows.add(['x'.repeat(100)]);
          if (row === MANY_ROWS / 2) await endConnection(db, pid);
        }
        await rows.end();
      }),
    );
    expectUnavailable(failure);
    expect(await countTeams(db)).toBe(0);
  });
});

describe('a server that is stopped', () => {
  it('fails every query and transaction as a database that cannot be used', async () => {
    const server = await startPostgres();
    const db = await openTemporary(server.address('postgres'));
    const copied = failureOf(
      db.write(async (trx) => {
        await server.stop();
        for await (const _ of readColumns(trx, { kind: 'team', columns: [{ name: 'id', type: 'text' }] }));
      }),
    );
    expectUnavailable(await copied);
    expectUnavailable(await failureOf(countTeams(db)));
    expectUnavailable(await failureOf(db.read(async () => undefined)));
    const { problem } = await failureOf(db.write(async () => undefined));
    expect(problem.hint).toBe('nothing listens there; start the server, or correct host and port');
  });
});

describe('a handle all of whose connections are in use', () => {
  afterEach(() => void vi.useRealTimers());

  it('fails whoever has waited for ten seconds', async () => {
    const db = await POSTGRES.create();
    const held = signal();
    const holders: Promise<void>[] = [];
    const begun: Promise<void>[] = [];
    for (let holder = 0; holder < CONNECTIONS; holder += 1) {
      const { said, say } = signal();
      begun.push(said);
      holders.push(
        db.read(() => {
          say();
          return held.said;
        }),
      );
    }
    await Promise.all(begun);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const waiting = [failureOf(countTeams(db)), failureOf(db.read(async () => undefined))];
    await vi.waitUntil(() => vi.getTimerCount() === waiting.length);
    await vi.advanceTimersByTimeAsync(10_000);
    for (const failure of await Promise.all(waiting)) {
      expectUnavailable(failure);
      expect(failure.problem.hint).toBe('all connections are in use; try again');
    }
    held.say();
    await Promise.all(holders);
    vi.useRealTimers();
    expect(await countTeams(db)).toBe(0);
  });
});

describe('two transactions that wait for each other', () => {
  it('end in one that is done, and one that may be done again', async () => {
    const db = await POSTGRES.create();
    const both = [signal(), signal()] as const;
    const locking = (first: bigint, second: bigint) =>
      db.write(async ({ connection }) => {
        await connection.rows('select pg_advisory_xact_lock(?::bigint)', [first]);
        both[Number(first)]?.say();
        await both[Number(second)]?.said;
        await connection.rows('select pg_advisory_xact_lock(?::bigint)', [second]);
      });
    const ends = await Promise.allSettled([locking(0n, 1n), locking(1n, 0n)]);
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(DatabaseFailure);
    expect(failures[0]).toMatchObject({
      code: 'database-busy',
      problem: { code: 'database-busy', hint: 'nothing of it was kept; do it again' },
    });
  });
});
