import type { RecordKind } from '../../records/record-kinds.js';
import { fieldsOf } from '../../store/record-table.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { FieldValue, type RecordTexts } from './field-value.js';
import { fieldWords, meaningWords } from './field-words.js';

/**
 * What a record says, field by field, and what each field means; what is empty is left out.
 *
 * @example
 * <RecordFields kind="deal" record={document.record} format={format} />
 */
export function RecordFields({
  kind,
  record,
  format,
}: {
  readonly kind: RecordKind;
  readonly record: RecordTexts;
  readonly format: ReaderFormat;
}) {
  const meanings = new Map(fieldsOf(kind).map(([name, { meaning }]) => [name, meaning]));
  const given = Object.keys(record).filter((name) => (record[name] ?? null) !== null);
  return (
    <DataTable
      caption="What it says now"
      columns={[
        { heading: 'Field', namesRow: true, cell: (name) => fieldWords(name) },
        {
          heading: 'Value',
          cell: (name) => <FieldValue kind={kind} name={name} record={record} format={format} />,
        },
        {
          heading: 'Meaning',
          cell: (name) => (
            <div class="words quiet">
              {meaningWords(meanings.get(name) ?? 'as the company file declares it')}
            </div>
          ),
        },
      ]}
      rows={given}
      empty={null}
    />
  );
}
