import fc from 'fast-check';

interface Reading {
  readonly over: Readonly<Record<string, string>>;
  /** What its bounds are written in where they are no percents. */
  readonly counts: 'amount' | 'quantity' | null;
}

/** What a gate or a multiplier reads: any measure's attainment, or what the component's own has counted. */
function reading(unit: 'money' | 'units', own: string): fc.Arbitrary<Reading> {
  const counts = unit === 'money' ? 'amount' : 'quantity';
  return fc.constantFrom<Reading>(
    { over: { attainment: 'first', of: 'self' }, counts: null },
    { over: { attainment: 'second', of: 'self' }, counts: null },
    { over: { attainment: 'second', of: 'teamPooled' }, counts: null },
    { over: { attainment: 'first', of: 'teamAverage' }, counts: null },
    { over: { [counts]: own }, counts },
  );
}

/**
 * The written form of gates, one or a list.
 *
 * @param measure the measure of the component
 * @param above whether the component earns along its own attainment, so that a gate may matter above one
 */
export function gates(unit: 'money' | 'units', measure = 'first', above = false): fc.Arbitrary<unknown> {
  const gate = fc
    .record({
      at: reading(unit, measure),
      bound: fc.integer({ min: 0, max: 15 }),
      key: fc.constantFrom('atLeast', 'moreThan'),
      decided: fc.constantFrom('toDate', 'windowEnd', 'otherWindowEnd'),
      otherwise: fc.constantFrom('0%', '12.5%', '50%', '100%'),
      appliesAbove: fc.constantFrom('0%', ...(above ? ['33.3%', '100%'] : [])),
    })
    .map(({ at: { over, counts }, bound, key, ...rest }) => ({
      measure: counts === null ? over['attainment'] : over[counts],
      [key]: counts === null ? `${bound * 10}%` : { [counts]: bound * 10_000 },
      ...(over['of'] === undefined ? {} : { of: over['of'] }),
      ...rest,
    }));
  return fc.oneof(gate, fc.array(gate, { minLength: 1, maxLength: 2 }));
}

/** The written form of a multiplier. */
export function multipliers(unit: 'money' | 'units', measure = 'first'): fc.Arbitrary<unknown> {
  return fc
    .record({
      at: reading(unit, measure),
      curve: fc.constantFrom('stepped', 'interpolated'),
      beyond: fc.constantFrom('flat', 'linear'),
      places: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 4 }),
      times: fc.array(fc.constantFrom('0', '0.5', '0.8', '1', '1.25', '2'), { minLength: 4, maxLength: 4 }),
    })
    .map(({ at: { over, counts }, curve, beyond, places, times }) => ({
      over,
      curve,
      beyond: curve === 'stepped' || places.length < 2 ? 'flat' : beyond,
      points: [...places]
        .sort((a, b) => a - b)
        .map((place, index) => ({
          at: counts === null ? `${place * 10}%` : place * 10_000,
          times: times[index] ?? '1',
        })),
    }));
}
