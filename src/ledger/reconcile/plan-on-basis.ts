import type { AmountKind, Basis, Measure } from '../../engine/measure.js';
import type { ClawbackTerm } from '../../engine/modifiers/clawback.js';
import type { Component, Plan } from '../../engine/plan.js';

/** A plan as it would be if all its measures listened to one basis, and what of it could not be moved to it. */
export interface PlanOnBasis {
  readonly plan: Plan;
  readonly notes: readonly BasisNote[];
}

/** What of a component is otherwise on another basis than its own, in words. */
export interface BasisNote {
  readonly plan: string;
  readonly component: string;
  readonly basis: Basis;
  readonly note: string;
}

/**
 * A plan with the basis of all its measures replaced. Quotas, rates and conditions stay as they are. A component
 * whose measure is on that basis already is not changed; of any other, a release is set aside, as the basis itself
 * says when something is earned, and so are clawbacks that only its own basis has. The figure that a booking counts
 * is counted bit by bit as revenue or cash comes in, and revenue and cash are counted as the deal's value when they
 * are booked.
 *
 * @example
 * planOnBasis(plan, 'collected').plan.measures[0]?.basis // 'collected'
 */
export function planOnBasis(plan: Plan, basis: Basis): PlanOnBasis {
  const measures = new Map(plan.measures.map((measure) => [measure.id, measureOn(measure, basis)]));
  const notes: BasisNote[] = [];
  const components = plan.components.map((component): Component => {
    const measure = measures.get(component.measure.id) ?? measureOn(component.measure, basis);
    const add = (note: string) => notes.push({ plan: plan.id, component: component.id, basis, note });
    if (component.mechanism.kind === 'objectives') {
      add('is paid by objectives, which no basis changes');
      return { ...component, measure };
    }
    if (component.measure.basis === basis) return { ...component, measure };
    if (component.measure.amount.kind === 'field' || component.measure.unit === 'units') {
      add(
        'counts what is no money of the event: it is counted in proportion to the part of the deal that came in',
      );
    }
    if (component.release.length > 0) add('is released when it is earned: its release is set aside');
    const clawback = component.clawback.filter((term) => fits(term, basis));
    if (clawback.length < component.clawback.length) {
      add('has clawbacks that this basis does not have: they are set aside');
    }
    return { ...component, measure, release: [], clawback };
  });
  return { plan: { ...plan, measures: [...measures.values()], components }, notes };
}

function measureOn(measure: Measure, basis: Basis): Measure {
  if (measure.basis === basis) return measure;
  return { ...measure, basis, amount: amountOn(measure.amount, basis) };
}

function amountOn(amount: AmountKind, basis: Basis): AmountKind {
  return basis === 'booked' && amount.kind === 'amount' ? { kind: 'tcv' } : amount;
}

/** Only what is booked is calculated again or takes credit back, and what is paid on cash waits for no invoice. */
function fits(term: ClawbackTerm, basis: Basis): boolean {
  if (basis === 'booked') return true;
  if (term.recovers.kind === 'rerun' || term.reversesCredit !== 'never') return false;
  return basis !== 'collected' || term.on !== 'unpaid';
}
