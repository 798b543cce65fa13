/**
 * The seconds since a moment of `performance.now()`, with one decimal.
 *
 * @example
 * secondsSince(started) // '2.4'
 */
export function secondsSince(moment: number): string {
  return (Math.round((performance.now() - moment) / 100) / 10).toString();
}
