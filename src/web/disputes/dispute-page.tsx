import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { disputeParams, endDispute, requireDispute } from '../../http/resources/disputes.js';
import type { Route } from '../../http/route.js';
import { writtenText } from '../../http/written-text.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { redirect } from '../redirect.js';
import { disputeContent } from './dispute-content.js';
import { FIELD_OF } from './dispute-steps.js';
import { disputeAddress } from './dispute-words.js';

const ENDED = {
  accept: 'The question is accepted. The next calculation posts what changes in the open period.',
  reject: 'The question is rejected.',
  withdraw: 'The question is withdrawn.',
} as const;

/** A question: what was said, what it would change, and how it ends. */
export const disputePages: readonly Route[] = [
  definePage({
    path: '/disputes/:dispute',
    access: 'payee-data',
    summary: 'A question about a line, with all that was said about it',
    params: disputeParams,
    query: z.strictObject({
      effects: z
        .literal('yes')
        .optional()
        .meta({ description: 'Whether to show what accepting it would change' }),
    }),
    answer: (request, services) => disputeContent(request, services, null, request.query.effects === 'yes'),
  }),
  definePost({
    path: '/disputes/:dispute/replies',
    access: 'payee-step',
    summary: 'Adds to what is said about a question',
    params: disputeParams,
    form: z.strictObject({ message: writtenText(5000) }),
    answer: async ({ params: { dispute }, form, scope, viewer }, services) => {
      await requireDispute(services.db, scope, dispute);
      const step = { number: dispute, actor: viewer.id, reason: form.message };
      await takeStep(services, 'replyToDispute', step);
      return redirect(disputeAddress(dispute), 'Your reply is sent.');
    },
    again: (filled, request, services) => disputeContent(request, services, { step: 'reply', filled }),
  }),
  ...(['accept', 'reject', 'withdraw'] as const).map((step) =>
    definePost({
      path: `/disputes/:dispute/${step}`,
      access: step === 'withdraw' ? 'payee-step' : 'pay-step',
      summary: `${step.charAt(0).toUpperCase()}${step.slice(1)}s a question`,
      params: disputeParams,
      form: z.strictObject({
        [FIELD_OF[step]]: step === 'reject' ? writtenText(1000) : writtenText(1000).optional(),
      }),
      answer: async ({ params: { dispute }, form, scope, viewer }, services) => {
        const reason = form[FIELD_OF[step]];
        await endDispute(services, { dispute, step, reason, scope, viewer });
        return redirect(disputeAddress(dispute), ENDED[step]);
      },
      again: (filled, request, services) => disputeContent(request, services, { step, filled }),
    }),
  ),
];
