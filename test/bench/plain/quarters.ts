/**
 * The first day of the quarter of a date.
 *
 * @example
 * quarterOf('2025-08-31') // '2025-07-01'
 */
export function quarterOf(date: string): string {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/**
 * The first day of the quarter after the one that begins on a date.
 *
 * @example
 * quarterAfter('2025-10-01') // '2026-01-01'
 */
export function quarterAfter(from: string): string {
  const year = Number(from.slice(0, 4));
  const month = Number(from.slice(5, 7)) + 3;
  return month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`;
}
