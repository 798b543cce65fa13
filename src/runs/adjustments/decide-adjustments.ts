import { EVERY_PAYEE } from '../../access/scope.js';
import { type Adjustment, adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { decideOnAdjustments, readAdjustments } from '../../store/adjustments.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { closedPeriod, type DraftContext, draftContext } from './check-draft.js';

/** What is decided on some adjustments, and by whom. */
export interface AdjustmentsVerdict {
  /** Those that are meant; all that wait for a decision, and that the actor may decide on, when left out. */
  readonly numbers?: readonly number[];
  readonly decision: 'approved' | 'rejected';
  /** Why; a rejection needs it. */
  readonly reason?: string;
  /** The id of the person. */
  readonly actor: string;
}

/**
 * Approves or rejects adjustments: all that are named, or none. Nobody decides on what they made themselves, or on
 * what is paid to them, and what is decided stays so. Fails with all that stands against it.
 *
 * @example
 * await decideAdjustments(db, { numbers: [1, 2], decision: 'approved', actor: 'cfo' });
 */
export async function decideAdjustments(
  db: Database,
  { numbers, decision, reason, actor }: AdjustmentsVerdict,
): Promise<Result<readonly Adjustment[]>> {
  if (decision === 'rejected' && (reason ?? '').trim() === '') {
    return failed([problem('missing-value', 'a rejection needs a reason', { field: 'reason' })]);
  }
  const command = decision === 'approved' ? 'adjustment approve' : 'adjustment reject';
  const description = { actor, command, reason: reason ?? null };
  const { value } = await withChange<Result<readonly Adjustment[]>>(db, description, async (trx, change) => {
    const context = await draftContext(trx);
    if (!context.ok) return discard(context);
    const found =
      numbers === undefined
        ? (await readAdjustments(trx, EVERY_PAYEE, { state: 'waiting' })).filter((each) =>
            mayDecide(each, actor),
          )
        : await readAdjustments(trx, EVERY_PAYEE, { numbers });
    const against = found.flatMap((each) => standsAgainst(each, { actor, decision }, context.value));
    const problems = [...unknown(numbers ?? [], found), ...against];
    if (problems.length > 0) return discard(failed(problems));
    if (found.length === 0) return discard(ok([]));
    await decideOnAdjustments(trx, change, found, { decision, actor, reason: reason ?? null });
    return ok(await readAdjustments(trx, EVERY_PAYEE, { numbers: found.map(({ number }) => number) }));
  });
  return value;
}

function mayDecide({ maker, payee }: Adjustment, actor: string): boolean {
  return maker !== actor && payee !== actor;
}

function unknown(numbers: readonly number[], found: readonly Adjustment[]): readonly Problem[] {
  const known = new Set(found.map(({ number }) => number));
  const hint = '`attain adjustment list` lists them';
  return numbers
    .filter((number) => !known.has(number))
    .map((number) => problem('not-found', `there is no adjustment ${number}`, { hint }));
}

function standsAgainst(
  adjustment: Adjustment,
  { actor, decision }: Pick<AdjustmentsVerdict, 'actor' | 'decision'>,
  context: DraftContext,
): readonly Problem[] {
  const { number, maker, payee, decision: decided } = adjustment;
  const subject = `adjustment ${number}`;
  if (decided !== null) {
    const message = `adjustment ${number} was ${decided.decision} by ${decided.actor}`;
    const hint = 'another adjustment makes up for what was wrong';
    return [problem('already-decided', message, { subject, found: adjustmentState(adjustment), hint })];
  }
  const problems: Problem[] = [];
  if (!mayDecide(adjustment, actor)) {
    const whose = maker === actor ? 'made' : 'is paid';
    const message = `${actor} ${whose} adjustment ${number}, so another person decides on it`;
    const expected = `another person than ${[...new Set([maker, payee])].join(' and ')}, named by --as`;
    problems.push(problem('own-work', message, { subject, found: actor, expected }));
  }
  // What can be paid no more can still be rejected.
  if (decision === 'approved') problems.push(...closedPeriod(adjustment, context, { subject }));
  return problems;
}
