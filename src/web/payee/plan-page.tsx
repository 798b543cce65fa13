import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { Refusal } from '../../http/refusal.js';
import { requirePayee } from '../../http/resources/payees.js';
import { problem } from '../../problems/problem.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM } from '../filled-form.js';
import { redirect } from '../redirect.js';
import { payeeAddress } from './payee-address.js';
import { mayAccept, planContent } from './plan-content.js';

const params = z.strictObject({ payee: recordName() });

/** The plans that a payee is on: what they promise, and that the payee accepts them. */
export const planPage = definePage({
  path: '/payees/:payee/plan',
  access: 'payee-data',
  summary: 'What the plans of a payee promise, what each level pays, and whether they are accepted',
  params,
  query: z.strictObject({ version: recordName().optional() }),
  answer: async ({ params: { payee }, query: { version }, scope, viewer, format }, services) => {
    const asked = { payee: await requirePayee(services.db, scope, payee), version, scope, viewer, format };
    return planContent(asked, EMPTY_FORM, services);
  },
});

/** A payee accepts a version of their plan. */
export const acceptPlanPost = definePost({
  path: '/payees/:payee/plan',
  access: 'accept-plan',
  summary: 'Accepts a version of the viewer’s own plan',
  params,
  maxBytes: 16_384,
  form: z.strictObject({ plan: recordName(), hash: recordName() }),
  answer: async ({ params: { payee }, form: { plan, hash }, scope, viewer }, services) => {
    const { id, name } = await requirePayee(services.db, scope, payee);
    if (!mayAccept(id, viewer)) {
      const message = `a plan is accepted by the payee, and this is the plan of ${name}`;
      throw new Refusal(403, [problem('not-allowed', message)]);
    }
    await takeStep(services, 'acceptPlan', { plan, hash, actor: viewer.id, scope });
    return redirect(
      `${payeeAddress(id, 'plan')}?version=${encodeURIComponent(hash)}`,
      'The plan is accepted.',
    );
  },
  again: async (filled, { params: { payee }, scope, viewer, format }, services) => {
    const version = filled.values['hash']?.[0];
    const asked = { payee: await requirePayee(services.db, scope, payee), version, scope, viewer, format };
    return planContent(asked, filled, services);
  },
});
