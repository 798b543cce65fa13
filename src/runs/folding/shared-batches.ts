/** Rows that a batch has at least; see {@link ColumnQuery.takes}. */
const LEAST_ROWS = 1_000;

/**
 * A place in shared memory for each batch of so many rows, for threads to say which they read.
 *
 * @example
 * const claims = claimsFor(2_000_000);
 */
export function claimsFor(rows: number): Int32Array {
  const batches = Math.ceil(rows / LEAST_ROWS) + 1;
  return new Int32Array(new SharedArrayBuffer(batches * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * How many rows there may be at most in batches that are claimed.
 *
 * @example
 * applied.reserve(mostRows(claims));
 */
export function mostRows(claims: Int32Array): number {
  return claims.length * LEAST_ROWS;
}

/**
 * Claims batches: whichever thread asks first for a batch reads it. The one that is faster so reads more.
 *
 * @example
 * readColumns(trx, { kind: 'application', columns, takes: claimsOf(claims) });
 */
export function claimsOf(claims: Int32Array): (batch: number) => boolean {
  return (batch) => Atomics.compareExchange(claims, batch, 0, 1) === 0;
}
