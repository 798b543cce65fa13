import { z } from 'zod';
import { BOOKS } from '../../ledger/entries/account.js';
import { EMPTY_LEDGER, postedTo } from '../../ledger/entries/ledger-balances.js';
import type { PostedTransaction } from '../../ledger/entries/posted-transaction.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { currency } from '../../records/values.js';
import { rowsCsv } from '../../runs/accounting/rows-csv.js';
import { balancesDocument, SHOWN_ACCOUNTS } from '../../runs/audit/audit-document.js';
import { listBalances, type PayeeBalances } from '../../store/ledger-balances.js';
import { listTransactions } from '../../store/ledger-entries.js';
import { payeesThatBegin } from '../../store/payee-list.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { requireEverybody } from '../require-everybody.js';
import { amountText, currencyText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';
import { requirePayee } from './payees.js';

const entries = pagedList('entries', z.strictObject({ sequence: z.int().min(1) }));

const balances = pagedList(
  'ledger-balances',
  z.strictObject({ payee: recordName(), currency: recordName() }),
);

const payee = z.strictObject({ payee: recordName() });

const [firstAccount, ...otherAccounts] = [...new Set(Object.values(BOOKS).flat())];

/** What is on the accounts of the ledger in a currency. */
export const balancesShape = z
  .strictObject({
    currency: currencyText,
    ...Object.fromEntries(SHOWN_ACCOUNTS.map(([, account]) => [account, amountText])),
  })
  .meta({
    id: 'LedgerBalances',
    description:
      'earned = payable + held; payable + drawn + guaranteed + adjusted = paid + recovered + carried; paid = outstanding + sent',
  });

const payeeBalancesShape = balancesShape.extend({ payee: z.string() }).meta({
  id: 'PayeeBalances',
  description: 'What is on the accounts of a payee in a currency',
});

const BALANCE_COLUMNS = ['payee', 'currency', ...SHOWN_ACCOUNTS.map(([, account]) => account)] as const;

const transaction = z
  .strictObject({
    sequence: z.int().min(1).meta({ description: 'The order in which it was posted' }),
    book: z.enum(['earning', 'pay', 'payout']),
    source: z.strictObject({
      kind: z.enum(['closing', 'payout', 'adjustment']),
      number: z.int().min(1),
    }),
    payGroup: z.string(),
    period: z.string(),
    currency: currencyText,
    entries: z.array(
      z.strictObject({
        account: z.enum([firstAccount ?? 'earned', ...otherAccounts]),
        debit: amountText,
        credit: amountText,
      }),
    ),
  })
  .meta({
    id: 'LedgerTransaction',
    description: 'What was posted together: the debits of its entries equal the credits',
  });

/** What is on the accounts of payees, and how it came there. */
export const ledgerRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/ledger/balances',
    access: 'company-data',
    tag: 'ledger',
    summary: 'What is on the accounts of all payees by what was posted, a payee and currency each',
    query: z.strictObject({
      ...balances.query,
      currency: currency().optional().meta({ description: 'Only those in this currency' }),
      begins: recordName().optional().meta({
        description: 'Only those whose id or name begins so, in capitals or not',
      }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of balances; as CSV all of them',
        json: pageOf(payeeBalancesShape),
        ...csvContent('A header line, then a payee and currency a line'),
      },
    },
    answer: async (
      { query: { limit, cursor, begins, currency: asked, format }, scope, url, header },
      { db },
    ) => {
      requireEverybody(scope);
      const payees = begins === undefined ? undefined : await payeesThatBegin(db, scope, begins);
      if (writtenAs(format, header('accept')) === 'csv') {
        const all = (await listBalances(db, scope, { currency: asked, payees })).map(payeeBalancesDocument);
        return csvResponse(rowsCsv(BALANCE_COLUMNS, all), 'ledger-balances.csv');
      }
      const rows = await listBalances(db, scope, {
        currency: asked,
        payees,
        after: cursor,
        limit: limit + 1,
      });
      const page = balances.page(rows.map(payeeBalancesDocument), limit, (last) => ({
        payee: last['payee'] ?? '',
        currency: last['currency'] ?? '',
      }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/balances',
    access: 'payee-data',
    tag: 'ledger',
    summary: 'What is on the accounts of a payee by what was posted, a currency each',
    params: payee,
    tagged: true,
    responses: {
      200: {
        description: 'The balances in the order of currencies; none where nothing was posted',
        json: z.strictObject({ items: z.array(balancesShape) }),
      },
    },
    answer: async ({ params, scope }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, params.payee);
        const posted = await listTransactions(trx, scope, params);
        const byCurrency = [...groupedBy(posted, ({ currency }) => currency)];
        const items = byCurrency
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, own]) => balancesDocument([code, postedTo(EMPTY_LEDGER, own)]));
        return Response.json({ items });
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/entries',
    access: 'payee-data',
    tag: 'ledger',
    summary:
      'What was posted to the ledger for a payee, in the order in which it was posted; as CSV all of it',
    params: payee,
    query: z.strictObject({ ...entries.query, ...formatQuery }),
    responses: {
      200: {
        description: 'A page of transactions',
        json: pageOf(transaction),
        ...csvContent('A header line, then an entry a line'),
      },
    },
    answer: async ({ params, query: { limit, cursor, format }, scope, url, header }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, params.payee);
        if (writtenAs(format, header('accept')) === 'csv') {
          const posted = await listTransactions(trx, scope, params);
          return csvResponse(entriesCsv(posted), `entries-${params.payee}.csv`);
        }
        const rows = await listTransactions(trx, scope, {
          ...params,
          after: cursor?.sequence,
          limit: limit + 1,
        });
        const { items, next } = entries.page(rows, limit, ({ sequence }) => ({ sequence }));
        return pageResponse({ items: items.map(transactionDocument), next }, url);
      }),
  }),
];

function payeeBalancesDocument({
  payee: of,
  currency: code,
  balances: own,
}: PayeeBalances): Readonly<Record<string, string>> {
  return { payee: of, ...balancesDocument([code, own]) };
}

/**
 * What was posted together, as clients are shown it: amounts are decimal text, each on its side.
 *
 * @example
 * transactionDocument(posted).entries // [{ account: 'earned', debit: '0.00', credit: '300.00' }, …]
 */
export function transactionDocument({ payee: _, entries: posted, ...rest }: PostedTransaction) {
  const money = (minor: bigint) => formatMinorUnits(minor, rest.currency);
  return {
    ...rest,
    entries: posted.map(({ account, amount }) => ({
      account,
      debit: money(amount > 0n ? amount : 0n),
      credit: money(amount < 0n ? -amount : 0n),
    })),
  };
}

function entriesCsv(posted: readonly PostedTransaction[]): string {
  const columns = [
    ...(['sequence', 'book', 'source', 'number', 'payGroup', 'period'] as const),
    ...(['currency', 'account', 'debit', 'credit'] as const),
  ];
  const rows = posted.map(transactionDocument).flatMap(({ entries: sides, source, sequence, ...rest }) =>
    sides.map((side) => ({
      ...rest,
      ...side,
      sequence: String(sequence),
      source: source.kind,
      number: String(source.number),
    })),
  );
  return rowsCsv(columns, rows);
}
