import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { SegmentBook } from '../../engine/calculate.js';
import { type PayoutCurve, payoutCurve } from '../../ledger/curves/payout-curve.js';
import { measureStanding } from '../../ledger/measure-standing.js';
import { postedStandings } from '../../ledger/posted-standings.js';
import type { NextTier } from '../../ledger/statement.js';
import { ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import { type NamedPayee, payeeOfNow } from '../named-payee.js';
import { recalculatePayee } from '../recalculate-payee.js';
import { requireRun } from '../require-run.js';

/** What a component pays a payee by what is credited, and how far the payee is from more. */
export interface PayeeCurve extends PayoutCurve {
  readonly plan: string;
  /** The next tier or point, and the gates that are not passed. */
  readonly next: readonly NextTier[];
}

/** What a payee is paid by what is credited, component by component. */
export interface PayeeCurves {
  readonly payee: NamedPayee;
  /** The last calculated day; the windows are those that it falls into. */
  readonly asOf: CivilDate;
  readonly curves: readonly PayeeCurve[];
}

/** Whose curves are asked for, and of which component; all unless said. */
export interface PayeeCurvesQuestion {
  readonly payee: string;
  readonly component?: string | undefined;
}

/**
 * What each component pays a payee in its current window by what is credited, with the payee's place, as the shown run
 * knows it. Fails before the first run, and for whom the scope does not show on
 * the last calculated day.
 *
 * @example
 * const found = await payeeCurves(db, scope, { payee: 'ada' });
 * found.ok && found.value.curves[0]?.next[0]?.distance // '12400.00'
 */
export async function payeeCurves(
  executor: Executor,
  scope: PayeeScope,
  { payee, component }: PayeeCurvesQuestion,
): Promise<Result<PayeeCurves>> {
  const run = await requireRun(executor);
  if (!run.ok) return run;
  const { through: asOf } = run.value;
  const named = await payeeOfNow(executor, scope, payee, run.value);
  if (!named.ok) return named;
  const again = await recalculatePayee(executor, run.value, payee);
  if (again === null) return ok({ payee: named.value, asOf, curves: [] });
  const through = addDays(asOf, 1);
  const open = again.book.segments.filter(({ segment }) => segment.from < through && through <= segment.to);
  const curves = open.flatMap((book) =>
    book.components
      .filter((each) => component === undefined || each.component.id === component)
      .flatMap((each) => {
        const curve = payoutCurve(again.calculation, book, each, through);
        if (curve === null) return [];
        return [{ plan: book.segment.plan.id, ...curve, next: nextOf(book, each.component.id, through) }];
      }),
  );
  return ok({ payee: named.value, asOf, curves });
}

function nextOf(book: SegmentBook, component: string, through: CivilDate): readonly NextTier[] {
  const { plan } = book.segment;
  return postedStandings(book, through)
    .flatMap((standing) => measureStanding(standing, plan, through).next)
    .filter((each) => each.component === component);
}
