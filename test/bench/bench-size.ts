import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchCalculation, CALCULATED, VARIANTS, type Variant } from './bench-calculation.js';
import type { BenchContext } from './bench-context.js';
import { benchImport, IMPORTED } from './bench-import.js';
import { benchIncremental } from './incremental/bench-incremental.js';
import { isImported } from './is-imported.js';
import { publishBenchRules } from './prepare-database.js';
import type { SizeFigures } from './size-figures.js';
import { sizeFor } from './workload/workload.js';
import { writeWorkload } from './workload/write-workload.js';
import { WORKLOAD_TERMS } from './workloads.js';

/** The workload is the same in every run. */
const SEED = 1;

/**
 * Measures one size: writes the files, imports them, and calculates by each variant that is wanted. What is
 * compared needs the product's own calculation, so that one is measured with it.
 *
 * @example
 * await benchSize(context, 10_000);
 */
export async function benchSize(context: BenchContext, deals: number): Promise<SizeFigures> {
  const { place, folder, wants, workload } = context;
  const data = join(folder, `data-${workload}-${deals}`);
  const rows = writeWorkload(data, sizeFor(deals, SEED), workload);
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  context.say(`wrote ${all} rows`);
  const isKept = context.keeps && !wants('import') && (await isImported(context, IMPORTED, rows));
  if (isKept) context.say('takes what was imported before');
  const imported = isKept ? null : await benchImport(context, data, all);
  await publishBenchRules(context, IMPORTED);
  const variants = VARIANTS.filter((variant) => variant === 'calculate' || isCompared(variant, context));
  const calculation = VARIANTS.some(wants) ? await benchCalculation(context, variants) : null;
  const incremental = await benchIncremental(context, deals);
  if (!context.keeps) {
    for (const name of [IMPORTED, CALCULATED]) await place.drop(name);
    await rm(data, { recursive: true });
  }
  return { workload, deals, rows, import: imported, calculation, incremental };
}

/** The plain program and SQL are written for plain commissions. */
function isCompared(variant: Variant, { wants, workload }: BenchContext): boolean {
  return WORKLOAD_TERMS[workload].compared.includes(variant) && wants(variant);
}
