import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { Ratio } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import { lastDay, type Segment } from '../credits/segment.js';
import { incentiveTerms, windowTargetIncentive } from '../measures/target-incentive.js';
import type { RecordIndex } from '../record-index.js';
import type { LimitContext } from './limit-rule.js';

/**
 * Tells what caps and floors of a segment look at, as of any date.
 *
 * @param liftsIn the component whose windows take the lines that lift a span to its floor
 * @example
 * const contextAt = limitContexts(segment, { company, index }, 'new-business');
 * contextAt('2026-04-01').targetIncentive({ from: '2026-01-01', to: '2026-04-01' })
 */
export function limitContexts(
  segment: Segment,
  { company, index }: { readonly company: Company; readonly index: RecordIndex },
  liftsIn: string,
): (through: CivilDate) => LimitContext {
  const { plan, payee, from, to } = segment;
  const incentives = new Map<string, Ratio | null>();
  // The same whenever it is asked for, as far as the segment is active in the span.
  const targetIncentive = (span: ClosedRange): Ratio | null => {
    const key = `${span.from} ${span.to}`;
    const known = incentives.get(key);
    if (known !== undefined) return known;
    const loaded = index.targetIncentivesByPayee.get(payee) ?? [];
    const active = { from, to: lastDay(segment) };
    const found = windowTargetIncentive(loaded, span, active, incentiveTerms(segment, company));
    incentives.set(key, found?.prorated ?? null);
    return found?.prorated ?? null;
  };
  return (through) => ({
    calendar: company,
    rounding: plan.rounding,
    targetIncentive,
    through,
    segment: { from, to },
    plan: plan.effective,
    liftsIn,
  });
}
