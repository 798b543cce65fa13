import type { Executor } from './executor.js';

/** A plan file as it is or was published. */
export interface StoredPlanVersion {
  readonly plan: string;
  readonly path: string;
  /** SHA-256 of what it says, in hexadecimal: by this, lines name the version that made them. */
  readonly hash: string;
  readonly source: string;
  /** What it says, as canonical JSON. */
  readonly canonical: string;
  /** The change that published it. */
  readonly change: number;
  /** The change that replaced it or took it away; `null` while it holds. */
  readonly untilChange: number | null;
}

/**
 * The plan files that are published, and with `all` those that once were, in the order of plan, change and path.
 *
 * @example
 * const versions = await readPlanVersions(db, { plan: 'account-executive', all: true });
 */
export async function readPlanVersions(
  executor: Executor,
  { plan, all }: { readonly plan?: string; readonly all: boolean },
): Promise<readonly StoredPlanVersion[]> {
  const columns = ['plan', 'path', 'hash', 'source', 'canonical'] as const;
  const current = await executor.queries
    .selectFrom('rule_file')
    .select([...columns, 'change'])
    .where('plan', 'is not', null)
    .$if(plan !== undefined, (query) => query.where('plan', '=', plan ?? ''))
    .execute();
  const former = all
    ? await executor.queries
        .selectFrom('rule_file_version')
        .select([...columns, 'from_change', 'until_change'])
        .where('plan', 'is not', null)
        .$if(plan !== undefined, (query) => query.where('plan', '=', plan ?? ''))
        .execute()
    : [];
  const versions = [
    ...former.map(({ plan: id, from_change, until_change, ...file }) => ({
      ...file,
      plan: id ?? '',
      change: Number(from_change),
      untilChange: Number(until_change),
    })),
    ...current.map(({ plan: id, change, ...file }) => ({
      ...file,
      plan: id ?? '',
      change: Number(change),
      untilChange: null,
    })),
  ];
  return versions.sort((a, b) => compare(a.plan, b.plan) || a.change - b.change || compare(a.path, b.path));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
