import { Operator } from 'json-rules-engine';
import type { ConditionOperator } from './condition-operator.js';
import type { FactValue } from './fact.js';

type MaybeEmpty = FactValue | null | undefined;

/**
 * The operators of conditions for json-rules-engine, in place of its own, which meet `notEqual` on an empty
 * field, look for parts in lists only and turn what they compare into floats. An empty field, or an empty
 * field compared with, meets none but `isGiven`.
 *
 * @example
 * for (const operator of ENGINE_OPERATORS) engine.addOperator(operator)
 */
export const ENGINE_OPERATORS: readonly Operator<MaybeEmpty, never>[] = [
  comparing('equal', (actual, wanted: FactValue) => actual === wanted),
  comparing('notEqual', (actual, wanted: FactValue) => actual !== wanted),
  comparing('in', (actual, wanted: readonly FactValue[]) => wanted.includes(actual)),
  comparing('notIn', (actual, wanted: readonly FactValue[]) => !wanted.includes(actual)),
  comparing('contains', (actual, wanted: FactValue) => String(actual).includes(String(wanted))),
  comparing('doesNotContain', (actual, wanted: FactValue) => !String(actual).includes(String(wanted))),
  comparing('lessThan', (actual, wanted: FactValue) => actual < wanted),
  comparing('lessThanInclusive', (actual, wanted: FactValue) => actual <= wanted),
  comparing('greaterThan', (actual, wanted: FactValue) => actual > wanted),
  comparing('greaterThanInclusive', (actual, wanted: FactValue) => actual >= wanted),
  new Operator<MaybeEmpty, boolean>('isGiven', (actual, wanted) => (actual != null) === wanted),
];

function comparing<Wanted>(
  name: ConditionOperator,
  compare: (actual: FactValue, wanted: Wanted) => boolean,
): Operator<MaybeEmpty, Wanted | null | undefined> {
  return new Operator(
    name,
    (actual: MaybeEmpty, wanted: Wanted | null | undefined) =>
      actual != null && wanted != null && compare(actual, wanted),
  );
}
