import { calculateRun } from '../../../src/runs/calculate-run.js';
import { readAhead } from '../../../src/runs/incremental/read-ahead.js';
import { recalculateChanged } from '../../../src/runs/incremental/recalculate-changed.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { withChange } from '../../../src/store/change.js';
import { closeDatabase, openDatabase } from '../../../src/store/database.js';
import type { Database } from '../../../src/store/executor.js';
import { RecordReader } from '../../../src/store/record-reader.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { drawBelow } from '../workload/draw.js';
import { sizeFor, THROUGH, Workload } from '../workload/workload.js';
import { MANAGED, manageTenth } from './managed-tenth.js';

/** What bringing results up to date took after one change: its record written, and all it concerns committed. */
export interface ChangeTime {
  readonly milliseconds: number;
  /** The processor's time, without what other programs took meanwhile. */
  readonly processorMilliseconds: number;
  /** Whether it was below managers. */
  readonly isManaged: boolean;
  /** Whether everybody was calculated. */
  readonly isInFull: boolean;
}

/** What bringing results up to date took, change by change, and what came before. */
export interface IncrementalTimes {
  readonly changes: readonly ChangeTime[];
  /** Of the first change, which reads what is remembered from then on. */
  readonly firstMilliseconds: number;
  /** Of what is read ahead while there is nothing else to do. */
  readonly aheadSeconds: number;
}

const SEED = 7;
const STREAM = { deal: 101, value: 102 } as const;
/** After so many changes it is said how far it has come. */
const SAID = 250;

/**
 * Changes random deals one by one, each followed by the results of all whom it concerns. What that leaves is in the
 * database, to be compared with a full run. Says on standard error how far it has come.
 *
 * @example
 * const { changes } = await incrementalTimes({ address, rules, deals: 100_000, changes: 1_000 });
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
    say(
      `calculated in full with managers: ${Math.round((await millisecondsOf(() => calculateAll(db))) / 1e3)} s`,
    );
    const firstMilliseconds = await millisecondsOf(async () => {
      await changeDeal(db, workload.deal(0).id, 1);
      await recalculateChanged(db, { through: THROUGH });
    });
    const aheadMilliseconds = await millisecondsOf(async () => {
      while (await readAhead(db));
    });
    const times: ChangeTime[] = [];
    for (let number = 0; number < changes; number += 1) {
      times.push(await timeOf(db, workload, number));
      if (times.length % SAID === 0) say(`${times.length} of ${changes} changes`);
    }
    return { changes: times, firstMilliseconds, aheadSeconds: aheadMilliseconds / 1e3 };
  } finally {
    await closeDatabase(db);
  }
}

async function timeOf(db: Database, workload: Workload, number: number): Promise<ChangeTime> {
  const deal = drawBelow({ seed: SEED, stream: STREAM.deal, index: number }, workload.size.deals);
  const cents = 100_000 + drawBelow({ seed: SEED, stream: STREAM.value, index: number }, 11_900_000);
  const cpu = process.cpuUsage();
  let isInFull = false;
  const milliseconds = await millisecondsOf(async () => {
    await changeDeal(db, workload.deal(deal).id, cents);
    isInFull = (await recalculateChanged(db, { through: THROUGH })) === null;
    if (isInFull) await calculateAll(db);
  });
  const { user, system } = process.cpuUsage(cpu);
  const isManaged = workload.splits(deal).some(({ payee }) => payee % MANAGED === 0);
  return { milliseconds, processorMilliseconds: (user + system) / 1e3, isManaged, isInFull };
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function say(text: string): void {
  process.stderr.write(`  ${text}\n`);
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
