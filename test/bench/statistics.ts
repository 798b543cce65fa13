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
 * The least of some figures that so large a part of them does not exceed.
 *
 * @param part such as 0.99
 * @example
 * percentile([4, 1, 3, 2], 0.5) // 2
 */
export function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
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
