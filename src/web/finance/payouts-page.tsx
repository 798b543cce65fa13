import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { type PayoutSummary, payoutSummary } from '../../ledger/payouts/payout-document.js';
import { civilDate, wholeNumber } from '../../records/values.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import { readPayouts } from '../../store/payouts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DateField, SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { Form } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';
import { redirect } from '../redirect.js';
import { PayoutBadge, payoutAddress } from './payout-words.js';
import { payGroupText, periodAddress } from './period-words.js';
import { type PersonText, personText } from './person-text.js';

const BATCHES_ON_A_PAGE = 100;

/** A closed period as one choice of a field: its pay group and its id. */
const closedPeriod = z
  .string()
  .transform((written) => written.split(' '))
  .pipe(z.tuple([payGroupName(), recordName()]));

/** The batches of pay, and how another is built. */
export const payoutsPages: readonly Route[] = [
  definePage({
    path: '/payouts',
    access: 'company-data',
    summary: 'The batches of pay and how far each has come',
    query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
    answer: (request, services) => payoutsPage(request, services, request.query.page, EMPTY_FORM),
  }),
  definePost({
    path: '/payouts',
    access: 'finance-step',
    summary: 'Puts what the closed statements of a period pay into a batch',
    form: z.strictObject({ period: closedPeriod, payDate: civilDate().optional() }),
    answer: async ({ form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      const [payGroup, period] = form.period;
      const request = { payGroup, period, ...given({ payDate: form.payDate }), actor: viewer.id };
      const { history, isNew } = await takeStep(services, 'buildPayout', request);
      if (history === null) {
        return redirect('/payouts', `${format.period(period)} pays nobody, so it is paid with that.`);
      }
      const { number } = history.batch;
      const said = isNew
        ? `Batch ${number} is built: somebody else approves it.`
        : `Batch ${number} has it already.`;
      return redirect(payoutAddress(number), said);
    },
    again: (filled, request, services) => payoutsPage(request, services, 1, filled),
  }),
];

interface Asked {
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

async function payoutsPage(
  { scope, viewer, format }: Asked,
  services: Services,
  asked: number,
  filled: FilledForm,
): Promise<PageContent> {
  requireEverybody(scope);
  const { db } = services;
  const batches = (await readPayouts(db, scope)).map(payoutSummary).reverse();
  const open = (await readPeriods(db)).map(({ status }) => status).filter(toBeBuilt(batches));
  const pages = Math.max(1, Math.ceil(batches.length / BATCHES_ON_A_PAGE));
  const page = Math.min(asked, pages);
  const shown = batches.slice((page - 1) * BATCHES_ON_A_PAGE, page * BATCHES_ON_A_PAGE);
  const persons = shown.flatMap(({ maker, decidedBy }) => [
    maker,
    ...(decidedBy === null ? [] : [decidedBy]),
  ]);
  return {
    title: 'Payouts',
    body: (
      <>
        <Outstanding batches={batches} format={format} />
        <Build open={open} filled={filled} viewer={viewer} format={format} isFirst={batches.length === 0} />
        <Batches batches={shown} person={await personText(services, persons)} format={format} />
        <Pager of="batches" page={page} pages={pages} href={(number) => `/payouts?page=${number}`} />
      </>
    ),
  };
}

/** What is closed and in no batch that may pay it. */
function toBeBuilt(batches: readonly PayoutSummary[]): (status: PeriodStatus) => boolean {
  const live = new Set(
    batches
      .filter(({ state }) => state !== 'rejected')
      .map(({ payGroup, period }) => `${payGroup} ${period}`),
  );
  return ({ state, payGroup, period }) => state === 'closed' && !live.has(`${payGroup} ${period.id}`);
}

function Outstanding({
  batches,
  format,
}: {
  readonly batches: readonly PayoutSummary[];
  readonly format: ReaderFormat;
}) {
  const live = batches.filter(({ state }) => state !== 'rejected');
  return (
    <Figures>
      {[...groupedBy(live, ({ currency }) => currency)].map(([currency, own], place) => {
        const total = sumAmounts(
          own.map((each) => each.total),
          currency,
        );
        const paid = sumAmounts(
          own.map((each) => each.paid),
          currency,
        );
        return (
          <Figure
            label="Not confirmed by payroll yet"
            value={format.money(sumAmounts([total, negated(paid)], currency), currency)}
            detail={`of ${format.money(total, currency)} in ${own.length === 1 ? '1 batch' : `${format.count(own.length)} batches`}`}
            isMain={place === 0}
          />
        );
      })}
    </Figures>
  );
}

function Build({
  open,
  filled,
  viewer,
  format,
  isFirst,
}: {
  readonly open: readonly PeriodStatus[];
  readonly filled: FilledForm;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly isFirst: boolean;
}) {
  if (open.length === 0 && filled.problems.length === 0) {
    return (
      <Section id="build" title="To be built">
        <EmptyState
          title={isFirst ? 'Nothing is closed that could be paid' : 'All that is closed is in a batch'}
          action={<a href="/periods">To the periods</a>}
        >
          When a period is closed, what its statements pay is put into a batch here.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section id="build" title="To be built" about="Closed periods that are in no batch yet.">
      <DataTable
        caption="Closed, and not in a batch"
        columns={[
          { heading: 'Period', namesRow: true, cell: (row) => <PeriodLink of={row} format={format} /> },
          { heading: 'Pay group', cell: ({ payGroup }) => payGroupText(payGroup) },
          { heading: 'Statements', kind: 'number', cell: ({ statements }) => format.count(statements) },
          {
            heading: 'To be paid',
            kind: 'number',
            cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
          },
        ]}
        rows={open}
        empty={null}
      />
      {permit('finance-step', viewer) ? (
        <Form action="/payouts" submit="Build the batch" filled={filled} refused="No batch was built.">
          <SelectField
            name="period"
            label="Period"
            choices={open.map(({ payGroup, period }) => ({
              value: `${payGroup} ${period.id}`,
              label: `${format.period(period.id)} (${payGroupText(payGroup)})`,
            }))}
            filled={filled}
          />
          <DateField
            name="payDate"
            label="Pay date"
            hint="The day on which payroll is to pay, where its file has to say so"
            optional
            filled={filled}
          />
        </Form>
      ) : (
        <p>Finance builds batches.</p>
      )}
    </Section>
  );
}

function PeriodLink({ of, format }: { readonly of: PeriodStatus; readonly format: ReaderFormat }) {
  return (
    <a href={periodAddress({ payGroup: of.payGroup, period: of.period.id })}>{format.period(of.period.id)}</a>
  );
}

const NEXT: Readonly<Record<PayoutSummary['state'], string>> = {
  built: 'Approve',
  rejected: '',
  approved: 'Export for payroll',
  exported: 'Confirm what was paid',
  confirmed: '',
};

function Batches({
  batches,
  person,
  format,
}: {
  readonly batches: readonly PayoutSummary[];
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="batches" title="Batches">
      <DataTable
        caption="Batches of pay, the latest first"
        columns={[
          {
            heading: 'Batch',
            namesRow: true,
            cell: ({ batch }) => (
              <a class="one-line" href={payoutAddress(batch)}>
                Batch {batch}
              </a>
            ),
          },
          {
            heading: 'Period',
            cell: ({ payGroup, period }) => (
              <a class="one-line" href={periodAddress({ payGroup, period })}>
                {format.period(period)}
              </a>
            ),
          },
          {
            heading: 'Pay group',
            cell: ({ payGroup }) => <span class="one-line">{payGroupText(payGroup)}</span>,
          },
          { heading: 'State', cell: ({ state }) => <PayoutBadge state={state} /> },
          { heading: 'Payments', kind: 'number', cell: ({ items }) => format.count(items) },
          {
            heading: 'Sent',
            kind: 'number',
            cell: ({ total, currency }) => <Amount format={format} amount={total} currency={currency} />,
          },
          {
            heading: 'Paid',
            kind: 'number',
            cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
          },
          {
            heading: 'By',
            cell: ({ maker, decidedBy }) => (
              <>
                {person(maker)}
                {decidedBy === null ? null : <span class="quiet">, decided by {person(decidedBy)}</span>}
              </>
            ),
          },
          {
            heading: 'Next',
            cell: ({ batch, state }) => (
              <a class="one-line" href={`${payoutAddress(batch)}#next`}>
                {NEXT[state]}
              </a>
            ),
          },
        ]}
        rows={batches}
        exports={[{ label: 'CSV', href: '/api/v1/payout-batches?format=csv' }]}
        empty={
          <EmptyState title="There are no batches yet">
            A batch holds what the statements of a closed period pay. It is approved by another person, handed
            to payroll, and confirmed by what payroll says it paid.
          </EmptyState>
        }
      />
    </Section>
  );
}
