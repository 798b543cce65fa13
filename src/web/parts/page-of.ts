/** Some of the rows of a list, and where they are in it. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** From 1; the last one where a later one is asked for. */
  readonly page: number;
  readonly pages: number;
}

/**
 * One page of a list that is there as a whole.
 *
 * @param asked the page that is asked for, from 1
 * @param most so many rows are on a page
 * @example
 * pageOf(['a', 'b', 'c'], 2, 2) // { rows: ['c'], page: 2, pages: 2 }
 */
export function pageOf<Row>(all: readonly Row[], asked: number, most: number): PageOf<Row> {
  const pages = Math.max(1, Math.ceil(all.length / most));
  const page = Math.min(asked, pages);
  return { rows: all.slice((page - 1) * most, page * most), page, pages };
}
