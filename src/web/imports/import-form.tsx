import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import type { FilledForm } from '../filled-form.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';
import { FileField, SelectField, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { kindWords } from '../records/kind-words.js';

/**
 * The form in which files are uploaded, for whoever may; others are told who may.
 *
 * @example
 * <ImportForm viewer={viewer} filled={EMPTY_FORM} />
 */
export function ImportForm({ viewer, filled }: { readonly viewer: Viewer; readonly filled: FilledForm }) {
  if (!permit('configure', viewer)) {
    return <p class="quiet">Comp admins and administrators import records.</p>;
  }
  return (
    <Section
      id="new"
      title="New import"
      about="All of the files are taken as one change, or nothing is: a wrong row leaves everything as it was."
    >
      <Form action="/imports" submit="Import" filled={filled} hasFiles refused="Nothing was imported.">
        <FileField
          name="files"
          label="Files"
          hint="One or several, such as deals.csv and splits.csv; the name tells what is in a file"
          accept=".csv,.json"
          multiple
          filled={filled}
        />
        <SelectField
          name="onConflict"
          label="Records that are known and now say something else"
          choices={[
            { value: 'correct', label: 'Correct them; what they said stays in their history' },
            { value: 'refuse', label: 'Refuse the import' },
          ]}
          filled={filled}
        />
        <TextField name="reason" label="Why, for the history" optional filled={filled} />
      </Form>
      <KnownFiles />
    </Section>
  );
}

function KnownFiles() {
  return (
    <Disclosure summary="Which files there are, and their columns">
      <DataTable
        caption="Files and their columns, in bold those that are needed; JSON files have the same fields"
        columns={[
          { heading: 'File', namesRow: true, cell: ({ file }) => <code>{file}.csv</code> },
          { heading: 'Holds', cell: ({ file }) => kindWords(file) },
          {
            heading: 'Columns',
            cell: ({ fields }) =>
              Object.entries(fields).map(([name, { required, fallback }], place) => (
                <>
                  {place === 0 ? '' : ', '}
                  {required && fallback === undefined ? <strong>{name}</strong> : name}
                </>
              )),
          },
        ]}
        rows={Object.values(RECORD_KINDS)}
        empty={null}
      />
    </Disclosure>
  );
}
