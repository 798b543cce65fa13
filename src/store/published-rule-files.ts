import { readChanges } from './change.js';
import type { Executor } from './executor.js';
import { type RuleFile, readRuleFilesAsOf } from './rule-files.js';

/** A rule file as it stood, with the change that wrote it. */
export interface PublishedRuleFile extends Omit<RuleFile, 'canonical'> {
  readonly change: number;
  /** The instant of that change, as ISO 8601 in UTC. */
  readonly recordedAt: string;
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
  const files = await readRuleFilesAsOf(executor, asOfChange);
  const changes = await readChanges(
    executor,
    files.map(({ change }) => change),
  );
  return files.map(({ canonical: _, ...file }) => {
    const { recordedAt } = changes.get(file.change) ?? {};
    if (recordedAt === undefined) throw new Error(`There is no change ${file.change}.`);
    return { ...file, recordedAt };
  });
}
