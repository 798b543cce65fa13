import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { listPayees } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { ownPay } from '../layout/navigation.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';

/** The most payees that are shown at a time. */
const PAYEES_ON_A_PAGE = 200;

/** The payees whose statements the viewer may see. */
export const payeesPage = definePage({
  path: '/payees',
  access: 'payee-data',
  summary: 'The payees whose statements the viewer may see',
  query: z.strictObject({ begins: recordName().optional(), after: recordName().optional() }),
  answer: async ({ query: { begins, after }, scope }, { db }) => {
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
            columns={[
              { heading: 'Payee', cell: ({ id, name }) => <a href={ownPay(id)}>{name}</a>, namesRow: true },
              { heading: 'Id', cell: ({ id }) => id },
              { heading: 'Role', cell: ({ role }) => role ?? '' },
              { heading: 'Region', cell: ({ region }) => region ?? '' },
            ]}
            rows={rows}
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
