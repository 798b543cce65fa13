import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { findStatementPage } from '../../http/resources/statements.js';
import type { StatementHead } from '../../ledger/render-statement.js';
import { currency, wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { AttainmentTable } from './attainment-table.js';
import { dealNames } from './deal-name.js';
import { HELD_ON_A_PAGE, HeldTable } from './held-table.js';
import { LineTable } from './line-table.js';
import { payeeAddress } from './payee-address.js';
import { payeeTrail } from './payee-frame.js';
import { statementAddress } from './statement-address.js';
import { StatementLinks } from './statement-links.js';

/** The most lines that one page shows. */
const LINES_ON_A_PAGE = 200;

/** A statement: what is paid, where its payee stands, and every line of it. */
export const statementPage = definePage({
  path: '/payees/:payee/statements/:period',
  access: 'payee-data',
  summary: 'A statement with its lines, each opening to how it came about',
  params: z.strictObject({ payee: recordName(), period: recordName() }),
  query: z.strictObject({
    currency: currency().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ params, query, scope, viewer, format }, { db }) => {
    const asked = { page: query.page, linesOnPage: LINES_ON_A_PAGE };
    const found = await findStatementPage(db, scope, { ...params, currency: query.currency }, asked);
    const { head: statement, lines, page, pages } = found;
    const { payee, period, held } = statement;
    const name = { payee: payee.id, period: period.id, currency: statement.currency };
    const shownHeld = held.slice(0, HELD_ON_A_PAGE);
    const deals = await db.read((trx) =>
      dealNames(
        trx,
        [...lines, ...shownHeld].map(({ deal }) => deal),
      ),
    );
    return {
      title: `${payee.name}, ${format.period(period.id)}`,
      trail: [
        ...payeeTrail({ payee, viewer }),
        { label: 'All periods', href: payeeAddress(payee.id, 'statements') },
      ],
      about: <About statement={statement} format={format} />,
      actions: <StatementLinks {...name} />,
      body: (
        <>
          <Totals statement={statement} format={format} />
          {statement.problems.length === 0 ? null : <Problems problems={statement.problems} />}
          <Section id="attainment" title="Attainment">
            <AttainmentTable statement={statement} format={format} />
          </Section>
          <Section id="lines" title="Lines">
            <LineTable lines={lines} statement={statement} deals={deals} viewer={viewer} format={format} />
            <Pager
              of="lines"
              page={page}
              pages={pages}
              href={(number) => `${statementAddress({ ...name, page: number })}#lines`}
            />
          </Section>
          <Adjustments statement={statement} format={format} />
          <Section id="held" title="Held">
            <HeldTable statement={statement} deals={deals} viewer={viewer} format={format} />
          </Section>
        </>
      ),
    };
  },
});

interface Shown {
  readonly statement: StatementHead;
  readonly format: ReaderFormat;
}

function About({ statement, format }: Shown) {
  const { period, currency: code, asOf, plans, status, closed } = statement;
  return (
    <>
      <Meta
        entries={[
          ['Period', format.days(period.from, period.to)],
          ['Currency', code],
          ['As of', format.day(asOf)],
          ['Plan', [...new Set(plans.map(({ plan, title }) => title ?? plan))].join(', ')],
        ]}
      />
      {closed === undefined ? (
        <Badge tone="waiting">Provisional: the period is open</Badge>
      ) : (
        <Badge tone="good">Closed</Badge>
      )}
      {status === 'incomplete' ? <Badge tone="bad">Incomplete</Badge> : null}
    </>
  );
}

/** What the statement comes to; what is nothing and rarely is something is left out. */
function Totals({ statement: { balances, yearToDate, currency: code }, format }: Shown) {
  const money = (text: string) => format.money(text, code);
  const rare = [
    ['Carried in', balances.carriedIn],
    ['Guaranteed', balances.guaranteed],
    ['Drawn', balances.drawn],
    ['Adjusted', balances.adjusted],
    ['Recovered', balances.recovered],
    ['Carried on', balances.carried],
  ] as const;
  return (
    <Figures>
      <Figure
        label="Paid"
        value={money(balances.paid)}
        detail={`${money(yearToDate.paid)} in the year to date`}
        isMain
      />
      <Figure
        label="Earned"
        value={money(balances.earned)}
        detail={`${money(yearToDate.earned)} in the year to date`}
      />
      <Figure label="Payable" value={money(balances.payable)} />
      <Figure
        label="Held at the end"
        value={money(balances.closingHeld)}
        detail={`${money(balances.openingHeld)} at the beginning`}
      />
      {rare
        .filter(([, text]) => /[1-9]/.test(text))
        .map(([label, text]) => (
          <Figure label={label} value={money(text)} />
        ))}
    </Figures>
  );
}

/** What was added by hand, or taken off; mostly nothing is, and then there is nothing to say. */
function Adjustments({ statement: { adjustments, balances, currency: code }, format }: Shown) {
  if (adjustments.length === 0) return null;
  const amount = (text: string) => <Amount format={format} amount={text} currency={code} bare />;
  return (
    <Section id="adjustments" title="Adjusted by hand">
      <DataTable
        caption="Each approved by another person than who made it"
        columns={[
          { heading: 'Reason', namesRow: true, cell: ({ reason }) => reason },
          { heading: 'Shown by', cell: ({ attachment }) => attachment ?? '' },
          {
            heading: `Amount, ${code}`,
            kind: 'number',
            cell: (row) => amount(row.amount),
            total: amount(balances.adjusted),
          },
        ]}
        rows={adjustments}
        empty={null}
      />
    </Section>
  );
}
