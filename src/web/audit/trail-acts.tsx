import type { ListedRecord, WrittenRows } from '../../store/chain/list-records.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { commandWords } from './command-words.js';
import { recordAddress } from './trail-address.js';
import { writtenText } from './written-text.js';

/**
 * Acts of the trail, the latest first, each with what it wrote.
 *
 * @example
 * <TrailActs records={shown} written={written} person={person} isAll exported={exported} format={format} />
 */
export function TrailActs({
  records,
  written,
  person,
  isAll,
  exported,
  format,
}: {
  readonly records: readonly ListedRecord[];
  readonly written: readonly WrittenRows[];
  readonly person: PersonText;
  readonly isAll: boolean;
  /** What the list is narrowed to, by the names of the API. */
  readonly exported: Readonly<Record<string, string | undefined>>;
  readonly format: ReaderFormat;
}) {
  const file = (kind: string) => addressOf('/api/v1/audit-trail', { ...exported, format: kind });
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'What',
          namesRow: true,
          cell: ({ number, command }) => <a href={recordAddress(number)}>{commandWords(command)}</a>,
        },
        { heading: 'Who', cell: ({ actor }) => person(actor) },
        {
          heading: 'When',
          cell: ({ recordedAt }) => <span class="one-line">{format.moment(recordedAt)}</span>,
        },
        { heading: 'Why', cell: ({ reason }) => reason ?? '' },
        {
          heading: 'Wrote',
          cell: ({ number }) =>
            writtenText(
              written.filter(({ record }) => record === number),
              format,
            ),
        },
        { heading: 'Entry', kind: 'number', cell: ({ number }) => format.count(number) },
        { heading: 'Hash', cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}</code> },
      ]}
      rows={records}
      empty={
        isAll ? (
          <EmptyState title="Nothing was done yet">
            Whatever is imported, published, closed or paid stands here with who did it.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing like it was done" action={<a href="/audit-trail">Show everything</a>}>
            No entry is of this person, kind and these days.
          </EmptyState>
        )
      }
      exports={[
        { label: 'CSV, row by row', href: file('csv') },
        { label: 'NDJSON, row by row', href: file('ndjson') },
      ]}
    />
  );
}
