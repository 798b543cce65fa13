import type { Insertable, Selectable } from 'kysely';
import type { Executor, Transaction } from './executor.js';
import type { Tables } from './tables.js';

/** A rule file, as it is written and as it is understood. */
export interface RuleFile {
  /** Where it lies below the folder of rules, with `/` between folders. */
  readonly path: string;
  readonly kind: 'company' | 'plan' | 'territories';
  /** The id of the plan, `null` for any other file. */
  readonly plan: string | null;
  /** SHA-256 of what it says, in hexadecimal. */
  readonly hash: string;
  /** The text as it was written. */
  readonly source: string;
  /** What it says, as canonical JSON. */
  readonly canonical: string;
}

/** The columns of what a file says. */
const CONTENT = ['path', 'kind', 'plan', 'hash', 'source', 'canonical'] as const;

/** How many rule files were new, the same, replaced, and no longer there. */
export interface RuleFilesOutcome {
  readonly inserted: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly removed: number;
}

/**
 * Makes `files` the rule files there are. One that was replaced, and one that is no longer among them, is kept
 * as a version. The paths are distinct.
 *
 * @example
 * await saveRuleFiles(trx, change, files); // { inserted: 0, unchanged: 3, corrected: 1, removed: 0 }
 */
export async function saveRuleFiles(
  trx: Transaction,
  change: number,
  files: readonly RuleFile[],
): Promise<RuleFilesOutcome> {
  const stored = await trx.queries.selectFrom('rule_file').selectAll().execute();
  const storedByPath = new Map(stored.map((row) => [row.path, row]));
  const paths = new Set(files.map((file) => file.path));

  const added = files.filter((file) => !storedByPath.has(file.path));
  const corrected = files.filter((file) => {
    const row = storedByPath.get(file.path);
    return row !== undefined && !sameContent(row, file);
  });
  const removed = stored.filter((row) => !paths.has(row.path));

  for (const row of removed) await takeAway(trx, change, row);
  for (const file of corrected) await takeAway(trx, change, storedByPath.get(file.path));
  for (const file of [...added, ...corrected]) {
    await trx.queries.insertInto('rule_file').values(rowOf(file, change)).execute();
  }
  return {
    inserted: added.length,
    unchanged: files.length - added.length - corrected.length,
    corrected: corrected.length,
    removed: removed.length,
  };
}

/**
 * The rule files, in the order of their paths, as they are now or as they were after a change.
 *
 * @example
 * const files = await readRuleFiles(db, { asOfChange: 12 });
 */
export async function readRuleFiles(
  executor: Executor,
  options: { readonly asOfChange?: number } = {},
): Promise<readonly RuleFile[]> {
  const { asOfChange } = options;
  if (asOfChange === undefined) {
    return executor.queries.selectFrom('rule_file').select(CONTENT).orderBy('path').execute();
  }
  const files = await readRuleFilesAsOf(executor, asOfChange);
  return files.map(({ change: _, ...file }) => file);
}

/**
 * The rule files as they were after a change, in the order of their paths, each with the change that wrote it.
 *
 * @example
 * (await readRuleFilesAsOf(db, 12))[0]?.change // 7
 */
export async function readRuleFilesAsOf(
  executor: Executor,
  asOfChange: number,
): Promise<readonly (RuleFile & { readonly change: number })[]> {
  const change = BigInt(asOfChange);
  const former = executor.queries
    .selectFrom('rule_file_version')
    .select([...CONTENT, 'from_change as change'])
    .where('from_change', '<=', change)
    .where('until_change', '>', change);
  const current = executor.queries
    .selectFrom('rule_file')
    .select([...CONTENT, 'change'])
    .where('change', '<=', change);
  const rows = await current.unionAll(former).orderBy('path').execute();
  return rows.map((row) => ({ ...row, change: Number(row.change) }));
}

/** Ends the content that a path has; what this very change wrote was never the state after any change. */
async function takeAway(
  trx: Transaction,
  change: number,
  row: Selectable<Tables['rule_file']> | undefined,
): Promise<void> {
  if (row === undefined) return;
  const { change: fromChange, ...content } = row;
  if (fromChange !== BigInt(change)) {
    await trx.queries
      .insertInto('rule_file_version')
      .values({ ...content, from_change: fromChange, until_change: BigInt(change) })
      .execute();
  }
  await trx.queries.deleteFrom('rule_file').where('path', '=', row.path).execute();
}

function sameContent(row: RuleFile, file: RuleFile): boolean {
  return (
    row.kind === file.kind &&
    row.plan === file.plan &&
    row.hash === file.hash &&
    row.source === file.source &&
    row.canonical === file.canonical
  );
}

function rowOf(
  { path, kind, plan, hash, source, canonical }: RuleFile,
  change: number,
): Insertable<Tables['rule_file']> {
  return { path, kind, plan, hash, source, canonical, change: BigInt(change) };
}
