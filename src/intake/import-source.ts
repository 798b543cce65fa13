import type { RecordKind } from '../records/record-kinds.js';

/** The ways in which records can be written. */
export type SourceFormat = 'csv' | 'json';

/** A place in a text; line and column count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A text that holds records of one kind. It can be read more than once. */
export interface ImportSource {
  readonly kind: RecordKind;
  readonly format: SourceFormat;
  /** The name by which problems refer to it: the path of a file as the caller gave it. */
  readonly name: string;
  readonly size: number;
  /** Where in what `name` names the text starts; at its very start when left out. */
  readonly start?: TextPlace;
  read(): AsyncIterable<Buffer>;
}
