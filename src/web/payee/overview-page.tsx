import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { HistoryPeriod, HistoryYear, PayeeHistory } from '../../runs/history/payee-history.js';
import { payeeMeasures } from '../../runs/history/payee-measures.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Badge } from '../parts/badge.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { drawnHistory, HistoryPart } from './history-part.js';
import { drawnMeasures, MeasureCards } from './measure-cards.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks } from './payee-frame.js';
import { statementAddress } from './statement-address.js';
import { StatementLinks } from './statement-links.js';

/** What a payee earns now, how far they are, and what they earned so far: where whoever is paid begins. */
export const overviewPage = definePage({
  path: '/payees/:payee',
  access: 'payee-data',
  summary:
    'What a payee earns this period, attainment with the way to the next tier, the year and the history',
  params: z.strictObject({ payee: recordName() }),
  answer: async ({ params, scope, viewer, format }, services): Promise<PageContent> => {
    const { db } = services;
    const { id, name } = await requirePayee(db, scope, params.payee);
    const payee = { id, name };
    const title = isOwn({ payee, viewer }) ? 'My pay' : `Pay of ${name}`;
    const trail = isOwn({ payee, viewer }) ? [] : [{ label: 'Statements', href: '/payees' }];
    const actions = <PayeeLinks payee={payee} viewer={viewer} />;
    if ((await publishedRun(db)) === null) return { title, trail, actions, body: <NothingYet /> };
    const history = await makeReport(services, 'payeeHistory', { scope, payee: id });
    const latest = latestPeriods(history);
    const [first] = latest;
    if (first === undefined) return { title, trail, actions, body: <NothingYet /> };
    const measures = await Promise.all(
      latest.map(async ({ currency, attainments }) =>
        drawnMeasures(await payeeMeasures(db, id, attainments), { currency, format }),
      ),
    );
    return {
      title,
      trail,
      actions,
      about: <About history={history} latest={latest} format={format} />,
      body: (
        <>
          {latest.map((period) => (
            <ThisPeriod payee={id} period={period} isFirst={period === first} format={format} />
          ))}
          <Section
            id="attainment"
            title="Attainment"
            about="How far the quota is reached, where the tiers begin, and what is missing to the next."
          >
            <MeasureCards measures={measures.flat()} format={format} />
          </Section>
          <Section id="year" title="Year to date">
            {history.yearToDate.map((year) => (
              <Year year={year} format={format} />
            ))}
          </Section>
          <HistoryPart history={history} drawn={await drawnHistory(history, format)} format={format} />
        </>
      ),
    };
  },
});

/** The periods that the last calculated day lies in, one of each pay group; the last one where it lies in none. */
function latestPeriods({ periods, asOf }: PayeeHistory): readonly HistoryPeriod[] {
  const current = periods.filter(({ from, to }) => from <= asOf && asOf < to);
  return current.length > 0 ? current : periods.slice(-1);
}

function About({
  history: { asOf },
  latest,
  format,
}: {
  readonly history: PayeeHistory;
  readonly latest: readonly HistoryPeriod[];
  readonly format: ReaderFormat;
}) {
  const periods = [...new Set(latest.map(({ period }) => format.period(period)))];
  const currencies = [...new Set(latest.map(({ currency }) => currency))];
  return (
    <Meta
      entries={[
        ['Period', periods.join(', ')],
        ['Currency', currencies.join(', ')],
        ['As of', format.day(asOf)],
      ]}
    />
  );
}

function NothingYet() {
  return (
    <EmptyState title="There is no pay to show yet">
      It is here after the next calculation, for everybody who is on a plan.
    </EmptyState>
  );
}

function ThisPeriod({
  payee,
  period: { period, currency, earned, payable, paid, held, status },
  isFirst,
  format,
}: {
  readonly payee: string;
  readonly period: HistoryPeriod;
  readonly isFirst: boolean;
  readonly format: ReaderFormat;
}) {
  const money = (text: string) => format.money(text, currency);
  const name = { payee, period, currency };
  return (
    <Section
      id={`period-${period}-${currency}`}
      title={`${format.period(period)}, ${currency}`}
      actions={
        <>
          <a class="button is-main" href={statementAddress(name)}>
            Statement<span class="only-heard"> for {format.period(period)}</span>
          </a>
          <StatementLinks {...name} />
        </>
      }
    >
      {status === 'incomplete' ? (
        <p>
          <Badge tone="bad">Incomplete</Badge> Something could not be calculated; the statement says what.
        </p>
      ) : null}
      <Figures>
        <Figure label="Earned" value={money(earned)} isMain={isFirst} />
        <Figure label="Payable" value={money(payable)} />
        <Figure
          label="Paid"
          value={money(paid)}
          {...(paid !== payable && { detail: 'with draws, guarantees, adjustments and what is recovered' })}
        />
        <Figure
          label="Held at the end"
          value={money(held)}
          detail={<a href={payeeAddress(payee, 'held')}>What it waits for</a>}
        />
      </Figures>
    </Section>
  );
}

function Year({
  year: { currency, from, through, earned, payable, paid },
  format,
}: {
  readonly year: HistoryYear;
  readonly format: ReaderFormat;
}) {
  const money = (text: string) => format.money(text, currency);
  const since = `${format.day(from)} through ${format.period(through)}`;
  return (
    <Figures>
      <Figure label={`Earned in ${currency}`} value={money(earned)} detail={since} />
      <Figure label={`Payable in ${currency}`} value={money(payable)} />
      <Figure label={`Paid in ${currency}`} value={money(paid)} />
    </Figures>
  );
}
