import { z } from 'zod';
import { given } from '../../http/given.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { definePost } from '../define-post.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { redirect } from '../redirect.js';
import type { SentStep } from './sent-step.js';

/** Something of finance that one person makes and another decides on. */
interface Decided<Params extends z.ZodObject> {
  /** Its page; what is decided is sent to an address below it. */
  readonly path: string;
  readonly params: Params;
  /** What each decision does, in one sentence without a full stop. */
  readonly summaries: { readonly approve: string; readonly reject: string };
  /** Decides; throws refusals. */
  readonly decide: (
    named: z.output<Params>,
    decision: {
      readonly decision: 'approved' | 'rejected';
      readonly reason?: string;
      readonly actor: string;
    },
    services: Services,
  ) => Promise<unknown>;
  /** Where it leads on to, and what it is called there. */
  readonly led: (
    named: z.output<Params>,
    format: PageRequest<'finance-step', unknown, unknown>['format'],
  ) => { readonly address: string; readonly name: string };
  /** Its page again, where something is wrong with what was sent. */
  readonly again: (
    request: PageRequest<'finance-step', z.output<Params>, unknown>,
    services: Services,
    sent: SentStep<'approve' | 'reject'>,
  ) => Promise<PageContent>;
}

/** A note or a reason, as somebody writes it. */
export const note = writtenText(1000);

/**
 * The forms by which somebody approves or rejects what another person made. A note may go with an approval; a
 * rejection says why.
 *
 * @example
 * ...decisionPosts({ path: '/payouts/:batch', params, summaries, decide, led, again })
 */
export function decisionPosts<Params extends z.ZodObject>({
  path,
  params,
  summaries,
  decide,
  led,
  again,
}: Decided<Params>): readonly Route[] {
  return [
    definePost({
      path: `${path}/approve`,
      access: 'finance-step',
      summary: summaries.approve,
      params,
      form: z.strictObject({ note: note.optional() }),
      answer: async ({ params: named, form, scope, viewer, format }, services) => {
        requireEverybody(scope);
        const why = given({ reason: form.note });
        await decide(named, { decision: 'approved', ...why, actor: viewer.id }, services);
        const { address, name } = led(named, format);
        return redirect(address, `${name} is approved.`);
      },
      again: (filled, request, services) => again(request, services, { step: 'approve', filled }),
    }),
    definePost({
      path: `${path}/reject`,
      access: 'finance-step',
      summary: summaries.reject,
      params,
      form: z.strictObject({ reason: note }),
      answer: async ({ params: named, form, scope, viewer, format }, services) => {
        requireEverybody(scope);
        await decide(named, { decision: 'rejected', ...form, actor: viewer.id }, services);
        const { address, name } = led(named, format);
        return redirect(address, `${name} is rejected.`);
      },
      again: (filled, request, services) => again(request, services, { step: 'reject', filled }),
    }),
  ];
}
