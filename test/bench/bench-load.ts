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
  /** The median of the runs with nobody else there, from the request to the end. */
  readonly secondsAlone: number;
  /** With readers that are held to a rate. */
  readonly throttled: RoundFigures;
  /** With readers that ask again as soon as they are answered. */
  readonly unthrottled: RoundFigures;
}

/** Runs beside readers. */
export interface RoundFigures {
  /** The requests a second that all connections together are held to; `null` where they are not. */
  readonly rate: number | null;
  /** The requests a second that were answered. */
  readonly answeredPerSecond: number;
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds in which half of the answers came. */
  readonly p50: number;
  /** Milliseconds in which 99 of 100 answers came. */
  readonly p99: number;
  /** The median of the runs, from the request to the end. */
  readonly secondsUnderLoad: number;
}

const DATABASE = 'load';
const SERVED = 'load-served';
/** What the service keeps of its own, beside a database that is a file. */
const SERVED_FILES = [SERVED, `${SERVED}-service`];
const SIZE = sizeFor(100_000, 1);
const CONNECTIONS = 50;

/**
 * Asks the service for runs of everybody at 100,000 deals, by turns with nobody else there, while fifty connections
 * read statements at a rate, and while they read as fast as they can. What is not measured comes before: a run and a
 * second of reading.
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

/** What was measured beside readers, round after round. */
interface Round {
  readonly rate: number | null;
  readonly seconds: number[];
  readonly reads: Reads[];
}

async function measureLoad(
  { repeats, say }: BenchContext,
  { url }: ServedAttain,
  rate: number,
): Promise<LoadFigures> {
  const workload = new Workload(SIZE);
  const pathsOf = (connection: number) => readerPaths(workload, connection);
  const alone: number[] = [];
  const throttled: Round = { rate, seconds: [], reads: [] };
  const unthrottled: Round = { rate: null, seconds: [], reads: [] };
  await timeRun(url);
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    alone.push(await timeRun(url));
    for (const round of [throttled, unthrottled]) {
      const readers = await startReaders(url, { connections: CONNECTIONS, rate: round.rate, pathsOf });
      round.seconds.push(await timeRun(url));
      round.reads.push(await readers.stop());
    }
    const [first, held, free] = [alone, throttled.seconds, unthrottled.seconds].map((all) =>
      withPlaces(all.at(-1) ?? 0, 3),
    );
    say(
      `run with nobody else ${repeat}/${repeats}: ${first} s; under load: ${held} s; at full speed: ${free} s`,
    );
  }
  return {
    ...{ deals: SIZE.deals, connections: CONNECTIONS, secondsAlone: median(alone) },
    ...{ throttled: figuresOf(throttled), unthrottled: figuresOf(unthrottled) },
  };
}

function figuresOf({ rate, seconds, reads }: Round): RoundFigures {
  const latencies = reads.flatMap((each) => each.latencies);
  return {
    rate,
    requests: latencies.length,
    answeredPerSecond: latencies.length / sum(reads.map((each) => each.seconds)),
    errors: sum(reads.map(({ errors }) => errors)),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    secondsUnderLoad: median(seconds),
  };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

/**
 * How many requests failed, however fast they were asked.
 *
 * @example
 * errorsOf(load) // 0
 */
export function errorsOf({ throttled, unthrottled }: LoadFigures): number {
  return throttled.errors + unthrottled.errors;
}
