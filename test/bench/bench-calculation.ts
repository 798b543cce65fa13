import type { BenchContext } from './bench-context.js';
import { IMPORTED } from './bench-import.js';
import { digestResults, firstDifference, type ResultDigest } from './compare-results.js';
import type { Measured } from './measures/measured.js';
import type { MeasureInputs } from './measures/measures.js';
import { databaseReader } from './places/database-reader.js';
import { runMeasure } from './run-measure.js';
import { median, withPlaces } from './statistics.js';

/** The product's calculation, and what it is compared with, in the order in which they take turns. */
export const VARIANTS = ['calculate', 'floor', 'plain', 'sql'] as const;

/** One of {@link VARIANTS}. */
export type Variant = (typeof VARIANTS)[number];

/** What calculating came to. */
export interface CalculationFigures {
  readonly lines: number;
  readonly statements: number;
  /** The median of each variant that was measured. */
  readonly seconds: Readonly<Partial<Record<Variant, number>>>;
  readonly peakMiB: number;
  readonly columnsPerLine: number;
  readonly bytesPerLine: number;
}

/** Measures a variant that calculates in the database at an address. */
export type MeasureVariant = (variant: Variant, input: MeasureInputs['floor']) => Promise<Measured>;

/** The database in which the product calculated. */
export const CALCULATED = 'calculated';

/**
 * Calculates from fresh copies of the imported database, by each variant in turn, so that the noise of the
 * machine meets all alike. Throws where lines or totals differ, and says what differs first.
 *
 * @param measure measures one of them; in a process of its own unless said
 * @example
 * (await benchCalculation(context, ['calculate', 'floor'])).seconds.floor
 */
export async function benchCalculation(
  context: BenchContext,
  variants: readonly Variant[],
  measure: MeasureVariant = (variant, input) => runMeasure(variant, input, context.folder),
): Promise<CalculationFigures> {
  const { place, say, repeats, workload } = context;
  const measured = new Map<Variant, Measured[]>(variants.map((variant) => [variant, []]));
  let reference: ResultDigest | null = null;
  for (let round = 1; round <= repeats; round += 1) {
    for (const [variant, own] of measured) {
      const name = variant === 'calculate' ? CALCULATED : variant;
      await place.copy(IMPORTED, name);
      const addresses = { address: place.address(name), calculated: place.address(CALCULATED), workload };
      const one = await measure(variant, addresses);
      own.push(one);
      say(`${variant} ${round}/${repeats}: ${withPlaces(one.seconds, 3)} s, ${Math.round(one.peakMiB)} MiB`);
      const digest = await digestResults(databaseReader(addresses.address));
      reference ??= digest;
      if (digest.digest !== reference.digest) throw await differing(reference, digest, variant, addresses);
      if (name !== CALCULATED) await place.drop(name);
    }
  }
  if (reference === null) throw new Error('nothing was calculated');
  return { ...(await layoutOf(context, reference)), ...figuresOf(reference, measured) };
}

async function differing(
  reference: ResultDigest,
  own: ResultDigest,
  variant: Variant,
  { address, calculated }: { readonly address: string; readonly calculated: string },
): Promise<Error> {
  const difference = await firstDifference(databaseReader(calculated), databaseReader(address));
  return new Error(
    [
      `The results of ${variant} (the second) are not those of the first calculation (the first):`,
      `${own.lines} lines and ${own.statements} statements, not ${reference.lines} and ${reference.statements}.`,
      difference ?? 'The product calculated something else than the time before.',
    ].join('\n'),
  );
}

async function layoutOf({ place }: BenchContext, { lines }: ResultDigest) {
  const reader = databaseReader(place.address(CALCULATED));
  const table = (await reader.columns()).find((each) => each.table === 'line');
  const bytes = await reader.bytesOf('line');
  return { columnsPerLine: table?.columns.length ?? 0, bytesPerLine: bytes / lines };
}

function figuresOf({ lines, statements }: ResultDigest, measured: ReadonlyMap<Variant, readonly Measured[]>) {
  const seconds = [...measured].map(([variant, own]) => [variant, median(own.map((each) => each.seconds))]);
  const peakMiB = Math.max(...(measured.get('calculate') ?? []).map((each) => each.peakMiB));
  return { lines, statements, seconds: Object.fromEntries(seconds), peakMiB };
}
