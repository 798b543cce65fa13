import type { Problem } from '../problems/problem.js';
import { problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { type RuleFiles, readRules } from '../rules/read-rules.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Executor } from '../store/executor.js';
import { type RuleFile, readRuleFiles } from '../store/rule-files.js';
import { contentHashOf } from './canonical-json.js';

/** The rules that calculations use, and the hash that tells them apart from any others. */
export interface StoredRules {
  readonly book: RuleBook;
  /** SHA-256 over what the files say, whatever they are called. */
  readonly hash: string;
}

/**
 * The rules in the store, as they are now or as they were after a change. Fails where none were published
 * yet, or where this version of the program does not take what an earlier one took.
 *
 * @example
 * const rules = await readStoredRules(db, { asOfChange: 12 });
 */
export async function readStoredRules(
  executor: Executor,
  options: { readonly asOfChange?: number } = {},
): Promise<Result<StoredRules>> {
  const files = await readRuleFiles(executor, options);
  if (files.length === 0) return failed([nothingPublished()]);
  const { book, problems } = readRules(asRuleFiles(files));
  return book === null ? failed(problems) : ok({ book, hash: rulesHash(files) });
}

/** Neither the names of the files nor their order, comments, titles and examples change it. */
function rulesHash(files: readonly Pick<RuleFile, 'kind' | 'hash'>[]): string {
  return contentHashOf(files.map(({ kind, hash }) => `${kind} ${hash}`).sort());
}

/**
 * Stored rule files as they are read.
 *
 * @example
 * readRules(asRuleFiles(await readRuleFiles(db)))
 */
export function asRuleFiles(files: readonly RuleFile[]): RuleFiles {
  const texts = (kind: RuleFile['kind']) =>
    files.filter((file) => file.kind === kind).map(({ path, source }) => ({ file: path, text: source }));
  return {
    directory: 'the published rules',
    company: texts('company')[0] ?? null,
    territories: texts('territories')[0] ?? null,
    plans: texts('plan'),
  };
}

function nothingPublished(): Problem {
  return problem('company-file-missing', 'no rule files are published yet', {
    expected: 'a folder of rules with company.yaml and plans/',
    hint: 'calculate with --rules <folder>',
  });
}
