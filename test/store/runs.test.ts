import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Database, Executor } from '../../src/store/executor.js';
import { readLines } from '../../src/store/lines.js';
import type { ShardResults } from '../../src/store/results.js';
import {
  beginRun,
  failRun,
  pruneRuns,
  publishedRun,
  publishRun,
  readRun,
  readShards,
} from '../../src/store/runs.js';
import { listStatements } from '../../src/store/statements.js';
import { writeRunPeriods, writeShardResults } from '../../src/store/write-results.js';
import { databases } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import { line, PERIODS, problemOf, resultsOf, statement } from './result-samples.js';

const description = {
  through: '2026-03-31',
  change: 12,
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: '1',
  actor: 'local',
};

const NOTHING: ShardResults = { payees: [], entitlements: [], statements: [], problems: [] };

const begin = (db: Database, ...shards: readonly (readonly string[])[]) =>
  db.write(async (trx) => {
    const run = await beginRun(trx, description, shards);
    await writeRunPeriods(trx, run, PERIODS);
    return run;
  });
const write = (db: Database, run: number, shard: number, results = NOTHING) =>
  db.write((trx) => writeShardResults(trx, run, shard, results));
const publish = (db: Database, run: number) => db.write((trx) => publishRun(trx, run));

/** A published run of one shard, whose one line has this amount. */
async function published(db: Database, amount: bigint): Promise<number> {
  const run = await begin(db, ['ada']);
  await write(db, run, 0, resultsOf('ada', 0, [amount]));
  await publish(db, run);
  return run;
}

async function amountsOf(db: Executor, run?: number): Promise<readonly string[]> {
  const amounts: string[] = [];
  for (const payee of ['ada', 'bo']) {
    const lines = await readLines(db, EVERY_PAYEE, { payee, ...(run !== undefined && { run }) });
    amounts.push(...lines.map(({ entitlement, line: { amount } }) => `${entitlement.payee} ${amount}`));
  }
  return amounts;
}

