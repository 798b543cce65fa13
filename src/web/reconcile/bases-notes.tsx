import type { BasesDocument } from '../../runs/reconcile/compare-bases.js';
import { DataTable } from '../parts/data-table.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { BASIS_WORDS } from './basis-words.js';

type Note = BasesDocument['notes'][number];

const COLUMNS: readonly FiledColumn<Note>[] = [
  { heading: 'Plan', namesRow: true, cell: ({ plan }) => plan, inFile: { plan: ({ plan }) => plan } },
  {
    heading: 'Component',
    cell: ({ component }) => component,
    inFile: { component: ({ component }) => component },
  },
  {
    heading: 'Basis',
    cell: ({ basis }) => BASIS_WORDS[basis],
    inFile: { basis: ({ basis }) => basis },
  },
  { heading: 'What', cell: ({ note }) => sentence(note), inFile: { note: ({ note }) => sentence(note) } },
];

/**
 * What of the plans could not be moved to another basis as it is; nothing where all could.
 *
 * @example
 * <BasesNotes notes={bases.notes} csv={href} />
 */
export function BasesNotes({ notes, csv }: { readonly notes: readonly Note[]; readonly csv: string }) {
  if (notes.length === 0) return null;
  return (
    <Section
      id="notes"
      title="What could not be moved as it is"
      about="A component that is made for one basis is changed as little as another basis needs."
    >
      <DataTable
        caption="By plan and component"
        columns={COLUMNS}
        rows={notes}
        empty={null}
        exports={[{ label: 'CSV', href: csv }]}
      />
    </Section>
  );
}

/**
 * What of the plans could not be moved to another basis, as CSV.
 *
 * @example
 * basesNotesCsv([]) // 'plan,component,basis,note\n'
 */
export function basesNotesCsv(notes: readonly Note[]): string {
  return tableCsv(COLUMNS, notes);
}
