import type { Segment } from '../credits/segment.js';
import type { MeasureBook } from '../measures/measure-book.js';
import { compareText } from '../record-index.js';
import { ComponentBook } from './component-book.js';
import type { EarningContext } from './earning-context.js';
import { limitContexts } from './limit-context.js';
import { liftingComponent, planLimits } from './plan-limits.js';

/**
 * Opens the components of a segment, in order of id. They are asked one by one; a cap or floor of their plan looks
 * at all of them.
 *
 * @example
 * openComponents(segment, measures, { index, company, streams, positionAt, windowEndAt })
 */
export function openComponents(
  segment: Segment,
  measures: readonly MeasureBook[],
  context: Omit<EarningContext, 'planLimits'>,
): readonly ComponentBook[] {
  const { plan } = segment;
  const contextAt = limitContexts(segment, context, liftingComponent(plan));
  const limits = planLimits(plan, () => components, contextAt);
  const components: readonly ComponentBook[] = [...plan.components]
    .sort((a, b) => compareText(a.id, b.id))
    .map((component) => {
      const book = measures.find(({ measure }) => measure.id === component.measure.id);
      if (book === undefined) throw new Error(`the plan ${plan.id} has a component without its measure`);
      return new ComponentBook(component, book, { ...context, planLimits: limits });
    });
  return components;
}
