import type { Field } from '../records/field.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { ImportSource } from './import-source.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import type { RowShape, RowVisitor } from './row-visitor.js';

/**
 * Reads the rows of a source, whatever its format, and hands them to the visitor one by one.
 *
 * @example
 * await readRows(source, recordDecoder('deal', company).fieldNames, visitor);
 */
export async function readRows(
  source: ImportSource,
  fieldNames: readonly string[],
  visitor: RowVisitor,
): Promise<void> {
  const shape = rowShape(source.kind, fieldNames);
  await (source.format === 'csv' ? readCsv(source, shape, visitor) : readJson(source, shape, visitor));
}

function rowShape(kind: RecordKind, fieldNames: readonly string[]): RowShape {
  const fields = Object.entries<Field>(RECORD_KINDS[kind].fields);
  const namesWhere = (holds: (field: Field) => boolean) =>
    fields.filter(([, field]) => holds(field)).map(([name]) => name);
  return {
    fieldNames,
    requiredNames: namesWhere((field) => field.required && field.fallback === undefined),
    listNames: namesWhere((field) => field.type === 'numberList'),
  };
}
