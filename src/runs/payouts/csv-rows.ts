import { isUtf8 } from 'node:buffer';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { CsvRow } from '../../ledger/payouts/read-payments.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';

/**
 * The rows of a CSV file in UTF-8, with any delimiter; empty lines are none.
 *
 * @param file the name by which problems refer to it
 * @example
 * csvRows(Buffer.from('a;b\n1;2\n'), ';', 'x.csv') // rows ['a', 'b'] and ['1', '2'], lines 1 and 2
 */
export function csvRows(bytes: Buffer, delimiter: string, file: string): Result<readonly CsvRow[]> {
  const location = { file, line: 1, column: 1 };
  if (!isUtf8(bytes)) {
    const hint = 'save the file as “CSV UTF-8”';
    return failed([problem('csv-syntax', `${file} is not text in UTF-8`, { location, hint })]);
  }
  try {
    const records: unknown = parse(bytes, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return ok(
      (records as readonly InformedRecord[]).map(({ record, info }) => ({ cells: record, line: info.lines })),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const hint = 'put values with quotes or delimiters between quotes, and write a quote inside them twice';
    return failed([
      problem('csv-syntax', 'the file is not valid CSV', {
        location: { ...location, line: lineOf(error) },
        found: error.message,
        hint,
      }),
    ]);
  }
}

/** What the parser gives with `info`. */
interface InformedRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

function lineOf(error: CsvError): number {
  const { lines } = error as { readonly lines?: unknown };
  return typeof lines === 'number' ? lines : 1;
}
