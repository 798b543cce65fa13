import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { transactionDocument } from '../../http/resources/ledger.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { Route } from '../../http/route.js';
import { balanceOf, EMPTY_LEDGER, postedTo } from '../../ledger/entries/ledger-balances.js';
import type { PostedTransaction } from '../../ledger/entries/posted-transaction.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { currency as currencyCode, wholeNumber } from '../../records/values.js';
import { listBalances, type PayeeBalances, sumBalances } from '../../store/ledger-balances.js';
import { listTransactions } from '../../store/ledger-entries.js';
import { listPayees, payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField, TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { statementAddress } from '../payee/statement-address.js';
import { balanceColumns } from './balance-columns.js';
import { ACCOUNTS, BOOK_WORDS, SOURCES } from './ledger-words.js';
import { periodAddress } from './period-words.js';

const BALANCES_ON_A_PAGE = 200;

/** Each has some entries. */
const TRANSACTIONS_ON_A_PAGE = 50;

/** What is on the accounts of payees by what was posted. */
export const ledgerPages: readonly Route[] = [
  definePage({
    path: '/ledger',
    access: 'company-data',
    summary: 'What is on the accounts of payees, by payee and currency',
    query: z.strictObject({
      begins: recordName().optional(),
      currency: currencyCode().optional(),
      after: recordName().optional(),
      in: currencyCode().optional(),
    }),
    answer: async ({ query: { begins, currency, after, in: code }, scope, format }, { db }) => {
      requireEverybody(scope);
      const sums = await sumBalances(db);
      const payees =
        begins === undefined
          ? undefined
          : (await listPayees(db, scope, { begins, limit: BALANCES_ON_A_PAGE })).map(({ id }) => id);
      const found = await listBalances(db, scope, {
        ...{ currency, payees },
        after: after === undefined || code === undefined ? undefined : { payee: after, currency: code },
        limit: BALANCES_ON_A_PAGE + 1,
      });
      const rows = found.slice(0, BALANCES_ON_A_PAGE);
      const last = rows.at(-1);
      const names = await payeeNames(
        db,
        scope,
        rows.map(({ payee }) => payee),
      );
      const next = given({ begins, currency, after: last?.payee, in: last?.currency });
      return {
        title: 'Ledger',
        body: (
          <>
            <Sums sums={sums} format={format} />
            <FilterForm action="/ledger" submit="Find">
              <TextField
                name="begins"
                label="Payee begins with"
                optional
                filled={filledWith(given({ begins }))}
              />
              {sums.length > 1 ? (
                <SelectField
                  name="currency"
                  label="Currency"
                  choices={sums.map((each) => ({ value: each.currency, label: each.currency }))}
                  optional
                  filled={filledWith(given({ currency }))}
                />
              ) : null}
            </FilterForm>
            <BalanceTable
              rows={rows}
              names={names}
              currency={currency}
              isEmpty={sums.length === 0}
              format={format}
            />
            {found.length > rows.length ? <a href={`/ledger?${new URLSearchParams(next)}`}>Next →</a> : null}
          </>
        ),
      };
    },
  }),
  definePage({
    path: '/ledger/:payee',
    access: 'payee-data',
    summary: 'What was posted to the ledger for a payee',
    params: z.strictObject({ payee: recordName() }),
    query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
    answer: async ({ params: { payee }, query, scope, viewer, format }, { db }) =>
      db.read(async (trx) => {
        const { name } = await requirePayee(trx, scope, payee);
        const posted = await listTransactions(trx, scope, { payee });
        const balances = [...groupedBy(posted, ({ currency }) => currency)]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([currency, own]) => ({ currency, balances: postedTo(EMPTY_LEDGER, own) }));
        const pages = Math.max(1, Math.ceil(posted.length / TRANSACTIONS_ON_A_PAGE));
        const page = Math.min(query.page, pages);
        const latest = [...posted].reverse();
        const shown = latest.slice((page - 1) * TRANSACTIONS_ON_A_PAGE, page * TRANSACTIONS_ON_A_PAGE);
        const seesAll = permit('company-data', viewer);
        return {
          title: `Ledger of ${name}`,
          trail: [
            ...(seesAll ? [{ label: 'Ledger', href: '/ledger' }] : []),
            { label: 'Statements', href: `/payees/${encodeURIComponent(payee)}/statements` },
          ],
          body: (
            <>
              <Sums sums={balances} format={format} />
              <DataTable
                caption="What is on the accounts"
                columns={[
                  { heading: 'Currency', namesRow: true, cell: ({ currency }) => currency },
                  ...balanceColumns(balances, format),
                ]}
                rows={balances}
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
                  <EntryTable payee={payee} shown={shown} linksPeriods={seesAll} format={format} />
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
  }),
];

function Sums({
  sums,
  format,
}: {
  readonly sums: readonly Omit<PayeeBalances, 'payee'>[];
  readonly format: ReaderFormat;
}) {
  if (sums.length === 0) return null;
  return (
    <Figures>
      {sums.map(({ currency, balances }, place) => {
        const money = (book: 'earning' | 'pay' | 'payout', account: keyof typeof ACCOUNTS) =>
          format.money(formatMinorUnits(balanceOf(balances, book, account), currency), currency);
        return (
          <>
            <Figure
              label={`Outstanding in ${currency}`}
              value={money('payout', 'outstanding')}
              detail="paid by statements, and not confirmed by payroll"
              isMain={place === 0}
            />
            <Figure
              label={`Held in ${currency}`}
              value={money('earning', 'held')}
              detail="earned, not payable yet"
            />
            <Figure
              label={`Sent in ${currency}`}
              value={money('payout', 'sent')}
              detail="confirmed by payroll"
            />
          </>
        );
      })}
    </Figures>
  );
}

function BalanceTable({
  rows,
  names,
  currency,
  isEmpty,
  format,
}: {
  readonly rows: readonly PayeeBalances[];
  readonly names: ReadonlyMap<string, string>;
  readonly currency: string | undefined;
  readonly isEmpty: boolean;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What is on the accounts of payees, by all that is closed and paid"
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: ({ payee }) => (
            <a href={`/ledger/${encodeURIComponent(payee)}`}>{names.get(payee) ?? payee}</a>
          ),
        },
        { heading: 'Currency', cell: (row) => row.currency },
        ...balanceColumns(rows, format),
      ]}
      rows={rows}
      exports={[
        {
          label: 'CSV',
          href: `/api/v1/ledger/balances?${new URLSearchParams(given({ currency, format: 'csv' }))}`,
        },
      ]}
      empty={
        isEmpty ? (
          <EmptyState title="Nothing was posted yet" action={<a href="/periods">To the periods</a>}>
            Statements are posted when their period is closed, payments when payroll confirms them.
          </EmptyState>
        ) : (
          <EmptyState title="Nobody is found" action={<a href="/ledger">Show all</a>}>
            Nothing is posted for a payee whose id or name begins so.
          </EmptyState>
        )
      }
    />
  );
}

interface EntryRow {
  readonly transaction: ReturnType<typeof transactionDocument>;
  readonly entry: ReturnType<typeof transactionDocument>['entries'][number];
  readonly isFirst: boolean;
}

function EntryTable({
  payee,
  shown,
  linksPeriods,
  format,
}: {
  readonly payee: string;
  readonly shown: readonly PostedTransaction[];
  readonly linksPeriods: boolean;
  readonly format: ReaderFormat;
}) {
  const rows = shown
    .map(transactionDocument)
    .flatMap((transaction) =>
      transaction.entries.map((entry, place): EntryRow => ({ transaction, entry, isFirst: place === 0 })),
    );
  const side = (amount: string, currency: string) =>
    /[1-9]/.test(amount) ? <Amount format={format} amount={amount} currency={currency} bare /> : '';
  return (
    <DataTable
      caption="Entries, the latest first"
      columns={[
        {
          heading: 'Posted by',
          cell: ({ transaction: { source, payGroup, period }, isFirst }) => {
            if (!isFirst) return '';
            const words = `${SOURCES[source.kind]} ${source.number}`;
            return linksPeriods ? <a href={periodAddress({ payGroup, period })}>{words}</a> : words;
          },
        },
        {
          heading: 'Period',
          cell: ({ transaction: { period, currency }, isFirst }) =>
            isFirst ? (
              <a class="one-line" href={statementAddress({ payee, period, currency })}>
                {format.period(period)}
              </a>
            ) : (
              ''
            ),
        },
        {
          heading: 'What',
          cell: ({ transaction, isFirst }) => (isFirst ? BOOK_WORDS[transaction.book] : ''),
        },
        { heading: 'Account', namesRow: true, cell: ({ entry }) => ACCOUNTS[entry.account] },
        { heading: 'Currency', cell: ({ transaction }) => transaction.currency },
        {
          heading: 'Debit',
          kind: 'number',
          cell: ({ entry, transaction }) => side(entry.debit, transaction.currency),
        },
        {
          heading: 'Credit',
          kind: 'number',
          cell: ({ entry, transaction }) => side(entry.credit, transaction.currency),
        },
      ]}
      rows={rows}
      exports={[{ label: 'CSV', href: `/api/v1/payees/${encodeURIComponent(payee)}/entries?format=csv` }]}
      empty={null}
    />
  );
}
