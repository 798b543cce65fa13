import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { findStatementPage } from '../../http/resources/statements.js';
import { currency, wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { TraceLink } from '../reconcile/trace-link.js';
import { AttainmentTable } from './attainment-table.js';
import { dealNames } from './deal-name.js';
import { HeldTable } from './held-table.js';
import { LineTable } from './line-table.js';
import { neighboursOf, StatementNeighbours } from './neighbour-statements.js';
import { payeeAddress } from './payee-address.js';
import { payeeTrail } from './payee-frame.js';
import { StatementAbout } from './statement-about.js';
import { type StatementPlace, statementAddress } from './statement-address.js';
import { StatementAdjustments } from './statement-adjustments.js';
import { StatementLinks } from './statement-links.js';
import { StatementReleased } from './statement-released.js';
import { StatementTotals } from './statement-totals.js';

/** The most lines, and the most held amounts, that one page shows. */
const ROWS_ON_A_PAGE = 200;

const pageNumber = () => wholeNumber({ min: 1, max: 1_000_000 }).prefault('1');

/** A statement: what is paid, where its payee stands, and every line of it. */
export const statementPage = definePage({
  path: '/payees/:payee/statements/:period',
  access: 'payee-data',
  summary: 'A statement with its lines, each opening to how it came about',
  params: z.strictObject({ payee: recordName(), period: recordName() }),
  query: z.strictObject({
    currency: currency().optional(),
    page: pageNumber(),
    released: pageNumber(),
    held: pageNumber(),
  }),
  answer: async ({ params, query, scope, viewer, format }, { db }) => {
    const asked = { page: query.page, linesOnPage: ROWS_ON_A_PAGE };
    const found = await findStatementPage(db, scope, { ...params, currency: query.currency }, asked);
    const { head: statement, lines, page, pages } = found;
    const { payee, period } = statement;
    const released = pageOf(statement.releases, query.released, ROWS_ON_A_PAGE);
    const held = pageOf(statement.held, query.held, ROWS_ON_A_PAGE);
    const place: StatementPlace = { payee: payee.id, period: period.id, currency: statement.currency };
    const onPage = { ...place, page, released: released.page, held: held.page };
    const ids = [...lines, ...released.rows, ...held.rows].map(({ deal }) => deal);
    const deals = await db.read((trx) => dealNames(trx, ids));
    const neighbours = await neighboursOf(db, scope, place);
    const shown = { statement, deals, viewer, format };
    return {
      title: `${payee.name}, ${format.period(period.id)}`,
      trail: [
        ...payeeTrail({ payee, viewer }),
        { label: 'All periods', href: payeeAddress(payee.id, 'statements') },
      ],
      about: <StatementAbout statement={statement} format={format} />,
      actions: [<StatementLinks {...place} />, <TraceLink {...place} />],
      body: (
        <>
          <StatementNeighbours neighbours={neighbours} format={format} />
          <StatementTotals statement={statement} format={format} />
          {statement.problems.length === 0 ? null : <Problems problems={statement.problems} />}
          <Section id="attainment" title="Attainment">
            <AttainmentTable statement={statement} format={format} />
          </Section>
          <Section id="lines" title="Lines">
            <LineTable lines={lines} {...shown} />
            <Pager
              of="lines"
              page={page}
              pages={pages}
              href={(number) => `${statementAddress({ ...onPage, page: number })}#lines`}
            />
          </Section>
          <StatementAdjustments statement={statement} format={format} />
          <StatementReleased
            {...shown}
            released={released}
            href={(number) => `${statementAddress({ ...onPage, released: number })}#released`}
          />
          <Section id="held" title="Held">
            <HeldTable held={held.rows} {...shown} />
            <Pager
              of="held amounts"
              page={held.page}
              pages={held.pages}
              href={(number) => `${statementAddress({ ...onPage, held: number })}#held`}
            />
          </Section>
        </>
      ),
    };
  },
});
