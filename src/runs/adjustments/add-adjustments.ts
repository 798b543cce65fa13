import { EVERY_PAYEE } from '../../access/scope.js';
import type { Adjustment } from '../../ledger/adjustments/adjustment.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { adjustedByFile, readAdjustments, writeAdjustments } from '../../store/adjustments.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import type { AdjustmentDraft } from './adjustment-draft.js';
import { checkDraft, draftContext } from './check-draft.js';

/** Adjustments that are to be made together, and by whom. */
export interface AdjustmentsToAdd {
  readonly drafts: readonly AdjustmentDraft[];
  /** The id of the person who makes them. */
  readonly actor: string;
  /** The file that they come from, with its SHA-256, where they come from one. */
  readonly file?: { readonly name: string; readonly contentHash: string };
}

/**
 * Makes adjustments, to be approved by another person: all of them, or none. Fails with all that is wrong with any
 * of them.
 *
 * @example
 * await addAdjustments(db, { drafts: [draft], actor: 'ops' });
 */
export async function addAdjustments(
  db: Database,
  { drafts, actor, file }: AdjustmentsToAdd,
): Promise<Result<readonly Adjustment[]>> {
  const command = file === undefined ? 'adjustment add' : 'adjustment import';
  const description = { actor, command, contentHash: file?.contentHash ?? null };
  const { value } = await withChange<Result<readonly Adjustment[]>>(db, description, async (trx, change) => {
    const context = await draftContext(trx);
    if (!context.ok) return discard(context);
    const before = file === undefined ? null : await adjustedByFile(trx, file.contentHash);
    if (file !== undefined && before !== null) return discard(failed([takenBefore(file.name, before)]));
    const checked = drafts.map((draft) => checkDraft(draft, context.value));
    const problems = checked.flatMap((each) => (each.ok ? [] : each.problems));
    const terms = checked.flatMap((each) => (each.ok ? [each.value] : []));
    if (problems.length > 0) return discard(failed(problems));
    if (terms.length === 0) return discard(ok([]));
    const numbers = await writeAdjustments(trx, change, terms, actor);
    return ok(await readAdjustments(trx, EVERY_PAYEE, { numbers }));
  });
  return value;
}

function takenBefore(name: string, change: number): Problem {
  const hint = 'an adjustment that is really to be made once more is added with attain adjustment add';
  return problem('duplicate-record', `${name} was taken in before, by change ${change}`, {
    subject: name,
    hint,
  });
}
