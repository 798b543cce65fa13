import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageFile } from '../../src/runs/package-file.js';
import type { BenchContext } from './bench-context.js';
import { benchLoad, errorsOf } from './bench-load.js';
import { benchSize } from './bench-size.js';
import { benchStatement } from './bench-statement.js';
import { jsonResults } from './json-results.js';
import { type BenchOptions, PARTS, readOptions } from './options.js';
import { postgresPlace } from './places/postgres-place.js';
import { sqlitePlace } from './places/sqlite-place.js';
import { reportText } from './report-text.js';
import type { BenchFigures, SizeFigures } from './size-figures.js';
import { WORKLOAD_TERMS, type WorkloadName } from './workloads.js';

/** Measures what the flags ask for and prints it. */
async function main(argv: readonly string[]): Promise<void> {
  const options = readOptions(argv);
  const folder = await folderFor(options);
  const place = options.database === null ? sqlitePlace(folder) : postgresPlace(options.database);
  const context: BenchContext = {
    place,
    folder,
    ...termsOf('commissions'),
    repeats: options.repeats,
    keeps: options.keep !== null,
    wants: (part) => options.only.includes(part),
    say: (text) => process.stderr.write(`${text}\n`),
  };
  try {
    const figures = await measureAll(context, options);
    const text = options.json ? jsonResults(figures) : reportText(figures, await place.version());
    process.stdout.write(`${text}\n`);
    const errors = figures.load === null ? 0 : errorsOf(figures.load);
    if (errors > 0) throw new Error(`load: ${errors} requests failed`);
  } finally {
    if (!context.keeps) {
      await place.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function folderFor({ keep }: BenchOptions): Promise<string> {
  if (keep === null) return mkdtemp(join(tmpdir(), 'attain-bench-'));
  await mkdir(keep, { recursive: true });
  return resolve(keep);
}

/** A workload with the folder of its rules. */
function termsOf(workload: WorkloadName): Pick<BenchContext, 'workload' | 'rules'> {
  return { workload, rules: join(packageFile().root, 'test', 'bench', WORKLOAD_TERMS[workload].rules) };
}

async function measureAll(
  context: BenchContext,
  { deals, workloads, rate }: BenchOptions,
): Promise<BenchFigures> {
  const sizes: SizeFigures[] = [];
  for (const workload of PARTS_OF_A_SIZE.some(context.wants) ? workloads : []) {
    for (const each of deals) {
      const say = (text: string) => context.say(`${workload}, ${each} deals: ${text}`);
      sizes.push(await benchSize({ ...context, ...termsOf(workload), say }, each));
    }
  }
  return {
    sizes,
    statement: context.wants('statement') ? await benchStatement(context) : null,
    load: context.wants('load') ? await benchLoad(context, rate) : null,
  };
}

const PARTS_OF_A_SIZE = PARTS.filter((part) => part !== 'statement' && part !== 'load');

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
