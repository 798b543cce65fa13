import type { ColumnType, NumberColumn, TextColumn } from './column-batch.js';
import { ColumnRoom } from './column-room.js';

/** What stands between two values of a packed column. */
export const SEPARATOR = 31;

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/**
 * Finds the values of a packed column: texts with {@link SEPARATOR} between them.
 *
 * @param room where the places of the values are kept; of their own unless given
 * @returns `null` where there are not as many values as expected, since a text has the separator in it
 *
 * @example
 * parseTexts(Buffer.from('new\u001f\u001frenewal'), 3) // 'new', none, 'renewal'
 */
export function parseTexts(bytes: Uint8Array, count: number, room = new ColumnRoom()): TextColumn | null {
  const starts = room.starts(count);
  const ends = room.ends(count);
  starts[0] = 0;
  let row = 0;
  for (let place = 0; place < bytes.length; place += 1) {
    if (bytes[place] !== SEPARATOR) continue;
    ends[row] = place;
    row += 1;
    starts[row] = place + 1;
  }
  if (row !== count - 1) return null;
  ends[row] = bytes.length;
  return { bytes, starts, ends };
}

/**
 * Reads the numbers of a packed column from their digits, without a text for each.
 *
 * @param room where the numbers are kept; of their own unless given
 *
 * @example
 * parseNumbers(Buffer.from('-120\u001f\u001f7'), 3, 'integer') // [-120, NaN, 7]
 * parseNumbers(Buffer.from('2026-02-10'), 1, 'date') // [20260210]
 * parseNumbers(Buffer.from('0.6\u001f1'), 2, { places: 8 }) // [60000000, 100000000]
 */
export function parseNumbers(
  bytes: Uint8Array,
  count: number,
  type: Exclude<ColumnType, 'text'>,
  room = new ColumnRoom(),
): NumberColumn {
  const values = room.numbers(count);
  const places = typeof type === 'object' ? type.places : 0;
  const isDate = type === 'date';
  let place = 0;
  for (let row = 0; row < count; row += 1) {
    let value = 0;
    let digits = 0;
    let decimals = -1;
    let negative = false;
    for (; place < bytes.length; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte >= ZERO) {
        value = value * 10 + (byte - ZERO);
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if (byte === SEPARATOR) break;
      else if (byte === POINT) decimals = 0;
      else if (byte === MINUS && !isDate) negative = true;
    }
    place += 1;
    values[row] =
      digits === 0 ? Number.NaN : scaled(negative ? -value : value, Math.max(decimals, 0), places);
  }
  return values;
}

/** A number with so many decimals, counted in units of 10^-places; an infinity where that is not exact. */
function scaled(value: number, decimals: number, places: number): number {
  if (decimals > places || !Number.isSafeInteger(value)) return Number.POSITIVE_INFINITY;
  if (decimals === places) return value;
  const whole = value * 10 ** (places - decimals);
  return Number.isSafeInteger(whole) ? whole : Number.POSITIVE_INFINITY;
}
