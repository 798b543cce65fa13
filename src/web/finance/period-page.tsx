import { z } from 'zod';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { closingToDo, takePeriodStep, verificationToDo } from '../../http/resources/periods.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { wholeNumber } from '../../records/values.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { PeriodRecord } from './period-record.js';
import { PeriodStatements, STATEMENT_VIEWS, type StatementView, statementsIn } from './period-statements.js';
import { NextSteps, type SentStep } from './period-steps.js';
import { type PeriodView, readPeriodView } from './period-view.js';
import { PeriodBadge, payGroupText, periodAddress } from './period-words.js';

const STATEMENTS_ON_A_PAGE = 200;

const params = z.strictObject({ payGroup: payGroupName(), period: recordName() });

// The keys of the one table of views; there is always a first.
const VIEWS = Object.keys(STATEMENT_VIEWS) as [StatementView, ...StatementView[]];

const FIRST_VIEW = { show: 'all', page: 1 } as const;

const note = writtenText(1000);

/** A pay period, and the steps by which it comes from calculated to closed. */
export const periodPages: readonly Route[] = [
  definePage({
    path: '/periods/:payGroup/:period',
    access: 'company-data',
    summary: 'A pay period: its statements, its steps, and what it was made from',
    params,
    query: z.strictObject({
      show: z.enum(VIEWS).default('all'),
      page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    }),
    answer: (request, services) => periodPage(request, services, request.query, null),
  }),
  definePost({
    path: '/periods/:payGroup/:period/submit',
    access: 'finance-step',
    summary: 'Asks for the approval of a pay period that is calculated',
    params,
    form: z.strictObject({ reason: note.optional() }),
    answer: async ({ params: named, form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      await takePeriodStep(services, 'submit', { ...named, ...given(form), actor: viewer.id });
      const said = `${format.period(named.period)} is submitted: somebody else of finance approves it.`;
      return redirect(periodAddress(named), said);
    },
    again: (filled, request, services) =>
      periodPage(request, services, FIRST_VIEW, { step: 'submit', filled }),
  }),
  definePost({
    path: '/periods/:payGroup/:period/approve',
    access: 'finance-step',
    summary: 'Approves what somebody else submitted',
    params,
    form: z.strictObject({ note: note.optional() }),
    answer: async ({ params: named, form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      const why = form.note === undefined ? {} : { reason: form.note };
      await takePeriodStep(services, 'approve', { ...named, ...why, actor: viewer.id });
      return redirect(periodAddress(named), `${format.period(named.period)} is approved.`);
    },
    again: (filled, request, services) =>
      periodPage(request, services, FIRST_VIEW, { step: 'approve', filled }),
  }),
  definePost({
    path: '/periods/:payGroup/:period/reject',
    access: 'finance-step',
    summary: 'Rejects what was submitted, so that it is put right and calculated again',
    params,
    form: z.strictObject({ reason: note }),
    answer: async ({ params: named, form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      await takePeriodStep(services, 'reject', { ...named, ...form, actor: viewer.id });
      return redirect(periodAddress(named), `${format.period(named.period)} is rejected.`);
    },
    again: (filled, request, services) =>
      periodPage(request, services, FIRST_VIEW, { step: 'reject', filled }),
  }),
  definePost({
    path: '/periods/:payGroup/:period/close',
    access: 'finance-step',
    summary: 'Freezes the statements of an approved pay period and posts the ledger, beside the requests',
    params,
    form: z.strictObject({ note: note.optional() }),
    answer: async ({ params: named, form, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = await closingToDo(services.db, { ...named, reason: form.note ?? null });
      const { id } = await services.jobs.submit(request, viewer.id);
      return redirect(`/tasks/${id}`);
    },
    again: (filled, request, services) =>
      periodPage(request, services, FIRST_VIEW, { step: 'close', filled }),
  }),
  definePost({
    path: '/periods/:payGroup/:period/verify',
    access: 'verify',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    params,
    form: z.strictObject({}),
    answer: async ({ params: named, scope, viewer }, services) => {
      requireEverybody(scope);
      const { id } = await services.jobs.submit(await verificationToDo(services.db, named), viewer.id);
      return redirect(`/tasks/${id}`);
    },
    again: (filled, request, services) =>
      periodPage(request, services, FIRST_VIEW, { step: 'verify', filled }),
  }),
];

interface AskedView {
  readonly show: StatementView;
  readonly page: number;
}

async function periodPage(
  request: PageRequest<'company-data' | 'finance-step' | 'verify', z.output<typeof params>, unknown>,
  services: Services,
  asked: AskedView,
  sent: SentStep | null,
): Promise<PageContent> {
  const { params: named, scope, viewer, format } = request;
  requireEverybody(scope);
  const view = await readPeriodView(services, scope, named);
  const statements = statementsIn(asked.show, view.statements);
  const pages = Math.max(1, Math.ceil(statements.length / STATEMENTS_ON_A_PAGE));
  const page = Math.min(asked.page, pages);
  const shown = statements.slice((page - 1) * STATEMENTS_ON_A_PAGE, page * STATEMENTS_ON_A_PAGE);
  const payees = [...shown, ...view.corrections].map(({ payee }) => payee);
  const names = await payeeNames(services.db, scope, payees);
  return {
    title: format.period(named.period),
    trail: [{ label: 'Periods', href: '/periods' }],
    about: <About view={view} format={format} />,
    body: (
      <>
        <Totals view={view} format={format} />
        <NextSteps view={view} viewer={viewer} format={format} sent={sent} />
        <Section id="statements" title="Statements">
          <FilterForm action={`${periodAddress(named)}#statements`}>
            <SelectField
              name="show"
              label="Show"
              choices={VIEWS.map((value) => ({ value, label: STATEMENT_VIEWS[value] }))}
              filled={filledWith({ show: asked.show })}
            />
          </FilterForm>
          <PeriodStatements
            shown={shown}
            asked={statements}
            names={names}
            person={view.person}
            status={view.status}
            format={format}
          />
          <Pager
            of="statements"
            page={page}
            pages={pages}
            href={(number) =>
              `${periodAddress(named)}?${new URLSearchParams({ show: asked.show, page: String(number) })}#statements`
            }
          />
        </Section>
        <PeriodRecord view={view} names={names} viewer={viewer} format={format} />
      </>
    ),
    ...(view.running !== undefined && { againInSeconds: 5 }),
  };
}

interface Shown {
  readonly view: PeriodView;
  readonly format: ReaderFormat;
}

function About({ view: { status, closing, run }, format }: Shown) {
  const asOf = closing?.through ?? run?.through;
  return (
    <>
      <Meta
        entries={[
          ['Pay group', payGroupText(status.payGroup)],
          ['Period', format.days(status.period.from, status.period.to)],
          ['Currency', status.currency],
          ...(asOf === undefined ? [] : [['As of', format.day(asOf)] as const]),
        ]}
      />
      <div>
        <PeriodBadge status={status} />
      </div>
    </>
  );
}

function Totals({ view: { status, statements }, format }: Shown) {
  const { currency, incomplete } = status;
  const managers = statements.filter(({ decisions }) => decisions.manager?.decision === 'approved').length;
  return (
    <Figures>
      <Figure label="To be paid" value={format.money(status.paid, currency)} isMain />
      <Figure label="Earned" value={format.money(status.earned, currency)} />
      <Figure label="Payable" value={format.money(status.payable, currency)} />
      <Figure
        label="Statements"
        value={format.count(status.statements)}
        detail={
          incomplete === 0
            ? `${format.count(managers)} approved by managers`
            : `${format.count(incomplete)} incomplete`
        }
      />
    </Figures>
  );
}