describe.each(databases)('runs on $name', (database) => {
  it('that are published at once leave one that is shown, and all others superseded', async () => {
    const db = await database.create();
    const runs = [await begin(db), await begin(db), await begin(db), await begin(db)];
    await Promise.all(runs.map((run) => publish(db, run)));
    const shown = await publishedRun(db);
    const statuses = await Promise.all(runs.map(async (run) => (await readRun(db, run))?.status));
    expect(statuses.filter((status) => status === 'published')).toEqual(['published']);
    expect(statuses[runs.indexOf(shown?.id ?? 0)]).toBe('published');
  });

  describe('a run', () => {
    it('is known with what it calculates from, and with its shards', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada', 'bo'], []);
      expect(await readRun(db, run)).toMatchObject({
        id: 1,
        ...description,
        status: 'running',
        finishedAt: null,
      });
      expect(await readShards(db, run)).toEqual([
        { number: 0, payees: ['ada', 'bo'], status: 'waiting' },
        { number: 1, payees: [], status: 'waiting' },
      ]);
      expect(await readRun(db, 99)).toBeNull();
    });

    it('is not seen before it is published', async () => {
      const db = await database.create();
      expect(await publishedRun(db)).toBeNull();
      const run = await begin(db, ['ada']);
      await write(db, run, 0, resultsOf('ada', 0, [5n]));
      expect(await publishedRun(db)).toBeNull();
      expect(await amountsOf(db)).toEqual([]);
      expect(await amountsOf(db, run)).toEqual(['ada 5']);
      await publish(db, run);
      expect(await publishedRun(db)).toMatchObject({ id: run, status: 'published' });
      expect((await publishedRun(db))?.finishedAt).not.toBeNull();
      expect(await amountsOf(db)).toEqual(['ada 5']);
    });

    it('takes the place of the one before in one step, also for another handle', async () => {
      const address = await database.createAddress();
      const db = await openTemporary(address);
      const other = await openTemporary(address);
      const first = await published(db, 1n);
      const second = await begin(db, ['ada']);
      await write(db, second, 0, resultsOf('ada', 0, [2n]));
      await db.write(async (trx) => {
        await publishRun(trx, second);
        expect(await amountsOf(other)).toEqual(['ada 1']);
      });
      expect(await amountsOf(other)).toEqual(['ada 2']);
      expect((await readRun(db, first))?.status).toBe('superseded');
    });

    it('stays the one a reader sees who began before the next was published', async () => {
      const address = await database.createAddress();
      const db = await openTemporary(address);
      const other = await openTemporary(address);
      await published(db, 1n);
      await other.read(async (trx) => {
        expect((await publishedRun(trx))?.id).toBe(1);
        await published(db, 2n);
        expect(await amountsOf(trx)).toEqual(['ada 1']);
        expect((await publishedRun(trx))?.id).toBe(1);
      });
      expect((await publishedRun(other))?.id).toBe(2);
    });

    it('is not published when the step is taken back', async () => {
      const db = await database.create();
      await published(db, 1n);
      const second = await begin(db);
      const failing = db.write(async (trx) => {
        await publishRun(trx, second);
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      expect((await publishedRun(db))?.id).toBe(1);
      expect((await readRun(db, second))?.status).toBe('running');
    });

    it('is not published before all its shards are written', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada'], ['bo']);
      await write(db, run, 0);
      await expect(publish(db, run)).rejects.toThrow(
        'Run 1 cannot be published: 1 of its shards are not written.',
      );
      await write(db, run, 1);
      await publish(db, run);
      expect((await publishedRun(db))?.id).toBe(run);
    });

    it('is published once, and not after it failed', async () => {
      const db = await database.create();
      const run = await published(db, 1n);
      await expect(publish(db, run)).rejects.toThrow('Run 1 is published');
      const failed = await begin(db);
      await db.write((trx) => failRun(trx, failed));
      await expect(publish(db, failed)).rejects.toThrow('Run 2 is failed');
      await expect(publish(db, 99)).rejects.toThrow('There is no run 99.');
    });
  });

  describe('the results of a shard', () => {
    it('replace what the shard wrote before, and leave other shards alone', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada'], ['bo']);
      await write(db, run, 1, resultsOf('bo', 1, [9n]));
      const results = { ...resultsOf('ada', 0, [1n, 2n]), problems: [problemOf('ada')] };
      await write(db, run, 0, results);
      await write(db, run, 0, results);
      expect(await amountsOf(db, run)).toEqual(['ada 1', 'ada 2', 'bo 9']);
      await write(db, run, 0, resultsOf('ada', 0, [3n]));
      expect(await amountsOf(db, run)).toEqual(['ada 3', 'bo 9']);
    });

    it('are refused once the run is published, and for a shard there is not', async () => {
      const db = await database.create();
      const run = await published(db, 1n);
      await expect(write(db, run, 0)).rejects.toThrow('Run 1 is published');
      expect(await amountsOf(db)).toEqual(['ada 1']);
      const next = await begin(db, ['ada']);
      await expect(write(db, next, 1)).rejects.toThrow('Run 2 has no shard 1.');
    });

    it('may take away all that the shard had', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada'], ['bo']);
      await write(db, run, 1, resultsOf('bo', 1, [9n]));
      await write(db, run, 0, resultsOf('ada', 0, [1n]));
      await write(db, run, 0);
      expect(await amountsOf(db, run)).toEqual(['bo 9']);
      expect((await listStatements(db, EVERY_PAYEE, { run })).map((each) => each.payee)).toEqual(['bo']);
    });

    it('may be thousands of lines', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada']);
      const amounts = Array.from({ length: 1_234 }, (_, index) => BigInt(-index));
      const results = resultsOf('ada', 0, amounts);
      await write(db, run, 0, results);
      const read = await readLines(db, EVERY_PAYEE, { run, payee: 'ada' });
      expect(read.map((each) => each.line)).toEqual(results.statements[0]?.lines);
    });

    it('leave nothing when one line is given twice', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada']);
      const twice = statement({ lines: [line({ number: 1 }), line({ number: 1 })] });
      const results = { ...resultsOf('ada', 0, []), statements: [twice] };
      await expect(write(db, run, 0, results)).rejects.toThrow(/unique/i);
      expect(await amountsOf(db, run)).toEqual([]);
      expect((await readShards(db, run))[0]?.status).toBe('waiting');
    });

    it('are refused for a period that the run does not have', async () => {
      const db = await database.create();
      const run = await begin(db, ['ada']);
      const period = { id: '2026-Q1', frequency: 'quarterly', from: '2026-01-01', to: '2026-04-01' } as const;
      const results = { ...resultsOf('ada', 0, []), statements: [statement({ period })] };
      await expect(write(db, run, 0, results)).rejects.toThrow('Run 1 has no period 2026-Q1.');
    });
  });

  describe('pruning', () => {
    it('deletes results of failed runs and of runs shown earlier, but for the latest of these', async () => {
      const db = await database.create();
      for (const amount of [1n, 2n, 3n]) await published(db, amount);
      const failed = await begin(db, ['ada']);
      await write(db, failed, 0, resultsOf('ada', 0, [4n]));
      await db.write((trx) => failRun(trx, failed));
      const running = await begin(db, ['ada']);
      await write(db, running, 0, resultsOf('ada', 0, [5n]));

      expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([1, failed]);
      const left = await Promise.all([1, 2, 3, 4, 5].map((run) => amountsOf(db, run)));
      expect(left).toEqual([[], ['ada 2'], ['ada 3'], [], ['ada 5']]);
      expect((await readRun(db, 1))?.status).toBe('pruned');
      expect((await publishedRun(db))?.id).toBe(3);
      expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([]);
      expect(await db.write((trx) => pruneRuns(trx, { keep: 0 }))).toEqual([2]);
    });
  });
});
