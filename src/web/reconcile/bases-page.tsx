import { z } from 'zod';
import type { Basis } from '../../engine/measure.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { Services } from '../../http/services.js';
import type { BasesDocument, BasesRow } from '../../runs/reconcile/compare-bases.js';
import { rulesOfRun } from '../../runs/rules-of-run.js';
import { groupedLines } from '../charts/grouped-lines.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField, TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { keptReport } from './kept-report.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { readCalculated } from './read-bridge.js';
import { addressOf } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** Whom a comparison of everybody is asked for by. */
const EVERYBODY = 'everybody';

/** What the same deals would have earned and paid, had all been booked, recognized or collected. */
export const basesPage = definePage({
  path: '/reconcile/bases',
  access: 'company-data',
  summary: 'What the same deals would have earned and paid, had all been booked, recognized or collected',
  query: z.strictObject({ plan: recordName().optional(), payee: recordName().optional() }),
  answer: async ({ query: { plan, payee }, scope, url, format }, services) => {
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated('Bases');
    const { run } = calculated;
    const named = payee === undefined ? null : await requirePayee(services.db, scope, payee);
    const { book } = await rulesOfRun(services.db, run);
    const plans = [...new Set(book.plans.map((version) => version.plan.id))].sort();
    const titleOf = (id: string) => book.plans.find((version) => version.plan.id === id)?.plan.title ?? id;
    const who = named?.name ?? (plan === undefined || plan === EVERYBODY ? 'Everybody' : titleOf(plan));
    const page = {
      title: 'Three bases',
      trail: [{ label: 'Reconciliation', href: '/reconcile' }],
      about: (
        <Meta
          entries={[
            ...(plan === undefined && payee === undefined ? [] : ([['Of', who]] as const)),
            ['Period', 'the fiscal year so far'],
            ['Currency', 'that of each plan'],
            ['As of', format.day(run.through)],
          ]}
        />
      ),
    };
    const choice = (
      <Choice plans={plans.map((id) => ({ value: id, label: titleOf(id) }))} plan={plan} payee={payee} />
    );
    if (plan === undefined && payee === undefined) {
      return {
        ...page,
        body: (
          <>
            {choice}
            <EmptyState title="Whose pay is compared?">
              Choose a plan or a payee. All of their deals are calculated three times more: as if every
              measure listened to bookings, to revenue, and to cash.
            </EmptyState>
          </>
        ),
      };
    }
    const asked = { scope, payee, plan: plan === EVERYBODY ? undefined : plan };
    const csv = addressOf('/api/v1/reconciliation/bases', { plan: asked.plan, payee, format: 'csv' });
    const shown = await showMade(readBases(services, asked), { what: 'The three bases', url }, (bases) => (
      <Bases bases={bases} who={who} csv={csv} format={format} />
    ));
    return {
      ...page,
      ...shown,
      body: (
        <>
          {choice}
          {shown.body}
        </>
      ),
    };
  },
});

async function readBases(
  services: Services,
  asked: Omit<Parameters<typeof keptReport<'bases'>>[2], 'as'>,
): Promise<BasesDocument> {
  return JSON.parse(await keptReport(services, 'bases', { ...asked, as: 'json' }));
}

function Choice({
  plans,
  plan,
  payee,
}: {
  readonly plans: readonly { readonly value: string; readonly label: string }[];
  readonly plan: string | undefined;
  readonly payee: string | undefined;
}) {
  return (
    <FilterForm action="/reconcile/bases" submit="Compare">
      <SelectField
        name="plan"
        label="Plan"
        optional
        choices={[...plans, { value: EVERYBODY, label: 'Everybody (takes long)' }]}
        filled={filledWith({ plan })}
      />
      <TextField name="payee" label="Or a payee, by id" optional filled={filledWith({ payee })} />
    </FilterForm>
  );
}

const BASES = ['posted', 'booked', 'recognized', 'collected'] as const satisfies readonly (
  | Basis
  | 'posted'
)[];

const WORDS: Readonly<Record<(typeof BASES)[number], string>> = {
  posted: 'As posted',
  booked: 'All booked',
  recognized: 'All recognized',
  collected: 'All collected',
};

async function Bases({
  bases,
  who,
  csv,
  format,
}: {
  readonly bases: BasesDocument;
  readonly who: string;
  readonly csv: string;
  readonly format: ReaderFormat;
}) {
  const currencies = [...new Set(bases.rows.map(({ currency }) => currency))];
  return (
    <>
      {
        await Promise.all(
          currencies.map((currency, place) =>
            InCurrency({
              rows: bases.rows.filter((row) => row.currency === currency),
              ...{ currency, who, csv, format, isMain: place === 0, payees: bases.payees },
            }),
          ),
        )
      }
      {currencies.length > 0 ? null : (
        <EmptyState title="Nothing was earned">
          No statement of the fiscal year so far is of this plan or payee.
        </EmptyState>
      )}
      {bases.notes.length === 0 ? null : (
        <Section
          id="notes"
          title="What could not be moved as it is"
          about="A component that is made for one basis is changed as little as another basis needs."
        >
          <DataTable
            caption="By plan and component"
            columns={[
              { heading: 'Plan', namesRow: true, cell: ({ plan }) => plan },
              { heading: 'Component', cell: ({ component }) => component },
              { heading: 'Basis', cell: ({ basis }) => WORDS[basis] },
              { heading: 'What', cell: ({ note }) => sentence(note) },
            ]}
            rows={bases.notes}
            empty={null}
          />
        </Section>
      )}
    </>
  );
}

async function InCurrency({
  rows,
  currency,
  who,
  csv,
  isMain,
  payees,
  format,
}: {
  readonly rows: readonly BasesRow[];
  readonly currency: string;
  readonly who: string;
  readonly csv: string;
  readonly isMain: boolean;
  readonly payees: number;
  readonly format: ReaderFormat;
}) {
  const sum = (basis: (typeof BASES)[number]) =>
    sumAmounts(
      rows.map((row) => row[basis].paid),
      currency,
    );
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const chart = await groupedLines({
    title: `Paid by month, ${who}`,
    yLabel: currency,
    labels: rows.map(({ month }) => format.period(month)),
    lines: BASES.map((basis) => ({ label: WORDS[basis], values: rows.map((row) => row[basis].paid) })),
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
  return (
    <Section id={`paid-${currency}`} title={`Paid in ${currency}`}>
      <Figures>
        {BASES.map((basis) => (
          <Figure
            label={WORDS[basis]}
            value={format.money(sum(basis), currency)}
            isMain={isMain && basis === 'posted'}
            {...(basis === 'posted' && {
              detail: `paid to ${format.count(payees)} ${payees === 1 ? 'payee' : 'payees'}`,
            })}
          />
        ))}
      </Figures>
      <Chart chart={chart} caption={`Paid by month in ${currency}, by basis`} />
      <DataTable
        caption="Paid by month, and earned below it"
        columns={[
          { heading: 'Month', namesRow: true, cell: ({ month }) => format.period(month) },
          ...BASES.map(
            (basis): Column<BasesRow> => ({
              heading: WORDS[basis],
              kind: 'number',
              cell: (row) => (
                <>
                  {amount(row[basis].paid)}
                  <div class="quiet">{amount(row[basis].earned)} earned</div>
                </>
              ),
              total: amount(sum(basis)),
            }),
          ),
        ]}
        rows={rows}
        empty={null}
        exports={[{ label: 'CSV', href: csv }]}
      />
    </Section>
  );
}
