import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { type Adjustment, adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { wholeNumber } from '../../records/values.js';
import { readAdjustments } from '../../store/adjustments.js';
import { payeeNames } from '../../store/payee-list.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { STATE_CHOICES } from './adjustment-state.js';
import { AdjustmentTable, adjustmentsCsv } from './adjustment-table.js';
import { DecisionFields, NotDecided } from './decision-fields.js';
import { whyNotYours } from './who-decides.js';

/** The most adjustments that are shown at a time. */
const ADJUSTMENTS_ON_A_PAGE = 100;

/** What a list of adjustments is asked for. */
export const askedAdjustments = z.strictObject({
  state: z.enum(['waiting', 'approved', 'rejected']).optional(),
  payee: recordName().optional(),
  page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  format: z.literal('csv').optional(),
});

type AskedAdjustments = z.output<typeof askedAdjustments>;

interface Reader {
  readonly viewer: Viewer;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
}

async function latestAdjustments(
  { payee, state }: Pick<AskedAdjustments, 'payee' | 'state'>,
  scope: PayeeScope,
  db: Services['db'],
): Promise<readonly Adjustment[]> {
  return (await readAdjustments(db, scope, given({ payee, state }))).toReversed();
}

function namesIn(
  rows: readonly Adjustment[],
  scope: PayeeScope,
  db: Services['db'],
): Promise<ReadonlyMap<string, string>> {
  return payeeNames(db, scope, [...new Set(rows.map(({ payee }) => payee))]);
}

/**
 * The adjustments that are asked for as a file, all of them.
 *
 * @example
 * return adjustmentsFile({ state: 'waiting' }, { scope, format }, services);
 */
export async function adjustmentsFile(
  query: Pick<AskedAdjustments, 'payee' | 'state'>,
  { scope, format }: Pick<Reader, 'scope' | 'format'>,
  { db }: Services,
): Promise<Response> {
  const found = await latestAdjustments(query, scope, db);
  return csvResponse(adjustmentsCsv(found, await namesIn(found, scope, db), format), 'adjustments.csv');
}

/**
 * What stands where adjustments are listed, with the decision on several at once for whoever may.
 *
 * @param filled a decision that was refused
 * @example
 * adjustmentList(EMPTY_FORM, { state: 'waiting', page: 1 }, reader, services)
 */
export async function adjustmentList(
  filled: FilledForm,
  { state, payee, page: wanted }: AskedAdjustments,
  { viewer, scope, format }: Reader,
  { db }: Services,
): Promise<PageContent> {
  const found = await latestAdjustments({ payee, state }, scope, db);
  const { rows, page, pages } = pageOf(found, wanted, ADJUSTMENTS_ON_A_PAGE);
  const names = await namesIn(rows, scope, db);
  const mayMake = permit('pay-step', viewer);
  const decidable = rows.filter(
    (each) => adjustmentState(each) === 'waiting' && whyNotYours(each, viewer) === null,
  );
  const chosen = new Set(filled.values['numbers'] ?? []);
  const isFiltered = state !== undefined || payee !== undefined;
  const table = (
    <AdjustmentTable
      rows={rows}
      names={names}
      format={format}
      choosable={new Set(decidable.map(({ number }) => number))}
      chosen={chosen}
      csv={listAddress({ state, payee, format: 'csv' })}
      emptyBecause={isFiltered ? 'filter' : mayMake ? 'none-maker' : 'none'}
    />
  );
  return {
    title: 'Adjustments',
    about: (
      <Meta
        entries={[
          ['Currency', 'that of each adjustment'],
          ['As of', 'all that is made and decided by now'],
        ]}
      />
    ),
    actions: mayMake ? (
      <a class="button is-main" href="/adjustments/new">
        New adjustment
      </a>
    ) : undefined,
    body: (
      <>
        <FilterForm action="/adjustments">
          <NarrowingField
            name="state"
            label="State"
            all="All"
            choices={STATE_CHOICES}
            filled={filledWith({ state })}
          />
          <TextField name="payee" label="Payee’s id" optional filled={filledWith({ payee })} />
        </FilterForm>
        {decidable.length === 0 ? (
          <>
            <NotDecided filled={filled} />
            {table}
          </>
        ) : (
          <form method="post" action="/adjustments/decisions" class="table-form">
            {table}
            <Section
              id="decide"
              title="Decide on those that are chosen"
              about="All of them are decided on, or none. What you made yourself, another person decides on."
            >
              <div class="form">
                <DecisionFields filled={filled} />
              </div>
            </Section>
          </form>
        )}
        <Pager
          of="adjustments"
          page={page}
          pages={pages}
          href={(to) => listAddress({ state, payee, page: to })}
        />
      </>
    ),
  };
}

function listAddress({
  page,
  ...narrowed
}: Partial<Pick<AskedAdjustments, 'state' | 'payee' | 'page' | 'format'>>): string {
  const query = new URLSearchParams(given({ ...narrowed, page: page?.toString() }));
  return `/adjustments?${query}`;
}
