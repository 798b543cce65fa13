import { PUBLISH_COMMAND } from '../runs/publish-rules.js';
import { listChanges, type RecordedChange } from '../store/change.js';
import type { Executor } from '../store/executor.js';
import { type RuleFile, readRuleFiles } from '../store/rule-files.js';

/** A rule file as it stood, with the change that wrote it. */
export interface PublishedRuleFile {
  readonly path: string;
  /** The id of the plan, `null` for the company file. */
  readonly plan: string | null;
  /** SHA-256 of what it says, in hexadecimal. */
  readonly hash: string;
  readonly change: number;
  /** The instant of that change, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly source: string;
}

/**
 * The rule files as they stood after a change, in the order of their paths, each with the change that wrote it.
 *
 * @example
 * const files = await publishedRuleFiles(db, 12);
 */
export async function publishedRuleFiles(
  executor: Executor,
  asOfChange: number,
): Promise<readonly PublishedRuleFile[]> {
  const files = await readRuleFiles(executor, { asOfChange });
  const writtenBy = new Map<string, RecordedChange>();
  for (const change of await publishingChanges(executor, asOfChange)) {
    const waiting = files.filter(({ path }) => !writtenBy.has(path));
    if (waiting.length === 0) break;
    const before = await readRuleFiles(executor, { asOfChange: change.sequence - 1 });
    for (const file of waiting) {
      if (!before.some((each) => isSame(each, file))) writtenBy.set(file.path, change);
    }
  }
  return files.map(({ path, plan, hash, source }) => {
    const change = writtenBy.get(path);
    if (change === undefined) throw new Error(`No change is known to have written the rule file ${path}.`);
    return { path, plan, hash, change: change.sequence, recordedAt: change.recordedAt, source };
  });
}

const CHANGES_AT_A_TIME = 1000;

/** The changes that published rules, the latest first. */
async function publishingChanges(executor: Executor, asOfChange: number): Promise<readonly RecordedChange[]> {
  const found: RecordedChange[] = [];
  let before: number | undefined = asOfChange + 1;
  while (before !== undefined) {
    const changes: readonly RecordedChange[] = await listChanges(executor, {
      limit: CHANGES_AT_A_TIME,
      before,
    });
    found.push(...changes.filter(({ command }) => command === PUBLISH_COMMAND));
    before = changes.at(-1)?.sequence;
  }
  return found;
}

function isSame(one: RuleFile, other: RuleFile): boolean {
  return one.path === other.path && one.source === other.source && one.hash === other.hash;
}
