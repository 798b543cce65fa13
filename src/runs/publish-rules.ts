import { relative, sep } from 'node:path';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { checkRuleFiles } from '../rules/check-rules.js';
import { loadRuleFiles } from '../rules/load-rule-files.js';
import { canonicalText, planHash } from '../rules/plan-hash.js';
import type { RuleFile as LoadedFile, RuleFiles } from '../rules/read-rules.js';
import { readSourceText, type SourceTree } from '../rules/source-text.js';
import { discard, withChange } from '../store/change.js';
import type { Database, Executor } from '../store/executor.js';
import { type RuleFile, readRuleFiles, saveRuleFiles } from '../store/rule-files.js';
import { contentHashOf } from './canonical-json.js';

/** What the history calls the publishing of rules. */
const PUBLISH_COMMAND = 'publish rules';

/** Who publishes, why, and what must not have changed meanwhile. */
export interface PublishOptions {
  readonly actor: string;
  readonly reason?: string;
  /** What {@link rulesState} gave of the files that are replaced; nothing where it does not matter what they are. */
  readonly expects?: string;
}

/** What publishing did. */
export interface PublishedRules {
  /** The number of the change; `null` when the store had the very same files. */
  readonly change: number | null;
  readonly plans: number;
  readonly examples: number;
}

/**
 * Checks a folder of rules and, where nothing is wrong with it, makes its files the ones that calculations
 * use. Files that are gone from the folder are gone from the store too; all they ever said is kept as
 * versions. Nothing is saved where anything is wrong: the problems say what.
 *
 * @example
 * const published = await publishRules(db, 'rules', { actor: 'local' });
 * if (!published.ok) console.error(formatProblems(published.problems));
 */
export async function publishRules(
  db: Database,
  folder: string,
  options: PublishOptions,
): Promise<Result<PublishedRules>> {
  return publishRuleFiles(db, await loadRuleFiles(folder), options);
}

/**
 * Checks rule files that are already read, and makes them the ones that calculations use, as
 * {@link publishRules} does. Each is stored under its name below `directory`. Fails where others are published by now
 * than were expected.
 *
 * @example
 * await publishRuleFiles(db, { directory: 'rules', company, plans }, { actor: 'local' });
 */
export async function publishRuleFiles(
  db: Database,
  files: RuleFiles,
  options: PublishOptions,
): Promise<Result<PublishedRules>> {
  const report = checkRuleFiles(files);
  if (!report.ok) return failed(report.problems);
  const toSave = filesToSave(files);
  const description = { actor: options.actor, command: PUBLISH_COMMAND, reason: options.reason ?? null };
  const { change, value: isOvertaken } = await withChange(db, description, async (trx, number) => {
    const { expects } = options;
    if (expects !== undefined && rulesState(await readRuleFiles(trx)) !== expects) return discard(true);
    const { inserted, corrected, removed } = await saveRuleFiles(trx, number, toSave);
    return inserted + corrected + removed === 0 ? discard(false) : false;
  });
  if (isOvertaken) return failed([overtaken()]);
  return ok({ change, plans: report.plans, examples: report.examples }, report.problems);
}

/**
 * What tells published rule files apart from any others, were it by a comment or a name.
 *
 * @example
 * await publishRuleFiles(db, files, { actor, expects: rulesState(await readRuleFiles(db)) });
 */
export function rulesState(files: readonly Pick<RuleFile, 'path' | 'source'>[]): string {
  return contentHashOf(files.map(({ path, source }) => [path, source]));
}

function overtaken(): Problem {
  return problem('precondition-failed', 'somebody has published other rule files meanwhile', {
    hint: 'look at what is published now, and publish again',
  });
}

/**
 * Whether the rule files of a folder are others than those that are published, were it by a comment. A folder
 * without rule files is no rules folder, and does not differ.
 *
 * @example
 * await rulesDiffer(db, 'rules') // false, just after publishing them
 */
export async function rulesDiffer(executor: Executor, folder: string): Promise<boolean> {
  const { directory, company, plans, territories = null } = await loadRuleFiles(folder);
  const inFolder = [company, territories, ...plans].filter((file) => file !== null);
  if (inFolder.length === 0) return false;
  const published = await readRuleFiles(executor);
  const sources = new Map(published.map(({ path, source }) => [path, source]));
  const areSame = inFolder.every(({ file, text }) => sources.get(placeBelow(directory, file)) === text);
  return !areSame || inFolder.length !== published.length;
}

function placeBelow(directory: string, file: string): string {
  return relative(directory, file).split(sep).join('/');
}

function filesToSave({ directory, company, plans, territories = null }: RuleFiles): readonly RuleFile[] {
  const saved = (kind: RuleFile['kind'], { file, text }: LoadedFile): readonly RuleFile[] => {
    const { source } = readSourceText(text, file);
    if (source === undefined) return [];
    const { tree } = source;
    const plan = kind === 'plan' ? textAt(tree, 'plan') : null;
    const content = { hash: planHash(tree), source: text, canonical: canonicalText(tree) };
    return [{ path: placeBelow(directory, file), kind, plan, ...content }];
  };
  return [
    ...(company === null ? [] : saved('company', company)),
    ...(territories === null ? [] : saved('territories', territories)),
    ...plans.flatMap((file) => saved('plan', file)),
  ];
}

function textAt(tree: SourceTree, key: string): string | null {
  if (typeof tree === 'string' || !(key in tree)) return null;
  const value = (tree as { readonly [name: string]: SourceTree })[key];
  return typeof value === 'string' ? value : null;
}
