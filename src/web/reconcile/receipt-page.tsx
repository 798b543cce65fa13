import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { payeeNames } from '../../store/payee-list.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { PartsTable } from './parts-table.js';
import { readTrace } from './read-trace.js';
import { AppliedTable, NothingTable, RECEIPT_FILES, RefundsTable, receiptCsv } from './receipt-tables.js';
import { ReceiptTotals } from './receipt-totals.js';
import { addressOf, receiptAddress } from './reconcile-address.js';

/** What became of a receipt: which invoices it paid, and what it made payable to whom. */
export const receiptPage = definePage({
  path: '/reconcile/receipts/:receipt',
  access: 'company-data',
  summary: 'What became of a receipt: which invoices it paid, and what it made payable to whom',
  params: z.strictObject({ receipt: recordName() }),
  query: z.strictObject({
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.enum(RECEIPT_FILES).optional().meta({ description: 'The table that is had as a file' }),
  }),
  answer: async ({ params: { receipt }, query: { page, file }, scope, format }, services) => {
    requireEverybody(scope);
    const trace = await readTrace(services, { of: 'receipt', receipt, scope });
    if (file !== undefined) return csvResponse(receiptCsv({ trace, format }, file), `${file}-of-receipt.csv`);
    const run = await publishedRun(services.db);
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
            ...(run === null ? [] : ([['As of', format.day(run.through)]] as const)),
          ]}
        />
      ),
      body: (
        <>
          <ReceiptTotals trace={trace} currencies={currencies} format={format} />
          <Section id="applied" title="What it paid">
            <AppliedTable trace={trace} format={format} />
            <RefundsTable trace={trace} format={format} />
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
              <NothingTable trace={trace} format={format} />
            </Section>
          )}
        </>
      ),
    };
  },
});
