import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import type { StatementTrace } from '../../runs/reconcile/trace-statement.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { statementAddress } from '../payee/statement-address.js';
import { causeWords } from './cause-words.js';
import { InvoicesTable, invoicesCsv } from './invoices-table.js';
import { PartsTable } from './parts-table.js';
import { readTrace } from './read-trace.js';
import { addressOf, traceAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** What became payable on the statements of a payee in a period, traced to bookings, revenue and receipts. */
export const statementTracePage = definePage({
  path: '/reconcile/statements/:payee/:period',
  access: 'payee-data',
  summary: 'What became payable on the statements of a payee in a period, traced to receipts',
  params: z.strictObject({ payee: recordName(), period: recordName() }),
  query: z.strictObject({
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.literal('invoices').optional().meta({ description: 'The table that is had as a file' }),
  }),
  answer: async ({ params, query: { page, file }, scope, viewer, format }, services) => {
    const { payee, period } = params;
    const { name } = await requirePayee(services.db, scope, payee);
    const { items } = await readTrace(services, { of: 'statement', ...params, scope });
    if (file !== undefined) {
      const deals = items.flatMap((each) => each.deals);
      return csvResponse(invoicesCsv(deals, format), 'invoices-of-statement.csv');
    }
    const run = await publishedRun(services.db);
    const links = permit('company-data', viewer);
    const csv = `/api/v1/payees/${encodeURIComponent(payee)}/statements/${encodeURIComponent(period)}/trace?format=csv`;
    return {
      title: `Where the pay of ${name} comes from`,
      trail: [
        { label: name, href: ownPay(payee) },
        ...items.map(({ currency }) => ({
          label: `Statement for ${format.period(period)}${items.length > 1 ? ` in ${currency}` : ''}`,
          href: statementAddress({ payee, period, currency }),
        })),
      ],
      about: (
        <Meta
          entries={[
            ['Period', format.period(period)],
            ['Currency', items.map(({ currency }) => currency).join(', ')],
            ...(run === null ? [] : ([['As of', format.day(run.through)]] as const)),
          ]}
        />
      ),
      body: (
        <>
          {items.map((trace, place) => (
            <>
              <Totals trace={trace} isMain={place === 0} format={format} />
              <Section id={`parts-${trace.currency}`} title={`What became payable in ${trace.currency}`}>
                <PartsTable
                  caption="Part by part, by what made it payable"
                  parts={trace.parts}
                  currency={trace.currency}
                  without="payee"
                  names={new Map()}
                  links={links}
                  page={page}
                  href={(number) => addressOf(traceAddress(payee, period), { page: String(number) })}
                  exports={[{ label: 'CSV', href: csv }]}
                  format={format}
                />
              </Section>
              {byCurrency(trace).map(([currency, deals]) => (
                <Section
                  id={`invoices-${trace.currency}-${currency}`}
                  title={`The customers’ invoices in ${currency}`}
                >
                  <InvoicesTable
                    deals={deals}
                    currency={currency}
                    withDeals
                    links={links}
                    exports={[{ label: 'CSV', href: `${traceAddress(payee, period)}?file=invoices` }]}
                    format={format}
                  />
                </Section>
              ))}
            </>
          ))}
        </>
      ),
    };
  },
});

/** So many deals are told with their invoices; the file has those of all. */
const MOST_DEALS = 100;

function byCurrency({ deals }: StatementTrace) {
  const shown = deals.slice(0, MOST_DEALS);
  return [...new Set(shown.map(({ currency }) => currency))].map(
    (currency) => [currency, shown.filter((deal) => deal.currency === currency)] as const,
  );
}

function Totals({
  trace: { currency, payable, paid, parts, unexplained },
  isMain,
  format,
}: {
  readonly trace: StatementTrace;
  readonly isMain: boolean;
  readonly format: ReaderFormat;
}) {
  const money = (text: string) => format.money(text, currency);
  const causes = [...new Set(parts.map(({ cause }) => cause))].filter((cause) => cause !== 'unexplained');
  const isOff = /[1-9]/.test(unexplained);
  return (
    <Figures>
      <Figure
        label="Payable"
        value={money(payable)}
        detail={isOff ? `${money(unexplained)} of it is unexplained` : 'all of it is explained below'}
        isMain={isMain}
      />
      <Figure label="Paid" value={money(paid)} />
      {causes.map((cause) => {
        const own = parts.filter((part) => part.cause === cause).map(({ amount }) => amount);
        return <Figure label={causeWords(cause)} value={money(sumAmounts(own, currency))} />;
      })}
    </Figures>
  );
}
