import { z } from 'zod';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { tableCsv } from '../parts/table-csv.js';
import { NextPeriods } from './next-periods.js';
import { nextStep } from './next-step.js';
import { periodBatches, periodKey } from './period-batches.js';
import { periodColumns } from './period-columns.js';
import { payGroupText, SHOWN_STATES, shownState, stateText } from './period-words.js';

const PERIODS_ON_A_PAGE = 100;

/** All pay periods, and what is to be done next with each. */
export const periodsPage = definePage({
  path: '/periods',
  access: 'company-data',
  summary: 'Where the pay periods stand, and what is to be done next',
  query: z.strictObject({
    payGroup: payGroupName().optional(),
    state: z.enum(['all', ...SHOWN_STATES]).default('all'),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    format: z.literal('csv').optional(),
  }),
  answer: async ({ query, scope, format }, { db }) => {
    requireEverybody(scope);
    const known = await readPeriods(db);
    const all = known.map(({ status }) => status);
    const through = known.find(({ run }) => run !== null)?.run?.through;
    const batches = await periodBatches(db, scope);
    const groups = [...new Set(all.map(({ payGroup }) => payGroup))];
    const firstOpen = new Map(
      groups.map((group) => [group, all.find((each) => each.payGroup === group && isOpen(each))]),
    );
    const stepOf = (status: PeriodStatus) =>
      nextStep(status, {
        firstOpen: firstOpen.get(status.payGroup),
        batch: batches.get(periodKey(status)),
        format,
      });
    const asked = all
      .filter(({ payGroup }) => query.payGroup === undefined || payGroup === query.payGroup)
      .filter((each) => query.state === 'all' || shownState(each) === query.state)
      .sort((a, b) => (a.period.to < b.period.to ? 1 : -1));
    const columns = periodColumns({ all, format, stepOf });
    if (query.format === 'csv') return csvResponse(tableCsv(columns, asked), 'periods.csv');
    const { rows, page, pages } = pageOf(asked, query.page, PERIODS_ON_A_PAGE);
    const chosen = new URLSearchParams(given({ payGroup: query.payGroup, state: query.state }));
    return {
      title: 'Periods',
      about: (
        <Meta
          entries={[
            ['Currency', [...new Set(all.map(({ currency }) => currency))].join(', ') || 'none yet'],
            ...(through === undefined ? [] : ([['As of', format.day(through)]] as const)),
          ]}
        />
      ),
      body: (
        <>
          <NextPeriods all={all} periods={[...firstOpen.values()]} stepOf={stepOf} format={format} />
          {all.length === 0 ? null : <Filter groups={groups} query={query} />}
          <DataTable
            caption="Pay periods, the latest first"
            columns={columns}
            rows={rows}
            exports={[
              { label: 'CSV', href: `/periods?${new URLSearchParams([...chosen, ['format', 'csv']])}` },
            ]}
            empty={<NoPeriods isFiltered={all.length > 0} />}
          />
          <Pager
            of="periods"
            page={page}
            pages={pages}
            href={(number) => `/periods?${new URLSearchParams([...chosen, ['page', String(number)]])}`}
          />
        </>
      ),
    };
  },
});

function isOpen({ closing }: PeriodStatus): boolean {
  return closing === null;
}

function Filter({
  groups,
  query,
}: {
  readonly groups: readonly string[];
  readonly query: { readonly payGroup?: string | undefined; readonly state: string };
}) {
  const filled = filledWith(query);
  return (
    <FilterForm action="/periods">
      {groups.length > 1 ? (
        <NarrowingField
          name="payGroup"
          label="Pay group"
          all="All pay groups"
          choices={groups.map((value) => ({ value, label: payGroupText(value) }))}
          filled={filled}
        />
      ) : null}
      <SelectField
        name="state"
        label="State"
        choices={[
          { value: 'all', label: 'All' },
          ...SHOWN_STATES.map((value) => ({ value, label: stateText(value) })),
        ]}
        filled={filled}
      />
    </FilterForm>
  );
}

function NoPeriods({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState title="No period is like that" action={<a href="/periods">Show all periods</a>}>
        Choose another pay group or state.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="There are no pay periods yet" action={<a href="/runs">To the runs</a>}>
      They are here once plans are published and statements are calculated.
    </EmptyState>
  );
}
