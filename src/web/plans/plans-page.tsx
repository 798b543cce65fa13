import { permit } from '../../access/permit.js';
import { makeReport } from '../../http/ask-desk.js';
import type { ListedPlan } from '../../runs/plan-documents/list-plans.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { daysThrough } from './days-through.js';
import { compareAddress, editAddress, planAddress } from './plan-addresses.js';

/** The plans that are published, and who is on them. */
export const plansPage = definePage({
  path: '/plans',
  access: 'company-data',
  summary: 'The plans that are published, when they pay, and how many are on each',
  answer: async ({ scope, viewer, format }, services) => {
    const { asOf, plans } = await makeReport(services, 'planList', { scope });
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
          columns={columnsIn(format, asOf)}
          rows={plans}
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

function columnsIn(format: ReaderFormat, asOf: string | null) {
  const onIt = asOf === null ? 'Payees ever on it' : 'Payees on it';
  return [
    {
      heading: 'Plan',
      namesRow: true,
      cell: ({ plan, title }: ListedPlan) => (
        <>
          <a href={planAddress(plan)}>{title ?? plan}</a>
          {title === null ? null : <div class="quiet">{plan}</div>}
        </>
      ),
    },
    { heading: 'Pays', cell: ({ from, through }: ListedPlan) => daysThrough(format, from, through) },
    { heading: 'How often', cell: ({ payFrequency }: ListedPlan) => payFrequency },
    { heading: 'Currency', cell: ({ currency }: ListedPlan) => currency },
    {
      heading: 'Versions',
      kind: 'number' as const,
      cell: ({ versions }: ListedPlan) => format.count(versions.length),
    },
    { heading: onIt, kind: 'number' as const, cell: ({ payees }: ListedPlan) => format.count(payees) },
  ];
}
