import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { Refusal } from '../../http/refusal.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { problem } from '../../problems/problem.js';
import { wholeNumber } from '../../records/values.js';
import { readAdjustments } from '../../store/adjustments.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { SelectField, TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { payeeNames } from '../runs/payee-names.js';
import { STATE_CHOICES } from './adjustment-state.js';
import { AdjustmentTable } from './adjustment-table.js';
import { DecisionFields, NotDecided } from './decision-fields.js';
import { whyNotYours } from './who-decides.js';

/** The most adjustments that are shown at a time. */
const ADJUSTMENTS_ON_A_PAGE = 100;

const asked = z.strictObject({
  state: z.enum(['waiting', 'approved', 'rejected']).optional(),
  payee: recordName().optional(),
  page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
});

type AskedAdjustments = z.output<typeof asked>;

/** The adjustments and where each stands, and decisions on several at once. */
export const adjustmentsListPages: readonly Route[] = [
  definePage({
    path: '/adjustments',
    access: 'payee-data',
    summary: 'The adjustments and where each stands, the latest first',
    query: asked,
    answer: ({ query, ...reader }, services) => adjustmentsPage(EMPTY_FORM, query, reader, services),
  }),
  definePost({
    path: '/adjustments/decisions',
    access: 'pay-step',
    summary: 'Approves or rejects adjustments that somebody else made: all that are chosen, or none',
    form: z.strictObject({
      decision: z.enum(['approved', 'rejected']),
      numbers: z.array(wholeNumber({ min: 1, max: 999_999_999_999 })).optional(),
      reason: writtenText(1000).optional(),
    }),
    answer: async ({ form: { numbers, decision, reason }, scope, viewer }, services) => {
      requireEverybody(scope);
      if (numbers === undefined) throw nothingChosen();
      const verdict = { decision, numbers, ...given({ reason }), actor: viewer.id };
      const decided = await takeStep(services, 'decideAdjustments', verdict);
      return redirect('/adjustments?state=waiting', `${counted(decided.length)} ${decision}.`);
    },
    again: (filled, reader, services) =>
      adjustmentsPage(filled, { state: 'waiting', page: 1 }, reader, services),
  }),
];

function nothingChosen(): Refusal {
  return new Refusal(422, [problem('missing-value', 'no adjustment is chosen', { field: 'numbers' })]);
}

function counted(count: number): string {
  return count === 1 ? 'One adjustment is' : `${count} adjustments are`;
}

interface Reader {
  readonly viewer: Viewer;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
}

async function adjustmentsPage(
  filled: FilledForm,
  { state, payee, page: wanted }: AskedAdjustments,
  { viewer, scope, format }: Reader,
  { db }: Services,
): Promise<PageContent> {
  const found = (await readAdjustments(db, scope, given({ payee, state }))).toReversed();
  const pages = Math.max(1, Math.ceil(found.length / ADJUSTMENTS_ON_A_PAGE));
  const page = Math.min(wanted, pages);
  const rows = found.slice((page - 1) * ADJUSTMENTS_ON_A_PAGE, page * ADJUSTMENTS_ON_A_PAGE);
  const names = await payeeNames(
    db,
    rows.map((each) => each.payee),
  );
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
      emptyBecause={isFiltered ? 'filter' : mayMake ? 'none-maker' : 'none'}
    />
  );
  return {
    title: 'Adjustments',
    actions: mayMake ? (
      <a class="button is-main" href="/adjustments/new">
        New adjustment
      </a>
    ) : undefined,
    body: (
      <>
        <FilterForm action="/adjustments">
          <SelectField
            name="state"
            label="State"
            choices={STATE_CHOICES}
            optional
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

function listAddress({ state, payee, page }: AskedAdjustments): string {
  const query = new URLSearchParams({
    ...(state !== undefined && { state }),
    ...(payee !== undefined && { payee }),
    page: String(page),
  });
  return `/adjustments?${query}`;
}
