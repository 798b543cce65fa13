/** Steps between two bounds of a curve. */
const STEPS = 4n;
/** With more bounds than this, the bounds alone show how the curve runs. */
const MANY_BOUNDS = 24;

/**
 * The amounts at which a curve is evaluated, in ascending order: its bounds, the amount just below each, where what
 * is paid may jump, steps between, and on to the end.
 *
 * @param bounds in any order; what is below the start is left aside
 * @param end the last amount
 * @example
 * curveValues([10_000n], 0n, 20_000n) // [0n, 2_500n, …, 9_999n, 10_000n, 12_500n, …, 20_000n]
 */
export function curveValues(bounds: readonly bigint[], start: bigint, end: bigint): readonly bigint[] {
  const corners = ascending([start, ...bounds.filter((each) => each > start && each < end), end]);
  const values = new Set(corners);
  for (const bound of bounds) if (bound > start && bound <= end) values.add(bound - 1n);
  if (corners.length > MANY_BOUNDS) return ascending([...values]);
  for (const [place, low] of corners.entries()) {
    const high = corners[place + 1] ?? low;
    for (let step = 1n; step < STEPS; step += 1n) values.add(low + ((high - low) * step) / STEPS);
  }
  return ascending([...values]);
}

function ascending(values: readonly bigint[]): readonly bigint[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}
