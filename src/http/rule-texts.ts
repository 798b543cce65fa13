import { z } from 'zod';
import { type Problem, problem } from '../problems/problem.js';
import type { Refusal } from '../records/values.js';
import type { RuleFile, RuleFiles } from '../rules/read-rules.js';
import type { Executor } from '../store/executor.js';
import { storedCompanyFile, storedTerritoriesFile } from './stored-company.js';

const MOST_FILES = 100;

/** The most bytes that rule files may come in. */
export const LARGEST_RULES = 1024 * 1024;

/** A path that stays below the folder it starts from. */
const RULE_FILE = /^(?!.{201})(?![./\\])(?!.*(?:\/|\\)\.)[^\p{Cc}\p{Cs}]+\.(?:ya?ml|json)$/u;

/** The name of a rule file, as it is sent. */
export const ruleFileName = z
  .string()
  .transform((written, context): string => {
    if (RULE_FILE.test(written)) return written;
    const message = 'this is no name of a rule file';
    const expected = 'a name that ends in .yaml, .yml or .json, such as plans/account-executive.yaml';
    const refusal: Refusal = { code: 'invalid-value', message, expected };
    context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
    return z.NEVER;
  })
  .meta({ maxLength: 200, examples: ['plans/account-executive.yaml'] });

const planFiles = z
  .array(z.strictObject({ name: ruleFileName, text: z.string() }))
  .min(1)
  .max(MOST_FILES)
  .refine((files) => new Set(files.map(({ name }) => name)).size === files.length, {
    error: 'two files have the same name',
    params: { code: 'duplicate-key', expected: 'names that differ' },
  });

/** Rule files as they are sent. */
export const ruleTexts = z.strictObject({
  company: z
    .string()
    .optional()
    .meta({ description: 'The text of the company file; the one in use where it is left out' }),
  territories: z.string().nullable().optional().meta({
    description: 'The text of the file of territories; the one in use where it is left out, none where null',
  }),
  files: planFiles.meta({ description: 'The plan files, each with its name' }),
});

/**
 * The rule files that were sent, with the company file and the territories in use where none were.
 *
 * @example
 * await ruleDesk.ask({ kind: 'check', files: await sentRuleFiles(db, body) });
 */
export async function sentRuleFiles(
  executor: Executor,
  { company: text, territories: regions, files }: z.output<typeof ruleTexts>,
): Promise<RuleFiles> {
  const company = text === undefined ? await storedCompanyFile(executor) : { file: 'company.yaml', text };
  const territories =
    regions === undefined ? await storedTerritoriesFile(executor) : territoriesFile(regions);
  const plans = files.map(({ name, text: written }) => ({ file: name, text: written }));
  return { directory: '.', company, territories, plans };
}

function territoriesFile(text: string | null): RuleFile | null {
  return text === null ? null : { file: 'territories.yaml', text };
}

/**
 * A problem of rule files in the words for files that were sent: there is no folder that the company file could
 * be missing from.
 *
 * @example
 * report.problems.map(wordedForBody)
 */
export function wordedForBody(found: Problem): Problem {
  if (found.code !== 'company-file-missing') return found;
  return problem('company-file-missing', 'no company file is given, and none is in use', {
    field: 'company',
    expected: 'the text of a company file',
  });
}
