import { z } from 'zod';
import { type Problem, problem } from '../../problems/problem.js';
import type { Refusal } from '../../records/values.js';
import { checkRuleFiles } from '../../rules/check-rules.js';
import { defineRoute, type Route } from '../route.js';
import { storedCompanyFile } from '../stored-company.js';

const MOST_FILES = 100;
const LARGEST_BODY = 1024 * 1024;

const fileName = z.string().transform((written, context): string => {
  if (/^(?!.{201})[^\p{Cc}\p{Cs}]+\.(?:ya?ml|json)$/u.test(written)) return written;
  const message = 'this is no name of a rule file';
  const expected = 'a name that ends in .yaml, .yml or .json';
  const refusal: Refusal = { code: 'invalid-value', message, expected };
  context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
  return z.NEVER;
});

const planFiles = z
  .array(z.strictObject({ name: fileName, text: z.string() }))
  .min(1)
  .max(MOST_FILES)
  .refine((files) => new Set(files.map(({ name }) => name)).size === files.length, {
    error: 'two files have the same name',
    params: { code: 'duplicate-key', expected: 'names that differ' },
  });

const ruleTexts = z.strictObject({ company: z.string().optional(), files: planFiles });

/** Rule files, and what is wrong with them. */
export const ruleRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/v1/rules/check',
    access: 'rules',
    summary:
      'What is wrong with plan files: { company?, files: [{ name, text }] }; without `company`, by the company file in use',
    body: { schema: ruleTexts, maxBytes: LARGEST_BODY },
    answer: async ({ body: { company: text, files } }, { db }) => {
      const company = text === undefined ? await storedCompanyFile(db) : { file: 'company.yaml', text };
      const plans = files.map(({ name, text: written }) => ({ file: name, text: written }));
      const report = checkRuleFiles({ directory: 'rules', company, plans });
      return Response.json({ ...report, problems: report.problems.map(wordedForBody) });
    },
  }),
];

/** There is no folder here that the company file could be missing from. */
function wordedForBody(found: Problem): Problem {
  if (found.code !== 'company-file-missing') return found;
  return problem('company-file-missing', 'no company file is given, and none is in use', {
    field: 'company',
    expected: 'the text of a company file',
  });
}
