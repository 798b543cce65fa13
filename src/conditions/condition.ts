import type { FactType } from '../records/company.js';
import type { ConditionOperator } from './condition-operator.js';
import type { Facts, FactValue } from './fact.js';

/**
 * A comparison with another fact of the same type.
 *
 * @example
 * const reference: FactReference = { fact: 'listPrice' }
 */
export interface FactReference {
  readonly fact: string;
}

/**
 * One comparison: the fact, its declared type, the operator, and the value decoded by that type. `in` and
 * `notIn` have a list, `isGiven` a boolean, the others one value or another fact.
 *
 * @example
 * const leaf: ConditionLeaf = { fact: 'termMonths', type: 'number', operator: 'lessThan', value: scaleFact('24') }
 */
export interface ConditionLeaf {
  readonly fact: string;
  readonly type: FactType;
  readonly operator: ConditionOperator;
  readonly value: FactValue | readonly FactValue[] | FactReference;
}

/**
 * A checked condition: every fact is declared, every operator fits its fact, every value is of its type,
 * `all` and `any` have at least one part.
 *
 * @example
 * const node: ConditionNode = { not: { all: [leaf] } }
 */
export type ConditionNode =
  | { readonly all: readonly ConditionNode[] }
  | { readonly any: readonly ConditionNode[] }
  | { readonly not: ConditionNode }
  | ConditionLeaf;

/**
 * A condition as its file says it: texts, lists and objects of them, nothing else. It is what hashes and
 * copies of a plan are made from.
 *
 * @example
 * const written: WrittenCondition = { all: [{ fact: 'discount', operator: 'lessThan', value: '30%' }] }
 */
export type WrittenCondition =
  | string
  | readonly WrittenCondition[]
  | { readonly [key: string]: WrittenCondition };

/**
 * Whether facts meet a condition. A comparison with an empty field is unknown; what is unknown is never
 * met, also under `not`.
 *
 * @example
 * const met: ConditionTest = (facts) => facts.type === 'new'
 */
export type ConditionTest = (facts: Facts) => boolean;

/**
 * A condition that was checked: as written, as understood, and compiled.
 *
 * @example
 * if (condition.met({ type: 'new', discount: scaleFact('0.3') })) count(deal)
 */
export interface Condition {
  readonly written: WrittenCondition;
  readonly tree: ConditionNode;
  readonly met: ConditionTest;
}
