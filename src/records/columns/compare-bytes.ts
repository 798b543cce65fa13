import type { TextColumn } from './column-batch.js';

/**
 * Compares `[aFrom, aTo)` of some bytes with `[bFrom, bTo)` of others, as texts are ordered by their bytes:
 * negative where the first comes before, 0 where they are the same.
 *
 * @example
 * compareBytes(Buffer.from('D-1'), 0, 3, Buffer.from('D-10'), 0, 4) // -1
 */
export function compareBytes(
  a: Uint8Array,
  aFrom: number,
  aTo: number,
  b: Uint8Array,
  bFrom: number,
  bTo: number,
): number {
  const length = aTo - aFrom;
  const other = bTo - bFrom;
  const shared = length < other ? length : other;
  for (let place = 0; place < shared; place += 1) {
    const difference = (a[aFrom + place] ?? 0) - (b[bFrom + place] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - other;
}

/**
 * The text of one row against that of another, in the order of bytes: negative where it comes before.
 *
 * @example
 * compareRows(receipts.text('id'), 0, applications.text('receipt'), 0) // -1
 */
export function compareRows(own: TextColumn, row: number, other: TextColumn, otherRow: number): number {
  const [from, to] = [own.starts[row] ?? 0, own.ends[row] ?? 0];
  const [otherFrom, otherTo] = [other.starts[otherRow] ?? 0, other.ends[otherRow] ?? 0];
  return compareBytes(own.bytes, from, to, other.bytes, otherFrom, otherTo);
}
