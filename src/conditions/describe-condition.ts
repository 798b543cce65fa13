import type { FactType } from '../records/company.js';
import type { ConditionLeaf, ConditionNode } from './condition.js';
import type { ConditionOperator } from './condition-operator.js';
import { formatFact } from './fact.js';
import { type PlainCondition, withoutNot } from './normal-form.js';

/**
 * A condition in words, for statements and the pages of a plan. `not` is said by the comparisons
 * themselves; an alternative inside a conjunction, or the reverse, stands in parentheses.
 *
 * @example
 * describeCondition(condition.tree)
 * // 'type is one of new, expansion and discount is at most 30%'
 */
export function describeCondition(tree: ConditionNode): string {
  return described(withoutNot(tree));
}

/**
 * The value of a comparison as people read it: the constant, the constants of a list, or the name of the
 * other fact.
 *
 * @example
 * describeValue({ fact: 'type', type: 'text', operator: 'in', value: ['new', 'expansion'] }) // 'new, expansion'
 */
export function describeValue(leaf: ConditionLeaf): string {
  const { type, value } = leaf;
  if (typeof value !== 'object') return formatFact(value, leaf.operator === 'isGiven' ? 'boolean' : type);
  return 'fact' in value ? value.fact : value.map((each) => formatFact(each, type)).join(', ');
}

/**
 * What a comparison asks of its field, to stand after "wanted".
 *
 * @example
 * describeWanted('lessThanInclusive', 'percent', '30%') // 'at most 30%'
 */
export function describeWanted(operator: ConditionOperator, type: FactType, value: string): string {
  switch (operator) {
    case 'equal':
      return value;
    case 'notEqual':
      return `anything but ${value}`;
    case 'in':
      return `one of ${value}`;
    case 'notIn':
      return `none of ${value}`;
    case 'contains':
      return `a text with ${value} in it`;
    case 'doesNotContain':
      return `a text without ${value} in it`;
    case 'isGiven':
      return value === 'true' ? 'a value' : 'no value';
    default:
      return `${ORDER_WORDS[type === 'date' ? 'date' : 'quantity'][operator]} ${value}`;
  }
}

const ORDER_WORDS = {
  date: {
    lessThan: 'before',
    lessThanInclusive: 'on or before',
    greaterThan: 'after',
    greaterThanInclusive: 'on or after',
  },
  quantity: {
    lessThan: 'less than',
    lessThanInclusive: 'at most',
    greaterThan: 'more than',
    greaterThanInclusive: 'at least',
  },
} as const;

function described(node: PlainCondition): string {
  if ('fact' in node) return describedLeaf(node);
  const [parts, word] = 'all' in node ? [node.all, ' and '] : [node.any, ' or '];
  return parts
    .map((part) => (isGroup(part) && parts.length > 1 ? `(${described(part)})` : described(part)))
    .join(word);
}

function describedLeaf(leaf: ConditionLeaf): string {
  const { fact, operator, type } = leaf;
  const value = describeValue(leaf);
  switch (operator) {
    case 'notEqual':
      return `${fact} is not ${value}`;
    case 'contains':
      return `${fact} contains ${value}`;
    case 'doesNotContain':
      return `${fact} does not contain ${value}`;
    case 'isGiven':
      return value === 'true' ? `${fact} is given` : `${fact} is empty`;
    default:
      return `${fact} is ${describeWanted(operator, type, value)}`;
  }
}

/** A group of one part reads as that part. */
function isGroup(node: PlainCondition): boolean {
  if ('fact' in node) return false;
  const parts = 'all' in node ? node.all : node.any;
  const [only] = parts;
  return parts.length > 1 || (only !== undefined && isGroup(only));
}
