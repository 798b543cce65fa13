import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { FoldedLines } from '../../../src/engine/fold/folded-lines.js';
import type { PackedTexts } from '../../../src/records/columns/packed-texts.js';
import { type FoldedShard, writeFoldedShard } from '../../../src/store/columns/write-folded-shard.js';
import type { Database } from '../../../src/store/executor.js';
import { abandonExpiredRuns } from '../../../src/store/leases.js';
import { readLines } from '../../../src/store/lines.js';
import { beginRun, failRun, pruneRuns, publishRun, readShards } from '../../../src/store/runs.js';
import { writeRunPeriods } from '../../../src/store/write-results.js';
import { databases } from '../../databases/databases.js';
import { openTemporary } from '../../databases/opened.js';
import { entitlement, PERIODS } from '../result-samples.js';

const DESCRIPTION = {
  through: '2026-03-31',
  change: 1,
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: '1',
  actor: 'local',
};

function packed(texts: readonly string[]): PackedTexts {
  const starts = [0, ...texts.map((_, place) => texts.slice(0, place + 1).join('').length)];
  return { bytes: Buffer.from(texts.join('')), starts: Uint32Array.from(starts) };
}

/** A payee with one entitlement, of a number, and lines of these amounts in February. */
function shardOf(payee: string, number: number, amounts: readonly number[]): FoldedShard {
  const lines = new FoldedLines();
  const place = { entitlement: number, windowFrom: 20260101, windowTo: 20260401 };
  for (const amount of amounts) lines.add(place, 20260210, amount, 100_000_000, 60_000, 0, -1, 0);
  for (let line = 0; line < amounts.length; line += 1) {
    lines.period[line] = 1;
    lines.number[line] = line + 1;
  }
  const earned = amounts.reduce((sum, amount) => sum + amount, 0);
  const [one, none] = [Float64Array.of(earned), Float64Array.of(0)];
  return {
    results: [
      {
        payee,
        name: payee.toUpperCase(),
        inputsHash: `inputs of ${payee}`,
        currency: 'USD',
        entitlements: [entitlement({ number, payee })],
        statements: 1,
      },
    ],
    lines: {
      ...lines.copy(),
      texts: { deals: packed(amounts.map(() => 'D-1')), events: packed(amounts.map(() => '')) },
    },
    statements: {
      totals: {
        period: Int32Array.of(1),
        ...{ earned: one, payable: one, paid: one },
        ...{ held: none, carriedIn: none, carried: none },
      },
      documents: packed(['{}']),
    },
    firstEntitlement: number,
    bases: ['booked'],
    caps: [null],
  };
}

const begin = (db: Database) =>
  db.write(async (trx) => {
    const run = await beginRun(trx, DESCRIPTION, []);
    await writeRunPeriods(trx, run, PERIODS);
    return run;
  });
const write = (db: Database, run: number, number: number, shard: FoldedShard) =>
  db.write((trx) => writeFoldedShard(trx, { run, number }, shard));

async function amountsOf(db: Database, run: number): Promise<readonly string[]> {
  const amounts: string[] = [];
  for (const payee of ['ada', 'bo']) {
    const lines = await readLines(db, EVERY_PAYEE, { payee, run });
    amounts.push(...lines.map(({ entitlement: { payee: of }, line }) => `${of} ${line.amount}`));
  }
  return amounts;
}

/** How many rows a run has, of all that it is made of. */
async function rowsOf(db: Database, run: number): Promise<readonly number[]> {
  return db.read(async ({ queries }) => {
    const counts: number[] = [];
    for (const table of ['shard', 'payee_result', 'entitlement', 'statement', 'line'] as const) {
      const rows = await queries.selectFrom(table).select('run').where('run', '=', BigInt(run)).execute();
      counts.push(rows.length);
    }
    return counts;
  });
}

describe.each(databases)('a folded shard on $name', (database) => {
  it('that is written again stands in place of what it wrote before, and leaves other shards alone', async () => {
    const db = await database.create();
    const run = await begin(db);
    await write(db, run, 1, shardOf('bo', 1, [9]));
    await write(db, run, 0, shardOf('ada', 0, [1, 2]));
    await write(db, run, 0, shardOf('ada', 0, [1, 2]));
    expect(await amountsOf(db, run)).toEqual(['ada 1', 'ada 2', 'bo 9']);
    await write(db, run, 0, shardOf('ada', 0, [3]));
    expect(await amountsOf(db, run)).toEqual(['ada 3', 'bo 9']);
    expect(await rowsOf(db, run)).toEqual([2, 2, 2, 2, 2]);
    expect((await readShards(db, run)).map(({ payees, status }) => [payees, status])).toEqual([
      [['ada'], 'written'],
      [['bo'], 'written'],
    ]);
    await db.write((trx) => publishRun(trx, run));
  });

  it('is refused once the run is published or given up, so that nothing of it stays', async () => {
    const db = await database.create();
    const published = await begin(db);
    await write(db, published, 0, shardOf('ada', 0, [1]));
    await db.write((trx) => publishRun(trx, published));
    const again = write(db, published, 0, shardOf('ada', 0, [2]));
    await expect(again).rejects.toThrow('Run 1 is published');
    expect(await amountsOf(db, published)).toEqual(['ada 1']);
    const failed = await begin(db);
    await db.write((trx) => failRun(trx, failed));
    await db.write((trx) => pruneRuns(trx, { keep: 1 }));
    await expect(write(db, failed, 0, shardOf('ada', 0, [3]))).rejects.toThrow('Run 2 is pruned');
    expect(await rowsOf(db, failed)).toEqual([0, 0, 0, 0, 0]);
  });

  it('that is being written keeps its run from being given up, though its lease had run out', async () => {
    const address = await database.createAddress();
    const [db, other] = [await openTemporary(address), await openTemporary(address)];
    const run = await begin(db);
    await write(db, run, 0, shardOf('ada', 0, [1]));
    const hourLater = new Date(Date.now() + 3_600_000);
    await db.write(async ({ queries }) => {
      await queries
        .updateTable('run_lease')
        .set({ until: new Date(0).toISOString() })
        .execute();
    });
    let abandoning: Promise<readonly number[]> = Promise.resolve([]);
    await db.write(async (trx) => {
      await writeFoldedShard(trx, { run, number: 1 }, shardOf('bo', 1, [9]));
      abandoning = other.write((trx) => abandonExpiredRuns(trx, new Date()));
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    expect(await abandoning).toEqual([]);
    expect(await other.write((trx) => abandonExpiredRuns(trx, hourLater))).toEqual([run]);
  });
});
