/**
 * A whole number from 0 to below a count of at most some millions, the same for ever for a seed, a stream and
 * an index. It needs no draw before it, so that every file can ask what the others say of one deal, and
 * nothing is kept. The mixing is that of MurmurHash3; it is for made-up data and no use for secrets.
 *
 * @example
 * drawBelow({ seed: 1, stream: 7, index: 42 }, 6); // 0 to 5
 */
export function drawBelow({ seed, stream, index }: DrawPlace, count: number): number {
  const mixed = scramble(Math.imul(index, 0x9e3779b1) ^ scramble(Math.imul(stream, 0x85ebca77) ^ seed));
  // The remainder favours small numbers by less than one in a hundred, which made-up data can bear.
  return (mixed >>> 0) % count;
}

/** Which draw it is: the stream tells what is drawn, the index for which record. */
export interface DrawPlace {
  readonly seed: number;
  readonly stream: number;
  readonly index: number;
}

function scramble(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
