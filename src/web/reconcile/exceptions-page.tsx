import { z } from 'zod';
import { csvResponse } from '../../http/written-as.js';
import { EXCEPTION_KINDS, type ExceptionKind } from '../../ledger/reconcile/exception.js';
import { wholeNumber } from '../../records/values.js';
import { exceptionsCsv } from '../../runs/reconcile/exceptions-csv.js';
import type { ExceptionDocument } from '../../runs/reconcile/find-exceptions.js';
import { payeeNames } from '../../store/payee-list.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { ExceptionKinds, exceptionKindsCsv } from './exception-kinds.js';
import { ExceptionTable } from './exception-table.js';
import { exceptionWords } from './exception-words.js';
import { keptReport } from './kept-report.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { addressOf } from './reconcile-address.js';

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
    file: z.enum(['kinds', 'list']).optional(),
  }),
  answer: async ({ query, scope, url, format }, services) => {
    const run = await publishedRun(services.db);
    if (run === null) return nothingCalculated('Exceptions');
    const made = keptReport(services, 'exceptionRows', { scope, days: query.days, limit: ALL });
    // Made of what the page shows: whoever asks for a file does not wait for the exceptions once more.
    if (query.file !== undefined) {
      const { rows } = await made;
      return query.file === 'kinds'
        ? csvResponse(exceptionKindsCsv(rows, query.days, format), 'exceptions-by-kind.csv')
        : csvResponse(exceptionsCsv(ofKind(rows, query.kind)), 'exceptions.csv');
    }
    return {
      title: 'Exceptions',
      trail: [{ label: 'Reconciliation', href: '/reconcile' }],
      about: (
        <Meta
          entries={[
            ['As of', format.day(run.through)],
            ['Records', 'as they are now'],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The exceptions', url }, async ({ rows: all }) => {
        const rows = ofKind(all, query.kind);
        const { rows: part, page, pages } = pageOf(rows, query.page, EXCEPTIONS_ON_A_PAGE);
        const people = part.flatMap(({ payee }) => payee ?? []);
        const names = await payeeNames(services.db, scope, [...new Set(people)]);
        const asked = { kind: query.kind, days: String(query.days) };
        const address = (number: number) =>
          `${addressOf('/reconcile/exceptions', { ...asked, page: String(number) })}#list`;
        return (
          <>
            <ExceptionKinds all={all} days={query.days} format={format} />
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
                csv={addressOf('/reconcile/exceptions', { ...asked, file: 'list' })}
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

function ofKind(
  all: readonly ExceptionDocument[],
  asked: ExceptionKind | undefined,
): readonly ExceptionDocument[] {
  return asked === undefined ? all : all.filter(({ kind }) => kind === asked);
}

function Filter({ kind, days }: { readonly kind?: ExceptionKind | undefined; readonly days: number }) {
  return (
    <FilterForm action="/reconcile/exceptions">
      <NarrowingField
        name="kind"
        label="Kind"
        all="All kinds"
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
