import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Database } from '../../src/store/executor.js';
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
import { writeShardResults } from '../../src/store/write-results.js';
import { line, problemOf, statement } from './result-samples.js';
import { emptyDatabase, openTemporary } from './temporary-database.js';

const description = {
  through: '2026-03-31',
  change: 12,
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: '1',
  actor: 'local',
};

const begin = (db: Database, ...shards: readonly (readonly string[])[]) =>
  db.write((trx) => beginRun(trx, description, shards));
const write = (db: Database, run: number, shard: number, results: Partial<ShardResults>) =>
  db.write((trx) =>
    writeShardResults(trx, run, shard, { statements: [], lines: [], problems: [], ...results }),
  );
const publish = (db: Database, run: number) => db.write((trx) => publishRun(trx, run));

/** A published run of one shard, whose one line has this amount. */
async function published(db: Database, amount: bigint): Promise<number> {
  const run = await begin(db, ['ada']);
  await write(db, run, 0, {
    lines: [line({ payee: 'ada', amount })],
    statements: [statement({ payee: 'ada' })],
  });
  await publish(db, run);
  return run;
}

async function amountsOf(db: Database, run?: number): Promise<readonly string[]> {
  const lines = await readLines(db, EVERY_PAYEE, run === undefined ? {} : { run });
  return lines.map((each) => `${each.payee} ${each.amount}`);
}

describe('a run', () => {
  it('is known with what it calculates from, and with its shards', async () => {
    const db = await emptyDatabase();
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
    const db = await emptyDatabase();
    expect(await publishedRun(db)).toBeNull();
    const run = await begin(db, ['ada']);
    await write(db, run, 0, { lines: [line({ payee: 'ada', amount: 5n })] });
    expect(await publishedRun(db)).toBeNull();
    expect(await amountsOf(db)).toEqual([]);
    expect(await amountsOf(db, run)).toEqual(['ada 5']);
    await publish(db, run);
    expect(await publishedRun(db)).toMatchObject({ id: run, status: 'published' });
    expect((await publishedRun(db))?.finishedAt).not.toBeNull();
    expect(await amountsOf(db)).toEqual(['ada 5']);
  });

  it('takes the place of the one before in one step, also for another handle', async () => {
    const db = await emptyDatabase();
    const other = await openTemporary(db.path);
    const first = await published(db, 1n);
    const second = await begin(db, ['ada']);
    await write(db, second, 0, { lines: [line({ payee: 'ada', amount: 2n })] });
    await db.write(async (trx) => {
      await publishRun(trx, second);
      expect(await amountsOf(other)).toEqual(['ada 1']);
    });
    expect(await amountsOf(other)).toEqual(['ada 2']);
    expect((await readRun(db, first))?.status).toBe('superseded');
  });

  it('stays the one a reader sees who began before the next was published', async () => {
    const db = await emptyDatabase();
    const other = await openTemporary(db.path);
    await published(db, 1n);
    await other.read(async (trx) => {
      expect((await publishedRun(trx))?.id).toBe(1);
      await published(db, 2n);
      expect((await readLines(trx, EVERY_PAYEE)).map((each) => each.amount)).toEqual([1n]);
      expect((await publishedRun(trx))?.id).toBe(1);
    });
    expect((await publishedRun(other))?.id).toBe(2);
  });

  it('is not published when the step is taken back', async () => {
    const db = await emptyDatabase();
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
    const db = await emptyDatabase();
    const run = await begin(db, ['ada'], ['bo']);
    await write(db, run, 0, {});
    await expect(publish(db, run)).rejects.toThrow(
      'Run 1 cannot be published: 1 of its shards are not written.',
    );
    await write(db, run, 1, {});
    await publish(db, run);
    expect((await publishedRun(db))?.id).toBe(run);
  });

  it('is published once, and not after it failed', async () => {
    const db = await emptyDatabase();
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
    const db = await emptyDatabase();
    const run = await begin(db, ['ada'], ['bo']);
    await write(db, run, 1, {
      lines: [line({ payee: 'bo', amount: 9n })],
      statements: [statement({ payee: 'bo' })],
    });
    const results = {
      lines: [
        line({ payee: 'ada', amount: 1n, sequence: 0 }),
        line({ payee: 'ada', amount: 2n, sequence: 1 }),
      ],
      statements: [statement({ payee: 'ada' })],
      problems: [problemOf('ada')],
    };
    await write(db, run, 0, results);
    await write(db, run, 0, results);
    expect(await amountsOf(db, run)).toEqual(['ada 1', 'ada 2', 'bo 9']);
    await write(db, run, 0, { lines: [line({ payee: 'ada', amount: 3n })] });
    expect(await amountsOf(db, run)).toEqual(['ada 3', 'bo 9']);
    expect((await listStatements(db, EVERY_PAYEE, { run })).map((each) => each.payee)).toEqual(['bo']);
  });

  it('are refused once the run is published, and for a shard there is not', async () => {
    const db = await emptyDatabase();
    const run = await published(db, 1n);
    await expect(write(db, run, 0, {})).rejects.toThrow('Run 1 is published');
    expect(await amountsOf(db)).toEqual(['ada 1']);
    const next = await begin(db, ['ada']);
    await expect(write(db, next, 1, {})).rejects.toThrow('Run 2 has no shard 1.');
  });

  it('may be thousands of lines', async () => {
    const db = await emptyDatabase();
    const run = await begin(db, ['ada']);
    const lines = Array.from({ length: 1_234 }, (_, index) =>
      line({ payee: 'ada', amount: BigInt(-index), sequence: index }),
    );
    await write(db, run, 0, { lines });
    const read = await readLines(db, EVERY_PAYEE, { run });
    expect(read).toEqual(lines);
  });

  it('leave nothing when one line is given twice', async () => {
    const db = await emptyDatabase();
    const run = await begin(db, ['ada']);
    const twice = [
      line({ payee: 'ada', sequence: 0, id: 'L' }),
      line({ payee: 'ada', sequence: 1, id: 'L' }),
    ];
    await expect(write(db, run, 0, { lines: twice })).rejects.toThrow('UNIQUE');
    expect(await amountsOf(db, run)).toEqual([]);
    expect((await readShards(db, run))[0]?.status).toBe('waiting');
  });
});

describe('pruning', () => {
  it('deletes results of failed runs and of runs shown earlier, but for the latest of these', async () => {
    const db = await emptyDatabase();
    for (const amount of [1n, 2n, 3n]) await published(db, amount);
    const failed = await begin(db, ['ada']);
    await write(db, failed, 0, { lines: [line({ payee: 'ada', amount: 4n })] });
    await db.write((trx) => failRun(trx, failed));
    const running = await begin(db, ['ada']);
    await write(db, running, 0, { lines: [line({ payee: 'ada', amount: 5n })] });

    expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([1, failed]);
    const left = await Promise.all([1, 2, 3, 4, 5].map((run) => amountsOf(db, run)));
    expect(left).toEqual([[], ['ada 2'], ['ada 3'], [], ['ada 5']]);
    expect((await readRun(db, 1))?.status).toBe('pruned');
    expect((await publishedRun(db))?.id).toBe(3);
    expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([]);
    expect(await db.write((trx) => pruneRuns(trx, { keep: 0 }))).toEqual([2]);
  });
});
