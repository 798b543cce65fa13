import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { makeReport } from '../../http/ask-desk.js';
import { csvResponse } from '../../http/written-as.js';
import type { ListedPlan } from '../../runs/plan-documents/list-plans.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { daysThrough } from './days-through.js';
import { compareAddress, editAddress, planAddress } from './plan-addresses.js';

/** The plans that are published, and who is on them. */
export const plansPage = definePage({
  path: '/plans',
  access: 'company-data',
  summary: 'The plans that are published, when they pay, and how many are on each',
  query: z.strictObject({ format: z.literal('csv').optional() }),
  answer: async ({ query, scope, viewer, format }, services) => {
    const { asOf, plans } = await makeReport(services, 'planList', { scope });
    const columns = columnsIn(format, asOf);
    if (query.format === 'csv') return csvResponse(tableCsv(columns, plans), 'plans.csv');
    const mayConfigure = permit('configure', viewer);
    return {
      title: 'Plans',
      about: asOf === null ? undefined : <Meta entries={[['As of', format.day(asOf)]]} />,
      actions: (
        <>
          {plans.length === 0 ? null : (
            <a class="button" href={compareAddress()}>
              Compare versions
            </a>
          )}
          {mayConfigure ? (
            <a class="button is-main" href={editAddress()}>
              New plan
            </a>
          ) : null}
        </>
      ),
      body: (
        <DataTable
          caption="Plans in force, over and to come"
          columns={columns}
          rows={plans}
          exports={[{ label: 'CSV', href: '/plans?format=csv' }]}
          empty={
            <EmptyState title="No plan is published" action={<a href="/rules">Rule files</a>}>
              A plan is a rule file: write one, check it with its examples, and publish it.
            </EmptyState>
          }
        />
      ),
    };
  },
});

function columnsIn(format: ReaderFormat, asOf: string | null): readonly FiledColumn<ListedPlan>[] {
  const onIt = asOf === null ? 'Payees ever on it' : 'Payees on it';
  return [
    {
      heading: 'Plan',
      namesRow: true,
      cell: ({ plan, title }) => (
        <>
          <a href={planAddress(plan)}>{title ?? plan}</a>
          {title === null ? null : <div class="quiet">{plan}</div>}
        </>
      ),
      inFile: { plan: ({ plan }) => plan, title: ({ title }) => title },
    },
    {
      heading: 'Pays',
      cell: ({ from, through }) => <span class="one-line">{daysThrough(format, from, through)}</span>,
      inFile: { from: ({ from }) => from, through: ({ through }) => through },
    },
    {
      heading: 'How often',
      cell: ({ payFrequency }) => payFrequency,
      inFile: { howOften: ({ payFrequency }) => payFrequency },
    },
    {
      heading: 'Currency',
      cell: ({ currency }) => currency,
      inFile: { currency: ({ currency }) => currency },
    },
    {
      heading: 'Versions',
      kind: 'number',
      cell: ({ versions }) => format.count(versions.length),
      inFile: { versions: ({ versions }) => String(versions.length) },
    },
    {
      heading: onIt,
      kind: 'number',
      cell: ({ payees }) => format.count(payees),
      inFile: { [asOf === null ? 'payeesEverOnIt' : 'payeesOnIt']: ({ payees }) => String(payees) },
    },
  ];
}
