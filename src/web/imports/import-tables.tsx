import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { kindWords } from '../records/kind-words.js';
import { recordAddress } from '../records/record-address.js';

/** How many records of a kind were read, and what became of them. */
interface KindRow {
  /** As files are called. */
  readonly kind: string;
  readonly read: number;
  readonly inserted: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/**
 * What an import changed, kind by kind.
 *
 * @example
 * <CountTable rows={[{ kind: 'deals', read: 3, inserted: 1, corrected: 1, unchanged: 1 }]} format={format} />
 */
export function CountTable({
  rows,
  format,
}: {
  readonly rows: readonly KindRow[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What became of the records"
      columns={[
        {
          heading: 'Records',
          namesRow: true,
          cell: ({ kind }) => <a href={recordAddress(kind)}>{kindWords(kind)}</a>,
        },
        { heading: 'Read', kind: 'number', cell: ({ read }) => format.count(read) },
        { heading: 'New', kind: 'number', cell: ({ inserted }) => format.count(inserted) },
        { heading: 'Corrected', kind: 'number', cell: ({ corrected }) => format.count(corrected) },
        { heading: 'Known already', kind: 'number', cell: ({ unchanged }) => format.count(unchanged) },
      ]}
      rows={rows}
      empty={null}
    />
  );
}

/**
 * The records whose content an import replaced, the first of them, each with the way to what it said before.
 *
 * @param total how many there were
 * @example
 * <CorrectionList corrections={[{ kind: 'deals', key: 'D-1' }]} total={1} format={format} />
 */
export function CorrectionList({
  corrections,
  total,
  format,
}: {
  readonly corrections: readonly { readonly kind: string; readonly key: string }[];
  readonly total: number;
  readonly format: ReaderFormat;
}) {
  if (corrections.length === 0) return null;
  const isPart = corrections.length < total;
  return (
    <Section
      id="corrected"
      title="Corrected records"
      about={isPart ? `The first ${format.count(corrections.length)} of ${format.count(total)}.` : undefined}
    >
      <DataTable
        caption="Records that say something else now"
        columns={[
          {
            heading: 'Record',
            namesRow: true,
            cell: ({ kind, key }) => <a href={recordAddress(kind, key)}>{key}</a>,
          },
          { heading: 'Kind', cell: ({ kind }) => kindWords(kind) },
        ]}
        rows={corrections}
        empty={null}
      />
    </Section>
  );
}
