import { z } from 'zod';
import { makeReport } from '../ask-desk.js';
import { given } from '../given.js';
import { recordName } from '../record-name.js';
import { defineRoute, type Route } from '../route.js';
import { LARGEST_RULES, ruleTexts, sentRuleFiles } from '../rule-texts.js';
import { csvContent, csvResponse, formatQuery, jsonResponse, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';
import { comparedMonths, comparedWith, comparisonShape, versionHash } from './comparison-shapes.js';
import { planCurvesShape } from './payee-pay-shapes.js';

const planParams = z.strictObject({ plan: recordName() });

const responses = {
  200: {
    description: 'The sums; as CSV every payee, period and component',
    json: comparisonShape,
    ...csvContent('A header line, then a payee, period and component a line'),
  },
};

const REFUSALS = [404, 422, 503] as const;

/** What plans pay, and what other versions of them would have paid. */
export const planComparisonRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/payout-curves',
    access: 'payee-data',
    tag: 'plans',
    summary: 'What the components of a plan pay by what is credited, with the quotas of its own examples',
    params: planParams,
    query: z.strictObject({ hash: versionHash.optional() }),
    responses: { 200: { description: 'The curves', json: planCurvesShape } },
    refusals: REFUSALS,
    answer: async ({ params: { plan }, query, scope }, services) =>
      Response.json(await makeReport(services, 'planCurves', { scope, plan, ...given(query) })),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/rules/payout-curves',
    access: 'rules',
    tag: 'rules',
    summary: 'What the components of a plan in rule files pay by what is credited; nothing is stored',
    query: z.strictObject({
      plan: recordName().optional().meta({ description: 'Which plan; that of the first file unless said' }),
    }),
    body: { schema: ruleTexts, maxBytes: LARGEST_RULES },
    responses: { 200: { description: 'The curves', json: planCurvesShape } },
    refusals: REFUSALS,
    answer: async ({ query: { plan }, body }, services) => {
      const files = await sentRuleFiles(services.db, body);
      return Response.json(await makeReport(services, 'planCurvesOfFiles', { files, plan }));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/comparison',
    access: 'company-data',
    tag: 'plans',
    summary: 'What another published version of a plan would have made of past data; nothing is stored',
    params: planParams,
    query: z.strictObject({ with: versionHash, ...comparedMonths, ...formatQuery }),
    responses,
    refusals: REFUSALS,
    answer: async (
      { params: { plan }, query: { format, with: other, ...query }, scope, header },
      services,
    ) => {
      const as = writtenAs(format, header('accept'));
      const asked = { plan, scope, as, with: { hash: other }, ...comparedWith(query) };
      const text = await makeReport(services, 'comparePlans', asked);
      return as === 'csv' ? csvResponse(text, `comparison-${plan}.csv`) : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/plans/:plan/comparison',
    access: 'company-data',
    tag: 'plans',
    summary: 'What a plan file would have made of past data; nothing is stored',
    params: planParams,
    query: z.strictObject(formatQuery),
    body: {
      schema: z.strictObject({
        file: z.strictObject({ name: writtenText(200), text: z.string() }),
        ...comparedMonths,
      }),
      maxBytes: LARGEST_RULES,
    },
    responses,
    refusals: REFUSALS,
    answer: async (
      { params: { plan }, query: { format }, body: { file, ...body }, scope, header },
      services,
    ) => {
      const as = writtenAs(format, header('accept'));
      const other = { file: file.name, text: file.text };
      const text = await makeReport(services, 'comparePlans', {
        ...{ plan, scope, as, with: other },
        ...comparedWith(body),
      });
      return as === 'csv' ? csvResponse(text, `comparison-${plan}.csv`) : jsonResponse(text);
    },
  }),
];
