import fc from 'fast-check';

/**
 * Runs a property with a seed that is printed, so that a failure can be run again: set `SEED` to the number
 * printed. Without it a new seed is drawn each time.
 */
export function holds<Values extends [unknown, ...unknown[]]>(
  title: string,
  property: fc.IProperty<Values>,
  options: { readonly runs: number },
): void {
  fc.assert(property, { seed: seedOf(title, options.runs), numRuns: options.runs });
}

/** Draws the seed of a property, or takes the one asked for, and prints it. */
export function seedOf(title: string, runs: number): number {
  const seed =
    process.env['SEED'] === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env['SEED']);
  console.log(`${title}: seed ${seed}, ${runs} runs`);
  return seed;
}
