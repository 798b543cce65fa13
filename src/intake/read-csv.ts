import { didYouMean } from '../problems/did-you-mean.js';
import { placeOfCell, readCsvRecords } from './csv-records.js';
import type { ImportSource, TextPlace } from './import-source.js';
import { problemAt, type RowPlaces, type RowShape, type RowVisitor } from './row-visitor.js';

/** The header of a CSV file: the field of each column; a column that is no field has none. */
interface Header {
  readonly columns: readonly (string | undefined)[];
  readonly columnOf: ReadonlyMap<string, number>;
}

/**
 * Reads the rows of a CSV text whose first line names the fields, in any order. Columns that are unknown,
 * missing or given twice are reported, and so are rows with another number of values than the header; rows
 * without any value are passed over.
 *
 * @example
 * await readCsv(source, { fieldNames: ['id', 'name'], requiredNames: ['id', 'name'] }, visitor);
 */
export async function readCsv(source: ImportSource, shape: RowShape, visitor: RowVisitor): Promise<void> {
  let header: Header | undefined;
  const readable = await readCsvRecords(source, visitor, (cells, line, text) => {
    if (header === undefined) {
      header = readHeader(source, shape, visitor, { cells, line, text });
      return;
    }
    const { columns, columnOf } = header;
    if (cells.length !== columns.length) {
      if (cells.some((cell) => cell.trim() !== '')) {
        refuseRow(source, visitor, { cells, line, text }, columns.length);
      }
      return;
    }
    const raw: Record<string, string> = {};
    let filled = false;
    for (let position = 0; position < columns.length; position += 1) {
      const name = columns[position];
      const cell = cells[position] ?? '';
      if (cell !== '' && !filled) filled = cell.trim() !== '';
      if (name !== undefined) raw[name] = cell;
    }
    if (filled) visitor.row(raw, placesOf(text, line, columnOf));
  });
  if (readable && header === undefined) {
    visitor.loss(
      problemAt(source, { line: 1, column: 1 }, 'empty-file', 'the file has no header line', {
        expected: `a line that names the columns, such as ${shape.requiredNames.join(',')}`,
      }),
    );
  }
}

interface CsvLine {
  readonly cells: readonly string[];
  readonly line: number;
  readonly text: string;
}

function placesOf(text: string, line: number, columnOf: ReadonlyMap<string, number>): RowPlaces {
  return (field) => {
    const column = field === undefined ? 0 : columnOf.get(field);
    return placeOfCell(text, column ?? 0, line);
  };
}

function readHeader(source: ImportSource, shape: RowShape, visitor: RowVisitor, row: CsvLine): Header {
  const columnOf = new Map<string, number>();
  const columns = row.cells.map((cell, position) => {
    const name = cell.trim();
    const place = placeOfCell(row.text, position, row.line);
    if (!shape.fieldNames.includes(name)) refuseColumn(source, shape, visitor, name, place);
    else if (columnOf.has(name)) {
      const message = `the column ${name} is given twice`;
      visitor.problem(problemAt(source, place, 'duplicate-key', message, { field: name }));
    } else {
      columnOf.set(name, position);
      return name;
    }
    return undefined;
  });
  const missing = shape.requiredNames.filter((name) => !columnOf.has(name));
  const end = placeOfCell(row.text, row.cells.length, row.line);
  for (const name of missing) {
    const message = `the column ${name} is missing`;
    const expected = `the columns ${shape.requiredNames.join(', ')} at least`;
    visitor.problem(problemAt(source, end, 'missing-column', message, { field: name, expected }));
  }
  if (missing.length > 0) visitor.lacks(missing);
  return { columns, columnOf };
}

function refuseColumn(
  source: ImportSource,
  shape: RowShape,
  visitor: RowVisitor,
  name: string,
  place: TextPlace,
): void {
  const message = name === '' ? 'a column has no name' : `there is no column ${name}`;
  const separator = /[;\t|]/.test(name) ? 'separate the values with commas' : undefined;
  const hint = separator ?? didYouMean(name, shape.fieldNames);
  visitor.problem(
    problemAt(source, place, 'unknown-column', message, { expected: shape.fieldNames.join(', '), hint }),
  );
}

function refuseRow(source: ImportSource, visitor: RowVisitor, row: CsvLine, expected: number): void {
  const { cells, line, text } = row;
  const place = placeOfCell(text, cells.length > expected ? expected : 0, line);
  visitor.loss(
    problemAt(source, place, 'csv-syntax', `the row has ${cells.length} values`, {
      expected: `${expected} values, as many as the header has columns`,
      hint: cells.length > expected ? 'put a value with a comma in it between quotes' : undefined,
    }),
  );
}
