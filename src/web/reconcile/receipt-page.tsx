import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { wholeNumber } from '../../records/values.js';
import type { ReceiptTrace } from '../../runs/reconcile/trace-receipt.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { PartsTable } from './parts-table.js';
import { readTrace } from './read-trace.js';
import { addressOf, dealAddress, receiptAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** What became of a receipt: which invoices it paid, and what it made payable to whom. */
export const receiptPage = definePage({
  path: '/reconcile/receipts/:receipt',
  access: 'company-data',
  summary: 'What became of a receipt: which invoices it paid, and what it made payable to whom',
  params: z.strictObject({ receipt: recordName() }),
  query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
  answer: async ({ params: { receipt }, query: { page }, scope, format }, services) => {
    requireEverybody(scope);
    const trace = await readTrace(services, { of: 'receipt', receipt, scope });
    const { released, account, currency, nothing } = trace;
    const people = [...new Set(released.map(({ payee }) => payee))];
    const names = await payeeNames(services.db, scope, people);
    const csv = `/api/v1/receipts/${encodeURIComponent(receipt)}/trace?format=csv`;
    const currencies = [...new Set(released.map((part) => part.currency))].sort();
    return {
      title: `Receipt ${receipt}`,
      trail: [{ label: 'Reconciliation', href: '/reconcile' }],
      about: (
        <Meta
          entries={[
            ['Received', format.day(trace.date)],
            ...(account === null ? [] : ([['Account', account]] as const)),
            ['Currency', currency],
          ]}
        />
      ),
      body: (
        <>
          <Totals trace={trace} currencies={currencies} format={format} />
          <Section id="applied" title="What it paid">
            <Applied trace={trace} format={format} />
            <Refunds trace={trace} format={format} />
          </Section>
          <Section id="payable" title="What it made payable">
            {currencies.map((code) => (
              <PartsTable
                caption={`Payable in ${code}`}
                parts={released.filter((part) => part.currency === code)}
                currency={code}
                without="receipt"
                names={names}
                links
                page={page}
                href={(number) => `${addressOf(receiptAddress(receipt), { page: String(number) })}#payable`}
                exports={[{ label: 'CSV', href: csv }]}
                format={format}
              />
            ))}
            {released.length > 0 ? null : (
              <EmptyState title="It made nothing payable">Why not is said below.</EmptyState>
            )}
          </Section>
          {nothing.length === 0 ? null : (
            <Section id="nothing" title="What of it made nothing payable">
              <Nothing trace={trace} format={format} />
            </Section>
          )}
        </>
      ),
    };
  },
});

interface Shown {
  readonly trace: ReceiptTrace;
  readonly format: ReaderFormat;
}

function Totals({ trace, currencies, format }: Shown & { readonly currencies: readonly string[] }) {
  const { currency, amount, applied, unapplied, refunded, released } = trace;
  const money = (text: string) => format.money(text, currency);
  const sum = (amounts: readonly { readonly amount: string }[], code = currency) =>
    sumAmounts(
      amounts.map((each) => each.amount),
      code,
    );
  const payable = (code: string) => {
    const own = released.filter((part) => part.currency === code);
    return format.money(sum(own, code), code);
  };
  const [first = currency, ...others] = currencies;
  return (
    <Figures>
      <Figure label="It made payable" value={payable(first)} detail="to all payees" isMain />
      {others.map((code) => (
        <Figure label={`And in ${code}`} value={payable(code)} />
      ))}
      <Figure label="Received" value={money(amount)} />
      <Figure label="Applied" value={money(sum(applied))} detail="to invoices, with tax" />
      <Figure label="Unapplied" value={money(unapplied)} />
      <Figure label="Refunded" value={money(sum(refunded))} />
    </Figures>
  );
}

function Applied({ trace: { applied, currency }, format }: Shown) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const total = (name: 'amount' | 'net') =>
    amount(
      sumAmounts(
        applied.map((each) => each[name]),
        currency,
      ),
    );
  return (
    <DataTable
      caption="The invoices that it was applied to"
      columns={[
        {
          heading: 'Invoice',
          namesRow: true,
          cell: ({ invoice, line }) => (line === '' ? invoice : `${invoice}, line ${line}`),
        },
        { heading: 'Deal', cell: ({ deal }) => <a href={dealAddress(deal)}>{deal}</a> },
        {
          heading: `With tax, ${currency}`,
          kind: 'number',
          cell: (row) => amount(row.amount),
          total: total('amount'),
        },
        {
          heading: `Net of tax, ${currency}`,
          kind: 'number',
          cell: (row) => amount(row.net),
          total: total('net'),
        },
      ]}
      rows={applied}
      empty={
        <EmptyState title="It is applied to no invoice">
          It pays nothing until it is matched to an invoice of a deal.
        </EmptyState>
      }
    />
  );
}

function Refunds({ trace: { refunded, currency }, format }: Shown) {
  return (
    <DataTable
      caption="What was given back"
      columns={[
        { heading: 'Refund', cell: ({ refund }) => refund, namesRow: true },
        { heading: 'Kind', cell: ({ kind }) => kind },
        { heading: 'Date', cell: ({ date }) => format.day(date) },
        {
          heading: currency,
          kind: 'number',
          cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
        },
      ]}
      rows={refunded}
      empty={null}
    />
  );
}

function Nothing({ trace: { nothing, currency }, format }: Shown) {
  return (
    <DataTable
      caption="By reason"
      columns={[
        { heading: 'Why', cell: ({ why }) => sentence(why), namesRow: true },
        {
          heading: 'Deal',
          cell: ({ deal }) => (deal === null ? '' : <a href={dealAddress(deal)}>{deal}</a>),
        },
        {
          heading: currency,
          kind: 'number',
          cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
        },
      ]}
      rows={nothing}
      empty={null}
    />
  );
}
