/** How a column of records is read: text as bytes, money and integers, dates as YYYYMMDD, decimals scaled. */
export type ColumnType = 'text' | 'integer' | 'date' | { readonly places: number };

/** A column that is asked for: its name in the database, and how it is read. */
export interface ColumnRequest {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether it is empty in all records of most companies, so that a look at whether it is pays. */
  readonly isSparse?: boolean;
}

/** A column of texts, in UTF-8: the one of row `i` lies from `starts[i]` up to `ends[i]`; none is no bytes. */
export interface TextColumn {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * A column of numbers, which are whole: `NaN` where the field is empty, an infinity where the number is not a
 * safe integer. A date is YYYYMMDD, a decimal is multiplied by 10^places.
 */
export type NumberColumn = Float64Array;

/** Some thousands of records of one kind, in the order of their key, column by column. */
export interface ColumnBatch {
  readonly count: number;
  /** Throws where no column of that name was asked for as text. */
  text(name: string): TextColumn;
  /** Throws where no column of that name was asked for as numbers. */
  numbers(name: string): NumberColumn;
}

/**
 * A batch of columns by name.
 *
 * @example
 * columnBatch(2, new Map(), new Map([['amount', Float64Array.of(100, NaN)]])).numbers('amount')[0] // 100
 */
export function columnBatch(
  count: number,
  texts: ReadonlyMap<string, TextColumn>,
  numbers: ReadonlyMap<string, NumberColumn>,
): ColumnBatch {
  return { count, text: (name) => named(texts, name), numbers: (name) => named(numbers, name) };
}

function named<Column>(columns: ReadonlyMap<string, Column>, name: string): Column {
  const column = columns.get(name);
  if (column === undefined) throw new RangeError(`the column ${name} was not asked for in this form`);
  return column;
}
