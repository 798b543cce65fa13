import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { FieldValue, isNumeric, type RecordTexts } from './field-value.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { recordTitle } from './record-title.js';

/** Whether amounts stand in the records, each of which is written with its currency. */
function hasMoney(kind: RecordKind): boolean {
  return fieldsOf(kind).some(([, { type }]) => type === 'money');
}

interface RecordRow {
  readonly key: string;
  readonly record: RecordTexts;
}

/**
 * Records of a kind with what they say; columns that say nothing are left out.
 *
 * @param csv where all of them can be had as a file
 * @param isFiltered whether only some of them were asked for
 * @example
 * <RecordTable kind="deal" rows={documents} csv="/records/deals?format=csv" isFiltered={false} format={format} />
 */
export function RecordTable({
  kind,
  rows,
  csv,
  format,
  isFiltered,
}: {
  readonly kind: RecordKind;
  readonly rows: readonly RecordRow[];
  readonly csv: string;
  readonly format: ReaderFormat;
  readonly isFiltered: boolean;
}) {
  const { file } = RECORD_KINDS[kind];
  const key = keyFieldsOf(kind);
  const extra = rows.flatMap(({ record }) => Object.keys(record));
  const names = [...new Set([...fieldsOf(kind).map(([name]) => name), ...extra])];
  // A key of one field stands in the first column already; what no row says is left out.
  const shown = names
    .filter((name) => !(key.length === 1 && key.includes(name)))
    .filter((name) => name !== 'currency' || !hasMoney(kind))
    .filter((name) => rows.some(({ record }) => (record[name] ?? null) !== null));
  const columns = shown.map((name): Column<RecordRow> => {
    return {
      heading: fieldWords(name),
      ...(isNumeric(kind, name) && { kind: 'number' as const }),
      cell: ({ record }) => <FieldValue kind={kind} name={name} record={record} format={format} />,
    };
  });
  return (
    <DataTable
      caption={`${kindWords(file)}, in the order of their keys`}
      columns={[
        {
          heading: key.length === 1 ? fieldWords(key[0] ?? 'key') : 'Record',
          namesRow: true,
          cell: (row) => (
            <a class="one-line" href={recordAddress(file, row.key)}>
              {key.length === 1 ? row.key : recordTitle(row.key)}
            </a>
          ),
        },
        ...columns,
      ]}
      rows={rows}
      exports={[{ label: 'CSV', href: csv }]}
      empty={
        isFiltered ? (
          <EmptyState title="There is no such record">Look for it by another part of its key.</EmptyState>
        ) : (
          <EmptyState
            title={`There are no ${kindWords(file).toLowerCase()} yet`}
            action={
              <a class="button" href="/imports">
                Import records
              </a>
            }
          >
            They come in as {file}.csv.
          </EmptyState>
        )
      }
    />
  );
}
