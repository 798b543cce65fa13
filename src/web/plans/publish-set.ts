import { askDesk } from '../../http/ask-desk.js';
import { Refusal } from '../../http/refusal.js';
import { refusedWith } from '../../http/refused-with.js';
import { belowPlans, CHECKING } from '../../http/resources/rules.js';
import { wordedForBody } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import type { RuleFiles } from '../../rules/read-rules.js';
import { type PublishedRules, rulesState } from '../../runs/publish-rules.js';
import type { RuleFile } from '../../store/rule-files.js';
import { basisOf, COMPANY_FILE, TERRITORIES_FILE } from './rule-set.js';

interface Publishing {
  /** The files that were read before, which must still be those that are published. */
  readonly published: readonly RuleFile[];
  readonly actor: string;
  readonly reason: string | null;
}

/**
 * Publishes rule files. Throws a refusal with all that is wrong with them, and where others are published by now.
 *
 * @example
 * await publishSet(services, rulesWith(published, [written]), { published, actor: viewer.id, reason: null });
 */
export async function publishSet(
  { ruleDesk, database }: Services,
  files: RuleFiles,
  { published, actor, reason }: Publishing,
): Promise<PublishedRules> {
  const expects = rulesState(published);
  const task = { kind: 'publish', database, files, actor, reason, expects } as const;
  const done = await askDesk<'publish'>(ruleDesk, task, CHECKING);
  if (!done.ok) throw refusedWith(done.problems.map(wordedForBody));
  return done.value;
}

/**
 * Refuses to go on with a file that somebody else has published since it was read.
 *
 * @example
 * requireBasis(published, 'plans/ae.yaml', form.basedOn);
 */
export function requireBasis(published: readonly RuleFile[], file: string, basis: string): void {
  const now = basisOf(published, file);
  if (now === basis) return;
  const message =
    basis === 'new'
      ? `there is a rule file ${file} already`
      : now === 'new'
        ? `somebody has deleted ${file} meanwhile`
        : `somebody has published another text of ${file} meanwhile`;
  const field = basis === 'new' ? 'file' : 'text';
  const isThere = basis !== 'new' && now !== 'new';
  const detail = { field, ...(isThere && { hint: 'what is published by now stands below' }) };
  throw new Refusal(412, [problem('precondition-failed', message, detail)]);
}

/**
 * A file with its name below the folder of rules.
 *
 * @example
 * writtenFile({ file: 'ae.yaml', text }).file // 'plans/ae.yaml'
 */
export function writtenFile({ file, text }: { readonly file: string; readonly text: string }): {
  readonly file: string;
  readonly text: string;
} {
  if (file === COMPANY_FILE || file === TERRITORIES_FILE) return { file, text };
  return { file: belowPlans({ name: file }).name, text };
}
