import { z } from 'zod';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { csvResponse } from '../../http/written-as.js';
import type { Payee } from '../../records/record-kinds.js';
import { listPayees } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { ownPay } from '../layout/navigation.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';

/** The most payees that are shown at a time. */
const PAYEES_ON_A_PAGE = 200;

const COLUMNS: readonly FiledColumn<Payee>[] = [
  {
    heading: 'Payee',
    cell: ({ id, name }) => <a href={ownPay(id)}>{name}</a>,
    namesRow: true,
    inFile: { name: ({ name }) => name },
  },
  { heading: 'Id', cell: ({ id }) => id, inFile: { id: ({ id }) => id } },
  { heading: 'Role', cell: ({ role }) => role ?? '', inFile: { role: ({ role }) => role } },
  { heading: 'Region', cell: ({ region }) => region ?? '', inFile: { region: ({ region }) => region } },
];

/** The payees whose statements the viewer may see. */
export const payeesPage = definePage({
  path: '/payees',
  access: 'payee-data',
  summary: 'The payees whose statements the viewer may see',
  query: z.strictObject({
    begins: recordName().optional(),
    after: recordName().optional(),
    format: z.literal('csv').optional(),
  }),
  answer: async ({ query: { begins, after, format }, scope }, { db }) => {
    if (format === 'csv') {
      return csvResponse(tableCsv(COLUMNS, await listPayees(db, scope, { begins })), 'payees.csv');
    }
    const found = await listPayees(db, scope, { begins, after, limit: PAYEES_ON_A_PAGE + 1 });
    const rows = found.slice(0, PAYEES_ON_A_PAGE);
    const last = rows.at(-1);
    const next = new URLSearchParams({ ...(begins && { begins }), ...(last && { after: last.id }) });
    return {
      title: 'Statements',
      body: (
        <>
          <FilterForm action="/payees" submit="Find">
            <TextField
              name="begins"
              label="Id or name begins with"
              optional
              filled={filledWith(begins === undefined ? {} : { begins })}
            />
          </FilterForm>
          <DataTable
            caption="Payees"
            columns={COLUMNS}
            rows={rows}
            exports={[
              {
                label: 'CSV',
                href: `/payees?${new URLSearchParams({ ...given({ begins }), format: 'csv' })}`,
              },
            ]}
            empty={
              <EmptyState title="There is nobody to show">
                Payees are shown here once they are imported and you may see what they earn.
              </EmptyState>
            }
          />
          {found.length > rows.length ? <a href={`/payees?${next}`}>Next →</a> : null}
        </>
      ),
    };
  },
});
