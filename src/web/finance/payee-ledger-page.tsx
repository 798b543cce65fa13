import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import { csvResponse } from '../../http/written-as.js';
import { EMPTY_LEDGER, postedTo } from '../../ledger/entries/ledger-balances.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { wholeNumber } from '../../records/values.js';
import { listTransactions } from '../../store/ledger-entries.js';
import { definePage } from '../define-page.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { balanceColumns } from './balance-columns.js';
import { LedgerEntries } from './ledger-entries.js';
import { LedgerSums } from './ledger-sums.js';

/** Each has some entries. */
const TRANSACTIONS_ON_A_PAGE = 50;

const CURRENCY: FiledColumn<{ readonly currency: string }> = {
  heading: 'Currency',
  namesRow: true,
  cell: ({ currency }) => currency,
  inFile: { currency: ({ currency }) => currency },
};

/**
 * What was posted to the ledger for a payee.
 */
export const payeeLedgerPage = definePage({
  path: '/ledger/:payee',
  access: 'payee-data',
  summary: 'What was posted to the ledger for a payee',
  params: z.strictObject({ payee: recordName() }),
  query: z.strictObject({
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.literal('accounts').optional(),
  }),
  answer: async ({ params: { payee }, query, scope, viewer, format }, { db }) =>
    db.read(async (trx) => {
      const { name } = await requirePayee(trx, scope, payee);
      const posted = await listTransactions(trx, scope, { payee });
      const balances = [...groupedBy(posted, ({ currency }) => currency)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, own]) => ({ currency, balances: postedTo(EMPTY_LEDGER, own) }));
      const columns: readonly FiledColumn<(typeof balances)[number]>[] = [
        CURRENCY,
        ...balanceColumns(balances, format),
      ];
      if (query.file === 'accounts') {
        return csvResponse(tableCsv(columns, balances), `ledger-${payee}-accounts.csv`);
      }
      const { rows: shown, page, pages } = pageOf([...posted].reverse(), query.page, TRANSACTIONS_ON_A_PAGE);
      const seesAll = permit('company-data', viewer);
      return {
        title: `Ledger of ${name}`,
        trail: [
          ...(seesAll ? [{ label: 'Ledger', href: '/ledger' }] : []),
          { label: 'Statements', href: `/payees/${encodeURIComponent(payee)}/statements` },
        ],
        about: <Meta entries={[['As of', 'all that is posted by now']]} />,
        body: (
          <>
            <LedgerSums sums={balances} format={format} />
            <DataTable
              caption="What is on the accounts"
              columns={columns}
              rows={balances}
              exports={[{ label: 'CSV', href: `/ledger/${encodeURIComponent(payee)}?file=accounts` }]}
              empty={
                <EmptyState title="Nothing was posted yet">
                  Statements are posted when their period is closed.
                </EmptyState>
              }
            />
            {posted.length === 0 ? null : (
              <Section
                id="entries"
                title="Entries"
                about="What is posted together balances: debits equal credits. Nothing posted is ever changed."
              >
                <LedgerEntries payee={payee} shown={shown} linksPeriods={seesAll} format={format} />
                <Pager
                  of="entries"
                  page={page}
                  pages={pages}
                  href={(number) => `/ledger/${encodeURIComponent(payee)}?page=${number}#entries`}
                />
              </Section>
            )}
          </>
        ),
      };
    }),
});
