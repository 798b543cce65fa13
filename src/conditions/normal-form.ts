import type { ConditionLeaf, ConditionNode } from './condition.js';
import { OPPOSITE_OPERATORS } from './condition-operator.js';

/**
 * A condition without `not`: its leaves say themselves what they deny.
 *
 * @example
 * const plain: PlainCondition = { any: [leaf, otherLeaf] }
 */
export type PlainCondition =
  | { readonly all: readonly PlainCondition[] }
  | { readonly any: readonly PlainCondition[] }
  | ConditionLeaf;

/**
 * The same condition with every `not` pushed down to its leaves: `not all` becomes `any` of the opposites
 * and the reverse, `lessThan` becomes `greaterThanInclusive`, and so on.
 *
 * This is what makes empty fields simple. In three-valued logic `not unknown` is unknown, so a leaf on an
 * empty field must count as not met both with and without `not`. Once no `not` is left, a leaf that is
 * unknown can simply be false, and the whole is true exactly when three-valued logic calls it true.
 *
 * @example
 * withoutNot({ not: { all: [discountLessThan30, typeEqualNew] } })
 * // { any: [discountGreaterThanInclusive30, typeNotEqualNew] }
 */
export function withoutNot(node: ConditionNode): PlainCondition {
  return pushedDown(node, false);
}

function pushedDown(node: ConditionNode, negated: boolean): PlainCondition {
  if ('not' in node) return pushedDown(node.not, !negated);
  if ('fact' in node) return negated ? oppositeLeaf(node) : node;
  const parts = ('all' in node ? node.all : node.any).map((part) => pushedDown(part, negated));
  return 'all' in node !== negated ? { all: parts } : { any: parts };
}

/** The leaf that is met on a field with a value exactly when the given one is not. */
function oppositeLeaf(leaf: ConditionLeaf): ConditionLeaf {
  if (leaf.operator === 'isGiven') return { ...leaf, value: leaf.value === false };
  return { ...leaf, operator: OPPOSITE_OPERATORS[leaf.operator] };
}
