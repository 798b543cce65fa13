import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import type { BasesDocument } from '../../runs/reconcile/compare-bases.js';
import { rulesOfRun } from '../../runs/rules-of-run.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField, TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { BasesCompared } from './bases-compared.js';
import { basesNotesCsv } from './bases-notes.js';
import { keptReport } from './kept-report.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { readCalculated } from './read-bridge.js';
import { addressOf } from './reconcile-address.js';

/** Whom a comparison of everybody is asked for by. */
const EVERYBODY = 'everybody';

/** What the same deals would have earned and paid, had all been booked, recognized or collected. */
export const basesPage = definePage({
  path: '/reconcile/bases',
  access: 'company-data',
  summary: 'What the same deals would have earned and paid, had all been booked, recognized or collected',
  query: z.strictObject({
    plan: recordName().optional(),
    payee: recordName().optional(),
    file: z.literal('notes').optional(),
  }),
  answer: async ({ query: { plan, payee, file }, scope, url, format }, services) => {
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated('Bases');
    const { run } = calculated;
    const named = payee === undefined ? null : await requirePayee(services.db, scope, payee);
    const { book } = await rulesOfRun(services.db, run);
    const plans = [...new Set(book.plans.map((version) => version.plan.id))].sort();
    const titleOf = (id: string) =>
      book.plans.filter((version) => version.plan.id === id).at(-1)?.plan.title ?? id;
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
    if (plan === undefined && payee === undefined && file === undefined) {
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
    const made = readBases(services, asked);
    if (file === 'notes') return csvResponse(basesNotesCsv((await made).notes), 'bases-notes.csv');
    const notesCsv = addressOf('/reconcile/bases', { plan, payee, file: 'notes' });
    const shown = await showMade(made, { what: 'The three bases', url }, (bases) => (
      <BasesCompared bases={bases} who={who} csv={csv} notesCsv={notesCsv} format={format} />
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
