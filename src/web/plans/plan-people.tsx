import type { PersonOnPlan, PlanOverview } from '../../runs/plan-documents/plan-overview.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { daysThrough } from './days-through.js';
import { planAddress } from './plan-addresses.js';

/** The most payees that one page shows. */
const PEOPLE_ON_A_PAGE = 200;

/**
 * Who is on the version of a plan that is shown, on which days, and whether they have accepted it.
 *
 * @param only all, or those who have not accepted
 * @param hash the version that was asked for; kept in the addresses
 * @example
 * <PeopleOnPlan overview={overview} format={format} only="missing" page={1} hash={undefined} />
 */
export function PeopleOnPlan({
  overview,
  format,
  only,
  page: asked,
  hash,
}: {
  readonly overview: PlanOverview;
  readonly format: ReaderFormat;
  readonly only: 'all' | 'missing';
  readonly page: number;
  readonly hash: string | undefined;
}) {
  const { rows, page, pages } = pageOf(peopleShown(overview, only), asked, PEOPLE_ON_A_PAGE);
  const { document } = overview;
  const address = planAddress(document.plan);
  const asking = (more: Readonly<Record<string, string>>) =>
    planAddress(document.plan, { ...(hash !== undefined && { hash }), only, ...more });
  if (peopleShown(overview, 'all').length === 0) {
    return (
      <EmptyState title="Nobody is on this version" action={<a href="/imports">Imports</a>}>
        Import assignments to the plan {document.plan}, each with a payee and the first day.
      </EmptyState>
    );
  }
  return (
    <>
      <FilterForm action={address}>
        {hash === undefined ? null : <input type="hidden" name="hash" value={hash} />}
        <SelectField
          name="only"
          label="Show"
          choices={[
            { value: 'all', label: 'Everybody' },
            { value: 'missing', label: 'Who has not accepted' },
          ]}
          filled={filledWith({ only })}
        />
      </FilterForm>
      <DataTable
        caption="Payees on this version"
        columns={columnsIn(format)}
        rows={rows}
        exports={[{ label: 'CSV', href: asking({ format: 'csv' }) }]}
        empty={<EmptyState title="Everybody has accepted">No acceptance of this plan is missing.</EmptyState>}
      />
      <Pager
        of="payees"
        page={page}
        pages={pages}
        href={(number) => `${asking({ page: String(number) })}#people`}
      />
    </>
  );
}

/**
 * Who is on the version of a plan that is shown, as CSV.
 *
 * @example
 * peopleOnPlanCsv(overview, 'missing', format).split('\n')[1] // 'ada,Ada Byron,2026-01-01,2026-12-31,'
 */
export function peopleOnPlanCsv(
  overview: PlanOverview,
  only: 'all' | 'missing',
  format: ReaderFormat,
): string {
  return tableCsv(columnsIn(format), peopleShown(overview, only));
}

function peopleShown({ people, document }: PlanOverview, only: 'all' | 'missing'): readonly PersonOnPlan[] {
  return people
    .filter(({ hash }) => hash === document.hash)
    .filter(({ acceptedAt }) => only === 'all' || acceptedAt === null);
}

function columnsIn(format: ReaderFormat): readonly FiledColumn<PersonOnPlan>[] {
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee, name }) => <a href={ownPay(payee)}>{name}</a>,
      inFile: { payee: ({ payee }) => payee, name: ({ name }) => name },
    },
    {
      heading: 'On it',
      cell: ({ from, through }) => <span class="one-line">{daysThrough(format, from, through)}</span>,
      inFile: { from: ({ from }) => from, through: ({ through }) => through },
    },
    {
      heading: 'Accepted',
      cell: ({ acceptedAt }) =>
        acceptedAt === null ? <Badge tone="waiting">Not yet</Badge> : format.moment(acceptedAt),
      inFile: { acceptedAt: ({ acceptedAt }) => acceptedAt },
    },
  ];
}
