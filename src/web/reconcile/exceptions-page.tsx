import { z } from 'zod';
import { EXCEPTION_KINDS, type ExceptionKind } from '../../ledger/reconcile/exception.js';
import { wholeNumber } from '../../records/values.js';
import type { ExceptionDocument } from '../../runs/reconcile/find-exceptions.js';
import { payeeNames } from '../../store/payee-list.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField, TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { exceptionAbout, exceptionWords, reasonText, remedyText } from './exception-words.js';
import { keptReport } from './kept-report.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { addressOf, dealAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** So many exceptions stand on a page. */
const EXCEPTIONS_ON_A_PAGE = 100;

/** More than there can be. */
const ALL = 10_000_000;

/** What somebody in finance should look at. */
export const exceptionsPage = definePage({
  path: '/reconcile/exceptions',
  access: 'company-data',
  summary: 'What was paid and should perhaps not stand, cash that released nothing, and odd shares',
  query: z.strictObject({
    kind: z.enum(EXCEPTION_KINDS).optional(),
    days: wholeNumber({ min: 0, max: 100_000 }).prefault('90'),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query, scope, url, format }, services) => {
    const run = await publishedRun(services.db);
    if (run === null) return nothingCalculated('Exceptions');
    const made = keptReport(services, 'exceptionRows', { scope, days: query.days, limit: ALL });
    return {
      title: 'Exceptions',
      trail: [{ label: 'Reconciliation', href: '/reconcile' }],
      about: (
        <Meta
          entries={[
            ['Calculated through', format.day(run.through)],
            ['Records', 'as they are now'],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The exceptions', url }, async ({ rows: all }) => {
        const rows = query.kind === undefined ? all : all.filter(({ kind }) => kind === query.kind);
        const pages = Math.max(1, Math.ceil(rows.length / EXCEPTIONS_ON_A_PAGE));
        const page = Math.min(query.page, pages);
        const part = rows.slice((page - 1) * EXCEPTIONS_ON_A_PAGE, page * EXCEPTIONS_ON_A_PAGE);
        const people = part.flatMap(({ payee }) => payee ?? []);
        const names = await payeeNames(services.db, scope, [...new Set(people)]);
        const asked = { kind: query.kind, days: String(query.days) };
        const address = (number: number) =>
          `${addressOf('/reconcile/exceptions', { ...asked, page: String(number) })}#list`;
        return (
          <>
            <Kinds all={all} days={query.days} format={format} />
            <Section
              id="list"
              title={query.kind === undefined ? 'All exceptions' : exceptionWords(query.kind)}
            >
              <Filter {...query} />
              <ExceptionTable
                rows={part}
                names={names}
                kind={query.kind}
                isNothing={all.length === 0}
                csv={addressOf('/api/v1/reconciliation/exceptions', { ...asked, format: 'csv' })}
                format={format}
              />
              <Pager of="exceptions" page={page} pages={pages} href={address} />
            </Section>
          </>
        );
      })),
    };
  },
});

function Filter({ kind, days }: { readonly kind?: ExceptionKind | undefined; readonly days: number }) {
  return (
    <FilterForm action="/reconcile/exceptions">
      <SelectField
        name="kind"
        label="Kind"
        optional
        choices={EXCEPTION_KINDS.map((each) => ({ value: each, label: exceptionWords(each) }))}
        filled={filledWith({ kind })}
      />
      <TextField
        name="days"
        label="Days an invoice may be open"
        inputmode="numeric"
        filled={filledWith({ days: String(days) })}
      />
    </FilterForm>
  );
}

function ExceptionTable({
  rows,
  names,
  kind,
  isNothing,
  csv,
  format,
}: {
  readonly rows: readonly ExceptionDocument[];
  readonly names: ReadonlyMap<string, string>;
  readonly kind: ExceptionKind | undefined;
  readonly isNothing: boolean;
  readonly csv: string;
  readonly format: ReaderFormat;
}) {
  const what: Column<ExceptionDocument> = { heading: 'What', cell: (row) => exceptionWords(row.kind) };
  return (
    <DataTable
      caption="By payee and then by deal"
      columns={[
        {
          heading: 'Deal',
          cell: ({ deal }) => (
            <a class="one-line" href={dealAddress(deal)}>
              {deal}
            </a>
          ),
          namesRow: true,
        },
        ...(kind === undefined ? [what] : []),
        {
          heading: 'Payee',
          cell: ({ payee }) =>
            payee === null ? '' : <a href={ownPay(payee)}>{names.get(payee) ?? payee}</a>,
        },
        {
          heading: 'Why, and what to do',
          cell: ({ why, whatToDo, currency }) => (
            <>
              {sentence(reasonText(why, currency, format))}
              <div class="quiet">{sentence(remedyText(whatToDo))}</div>
            </>
          ),
        },
        {
          heading: 'At stake',
          kind: 'number',
          cell: ({ amount, currency }) => <Amount format={format} amount={amount} currency={currency} />,
        },
      ]}
      rows={rows}
      empty={
        <EmptyState title={isNothing ? 'There are no exceptions' : 'There are none of this kind'}>
          {isNothing
            ? 'What was paid agrees with the customers’ cash, and every won deal is credited.'
            : 'Choose another kind above.'}
        </EmptyState>
      }
      exports={[{ label: 'CSV', href: csv }]}
    />
  );
}

function currenciesIn(rows: readonly ExceptionDocument[]): readonly string[] {
  return [...new Set(rows.map(({ currency }) => currency))].sort();
}

/** How many there are of each kind and what is at stake, each leading to its own list. */
function Kinds({
  all,
  days,
  format,
}: {
  readonly all: readonly ExceptionDocument[];
  readonly days: number;
  readonly format: ReaderFormat;
}) {
  const kinds = EXCEPTION_KINDS.map((kind) => ({ kind, own: all.filter((each) => each.kind === kind) }));
  const found = kinds.filter(({ own }) => own.length > 0);
  return (
    <>
      <Figures>
        <Figure
          label="To be looked at"
          value={format.count(all.length)}
          detail={all.length === 0 ? 'nothing stands out' : `of ${found.length} kinds`}
          isMain
        />
      </Figures>
      <DataTable
        caption="By kind"
        columns={[
          { heading: 'Kind', cell: ({ kind }) => <KindLink kind={kind} days={days} />, namesRow: true },
          { heading: 'What it means', cell: ({ kind }) => exceptionAbout(kind) },
          { heading: 'Number', kind: 'number', cell: ({ own }) => format.count(own.length) },
          { heading: 'At stake', kind: 'number', cell: ({ own }) => <AtStake rows={own} format={format} /> },
        ]}
        rows={kinds}
        empty={null}
      />
    </>
  );
}

function KindLink({ kind, days }: { readonly kind: ExceptionKind; readonly days: number }) {
  return (
    <a href={`${addressOf('/reconcile/exceptions', { kind, days: String(days) })}#list`}>
      {exceptionWords(kind)}
    </a>
  );
}

function AtStake({
  rows,
  format,
}: {
  readonly rows: readonly ExceptionDocument[];
  readonly format: ReaderFormat;
}) {
  return (
    <>
      {currenciesIn(rows).map((currency) => {
        const own = rows.filter((each) => each.currency === currency).map(({ amount }) => amount);
        return (
          <div>
            <Amount format={format} amount={sumAmounts(own, currency)} currency={currency} />
          </div>
        );
      })}
    </>
  );
}
