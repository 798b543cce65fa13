import type { CivilDate } from '../calendar/civil-date.js';
import type { Measure } from '../engine/measure.js';
import { lastKnownDay } from '../engine/measures/measure-window.js';
import type { Component, Plan } from '../engine/plan.js';
import { compareText } from '../engine/record-index.js';
import {
  compareRatios,
  divideRatios,
  formatPercent,
  formatReached,
  multiplyRatios,
  type Ratio,
  ratio,
  subtractRatios,
} from '../money/ratio.js';
import { paysByOwnTiers, tierSteps } from './curves/tier-steps.js';
import { measureAmount } from './measure-amount.js';
import type { PostedStanding } from './posted-statement.js';
import type { MeasureStanding, NextTier } from './statement.js';

/**
 * A posted standing in words, by the plan that governs it.
 *
 * @param through the first day that was not known
 */
export function measureStanding(posted: PostedStanding, plan: Plan, through: CivilDate): MeasureStanding {
  const measure = plan.measures.find(({ id }) => id === posted.measure);
  if (measure === undefined) throw new Error(`The plan ${plan.id} has no measure ${posted.measure}.`);
  const credited = ratio(posted.credited, posted.scale);
  const quota = posted.quota === null ? null : ratio(posted.quota, 1n);
  const terms = { plan, measure, credited, quota };
  const window = { from: posted.windowFrom, to: posted.windowTo };
  return {
    assignment: posted.assignment,
    measure: measure.id,
    unit: measure.unit,
    window,
    at: lastKnownDay(window, through),
    credited: amountText(credited, terms),
    quota: quota === null ? null : amountText(quota, terms),
    attainment: quota === null ? null : formatReached(divideRatios(credited, quota)),
    next: [...plan.components]
      .sort((a, b) => compareText(a.id, b.id))
      .flatMap((component) => [
        ...(component.measure.id === measure.id ? nextTier(component, terms) : []),
        ...closedGates(component, terms),
      ]),
  };
}

interface Standing {
  readonly plan: Plan;
  readonly measure: Measure;
  readonly credited: Ratio;
  readonly quota: Ratio | null;
}

function nextTier(component: Component, standing: Standing): readonly NextTier[] {
  const { mechanism } = component;
  if (!paysByOwnTiers(mechanism)) return [];
  const ofQuota = mechanism.over.kind === 'attainment';
  const whole = ofQuota ? standing.quota : ratio(1n, 1n);
  if (whole === null) return [];
  const steps = tierSteps(mechanism, standing.plan.currency);
  const above = steps.find(({ from }) => compareRatios(multiplyRatios(from, whole), standing.credited) > 0);
  if (above === undefined) return [];
  const bound = multiplyRatios(above.from, whole);
  const distance = amountText(subtractRatios(bound, standing.credited), standing);
  const from = ofQuota ? formatPercent(above.from) : amountText(bound, standing);
  return [{ component: component.id, from, pays: above.pays, distance }];
}

/** What is missing to pass the gates of a component that ask for this measure of the payee's own. */
function closedGates({ id, gate }: Component, standing: Standing): readonly NextTier[] {
  return gate.flatMap(({ position, bound, exceeds }) => {
    const { measure, credited, quota } = standing;
    if (position.of !== 'self' || position.measure !== measure.id) return [];
    const ofQuota = position.reads === 'attainment';
    const whole = ofQuota ? quota : ratio(1n, 1n);
    if (whole === null) return [];
    const needed = multiplyRatios(bound, whole);
    const order = compareRatios(needed, credited);
    if (order < 0 || (order === 0 && !exceeds)) return [];
    const distance = amountText(subtractRatios(needed, credited), standing);
    const from = ofQuota ? formatPercent(bound) : amountText(needed, standing);
    return [
      { component: id, from, pays: exceeds ? 'past its gate, if exceeded' : 'past its gate', distance },
    ];
  });
}

function amountText(amount: Ratio, { measure, plan }: Pick<Standing, 'measure' | 'plan'>): string {
  return measureAmount(amount, measure.unit, plan.currency);
}
