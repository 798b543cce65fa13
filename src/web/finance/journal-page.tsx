import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { given } from '../../http/given.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { month, whose } from '../../http/resources/accounting.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { ACCOUNT_ROLES } from '../../ledger/accounting/account-role.js';
import type { EntryKind } from '../../ledger/accounting/journal.js';
import { currency as currencyCode } from '../../records/values.js';
import type {
  JournalDocument,
  JournalEntryRow,
  JournalLineRow,
} from '../../runs/accounting/journal-document.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';
import { EmptyState } from '../parts/empty-state.js';
import { FileField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { ActionForm, FilterForm, Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { keptReport } from '../reconcile/kept-report.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';
import { ChoiceFields, nothingToAccount, readAccountingView } from './accounting-view.js';

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
    answer: ({ query, scope, format }, services) =>
      journalPage({ query, scope, format, filled: EMPTY_FORM }, services),
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
        const { currency: _, ...question } = query;
        const text = await keptReport(services, 'journal', { ...question, chart, scope, as });
        return csvResponse(text, `journal-${query.month ?? 'all'}.csv`);
      }
      return renderPage(
        await journalPage({ query, chart, scope, format, filled: EMPTY_FORM }, services),
        request,
      );
    },
    again: (filled, { scope, format }, services) => {
      const read = z.object(asked).safeParse(firstValues(filled));
      const query = read.success ? read.data : {};
      return journalPage({ query, scope, format, filled }, services);
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
}

async function journalPage(
  { query, chart, scope, format, filled }: JournalRequest,
  services: Services,
): Promise<PageContent> {
  requireEverybody(scope);
  const view = await readAccountingView(services, scope);
  const currency = query.currency ?? view?.choices.currencies[0];
  const chosen = query.month ?? view?.choices.months[0];
  if (view === null || currency === undefined || chosen === undefined) return nothingToAccount('Journal');
  const question = {
    month: chosen,
    plan: query.plan,
    region: query.region,
    chart,
    scope,
    as: 'json',
  } as const;
  // The report is made by this program.
  const journal = JSON.parse(await keptReport(services, 'journal', question)) as JournalDocument;
  const entries = journal.entries.filter((each) => each.currency === currency);
  const total = journal.totals.find((each) => each.currency === currency);
  const fields = given({
    ...{ month: chosen, plan: query.plan, region: query.region, currency },
    ...(chart !== undefined && { chartText: chart.text, chartName: chart.name }),
  }) as Readonly<Record<string, string>>;
  return {
    title: 'Journal',
    about: (
      <Meta
        entries={[
          ['Month', format.period(chosen)],
          ['Currency', currency],
          ['As of', format.day(journal.through)],
          ['Accounts', chart === undefined ? 'by their roles' : chart.name],
        ]}
      />
    ),
    actions: <ActionForm action="/accounting/journal" fields={{ ...fields, as: 'csv' }} label="Export CSV" />,
    body: (
      <>
        <Figures>
          <Figure
            label={`Commission expense of ${format.period(chosen)}`}
            value={format.money(expenseOf(entries, currency), currency)}
            isMain
          />
          <Figure
            label="All entries, each side"
            value={format.money(total?.debit ?? '0', currency)}
            detail={
              total === undefined || total.debit === total.credit
                ? 'debits equal credits'
                : 'does not balance'
            }
          />
        </Figures>
        <FilterForm action="/accounting/journal">
          <ChoiceFields
            choices={view.choices}
            filled={filledWith({ ...query, month: chosen, currency })}
            format={format}
          />
        </FilterForm>
        {journal.problems.length === 0 ? null : <Problems problems={journal.problems} />}
        {entries.length === 0 ? (
          <EmptyState
            title="Nothing is to be booked"
            action={<a href="/accounting/journal">Show the latest month</a>}
          >
            Choose another month, plan or region.
          </EmptyState>
        ) : (
          entries.map((entry) => <Entry entry={entry} hasChart={chart !== undefined} format={format} />)
        )}
        <Section
          id="accounts"
          title="In your accounts"
          about="A chart of accounts says which account of your general ledger each role is, and which cost centre. Nothing of it is kept."
        >
          <Form
            action="/accounting/journal"
            submit="Show in these accounts"
            filled={filled}
            hidden={
              given({ month: chosen, plan: query.plan, region: query.region, currency }) as Record<
                string,
                string
              >
            }
            refused="The accounts were not used."
            hasFiles
          >
            <FileField name="chart" label="Chart of accounts" accept=".yaml,.yml,.json" filled={filled} />
          </Form>
          <Disclosure summary="What a chart of accounts says">
            <pre>{EXAMPLE}</pre>
          </Disclosure>
        </Section>
      </>
    ),
  };
}

