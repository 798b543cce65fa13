import { z } from 'zod';
import { PAY_FREQUENCIES } from '../../calendar/pay-period.js';
import { problem } from '../../problems/problem.js';
import { planDocumentText } from '../../rules/plan-document/plan-document-text.js';
import { makeReport, takeStep } from '../ask-desk.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { Refusal } from '../refusal.js';
import { amountText, currencyText, dayText, instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';

const acceptances = pagedList('acceptances', z.strictObject({ hash: recordName(), payee: recordName() }));

const planParams = z.strictObject({ plan: recordName() });

const hash = recordName().optional().meta({
  description: 'The version, by what its hash begins with; the last to come into force unless said',
});

const termsPart = z
  .strictObject({
    id: z.string(),
    sentences: z.array(z.string()),
    table: z.strictObject({ titles: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
  })
  .meta({ id: 'TermsPart', description: 'What a part of a plan says, in words' });

const workedPay = z.array(z.strictObject({ component: z.string(), earned: amountText, payable: amountText }));

const documentShape = z
  .strictObject({
    plan: z.string(),
    title: z.string().nullable(),
    hash: z.string().meta({ description: 'What a payee accepts' }),
    from: dayText,
    through: dayText.nullable().meta({ description: 'The last day; null without an end' }),
    currency: currencyText,
    payFrequency: z.enum(PAY_FREQUENCIES),
    payee: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        from: dayText,
        through: dayText.nullable(),
        targetIncentive: amountText.nullable(),
        quotas: z.record(z.string(), amountText),
      })
      .nullable(),
    terms: z.strictObject({
      sentences: z.array(z.string()),
      measures: z.array(termsPart),
      components: z.array(termsPart),
    }),
    levels: z.array(
      z.strictObject({
        measure: z.string(),
        level: z.string(),
        quota: z.string(),
        credited: z.string(),
        pay: workedPay,
        earned: amountText,
      }),
    ),
    examples: z.array(
      z.strictObject({
        it: z.string(),
        payees: z.array(
          z.strictObject({ payee: z.string(), pay: workedPay, earned: amountText, payable: amountText }),
        ),
      }),
    ),
  })
  .meta({
    id: 'PlanDocument',
    description: 'What a plan promises, in words, with examples that the engine calculated',
  });

const acceptance = z
  .strictObject({
    plan: z.string(),
    hash: z.string(),
    payee: z.string(),
    at: instantText,
    isNew: z.boolean(),
  })
  .meta({ id: 'Acceptance', description: 'That a payee accepted a version of a plan' });

const acceptanceStatus = z
  .strictObject({
    plan: z.string(),
    hash: z.string(),
    payee: z.string(),
    acceptedAt: instantText.nullable().meta({ description: 'null while it is not accepted' }),
  })
  .meta({ id: 'AcceptanceStatus', description: 'Whether a payee has accepted a version of a plan' });

/** Published plans as documents that payees read and accept. */
export const planDocumentRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/document',
    access: 'payee-data',
    tag: 'plans',
    summary:
      'The terms of a plan in words, with examples that the engine calculates; for anybody, or for a payee',
    params: planParams,
    query: z.strictObject({
      payee: recordName()
        .optional()
        .meta({ description: 'Whom it is for: with the own days, quotas and target incentive' }),
      hash,
      format: z.enum(['json', 'text']).default('json'),
    }),
    responses: {
      200: {
        description: 'The document',
        json: documentShape,
        content: { 'text/markdown': z.string().meta({ description: 'As Markdown' }) },
      },
    },
    refusals: [404, 422, 503],
    tagged: true,
    answer: async ({ params: { plan }, query: { format, ...asked }, scope }, services) => {
      if (asked.payee !== undefined) await requirePayee(services.db, scope, asked.payee);
      const document = await makeReport(services, 'planDocument', { plan, ...given(asked), scope });
      if (format === 'json') return Response.json(document);
      return new Response(planDocumentText(document), {
        headers: { 'content-type': 'text/markdown; charset=utf-8' },
      });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/plans/:plan/acceptances',
    access: 'accept-plan',
    tag: 'plans',
    summary: 'Accepts a version of a plan, as the payee who acts; again changes nothing',
    idempotent: true,
    params: planParams,
    body: { schema: z.strictObject({ hash }), maxBytes: 10_000 },
    responses: {
      200: { description: 'The acceptance, which was given before', json: acceptance },
      201: { description: 'The acceptance', json: acceptance },
    },
    refusals: [403, 404, 409, 422, 503],
    answer: async ({ params: { plan }, body, scope, viewer }, services) => {
      const asked = { plan, ...given(body), actor: viewer.id, scope };
      const { acceptance: accepted, isNew } = await takeStep(services, 'acceptPlan', asked);
      return Response.json({ ...accepted, isNew }, { status: isNew ? 201 : 200 });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/acceptances',
    access: 'payee-data',
    tag: 'plans',
    summary: 'Who has accepted the plans they are on, and who has not, in the order of plans and payees',
    query: z.strictObject({
      ...acceptances.query,
      plan: recordName().optional().meta({ description: 'Only that plan' }),
      only: z
        .enum(['all', 'missing'])
        .default('all')
        .meta({ description: 'All, or only those who have not' }),
    }),
    responses: {
      200: { description: 'A page of payees on versions of plans', json: pageOf(acceptanceStatus) },
    },
    refusals: [410, 422, 503],
    answer: async ({ query: { limit, cursor, plan, only }, scope, url }, services) => {
      const all = await makeReport(services, 'acceptances', { scope, ...given({ plan }) });
      // Whoever accepted meanwhile has a place still, though not in the list of those who have not.
      const last = all.findIndex(({ hash: of, payee }) => of === cursor?.hash && payee === cursor?.payee);
      if (cursor !== undefined && last === -1) throw cursorExpired();
      const behind = all.slice(last + 1);
      const rows = behind.filter(({ acceptedAt }) => only === 'all' || acceptedAt === null);
      const page = acceptances.page(rows, limit, ({ hash: of, payee }) => ({ hash: of, payee }));
      return pageResponse(page, url);
    },
  }),
];

function cursorExpired(): Refusal {
  return new Refusal(410, [
    problem('cursor-expired', 'nobody is on that version of the plan any more', {
      field: 'cursor',
      hint: 'begin again without a cursor',
    }),
  ]);
}
