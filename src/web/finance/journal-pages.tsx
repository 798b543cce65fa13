import { z } from 'zod';
import { requireEverybody } from '../../http/require-everybody.js';
import { month, whose } from '../../http/resources/accounting.js';
import type { Route } from '../../http/route.js';
import { csvResponse } from '../../http/written-as.js';
import { currency as currencyCode } from '../../records/values.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { renderPage } from '../layout/render-page.js';
import { keptReport } from '../reconcile/kept-report.js';
import { journalContent } from './journal-content.js';

/** The most characters of a chart of accounts. */
const LONGEST_CHART = 500_000;

const asked = { month, ...whose, currency: currencyCode().optional() };

/** The journal of a month: what belongs into the general ledger. */
export const journalPages: readonly Route[] = [
  definePage({
    path: '/accounting/journal',
    access: 'company-data',
    summary: 'The journal entries of a month',
    query: z.strictObject(asked),
    answer: ({ query, scope, format, url }, services) =>
      journalContent({ query, scope, format, url, filled: EMPTY_FORM }, services),
  }),
  definePost({
    path: '/accounting/journal',
    access: 'company-data',
    summary: 'The journal entries of a month in the accounts of a chart, as a page or as CSV',
    form: z.strictObject({
      ...asked,
      chart: z.instanceof(File).optional(),
      chartText: z.string().max(LONGEST_CHART).optional(),
      chartName: z.string().max(200).optional(),
      as: z.literal('csv').optional(),
    }),
    answer: async (request, services) => {
      const { form, scope, format } = request;
      requireEverybody(scope);
      const { chart: file, chartText, chartName, as, ...query } = form;
      const chart = await chartOf({ file, chartText, chartName });
      if (as === 'csv') {
        const text = await keptReport(services, 'journal', { ...query, chart, scope, as });
        return csvResponse(text, `journal-${query.month ?? 'all'}.csv`);
      }
      return renderPage(
        await journalContent({ query, chart, scope, format, url: null, filled: EMPTY_FORM }, services),
        request,
      );
    },
    again: (filled, { scope, format }, services) => {
      const read = z.object(asked).safeParse(firstValues(filled));
      const query = read.success ? read.data : {};
      return journalContent({ query, scope, format, url: null, filled }, services);
    },
  }),
];

function firstValues({ values }: FilledForm): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(values).map(([name, [first]]) => [name, first]));
}

async function chartOf({
  file,
  chartText,
  chartName,
}: {
  readonly file: File | undefined;
  readonly chartText: string | undefined;
  readonly chartName: string | undefined;
}): Promise<NamedText | undefined> {
  if (file !== undefined) return { name: file.name || 'chart.yaml', text: await file.text() };
  return chartText === undefined ? undefined : { name: chartName ?? 'chart.yaml', text: chartText };
}