/** What the entries debit the expense of commission by, less what they credit it by. */
function expenseOf(entries: readonly JournalEntryRow[], currency: string): string {
  const lines = entries.flatMap((entry) => entry.lines.filter(({ role }) => role === 'commissionExpense'));
  return sumAmounts(
    lines.flatMap(({ debit, credit }) => [debit, negated(credit)]),
    currency,
  );
}

const KINDS: Readonly<Record<EntryKind, string>> = {
  reversal: 'Reversal of the last accrual',
  payment: 'Payment',
  capitalisation: 'Capitalisation of contract costs',
  amortisation: 'Amortisation of contract costs',
  impairment: 'Impairment of contract costs',
  accrual: 'Accrual',
};

const ROLES: Readonly<Record<JournalLineRow['role'], string>> = {
  commissionExpense: 'Commission expense',
  accruedCommission: 'Accrued commission',
  contractCosts: 'Contract costs',
  amortisation: 'Amortisation',
  impairment: 'Impairment',
  drawAdvances: 'Draws to be recovered',
  payroll: 'Payroll',
};

function Entry({
  entry: { id, date, kind, currency, debit, credit, lines },
  hasChart,
  format,
}: {
  readonly entry: JournalEntryRow;
  readonly hasChart: boolean;
  readonly format: ReaderFormat;
}) {
  const side = (text: string) =>
    /[1-9]/.test(text) ? <Amount format={format} amount={text} currency={currency} bare /> : '';
  const account = ({ role, account: number, name }: JournalLineRow) =>
    hasChart ? `${number} ${name}` : <span title={ACCOUNT_ROLES[role]}>{ROLES[role]}</span>;
  const hasCostCentre = lines.some(({ costCentre }) => costCentre !== '');
  return (
    <Section id={`entry-${id}`} title={KINDS[kind]}>
      <DataTable
        caption={`${KINDS[kind]} on ${format.day(date)}, in ${currency}`}
        columns={[
          { heading: 'Account', namesRow: true, cell: account },
          ...(hasCostCentre
            ? [{ heading: 'Cost centre', cell: ({ costCentre }: JournalLineRow) => costCentre }]
            : []),
          { heading: 'Plan', cell: ({ plan }) => plan },
          { heading: 'Region', cell: ({ region }) => region || 'none' },
          { heading: 'Debit', kind: 'number', cell: (line) => side(line.debit), total: side(debit) },
          { heading: 'Credit', kind: 'number', cell: (line) => side(line.credit), total: side(credit) },
        ]}
        rows={lines}
        empty={null}
      />
    </Section>
  );
}

const EXAMPLE = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts:     { number: 1350, name: Costs to obtain contracts }
  amortisation:      { number: 6110, name: Amortisation of contract costs }
  impairment:        { number: 6120, name: Impairment of contract costs }
  drawAdvances:      { number: 1360, name: Draws to be recovered }
  payroll:           { number: 2100, name: Payroll clearing }
costCentres:                                      # the first that fits
  - { plan: enterprise-ae, region: EMEA, costCentre: CC-110 }
  - { costCentre: CC-100 }
`;
