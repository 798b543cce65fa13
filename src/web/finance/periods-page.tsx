import { z } from 'zod';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { wholeNumber } from '../../records/values.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import { type NextStep, nextStep } from './next-step.js';
import { periodBatches, periodKey } from './period-batches.js';
import {
  PeriodBadge,
  payGroupText,
  periodAddress,
  SHOWN_STATES,
  shownState,
  stateText,
} from './period-words.js';

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
  }),
  answer: async ({ query, scope, format }, { db }) => {
    requireEverybody(scope);
    const all = (await readPeriods(db)).map(({ status }) => status);
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
    const pages = Math.max(1, Math.ceil(asked.length / PERIODS_ON_A_PAGE));
    const page = Math.min(query.page, pages);
    const chosen = new URLSearchParams(given({ payGroup: query.payGroup, state: query.state }));
    return {
      title: 'Periods',
      body: (
        <>
          <NextPeriods all={all} periods={[...firstOpen.values()]} stepOf={stepOf} format={format} />
          {all.length === 0 ? null : <Filter groups={groups} query={query} />}
          <DataTable
            caption="Pay periods, the latest first"
            columns={columnsOf({ all, format, stepOf })}
            rows={asked.slice((page - 1) * PERIODS_ON_A_PAGE, page * PERIODS_ON_A_PAGE)}
            exports={[{ label: 'CSV', href: exportAddress(query) }]}
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

type StepOf = (status: PeriodStatus) => NextStep | null;

function isOpen({ closing }: PeriodStatus): boolean {
  return closing === null;
}

/** The CSV goes by states as the API knows them: what is approved is in approval, what is rejected is open. */
function exportAddress({
  payGroup,
  state,
}: {
  readonly payGroup?: string | undefined;
  readonly state: string;
}): string {
  const states: Readonly<Record<string, string>> = { approved: 'inApproval', rejected: 'open' };
  const known = state === 'all' ? undefined : (states[state] ?? state);
  return `/api/v1/pay-periods?${new URLSearchParams(given({ payGroup, state: known, format: 'csv' }))}`;
}

/** Of each pay group the period that is to be closed next; and what is closed and not paid yet. */
function NextPeriods({
  all,
  periods,
  stepOf,
  format,
}: {
  readonly all: readonly PeriodStatus[];
  readonly periods: readonly (PeriodStatus | undefined)[];
  readonly stepOf: StepOf;
  readonly format: ReaderFormat;
}) {
  const next = periods.flatMap((each) => (each === undefined ? [] : [each]));
  const unpaid = all.filter(({ state }) => state === 'closed');
  if (all.length === 0) return null;
  return (
    <Figures>
      {next.map((status, place) => (
        <Figure
          label={`Next to close: ${format.period(status.period.id)} (${payGroupText(status.payGroup)})`}
          value={format.money(status.paid, status.currency)}
          detail={<Step step={stepOf(status)} />}
          isMain={place === 0}
        />
      ))}
      {[...groupedBy(unpaid, ({ currency }) => currency)].map(([currency, own]) => (
        <Figure
          label="Closed and not paid yet"
          value={format.money(
            sumAmounts(
              own.map(({ paid }) => paid),
              currency,
            ),
            currency,
          )}
          detail={
            <a href="/payouts">{own.length === 1 ? '1 period' : `${format.count(own.length)} periods`}</a>
          }
          isMain={next.length === 0}
        />
      ))}
    </Figures>
  );
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
        <SelectField
          name="payGroup"
          label="Pay group"
          choices={groups.map((value) => ({ value, label: payGroupText(value) }))}
          optional
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

function columnsOf({
  all,
  format,
  stepOf,
}: {
  readonly all: readonly PeriodStatus[];
  readonly format: ReaderFormat;
  readonly stepOf: StepOf;
}): readonly Column<PeriodStatus>[] {
  const amount = (name: 'earned' | 'payable' | 'paid') => (row: PeriodStatus) => (
    <Amount format={format} amount={row[name]} currency={row.currency} bare />
  );
  const group: Column<PeriodStatus> = { heading: 'Pay group', cell: (row) => payGroupText(row.payGroup) };
  const incomplete: Column<PeriodStatus> = {
    heading: 'Incomplete',
    kind: 'number',
    cell: (row) => (row.incomplete === 0 ? '' : format.count(row.incomplete)),
  };
  return [
    {
      heading: 'Period',
      namesRow: true,
      cell: ({ payGroup, period }) => (
        <a class="one-line" href={periodAddress({ payGroup, period: period.id })}>
          {format.period(period.id)}
        </a>
      ),
    },
    ...(new Set(all.map(({ payGroup }) => payGroup)).size > 1 ? [group] : []),
    { heading: 'State', cell: (status) => <PeriodBadge status={status} /> },
    { heading: 'Statements', kind: 'number', cell: ({ statements }) => format.count(statements) },
    ...(all.some((each) => each.incomplete > 0) ? [incomplete] : []),
    { heading: 'Currency', cell: ({ currency }) => currency },
    { heading: 'Earned', kind: 'number', cell: amount('earned') },
    { heading: 'Payable', kind: 'number', cell: amount('payable') },
    { heading: 'To be paid', kind: 'number', cell: amount('paid') },
    { heading: 'Next', cell: (row) => <Step step={stepOf(row)} /> },
  ];
}

function Step({ step }: { readonly step: NextStep | null }) {
  if (step === null) return null;
  return step.href === null ? (
    <span class="one-line quiet">{step.text}</span>
  ) : (
    <a class="one-line" href={step.href}>
      {step.text}
    </a>
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
