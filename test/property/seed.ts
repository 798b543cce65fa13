import fc from 'fast-check';

/**
 * Runs a property with a seed that is printed, so that a failure can be run again. Without `SEED` it is always the
 * same, so that the gate says the same of the same tree; `SEED=random` looks further, and `SEED=<number>` repeats.
 */
export function holds<Values extends [unknown, ...unknown[]]>(
  title: string,
  property: fc.IProperty<Values>,
  options: { readonly runs: number },
): void {
  fc.assert(property, { seed: seedOf(title, options.runs), numRuns: options.runs });
}

const USUAL_SEED = 20_261_123;

/** The seed of a property, the usual one or the one asked for; prints it. */
export function seedOf(title: string, runs: number): number {
  const asked = process.env['SEED'] ?? String(USUAL_SEED);
  const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
  console.log(`${title}: seed ${seed}, ${runs} runs`);
  return seed;
}
