import type { PayeeScope } from '../../access/scope.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Services } from '../../http/services.js';
import type { JournalDocument } from '../../runs/accounting/journal-document.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { ActionForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { keptReport } from '../reconcile/kept-report.js';
import { showMade } from '../reconcile/made-report.js';
import { accountingDefaults, nothingToAccount, readAccountingView } from './accounting-view.js';
import { ChartOfAccountsForm } from './chart-of-accounts-form.js';
import { JournalEntries } from './journal-entries.js';

interface JournalRequest {
  readonly query: {
    readonly month?: string | undefined;
    readonly plan?: string | undefined;
    readonly region?: string | undefined;
    readonly currency?: string | undefined;
  };
  readonly chart?: NamedText | undefined;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
  readonly filled: FilledForm;
  /** The address of the page, which is asked again while the journal is being made; `null` for what is sent, which is waited for. */
  readonly url: URL | null;
}

/**
 * What the page of the journal shows: the entries of a month, in the accounts of a chart where one is sent.
 *
 * @example
 * return journalContent({ query, scope, format, url, filled: EMPTY_FORM }, services);
 */
export async function journalContent(
  { query, chart, scope, format, filled, url }: JournalRequest,
  services: Services,
): Promise<PageContent> {
  requireEverybody(scope);
  const defaults = await accountingDefaults(services);
  if (defaults === null) return nothingToAccount('Journal');
  const { plan, region, currency = defaults.currency, month = defaults.month } = query;
  const asked = { month, currency, plan, region };
  const made = Promise.all([
    readAccountingView(services, scope, { month, currency }),
    keptReport(services, 'journal', { ...asked, chart, scope, as: 'json' }),
  ]);
  const shown = ([{ choices }, text]: Awaited<typeof made>) => (
    <JournalEntries
      // The report is made by this program.
      journal={JSON.parse(text) as JournalDocument}
      hasChart={chart !== undefined}
      {...{ choices, asked, format }}
    />
  );
  const texts = textsOf(asked);
  const sent = { ...texts, ...(chart !== undefined && { chartText: chart.text, chartName: chart.name }) };
  const content =
    url === null ? { body: shown(await made) } : await showMade(made, { what: 'The entries', url }, shown);
  return {
    title: 'Journal',
    about: (
      <Meta
        entries={[
          ['Month', format.period(month)],
          ['Currency', currency],
          ['As of', format.day(defaults.through)],
          ['Accounts', chart === undefined ? 'by their roles' : chart.name],
        ]}
      />
    ),
    actions: <ActionForm action="/accounting/journal" fields={{ ...sent, as: 'csv' }} label="Export CSV" />,
    ...content,
    body: (
      <>
        {content.body}
        <ChartOfAccountsForm asked={texts} filled={filled} />
      </>
    ),
  };
}

/** The fields of a form that are given. */
function textsOf(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
