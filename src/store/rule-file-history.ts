import type { Executor } from './executor.js';
import type { RuleFile } from './rule-files.js';

/** A text that a rule file has or once had. */
export interface RuleFileText extends Omit<RuleFile, 'canonical'> {
  /** The change that published it. */
  readonly change: number;
  /** The change that replaced it or took it away; `null` while it holds. */
  readonly untilChange: number | null;
}

const COLUMNS = ['path', 'kind', 'plan', 'hash', 'source'] as const;

/**
 * The rule files that are published, each with the change that published it, in the order of their paths.
 *
 * @example
 * (await readPublishedTexts(db)).map(({ path, change }) => [path, change])
 */
export async function readPublishedTexts({ queries }: Executor): Promise<readonly RuleFileText[]> {
  const rows = await queries
    .selectFrom('rule_file')
    .select([...COLUMNS, 'change'])
    .orderBy('path')
    .execute();
  return rows.map((row) => ({ ...row, change: Number(row.change), untilChange: null }));
}

/**
 * Every text that was published under a path, the latest first; none where nothing ever was.
 *
 * @example
 * const [latest, ...former] = await readTextsOf(db, 'plans/ae.yaml');
 */
export async function readTextsOf({ queries }: Executor, path: string): Promise<readonly RuleFileText[]> {
  const current = await queries
    .selectFrom('rule_file')
    .select([...COLUMNS, 'change'])
    .where('path', '=', path)
    .execute();
  const former = await queries
    .selectFrom('rule_file_version')
    .select([...COLUMNS, 'from_change', 'until_change'])
    .where('path', '=', path)
    .orderBy('from_change', 'desc')
    .execute();
  return [
    ...current.map((row) => ({ ...row, change: Number(row.change), untilChange: null })),
    ...former.map(({ from_change, until_change, ...row }) => ({
      ...row,
      change: Number(from_change),
      untilChange: Number(until_change),
    })),
  ];
}
