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
