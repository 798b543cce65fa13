import { z } from 'zod';
import { wholeNumber } from '../../records/values.js';
import { planJsonSchema } from '../../rules/json-schema.js';
import { latestChange } from '../../store/change.js';
import { publishedRuleFiles } from '../../store/published-rule-files.js';
import { askDesk } from '../ask-desk.js';
import { notFound, Refusal } from '../refusal.js';
import { instantText, problemShape } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { LARGEST_RULES, ruleTexts, sentRuleFiles, wordedForBody } from '../rule-texts.js';

const problems = z.array(problemShape).meta({ description: 'Each with its file, line and column' });

const checkReport = z
  .strictObject({
    ok: z.boolean().meta({ description: 'Whether nothing is wrong; warnings are no wrong' }),
    plans: z.int(),
    examples: z.int(),
    problems,
  })
  .meta({ id: 'CheckReport', description: 'What was checked, and what is wrong with it' });

const exampleReport = z
  .strictObject({
    ok: z.boolean(),
    examples: z.array(
      z.strictObject({
        file: z.string(),
        plan: z.string(),
        it: z.string().nullable().meta({ description: 'What the example shows, in its own words' }),
        ok: z.boolean(),
        problems: problems.meta({ description: 'Each figure that was `found` other than `expected`' }),
      }),
    ),
    problems: problems.meta({ description: 'What is wrong with the rules themselves' }),
  })
  .meta({ id: 'ExampleReport', description: 'What became of the examples in rule files' });

const publication = z
  .strictObject({
    change: z.int().nullable().meta({ description: 'The change it made; null where the same was published' }),
    plans: z.int(),
    examples: z.int(),
    problems: problems.meta({ description: 'Warnings' }),
  })
  .meta({ id: 'Publication', description: 'What publishing rule files did' });

const ruleFile = z
  .strictObject({
    path: z.string().meta({ description: 'Where it lies below the folder of rules' }),
    kind: z.enum(['company', 'plan', 'territories']),
    plan: z.string().nullable(),
    hash: z.string().meta({ description: 'SHA-256 of what it says' }),
    change: z.int().min(1).meta({ description: 'The change that published it as it is' }),
    recordedAt: instantText.meta({ description: 'When that was' }),
    source: z.string().meta({ description: 'The text as it was written' }),
  })
  .meta({ id: 'RuleFile', description: 'A rule file, as it is published' });

/** What refusals say takes too long. */
export const CHECKING = 'checking the rule files';

const body = { schema: ruleTexts, maxBytes: LARGEST_RULES };

/** Rule files: those that are published, and what is wrong with others. */
export const ruleRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/rules',
    access: 'rules',
    tag: 'rules',
    summary: 'The rule files that calculations use, in the order of their paths, or those they used',
    query: z.strictObject({
      asOf: wholeNumber({ min: 0, max: 999_999_999_999 })
        .optional()
        .meta({ description: 'As they stood after this change; now unless said' }),
    }),
    tagged: true,
    responses: { 200: { description: 'The files', json: z.strictObject({ items: z.array(ruleFile) }) } },
    refusals: [404],
    answer: async ({ query: { asOf } }, { db }) =>
      db.read(async (trx) => {
        const latest = await latestChange(trx);
        if (asOf !== undefined && asOf > latest) {
          throw notFound(`there is no change ${asOf}`, { hint: `the latest is ${latest}` });
        }
        return Response.json({ items: await publishedRuleFiles(trx, asOf ?? latest) });
      }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/v1/rules',
    access: 'configure',
    tag: 'rules',
    summary:
      'Checks rule files and, where nothing is wrong with them, makes them the ones that calculations use',
    body: {
      schema: ruleTexts.extend({
        reason: z.string().max(1000).optional().meta({ description: 'Why, for the history' }),
      }),
      maxBytes: LARGEST_RULES,
    },
    responses: { 200: { description: 'They are published', json: publication } },
    refusals: [422, 503],
    answer: async ({ body: { reason = null, ...sent }, viewer }, { db, database, ruleDesk }) => {
      const files = await sentRuleFiles(db, { ...sent, files: sent.files.map(belowPlans) });
      const task = { kind: 'publish', database, files, actor: viewer.id, reason } as const;
      const published = await askDesk<'publish'>(ruleDesk, task, CHECKING);
      if (!published.ok) throw new Refusal(422, published.problems.map(wordedForBody));
      return Response.json({ ...published.value, problems: published.problems });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/rules/check',
    access: 'rules',
    tag: 'rules',
    summary: 'What is wrong with rule files, their examples among it; nothing is stored',
    body,
    responses: { 200: { description: 'All that is wrong, if anything', json: checkReport } },
    refusals: [422, 503],
    answer: async ({ body: sent }, { db, ruleDesk }) => {
      const task = { kind: 'check', files: await sentRuleFiles(db, sent) } as const;
      const report = await askDesk<'check'>(ruleDesk, task, CHECKING);
      return Response.json({ ...report, problems: report.problems.map(wordedForBody) });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/rules/examples',
    access: 'rules',
    tag: 'rules',
    summary: 'Runs the examples in rule files, and tells each figure that is other than expected',
    body,
    responses: { 200: { description: 'What became of each example', json: exampleReport } },
    refusals: [422, 503],
    answer: async ({ body: sent }, { db, ruleDesk }) => {
      const task = { kind: 'examples', files: await sentRuleFiles(db, sent) } as const;
      const report = await askDesk<'examples'>(ruleDesk, task, CHECKING);
      return Response.json({ ...report, problems: report.problems.map(wordedForBody) });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/rules/schema',
    access: 'public',
    tag: 'rules',
    summary: 'The JSON Schema of plan files, by which editors complete and check them',
    tagged: true,
    responses: {
      200: {
        description: 'The schema',
        content: { 'application/schema+json': z.record(z.string(), z.unknown()) },
      },
    },
    answer: () => {
      schemaText ??= planJsonSchema();
      return new Response(schemaText, { headers: { 'content-type': 'application/schema+json' } });
    },
  }),
];

/** The same for every request, and long to make. */
let schemaText: string | undefined;

/**
 * A file as it lies in the folder of rules, where plans lie in a folder of their own.
 *
 * @example
 * belowPlans({ name: 'ae.yaml', text }).name // 'plans/ae.yaml'
 */
export function belowPlans<File extends { readonly name: string }>(file: File): File {
  return file.name.startsWith('plans/') ? file : { ...file, name: `plans/${file.name}` };
}
