import { calculateRun } from '../../../src/runs/calculate-run.js';
import { recalculateChanged } from '../../../src/runs/incremental/recalculate-changed.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { withChange } from '../../../src/store/change.js';
import { closeDatabase, openDatabase } from '../../../src/store/database.js';
import type { Database } from '../../../src/store/executor.js';
import { RecordReader } from '../../../src/store/record-reader.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { drawBelow } from '../workload/draw.js';
import { sizeFor, THROUGH, Workload } from '../workload/workload.js';
import { manageTenth } from './managed-tenth.js';
import { resultHashes } from './result-hashes.js';

/** What bringing results up to date took, change by change. */
export interface IncrementalTimes {
  readonly changes: number;
  /** Milliseconds of each change: its record written, and all results it concerns calculated and committed. */
  readonly milliseconds: readonly number[];
  /** The processor's time for each, without what other programs took meanwhile. */
  readonly processorMilliseconds: readonly number[];
  /** How many changes were below managers. */
  readonly managed: number;
  /** How many were calculated in full. */
  readonly inFull: number;
  readonly fullSeconds: number;
  /** Whether the results are those of a full run, row by row. */
  readonly isEqual: boolean;
}

const SEED = 7;
const STREAM = { deal: 101, value: 102 } as const;

/**
 * Changes random deals one by one, each followed by the results of all whom it concerns, and compares what that
 * leaves with a full run.
 *
 * @example
 * const { milliseconds } = await incrementalTimes({ address, rules, deals: 100_000, changes: 1_000 });
 */
export async function incrementalTimes(given: {
  readonly address: string;
  readonly rules: string;
  readonly deals: number;
  readonly changes: number;
}): Promise<IncrementalTimes> {
  const { address, rules, deals, changes } = given;
  const workload = new Workload(sizeFor(deals, 1));
  const db = await openDatabase(address);
  try {
    const published = await publishRules(db, rules, { actor: 'bench' });
    if (!published.ok) throw new Error(JSON.stringify(published.problems));
    await manageTenth(db, workload);
    await calculateAll(db);
    // The first change reads what is remembered from then on.
    await changeDeal(db, workload.deal(0).id, 1);
    await recalculateChanged(db, { through: THROUGH });
    const milliseconds: number[] = [];
    const processorMilliseconds: number[] = [];
    let [inFull, managed] = [0, 0];
    for (let number = 0; number < changes; number += 1) {
      const deal = drawBelow({ seed: SEED, stream: STREAM.deal, index: number }, deals);
      const cents = 100_000 + drawBelow({ seed: SEED, stream: STREAM.value, index: number }, 11_900_000);
      const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
      await changeDeal(db, workload.deal(deal).id, cents);
      const done = await recalculateChanged(db, { through: THROUGH });
      if (done === null) await calculateAll(db);
      const { user, system } = process.cpuUsage(cpu);
      milliseconds.push(Number(process.hrtime.bigint() - start) / 1e6);
      processorMilliseconds.push((user + system) / 1e3);
      if (done === null) inFull += 1;
      if (workload.splits(deal).some(({ payee }) => payee % 10 === 0)) managed += 1;
    }
    const incremental = await resultHashes(db);
    const start = process.hrtime.bigint();
    await calculateAll(db);
    const fullSeconds = Number(process.hrtime.bigint() - start) / 1e9;
    const isEqual = JSON.stringify(incremental) === JSON.stringify(await resultHashes(db));
    return { changes, milliseconds, processorMilliseconds, managed, inFull, fullSeconds, isEqual };
  } finally {
    await closeDatabase(db);
  }
}

async function calculateAll(db: Database): Promise<void> {
  const run = await calculateRun(db, { through: THROUGH, actor: 'bench', full: true });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

async function changeDeal(db: Database, id: string, cents: number): Promise<void> {
  await withChange(db, { actor: 'bench', command: 'bench' }, async (trx, change) => {
    const [deal] = await new RecordReader(trx, undefined).where('deal', 'id', [id]);
    if (deal === undefined) throw new Error(`There is no deal ${id}.`);
    await recordWriter(trx, change, 'deal', { onConflict: 'correct' }).writeAll([
      { ...deal, acv: BigInt(cents) },
    ]);
  });
}
