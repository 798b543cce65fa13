import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import { wholeNumber } from '../../records/values.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { HeldItems } from './held-items.js';
import { HeldTotals } from './held-totals.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';

/** The most held amounts that one page shows. */
const ITEMS_ON_A_PAGE = 200;

/** What a payee has earned and cannot be paid yet, what it waits for, and which invoices are open. */
export const heldPage = definePage({
  path: '/payees/:payee/held',
  access: 'payee-data',
  summary: 'What is held of a payee, why, and which invoices it waits for',
  params: z.strictObject({ payee: recordName() }),
  query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
  answer: async ({ params, query, scope, viewer, format }, services): Promise<PageContent> => {
    const { id, name } = await requirePayee(services.db, scope, params.payee);
    const payee = { id, name };
    const frame = {
      title: isOwn({ payee, viewer }) ? 'What is held' : `Held of ${name}`,
      trail: payeeTrail({ payee, viewer }),
      actions: <PayeeLinks payee={payee} viewer={viewer} at="held" />,
    };
    if ((await publishedRun(services.db)) === null) return { ...frame, body: <NothingHeld payee={id} /> };
    const held = await makeReport(services, 'payeeHeld', { scope, payee: id });
    const { rows, page, pages } = pageOf(held.items, query.page, ITEMS_ON_A_PAGE);
    return {
      ...frame,
      about: (
        <Meta
          entries={[
            ['As of', format.day(held.asOf)],
            ['Currency', held.totals.map(({ currency }) => currency).join(', ') || 'none'],
          ]}
        />
      ),
      body:
        held.items.length === 0 ? (
          <NothingHeld payee={id} />
        ) : (
          <>
            <HeldTotals held={held} format={format} />
            <HeldItems held={held} shown={rows} viewer={viewer} format={format} />
            <Pager
              of="held amounts"
              page={page}
              pages={pages}
              href={(number) => `${payeeAddress(id, 'held')}?page=${number}`}
            />
          </>
        ),
    };
  },
});

function NothingHeld({ payee }: { readonly payee: string }) {
  return (
    <EmptyState
      title="Nothing is held"
      action={
        <a class="button" href={payeeAddress(payee, 'statements')}>
          Statements
        </a>
      }
    >
      All that is earned has become payable.
    </EmptyState>
  );
}
