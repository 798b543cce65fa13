import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { type CsvBlock, csvBlocks, LONGEST_RECORD_BYTES } from './csv-blocks.js';
import type { ImportSource, TextPlace } from './import-source.js';
import { problemAt, type RowVisitor } from './row-visitor.js';

/** Takes one record: its cells, the line it starts on, and its text without the last line break. */
export type TakeCells = (cells: readonly string[], line: number, text: string) => void;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads the records of a CSV text (RFC 4180, UTF-8) in order, the header among them; empty lines are no
 * records. What cannot be read is reported to the visitor, ends the reading, and makes it `false`.
 *
 * Blocks without a quote are split at line breaks and commas, which gives the same cells as the parser and
 * takes a tenth of the time.
 *
 * @example
 * await readCsvRecords(source, visitor, (cells, line) => console.log(line, cells));
 */
export async function readCsvRecords(
  source: ImportSource,
  visitor: RowVisitor,
  take: TakeCells,
): Promise<boolean> {
  let line = 1;
  let first = true;
  for await (const block of csvBlocks(source.read())) {
    const bytes = first ? withoutByteOrderMark(block.bytes) : block.bytes;
    first = false;
    if (!isUtf8(bytes)) return refuseEncoding(source, bytes, line, visitor);
    if (!block.quoted && bytes.length > LONGEST_RECORD_BYTES && !bytes.includes(NEWLINE)) {
      return refuseLength(source, bytes, line, visitor);
    }
    const ends = block.quoted
      ? takeQuoted({ bytes, quoted: true }, line, take)
      : takeUnquoted(bytes.toString('utf8'), line, take);
    await visitor.progress(block.bytes.length);
    if ('failure' in ends) {
      const { failure, place } = ends;
      visitor.loss(problemAt(source, place, 'csv-syntax', failure.message, { hint: failure.hint }));
      return false;
    }
    line = ends.line;
  }
  return true;
}

/** The line after the block, or why it could not be read to its end. */
type BlockEnd =
  | { readonly line: number }
  | { readonly failure: { readonly message: string; readonly hint: string }; readonly place: TextPlace };

function takeUnquoted(text: string, firstLine: number, take: TakeCells): BlockEnd {
  let line = firstLine;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if (end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end -= 1;
    if (end > start) {
      const record = text.slice(start, end);
      take(record.split(','), line, record);
    }
    start = next;
    line += 1;
  }
  return { line };
}

function takeQuoted({ bytes }: CsvBlock, firstLine: number, take: TakeCells): BlockEnd {
  let start = 0;
  let line = firstLine;
  const skipTo = (end: number): void => {
    for (let newline = bytes.indexOf(NEWLINE, start); newline !== -1 && newline < end; ) {
      line += 1;
      newline = bytes.indexOf(NEWLINE, newline + 1);
    }
    start = end;
  };
  const skipEmptyLines = (): void => {
    let end = start;
    while (bytes[end] === NEWLINE || bytes[end] === CARRIAGE_RETURN) end += 1;
    skipTo(end);
  };
  try {
    parse(bytes, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { bytes: end }) => {
        skipEmptyLines();
        take(cells, line, bytes.toString('utf8', start, end).replace(/\r?\n$/, ''));
        skipTo(end);
        // Nothing is kept by the parser.
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipEmptyLines();
    const { column } = error as { readonly column?: unknown };
    const text = bytes.toString('utf8', start, Math.min(bytes.length, start + LONGEST_RECORD_BYTES));
    const place = placeOfCell(text, typeof column === 'number' ? column : 0, line);
    return { failure: CSV_FAILURES[error.code] ?? OTHER_FAILURE, place };
  }
  skipTo(bytes.length);
  return { line };
}

const OTHER_FAILURE = {
  message: 'the row is not valid CSV',
  hint: 'put values with quotes or commas between quotes',
};

const CSV_FAILURES: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  CSV_QUOTE_NOT_CLOSED: {
    message: 'a quote is opened here and never closed',
    hint: 'close the value with a quote; a quote inside it is written twice',
  },
  CSV_INVALID_CLOSING_QUOTE: {
    message: 'a quote stands in the middle of a quoted value',
    hint: 'write a quote inside a value twice: ""',
  },
  INVALID_OPENING_QUOTE: {
    message: 'a quote stands in a value that is not quoted',
    hint: 'put the value between quotes, and write a quote inside it twice: ""',
  },
};

/**
 * Where a cell starts, its opening quote included. The text is that of its record, from its first line on.
 *
 * @example
 * placeOfCell('D-1,"two\nlines",2026', 2, 7) // { line: 8, column: 8 }
 */
export function placeOfCell(text: string, cell: number, firstLine: number): TextPlace {
  let line = firstLine;
  let lineStart = 0;
  let remaining = cell;
  let open = false;
  for (let position = 0; position < text.length; position += 1) {
    if (remaining === 0 && !open) return { line, column: position - lineStart + 1 };
    const character = text[position];
    if (character === '"') open = !open;
    else if (character === ',' && !open) remaining -= 1;
    else if (character === '\n') {
      line += 1;
      lineStart = position + 1;
    }
  }
  return { line, column: text.length - lineStart + 1 };
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
}

function refuseEncoding(source: ImportSource, bytes: Buffer, firstLine: number, visitor: RowVisitor): false {
  let line = firstLine;
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline === -1 || !isUtf8(bytes.subarray(start, newline))) break;
    start = newline + 1;
    line += 1;
  }
  visitor.loss(
    problemAt(source, { line, column: 1 }, 'csv-syntax', 'the line is not text in UTF-8', {
      hint: 'save the file as “CSV UTF-8”',
    }),
  );
  return false;
}

function refuseLength(source: ImportSource, bytes: Buffer, line: number, visitor: RowVisitor): false {
  const hint = bytes.includes(CARRIAGE_RETURN)
    ? 'save the file with the line ends of Windows or Unix'
    : 'a record ends with its line';
  visitor.loss(
    problemAt(source, { line, column: 1 }, 'csv-syntax', 'the line is longer than a record may be', {
      expected: `at most ${LONGEST_RECORD_BYTES} bytes`,
      hint,
    }),
  );
  return false;
}
