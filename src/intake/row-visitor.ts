import type { ProblemCode } from '../problems/codes.js';
import { type Problem, type ProblemDetail, problem } from '../problems/problem.js';
import type { RawRecord } from '../records/decode-record.js';
import type { ImportSource, TextPlace } from './import-source.js';

/** Finds a field of the row, or the start of the row when it has none of that name. */
export type RowPlaces = (field?: string) => TextPlace;

/** What is done with what a source says, row by row in the order of the text. */
export interface RowVisitor {
  /** A row that could be taken apart; it may still say anything. */
  row(raw: RawRecord, places: RowPlaces): void;
  /** Something is wrong with how the text is written, and all of its rows come all the same. */
  problem(problem: Problem): void;
  /** Something is wrong with how the text is written, and one or all further rows do not come. */
  loss(problem: Problem): void;
  /** Fields that have no column, although every record needs them: they are empty in all rows. */
  lacks(fields: readonly string[]): void;
  /** So many more bytes are read, and their rows handed over; no more come before this is done. */
  progress(bytes: number): Promise<void>;
}

/** The fields that the rows of a source may and must have. */
export interface RowShape {
  readonly fieldNames: readonly string[];
  readonly requiredNames: readonly string[];
  /** Those that hold a list, which JSON may write as an array. */
  readonly listNames: readonly string[];
}

/**
 * A problem at a place in a source.
 *
 * @example
 * problemAt(source, { line: 3, column: 1 }, 'csv-syntax', 'the row has 5 values, the header has 7')
 */
export function problemAt(
  source: Pick<ImportSource, 'name'>,
  place: TextPlace,
  code: ProblemCode,
  message: string,
  detail: ProblemDetail = {},
): Problem {
  const { line, column } = place;
  return problem(code, message, { ...detail, location: { file: source.name, line, column } });
}
