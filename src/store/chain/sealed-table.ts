import type { RecordKind } from '../../records/record-kinds.js';

/** A column as it stands in a line: every value is a text there, an integer its decimal digits. */
export interface SealedColumn {
  readonly name: string;
  readonly type: 'text' | 'integer';
}

/**
 * What tells which rows are new: the number of the change that wrote them, or a number that the table, or the one
 * that it belongs to, counts up by itself.
 */
export type Counter = 'change' | 'closing' | 'confirmation' | 'payout' | 'step' | 'transaction';

/** Where rows of a sealed table lie: the columns by which they are ordered have names of their own there. */
export interface SealedSource {
  readonly table: string;
  readonly order: readonly SealedColumn[];
}

/**
 * A table whose rows the chain seals. A row is known by its line: the JSON of an array of texts, first the values
 * that order it, of which the first is that of the counter, then the others. **A line must be the same for ever**: a
 * column that a table is given later is one of `later`, and stands in its line only where it is not NULL, at the end.
 */
export interface SealedTable {
  /** What the table is called in the chain, which is how it is called in the database. */
  readonly name: string;
  readonly counter: Counter;
  /** The first is where commands write; a content that was replaced since lies in the second, if there is one. */
  readonly sources: readonly [SealedSource, ...SealedSource[]];
  readonly content: readonly SealedColumn[];
  /** Columns that the table was given later, all at once: they are in its line where the first of them is not NULL. */
  readonly later?: readonly [SealedColumn, ...SealedColumn[]];
  /** The column of text by whose values many rows can be read in ranges: few rows have the same. */
  readonly lead?: string;
  /** The kind of record whose contents or endings these are. */
  readonly kind?: RecordKind;
}
