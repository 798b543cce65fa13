import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import { payoutDocument } from '../../ledger/payouts/payout-document.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM } from '../filled-form.js';
import { renderPage } from '../layout/render-page.js';
import { redirect } from '../redirect.js';
import { decisionPosts, note } from './decision-posts.js';
import { payoutContent } from './payout-content.js';
import { MAPPING_FIELDS, sentMapping } from './payout-mapping.js';
import { payoutAddress } from './payout-words.js';
import { madePayrollFile, payrollFileForm, payrollFileResponse } from './payroll-file.js';

const LARGEST_CONFIRMATION = 16 * 1024 * 1024;

const params = z.strictObject({ batch: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const only = z.literal('failed').optional();

const FIRST_VIEW = { only: 'all', page: 1 } as const;

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
    answer: (request, services) => payoutContent(request, services, request.query, null),
  }),
  ...decisionPosts({
    path: '/payouts/:batch',
    params,
    summaries: {
      approve: 'Approves a batch that somebody else built',
      reject: 'Rejects a batch that somebody else built; its statements can be built again',
    },
    decide: ({ batch }, decision, services) => takeStep(services, 'decidePayout', { batch, ...decision }),
    led: ({ batch }) => ({ address: payoutAddress(batch), name: `Batch ${batch}` }),
    again: (request, services, sent) => payoutContent(request, services, FIRST_VIEW, sent),
  }),
  definePost({
    path: '/payouts/:batch/withdraw',
    access: 'finance-step',
    summary: 'Withdraws an approved batch that payroll was not told yet; its statements can be built again',
    params,
    form: z.strictObject({ reason: note }),
    answer: async ({ params: { batch }, form, scope, viewer }, services) => {
      requireEverybody(scope);
      await takeStep(services, 'withdrawPayout', { batch, ...form, actor: viewer.id });
      return redirect(payoutAddress(batch), `Batch ${batch} is withdrawn.`);
    },
    again: (filled, request, services) =>
      payoutContent(request, services, FIRST_VIEW, { step: 'withdraw', filled }),
  }),
  definePage({
    path: '/payouts/:batch/export',
    access: 'finance-step',
    summary: 'Makes a file for payroll of an approved batch once more, or of what failed of it',
    params,
    query: z.strictObject({ only }),
    answer: ({ params: { batch }, query }) => payrollFileForm(batch, query.only, EMPTY_FORM),
  }),
  definePost({
    path: '/payouts/:batch/export',
    access: 'finance-step',
    summary: 'Makes the file for payroll of an approved batch; again gives the same bytes',
    params,
    form: z.strictObject({
      ...MAPPING_FIELDS,
      replaces: z.string().trim().max(64).optional(),
      reason: z.string().max(1000).optional(),
      only,
      as: z.literal('file').optional(),
    }),
    answer: async (request, services) => {
      const { params: named, form, scope, viewer, format } = request;
      requireEverybody(scope);
      const mapping = await sentMapping(form);
      const replaced = { replaces: form.replaces || undefined, reason: form.reason || undefined };
      const asked = { batch: named.batch, mapping, ...replaced, only: form.only, actor: viewer.id };
      const made = await takeStep(services, 'exportPayout', asked);
      if (form.as === 'file') return payrollFileResponse(made);
      return renderPage(
        madePayrollFile(payoutDocument(made.history), made, mapping, form.only, format),
        request,
      );
    },
    again: (filled, { params: { batch } }) =>
      payrollFileForm(batch, filled.values.only?.[0] === 'failed' ? 'failed' : undefined, filled),
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
      payoutContent(request, services, FIRST_VIEW, { step: 'confirm', filled }),
  }),
];
