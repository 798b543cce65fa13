import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { attachment } from '../../http/attachment.js';
import { given } from '../../http/given.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { requireBatch } from '../../http/resources/payouts.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { type PayoutDocument, payoutDocument } from '../../ledger/payouts/payout-document.js';
import { wholeNumber } from '../../records/values.js';
import type { ExportedPayout } from '../../runs/payouts/export-payout.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import type { PageRequest } from '../page-request.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { ActionForm, FilterForm, Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';
import { redirect } from '../redirect.js';
import { MAPPING_FIELDS, MappingField, sentMapping } from './payout-mapping.js';
import { PayoutPayees } from './payout-payees.js';
import { PayoutRecord } from './payout-record.js';
import { PayoutSteps, type SentPayoutStep } from './payout-steps.js';
import { PayoutBadge, payoutAddress } from './payout-words.js';
import { payGroupText, periodAddress } from './period-words.js';
import { personText } from './person-text.js';

const PAYEES_ON_A_PAGE = 200;

const LARGEST_CONFIRMATION = 16 * 1024 * 1024;

const params = z.strictObject({ batch: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const FIRST_VIEW = { only: 'all', page: 1 } as const;

const note = writtenText(1000);

/** A batch of pay, and the steps by which it comes from built to paid. */
export const payoutPages: readonly Route[] = [
  definePage({
    path: '/payouts/:batch',
    access: 'company-data',
    summary: 'A batch of pay: whom it pays what, and what payroll paid',
    params,
    query: z.strictObject({
      only: z.enum(['all', 'differences']).default('all'),
      page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    }),
    answer: (request, services) => payoutPage(request, services, request.query, null),
  }),
  definePost({
    path: '/payouts/:batch/approve',
    access: 'finance-step',
    summary: 'Approves a batch that somebody else built',
    params,
    form: z.strictObject({ note: note.optional() }),
    answer: async ({ params: { batch }, form, scope, viewer }, services) => {
      requireEverybody(scope);
      const why = given({ reason: form.note });
      await takeStep(services, 'decidePayout', { batch, decision: 'approved', ...why, actor: viewer.id });
      return redirect(payoutAddress(batch), `Batch ${batch} is approved.`);
    },
    again: (filled, request, services) =>
      payoutPage(request, services, FIRST_VIEW, { step: 'approve', filled }),
  }),
  definePost({
    path: '/payouts/:batch/reject',
    access: 'finance-step',
    summary: 'Rejects a batch that somebody else built; its statements can be built again',
    params,
    form: z.strictObject({ reason: note }),
    answer: async ({ params: { batch }, form, scope, viewer }, services) => {
      requireEverybody(scope);
      await takeStep(services, 'decidePayout', { batch, decision: 'rejected', ...form, actor: viewer.id });
      return redirect(payoutAddress(batch), `Batch ${batch} is rejected.`);
    },
    again: (filled, request, services) =>
      payoutPage(request, services, FIRST_VIEW, { step: 'reject', filled }),
  }),
  definePage({
    path: '/payouts/:batch/export',
    access: 'finance-step',
    summary: 'Makes the file for payroll of an approved batch once more',
    params,
    answer: ({ params: { batch } }) => exportPage(batch, EMPTY_FORM),
  }),
  definePost({
    path: '/payouts/:batch/export',
    access: 'finance-step',
    summary: 'Makes the file for payroll of an approved batch; again gives the same bytes',
    params,
    form: z.strictObject({ ...MAPPING_FIELDS, as: z.literal('file').optional() }),
    answer: async (request, services) => {
      const { params: named, form, scope, viewer, format } = request;
      requireEverybody(scope);
      const mapping = await sentMapping(form);
      const asked = { batch: named.batch, mapping, actor: viewer.id };
      const made = await takeStep(services, 'exportPayout', asked);
      if (form.as === 'file') return fileOf(made);
      return renderPage(madeFile(payoutDocument(made.history), made, mapping, format), request);
    },
    again: (filled, { params: { batch } }) => exportPage(batch, filled),
  }),
  definePost({
    path: '/payouts/:batch/confirm',
    access: 'finance-step',
    summary: 'Takes in what payroll paid of a batch; the same file again changes nothing',
    params,
    form: z.strictObject({ ...MAPPING_FIELDS, file: z.instanceof(File) }),
    maxBytes: LARGEST_CONFIRMATION,
    answer: async ({ params: { batch }, form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      const { history, isNew, payments } = await takeStep(services, 'confirmPayout', {
        batch,
        mapping: await sentMapping(form),
        file: { name: form.file.name || 'confirmation.csv', text: await form.file.text() },
        actor: viewer.id,
      });
      const differences = payoutDocument(history).payees.filter(({ match }) => match !== 'settled').length;
      const taken = isNew ? `${format.count(payments.length)} payments taken in` : 'This was known already';
      const left = differences === 0 ? 'nothing differs' : `${format.count(differences)} differ`;
      const view = differences === 0 ? '' : '?only=differences';
      return redirect(`${payoutAddress(batch)}${view}`, `${taken}: ${left}.`);
    },
    again: (filled, request, services) =>
      payoutPage(request, services, FIRST_VIEW, { step: 'confirm', filled }),
  }),
];

interface AskedView {
  readonly only: 'all' | 'differences';
  readonly page: number;
}

async function payoutPage(
  request: PageRequest<'company-data' | 'finance-step', z.output<typeof params>, unknown>,
  services: Services,
  asked: AskedView,
  sent: SentPayoutStep | null,
): Promise<PageContent> {
  const { params: named, scope, viewer, format } = request;
  requireEverybody(scope);
  const payout = payoutDocument(await requireBatch(services.db, scope, named.batch));
  const { batch, payees } = payout;
  const actors = [payout.decision, ...payout.exports, ...payout.confirmations].flatMap((each) =>
    each === null ? [] : [each.actor],
  );
  const person = await personText(services, [payout.maker, ...actors]);
  const chosen = payees.filter(({ match }) => asked.only === 'all' || match !== 'settled');
  const pages = Math.max(1, Math.ceil(chosen.length / PAYEES_ON_A_PAGE));
  const page = Math.min(asked.page, pages);
  return {
    title: `Batch ${batch}`,
    trail: [{ label: 'Payouts', href: '/payouts' }],
    about: <About payout={payout} format={format} />,
    body: (
      <>
        <Totals payout={payout} format={format} />
        <PayoutSteps payout={payout} person={person} viewer={viewer} format={format} sent={sent} />
        <Section id="payees" title="Payments">
          {payout.exports.length === 0 ? null : (
            <FilterForm action={`${payoutAddress(batch)}#payees`}>
              <SelectField
                name="only"
                label="Show"
                choices={[
                  { value: 'all', label: 'All' },
                  { value: 'differences', label: 'What is not paid as it was sent' },
                ]}
                filled={filledWith({ only: asked.only })}
              />
            </FilterForm>
          )}
          <PayoutPayees
            payout={payout}
            shown={chosen.slice((page - 1) * PAYEES_ON_A_PAGE, page * PAYEES_ON_A_PAGE)}
            asked={chosen}
            only={asked.only}
            format={format}
          />
          <Pager
            of="payments"
            page={page}
            pages={pages}
            href={(number) =>
              `${payoutAddress(batch)}?${new URLSearchParams({ only: asked.only, page: String(number) })}#payees`
            }
          />
        </Section>
        <PayoutRecord payout={payout} person={person} format={format} />
      </>
    ),
  };
}

interface Shown {
  readonly payout: PayoutDocument;
  readonly format: ReaderFormat;
}

function About({ payout: { payGroup, period, currency, payDate, state, builtAt }, format }: Shown) {
  return (
    <>
      <Meta
        entries={[
          ['Pay group', payGroupText(payGroup)],
          ['Period', <a href={periodAddress({ payGroup, period })}>{format.period(period)}</a>],
          ['Currency', currency],
          ['Pay date', payDate === null ? 'as payroll has it' : format.day(payDate)],
          ['Built', format.moment(builtAt)],
        ]}
      />
      <div>
        <PayoutBadge state={state} />
      </div>
    </>
  );
}

function Totals({ payout: { total, paid, currency, items, payees, exports }, format }: Shown) {
  const differences = payees.filter(({ match }) => match !== 'settled').length;
  const isSent = exports.length > 0;
  return (
    <Figures>
      <Figure
        label={isSent ? 'Sent to payroll' : 'To be sent'}
        value={format.money(total, currency)}
        detail={`${format.count(items)} payments`}
        isMain
      />
      <Figure label="Confirmed as paid" value={format.money(paid, currency)} />
      {isSent ? (
        <Figure
          label="Paid less sent"
          value={format.money(sumAmounts([paid, negated(total)], currency), currency)}
          detail={differences === 0 ? 'nothing differs' : `${format.count(differences)} differ`}
        />
      ) : null}
    </Figures>
  );
}

function exportPage(batch: number, filled: FilledForm): PageContent {
  return {
    title: `File for payroll of batch ${batch}`,
    trail: trailOf(batch),
    body: (
      <Form
        action={`${payoutAddress(batch)}/export`}
        submit="Make the file for payroll"
        filled={filled}
        refused="No file was made."
        hasFiles
        cancel={payoutAddress(batch)}
      >
        <MappingField filled={filled} />
      </Form>
    ),
  };
}

/** The file is not kept, but made again, to the same bytes, by what is sent along. */
function madeFile(
  { batch, items, total, currency }: PayoutDocument,
  made: ExportedPayout,
  mapping: NamedText,
  format: ReaderFormat,
): PageContent {
  const fields = { mappingText: mapping.text, mappingName: mapping.name, as: 'file' };
  return {
    title: `File for payroll of batch ${batch}`,
    trail: trailOf(batch),
    about: <Meta entries={[['Provider', made.provider]]} />,
    body: (
      <>
        <Figures>
          <Figure
            label="In the file"
            value={format.money(total, currency)}
            detail={`${format.count(items)} payments`}
            isMain
          />
        </Figures>
        <p>
          The batch counts as sent to payroll now. Hand the file over, and come back with what payroll says it
          paid.
        </p>
        <div class="actions">
          <ActionForm
            action={`${payoutAddress(batch)}/export`}
            fields={fields}
            label={`Download ${fileName(made)}`}
            tone="main"
          />
          <a class="button" href={payoutAddress(batch)}>
            Back to the batch
          </a>
        </div>
        <p class="quiet">
          SHA-256 of the file: <code class="whole-hash">{made.contentHash}</code>
        </p>
      </>
    ),
  };
}

function trailOf(batch: number) {
  return [
    { label: 'Payouts', href: '/payouts' },
    { label: `Batch ${batch}`, href: payoutAddress(batch) },
  ];
}

function fileName({ history, provider }: ExportedPayout): string {
  return `payout-batch-${history.batch.number}-${provider}.csv`;
}

function fileOf(made: ExportedPayout): Response {
  return new Response(made.text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(fileName(made)),
    },
  });
}
