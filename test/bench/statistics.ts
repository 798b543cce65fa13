/**
 * The middle of some figures; the mean of the two in the middle where their number is even.
 *
 * @example
 * median([3, 1, 2]) // 2
 */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/**
 * A figure with so many decimal places, for reading.
 *
 * @example
 * withPlaces(1.23456, 2) // 1.23
 */
export function withPlaces(figure: number, places: number): number {
  return Math.round(figure * 10 ** places) / 10 ** places;
}
