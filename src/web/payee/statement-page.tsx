import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { findStatement } from '../../http/resources/statements.js';
import type { Statement } from '../../ledger/statement.js';
import { currency, wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { AttainmentTable } from './attainment-table.js';
import { HeldTable } from './held-table.js';
import { LineTable, linesOf } from './line-table.js';
import { statementAddress } from './statement-address.js';

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
  answer: async ({ params, query, scope, format }, { db }) => {
    const statement = await findStatement(db, scope, { ...params, currency: query.currency });
    const lines = linesOf(statement);
    const pages = Math.max(1, Math.ceil(lines.length / LINES_ON_A_PAGE));
    const page = Math.min(query.page, pages);
    const shown = lines.slice((page - 1) * LINES_ON_A_PAGE, page * LINES_ON_A_PAGE);
    const { payee, period } = statement;
    const name = { payee: payee.id, period: period.id, currency: statement.currency };
    return {
      title: `${payee.name}, ${format.period(period.id)}`,
      trail: [
        { label: 'Statements', href: '/payees' },
        { label: payee.name, href: `/payees/${encodeURIComponent(payee.id)}/statements` },
      ],
      about: <About statement={statement} format={format} />,
      actions: <Downloads {...name} />,
      body: (
        <>
          <Totals statement={statement} format={format} />
          {statement.problems.length === 0 ? null : <Problems problems={statement.problems} />}
          <Section id="attainment" title="Attainment">
            <AttainmentTable statement={statement} format={format} />
          </Section>
          <Section id="lines" title="Lines">
            <LineTable lines={shown} statement={statement} format={format} />
            <Pager
              of="lines"
              page={page}
              pages={pages}
              href={(number) => `${statementAddress({ ...name, page: number })}#lines`}
            />
          </Section>
          <Section id="held" title="Held">
            <HeldTable statement={statement} format={format} />
          </Section>
        </>
      ),
    };
  },
});

interface Shown {
  readonly statement: Statement;
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

function Downloads(name: { readonly payee: string; readonly period: string; readonly currency: string }) {
  const { payee, period, currency: code } = name;
  const file = `/api/v1/payees/${encodeURIComponent(payee)}/statements/${encodeURIComponent(period)}`;
  return (
    <>
      {['pdf', 'xlsx', 'csv'].map((kind) => (
        <a class="button" href={`${file}?currency=${code}&format=${kind}`}>
          {kind.toUpperCase()}
        </a>
      ))}
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
