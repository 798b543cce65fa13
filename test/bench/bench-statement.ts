import { join } from 'node:path';
import type { BenchContext } from './bench-context.js';
import { pageTimes } from './load/page-times.js';
import { serveAttain } from './load/serve-attain.js';
import { databaseReader } from './places/database-reader.js';
import { emptyDatabase, publishBenchRules } from './prepare-database.js';
import { runMeasure } from './run-measure.js';
import { median, percentile, withPlaces } from './statistics.js';
import { writeWorkload } from './workload/write-workload.js';

/** How long one long statement takes to be read and rendered, in milliseconds. */
export interface StatementFigures {
  readonly lines: number;
  /** By a process that has read none before. */
  readonly cold: number;
  readonly warm: number;
  /** By the service as its page: within so many, 95 of 100 requests are answered. */
  readonly page: number;
}

const DATABASE = 'long-statements';
/** Deals of one payee, of which a month has some five thousand lines and all months sixty thousand. */
const DEALS = 50_000;
const PROCESSES = 20;

/** The statement with the fewest lines of those with five thousand, or else the longest there is. */
const LONG_STATEMENT = `select e.payee, p.id, count(*) as lines
  from line l
    join entitlement e on e.run = l.run and e.number = l.entitlement
    join run_period p on p.run = l.run and p.number = l.period
  where l.run = (select run from published)
  group by e.payee, p.id
  order by case when count(*) < 5000 then 1 else 0 end, abs(count(*) - 5000) limit 1`;

/**
 * Reads a statement of five thousand lines, of a payee who has sixty thousand.
 *
 * @example
 * (await benchStatement(context)).warm
 */
export async function benchStatement(context: BenchContext): Promise<StatementFigures> {
  const { place, folder, rules, say } = context;
  const data = join(folder, 'long-statements');
  writeWorkload(data, { deals: DEALS, payees: 1, seed: 2 }, 'commissions');
  await emptyDatabase(context, DATABASE);
  const address = place.address(DATABASE);
  await runMeasure('import', { address, data, rules }, folder);
  await publishBenchRules(context, DATABASE);
  await runMeasure('calculate', { address }, folder);
  const { payee, period, lines } = await longStatement(address);
  const cold: number[] = [];
  const warm: number[] = [];
  while (cold.length < PROCESSES) {
    const times = await runMeasure('statement', { address, payee, period }, folder);
    cold.push(times.cold);
    warm.push(...times.warm);
  }
  const page = await pageWithin(address, folder, `/payees/${payee}/statements/${period}`);
  const [first, later, asPage] = [median(cold), median(warm), page].map((each) => withPlaces(each, 1));
  say(`a statement of ${lines} lines: ${first} ms cold, ${later} ms warm, its page ${asPage} ms`);
  return { lines, cold: median(cold), warm: median(warm), page };
}

/** Within how many milliseconds the compiled service answers 95 of 100 requests for a page. */
async function pageWithin(address: string, folder: string, path: string): Promise<number> {
  const served = await serveAttain(address, folder);
  try {
    return percentile(await pageTimes(served.url, path), 0.95);
  } finally {
    await served.stop();
  }
}

async function longStatement(address: string) {
  for await (const [row] of databaseReader(address).rows(LONG_STATEMENT)) {
    const [payee, period, lines] = row ?? [];
    return { payee: String(payee), period: String(period), lines: Number(lines) };
  }
  throw new Error('there is no statement');
}
