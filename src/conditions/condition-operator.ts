import type { FactType } from '../records/company.js';

/**
 * The operators of a condition: those of json-rules-engine, and `isGiven`, which asks whether the field has
 * a value at all. `contains` and `doesNotContain` look for a part of a text.
 *
 * @example
 * CONDITION_OPERATORS.join(', ')
 */
export const CONDITION_OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'isGiven',
] as const;

/**
 * One of {@link CONDITION_OPERATORS}.
 *
 * @example
 * const operator: ConditionOperator = 'lessThanInclusive'
 */
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/**
 * An operator that compares a field with a value; all but `isGiven`.
 *
 * @example
 * const operator: ComparisonOperator = 'notIn'
 */
export type ComparisonOperator = Exclude<ConditionOperator, 'isGiven'>;

const IDENTITY: readonly ConditionOperator[] = ['equal', 'notEqual', 'in', 'notIn'];
const PART: readonly ConditionOperator[] = ['contains', 'doesNotContain'];
const ORDER: readonly ConditionOperator[] = [
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
];

/**
 * The operators that fit facts of a type, in the order in which they are listed to people.
 *
 * @example
 * operatorsFor('boolean') // ['equal', 'notEqual', 'in', 'notIn', 'isGiven']
 */
export function operatorsFor(type: FactType): readonly ConditionOperator[] {
  if (type === 'text') return [...IDENTITY, ...PART, 'isGiven'];
  if (type === 'boolean') return [...IDENTITY, 'isGiven'];
  return [...IDENTITY, ...ORDER, 'isGiven'];
}

/**
 * The operator that is met on a field with a value exactly when the other is not.
 *
 * @example
 * OPPOSITE_OPERATORS.lessThan // 'greaterThanInclusive'
 */
export const OPPOSITE_OPERATORS: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
};
