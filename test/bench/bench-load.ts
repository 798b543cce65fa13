import { join } from 'node:path';
import type { BenchContext } from './bench-context.js';
import { readerPaths } from './load/reader-paths.js';
import { type ServedAttain, serveAttain } from './load/serve-attain.js';
import { type Reads, startReaders } from './load/statement-readers.js';
import { timeRun } from './load/time-run.js';
import { emptyDatabase, publishBenchRules } from './prepare-database.js';
import { runMeasure } from './run-measure.js';
import { median, percentile, withPlaces } from './statistics.js';
import { sizeFor, Workload } from './workload/workload.js';
import { writeWorkload } from './workload/write-workload.js';

/** What reading and calculating at the same time do to each other. */
export interface LoadFigures {
  readonly deals: number;
  readonly connections: number;
  /** The requests a second that all connections together are held to. */
  readonly rate: number;
  /** The requests a second that were answered. */
  readonly answeredPerSecond: number;
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds in which half of the answers came. */
  readonly p50: number;
  /** Milliseconds in which 99 of 100 answers came. */
  readonly p99: number;
  /** Medians of the runs, from the request to the end. */
  readonly secondsAlone: number;
  readonly secondsUnderLoad: number;
}

const DATABASE = 'load';
const SERVED = 'load-served';
/** What the service keeps of its own, beside a database that is a file. */
const SERVED_FILES = [SERVED, `${SERVED}-service`];
const SIZE = sizeFor(100_000, 1);
const CONNECTIONS = 50;

/**
 * Asks the service for runs of everybody at 100,000 deals, by turns with nobody else there and while fifty
 * connections read statements. What is not measured comes before: a run and a second of reading.
 *
 * @param rate requests a second of all connections together
 * @example
 * (await benchLoad(context, 100)).p99
 */
export async function benchLoad(context: BenchContext, rate: number): Promise<LoadFigures> {
  const { place, folder } = context;
  await prepare(context);
  const dropServed = async () => {
    for (const name of SERVED_FILES) await place.drop(name);
  };
  await dropServed();
  await place.copy(DATABASE, SERVED);
  const served = await serveAttain(place.address(SERVED), folder);
  try {
    return await measureLoad(context, served, rate);
  } finally {
    await served.stop();
    await dropServed();
  }
}

/** The database in which everybody is calculated, made once for a folder that is kept. */
async function prepare(context: BenchContext): Promise<void> {
  const { place, folder, rules } = context;
  if (await place.has(DATABASE)) return;
  const data = join(folder, 'load');
  writeWorkload(data, SIZE, 'commissions');
  const making = `${DATABASE}-making`;
  await emptyDatabase(context, making);
  const address = place.address(making);
  await runMeasure('import', { address, data, rules }, folder);
  await publishBenchRules(context, making);
  await runMeasure('calculate', { address }, folder);
  await place.copy(making, DATABASE);
  await place.drop(making);
}

async function measureLoad(
  { repeats, say }: BenchContext,
  { url }: ServedAttain,
  rate: number,
): Promise<LoadFigures> {
  const workload = new Workload(SIZE);
  const pathsOf = (connection: number) => readerPaths(workload, connection);
  const alone: number[] = [];
  const underLoad: number[] = [];
  const reads: Reads[] = [];
  await timeRun(url);
  for (let round = 1; round <= repeats; round += 1) {
    alone.push(await timeRun(url));
    const readers = await startReaders(url, { connections: CONNECTIONS, rate, pathsOf });
    underLoad.push(await timeRun(url));
    reads.push(await readers.stop());
    const [before, after] = [alone, underLoad].map((all) => withPlaces(all.at(-1) ?? 0, 3));
    say(`run with nobody else ${round}/${repeats}: ${before} s; under load: ${after} s`);
  }
  const seconds = { secondsAlone: median(alone), secondsUnderLoad: median(underLoad) };
  return { deals: SIZE.deals, connections: CONNECTIONS, rate, ...seconds, ...figuresOf(reads) };
}

function figuresOf(reads: readonly Reads[]) {
  const latencies = reads.flatMap((each) => each.latencies);
  return {
    requests: latencies.length,
    answeredPerSecond: latencies.length / sum(reads.map(({ seconds }) => seconds)),
    errors: sum(reads.map(({ errors }) => errors)),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
