import type { PersonOnPlan, PlanOverview } from '../../runs/plan-documents/plan-overview.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
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
  overview: { people: everybody, document },
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
  const people = everybody.filter((each) => each.hash === document.hash);
  const rows = people.filter(({ acceptedAt }) => only === 'all' || acceptedAt === null);
  const pages = Math.max(1, Math.ceil(rows.length / PEOPLE_ON_A_PAGE));
  const page = Math.min(asked, pages);
  const address = planAddress(document.plan);
  if (people.length === 0) {
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
        rows={rows.slice((page - 1) * PEOPLE_ON_A_PAGE, page * PEOPLE_ON_A_PAGE)}
        empty={<EmptyState title="Everybody has accepted">No acceptance of this plan is missing.</EmptyState>}
      />
      <Pager
        of="payees"
        page={page}
        pages={pages}
        href={(number) => {
          const query = { ...(hash !== undefined && { hash }), only, page: String(number) };
          return `${planAddress(document.plan, query)}#people`;
        }}
      />
    </>
  );
}

function columnsIn(format: ReaderFormat) {
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee, name }: PersonOnPlan) => <a href={ownPay(payee)}>{name}</a>,
    },
    { heading: 'On it', cell: ({ from, through }: PersonOnPlan) => daysThrough(format, from, through) },
    {
      heading: 'Accepted',
      cell: ({ acceptedAt }: PersonOnPlan) =>
        acceptedAt === null ? <Badge tone="waiting">Not yet</Badge> : format.moment(acceptedAt),
    },
  ];
}
