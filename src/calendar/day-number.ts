import type { CivilDate } from './civil-date.js';

/**
 * A day as the integer its digits make, which orders as the day does.
 *
 * @example
 * dayNumber('2026-03-31') // 20260331
 */
export function dayNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

/**
 * The day that an integer of {@link dayNumber} stands for.
 *
 * @example
 * dayOfNumber(20260331) // '2026-03-31'
 */
export function dayOfNumber(day: number): CivilDate {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}
