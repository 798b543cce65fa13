/**
 * The one of several words that was most likely meant, as a hint; `undefined` when none is near: the case
 * aside, at most one letter in three may be wrong, missing, too many or swapped with its neighbour.
 *
 * @example
 * didYouMean('retroactiv', ['marginal', 'retroactive']) // 'did you mean retroactive?'
 */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  const meant = nearestWord(written, known);
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/**
 * The word itself that {@link didYouMean} asks for; the first of several that are equally near.
 *
 * @example
 * nearestWord('Measure', ['measure', 'cap']) // 'measure'
 */
export function nearestWord(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase();
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    if (Math.abs(word.length - wanted.length) >= least) continue;
    const wrong = lettersWrong(wanted, word.toLowerCase());
    if (wrong < least) {
      nearest = word;
      least = wrong;
    }
  }
  return nearest;
}

/** The optimal string alignment distance: how many single-letter slips turn one word into the other. */
function lettersWrong(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = cell(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? cell(beforeLast, column - 2) + 1 : exchanged;
      current.push(Math.min(exchanged, swapped, cell(last, column) + 1, cell(current, column - 1) + 1));
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
