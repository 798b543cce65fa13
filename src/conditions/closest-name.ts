/**
 * The name that someone probably meant by a name that does not exist; `undefined` when none is near. The
 * case aside, at most one letter in three may be wrong, missing, too many or swapped with its neighbour; of
 * names that are equally near it is the first.
 *
 * @example
 * closestName('dicsount', ['discount', 'type']) // 'discount'
 */
export function closestName(written: string, names: Iterable<string>): string | undefined {
  let closest: string | undefined;
  let least = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const slips = countSlips(written.toLowerCase(), name.toLowerCase());
    if (slips < least) {
      closest = name;
      least = slips;
    }
  }
  return closest;
}

/**
 * The {@link closestName} as a hint.
 *
 * @example
 * didYouMean('dicsount', ['discount', 'type']) // 'did you mean discount?'
 */
export function didYouMean(written: string, names: Iterable<string>): string | undefined {
  const closest = closestName(written, names);
  return closest === undefined ? undefined : `did you mean ${closest}?`;
}

/** The optimal string alignment distance: how many slips of one letter turn one word into the other. */
function countSlips(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, swapped, at(last, column) + 1, at(current, column - 1) + 1));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
