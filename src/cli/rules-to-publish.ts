import { rulesDiffer } from '../runs/publish-rules.js';
import type { Executor } from '../store/executor.js';
import { readRuleFiles } from '../store/rule-files.js';
import { isFolder } from './require-folder.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Where rule files are looked for when no folder is named. */
export const DEFAULT_RULES = 'rules';

/**
 * The folder of rules to publish before calculating: the one that was named; `rules` before any are published;
 * else none, with a note where `rules` differs from what is published. Throws a {@link UsageError} where the
 * folder is not there.
 *
 * @example
 * await rulesToPublish(db, undefined, terminal) // null, once rules are published
 */
export async function rulesToPublish(
  executor: Executor,
  named: string | undefined,
  terminal: Terminal,
): Promise<string | null> {
  if (named === undefined && (await readRuleFiles(executor)).length > 0) {
    if (isFolder(DEFAULT_RULES) && (await rulesDiffer(executor, DEFAULT_RULES))) {
      terminal.error(
        `note: ${DEFAULT_RULES} differs from what is published; publish it with --rules ${DEFAULT_RULES}`,
      );
    }
    return null;
  }
  const folder = named ?? DEFAULT_RULES;
  if (isFolder(folder)) return folder;
  throw new UsageError(`there is no folder ${folder}`, 'name the folder of the rule files with --rules');
}
