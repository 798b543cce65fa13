import { z } from 'zod';
import { heldCsv } from '../../runs/held/held-csv.js';
import { historyCsv } from '../../runs/history/history-csv.js';
import { makeReport } from '../ask-desk.js';
import { recordName } from '../record-name.js';
import { defineRoute, type Route } from '../route.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';
import { heldShape, historyShape, payeeCurvesShape, whatIfShape } from './payee-pay-shapes.js';
import { requirePayee } from './payees.js';

const params = z.strictObject({ payee: recordName() });

const REFUSALS = [404, 422, 503] as const;

const fields = z
  .record(writtenText(100), writtenText(1000))
  .meta({ description: 'Texts by field, as an import takes them' });

const dated = { date: writtenText(20), amount: writtenText(50) };

const supposedDeal = z
  .strictObject({
    fields: fields.meta({
      description:
        'Of a deal that the payee has, its id and what is other; of a new one, all that it has, such as { "closeDate": "2026-03-20", "acv": "40000" }',
    }),
    splits: z.array(fields).max(20).optional().meta({
      description: 'Who shares it, by payee, role and share; a new deal is all the payee’s unless said',
    }),
    paid: z
      .array(z.strictObject({ ...dated, invoice: writtenText(200).optional() }))
      .max(60)
      .optional()
      .meta({ description: 'Cash that comes in, on an invoice of the deal where one is named' }),
    recognized: z.array(z.strictObject(dated)).max(120).optional().meta({ description: 'Revenue' }),
  })
  .meta({ id: 'SupposedDeal', description: 'A deal as it is supposed to be' });

/** The most bytes that what is supposed may come in. */
const LARGEST_SUPPOSITION = 256 * 1024;

/** What a payee has earned over time, has to wait for, and could earn. */
export const payeePayRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/history',
    access: 'payee-data',
    tag: 'payees',
    summary:
      'What a payee earned, was paid and had held in every period, with attainment, and the year to date',
    params,
    query: z.strictObject(formatQuery),
    responses: {
      200: {
        description: 'The history',
        json: historyShape,
        ...csvContent('A header line, then a period a line'),
      },
    },
    refusals: REFUSALS,
    answer: async ({ params: { payee }, query, scope, header }, services) => {
      await requirePayee(services.db, scope, payee);
      const history = await makeReport(services, 'payeeHistory', { scope, payee });
      if (writtenAs(query.format, header('accept')) === 'json') return Response.json(history);
      return csvResponse(historyCsv(history), `history-${payee}.csv`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/held',
    access: 'payee-data',
    tag: 'payees',
    summary:
      'What is earned and not payable yet: on which deals, what it waits for, and which invoices are open',
    params,
    query: z.strictObject(formatQuery),
    responses: {
      200: {
        description: 'What is held',
        json: heldShape,
        ...csvContent('A header line, then a held amount and an open invoice a line'),
      },
    },
    refusals: REFUSALS,
    answer: async ({ params: { payee }, query, scope, header }, services) => {
      await requirePayee(services.db, scope, payee);
      const held = await makeReport(services, 'payeeHeld', { scope, payee });
      if (writtenAs(query.format, header('accept')) === 'json') return Response.json(held);
      return csvResponse(heldCsv(held), `held-${payee}.csv`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/payout-curves',
    access: 'payee-data',
    tag: 'payees',
    summary:
      'What each component pays a payee by what is credited, with the place of now and the way to the next tier',
    params,
    query: z.strictObject({
      component: recordName().optional().meta({ description: 'Only this component' }),
    }),
    responses: { 200: { description: 'The curves', json: payeeCurvesShape } },
    refusals: REFUSALS,
    answer: async ({ params: { payee }, query, scope }, services) => {
      await requirePayee(services.db, scope, payee);
      return Response.json(await makeReport(services, 'payeeCurves', { scope, payee, ...query }));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/payees/:payee/what-if',
    access: 'payee-step',
    tag: 'payees',
    summary: 'What would be of a payee’s pay if deals were added, other or not there; nothing is kept',
    params,
    body: {
      schema: z.strictObject({
        through: recordName().optional().meta({
          description: 'A period or a day, not before the last calculated one, which it is unless said',
        }),
        deals: z.array(supposedDeal).max(50).default([]),
        without: z
          .array(recordName())
          .max(200)
          .default([])
          .meta({ description: 'The ids of deals that are supposed not to be there' }),
      }),
      maxBytes: LARGEST_SUPPOSITION,
    },
    responses: { 200: { description: 'What would be', json: whatIfShape } },
    refusals: REFUSALS,
    answer: async ({ params: { payee }, body, scope }, services) => {
      await requirePayee(services.db, scope, payee);
      return Response.json(await makeReport(services, 'whatIf', { scope, payee, ...body }));
    },
  }),
];
