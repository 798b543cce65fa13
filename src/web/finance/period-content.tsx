import { requireEverybody } from '../../http/require-everybody.js';
import type { Services } from '../../http/services.js';
import { STATEMENT_VIEWS, type StatementView, statementsIn } from '../../runs/approvals/statement-views.js';
import { payeeNames } from '../../store/payee-list.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Meta } from '../parts/meta.js';
import type { PeriodAct } from './period-act.js';
import { PeriodRecord } from './period-record.js';
import { PeriodStatements } from './period-statements.js';
import { NextSteps } from './period-steps.js';
import { PeriodTotals } from './period-totals.js';
import { type PeriodView, readPeriodView } from './period-view.js';
import { PeriodBadge, payGroupText, periodAddress } from './period-words.js';
import type { SentStep } from './sent-step.js';
import { ViewedList } from './viewed-list.js';

const WORDS: Readonly<Record<StatementView, string>> = {
  all: 'All',
  incomplete: 'Incomplete',
  rejected: 'Rejected',
  waiting: 'Not approved by a manager',
  paid: 'With something to pay',
};

const CHOICES = STATEMENT_VIEWS.map((value) => ({ value, label: WORDS[value] }));

interface Named {
  readonly payGroup: string;
  readonly period: string;
}

interface AskedView {
  readonly show: StatementView;
  readonly page: number;
}

/**
 * What the page of a pay period shows: what it pays, what is next, its statements, and what is kept of it.
 *
 * @param sent a form of the page that was refused
 * @example
 * return periodContent(request, services, { show: 'all', page: 1 }, null);
 */
export async function periodContent(
  request: PageRequest<'company-data' | 'finance-step' | 'verify', Named, unknown>,
  services: Services,
  asked: AskedView,
  sent: SentStep<PeriodAct> | null,
): Promise<PageContent> {
  const { params: named, scope, viewer, format } = request;
  requireEverybody(scope);
  const view = await readPeriodView(services, scope, named);
  const statements = statementsIn(asked.show, view.statements);
  const namesOf = (rows: readonly { readonly payee: string }[]) =>
    payeeNames(services.db, scope, [...new Set(rows.map(({ payee }) => payee))]);
  return {
    title: format.period(named.period),
    trail: [{ label: 'Periods', href: '/periods' }],
    about: <About view={view} format={format} />,
    body: (
      <>
        <PeriodTotals view={view} format={format} />
        <NextSteps view={view} viewer={viewer} format={format} sent={sent} />
        <ViewedList
          id="statements"
          title="Statements"
          of="statements"
          address={periodAddress(named)}
          view={{ name: 'show', choices: CHOICES, chosen: asked.show }}
          rows={statements}
          page={asked.page}
          table={async (shown) => (
            <PeriodStatements
              shown={shown}
              asked={statements}
              show={asked.show}
              names={await namesOf(shown)}
              person={view.person}
              status={view.status}
              format={format}
            />
          )}
        />
        <PeriodRecord view={view} names={await namesOf(view.corrections)} viewer={viewer} format={format} />
      </>
    ),
    ...(view.running !== undefined && { againInSeconds: 5 }),
  };
}

function About({
  view: { status, closing, run },
  format,
}: {
  readonly view: PeriodView;
  readonly format: ReaderFormat;
}) {
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
