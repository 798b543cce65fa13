import type { ConditionLeaf, ConditionNode, ConditionTest } from './condition.js';
import type { ConditionOperator } from './condition-operator.js';
import type { FactValue } from './fact.js';
import { type PlainCondition, withoutNot } from './normal-form.js';

/**
 * Turns a checked condition into one closure. It is called for every deal of a run: it waits for nothing
 * and allocates nothing.
 *
 * @example
 * const met = compileCondition(condition.tree)
 * met({ type: 'new', discount: null }) // false where the discount is asked for
 */
export function compileCondition(tree: ConditionNode): ConditionTest {
  return compiled(withoutNot(tree));
}

function compiled(node: PlainCondition): ConditionTest {
  if ('fact' in node) return leafTest(node);
  if ('all' in node) return joined(node.all.map(compiled), both);
  return joined(node.any.map(compiled), either);
}

/** Joins in halves, so that a long list costs neither a loop per call nor a deep stack. */
function joined(
  tests: readonly ConditionTest[],
  join: (left: ConditionTest, right: ConditionTest) => ConditionTest,
): ConditionTest {
  const [first] = tests;
  if (first === undefined) throw new RangeError('a condition needs at least one part');
  if (tests.length === 1) return first;
  const middle = tests.length >> 1;
  return join(joined(tests.slice(0, middle), join), joined(tests.slice(middle), join));
}

function both(left: ConditionTest, right: ConditionTest): ConditionTest {
  return (facts) => left(facts) && right(facts);
}

function either(left: ConditionTest, right: ConditionTest): ConditionTest {
  return (facts) => left(facts) || right(facts);
}

function leafTest(leaf: ConditionLeaf): ConditionTest {
  const { fact, operator, value } = leaf;
  if (operator === 'isGiven') return value === true ? given(fact) : empty(fact);
  if (typeof value !== 'object') return constantTest(fact, operator, value);
  return 'fact' in value ? referenceTest(fact, operator, value.fact) : listTest(fact, operator, value);
}

function given(fact: string): ConditionTest {
  return (facts) => facts[fact] != null;
}

function empty(fact: string): ConditionTest {
  return (facts) => facts[fact] == null;
}

function listTest(fact: string, operator: ConditionOperator, list: readonly FactValue[]): ConditionTest {
  const wanted = new Set(list);
  const expected = operator === 'in';
  return (facts) => {
    const actual = facts[fact];
    return actual != null && wanted.has(actual) === expected;
  };
}

function constantTest(fact: string, operator: ConditionOperator, wanted: FactValue): ConditionTest {
  const compare = comparison(operator);
  return (facts) => {
    const actual = facts[fact];
    return actual != null && compare(actual, wanted);
  };
}

function referenceTest(fact: string, operator: ConditionOperator, other: string): ConditionTest {
  const compare = comparison(operator);
  return (facts) => {
    const actual = facts[fact];
    const wanted = facts[other];
    return actual != null && wanted != null && compare(actual, wanted);
  };
}

function comparison(operator: ConditionOperator): (actual: FactValue, wanted: FactValue) => boolean {
  switch (operator) {
    case 'equal':
      return (actual, wanted) => actual === wanted;
    case 'notEqual':
      return (actual, wanted) => actual !== wanted;
    case 'contains':
      return (actual, wanted) => String(actual).includes(String(wanted));
    case 'doesNotContain':
      return (actual, wanted) => !String(actual).includes(String(wanted));
    case 'lessThan':
      return (actual, wanted) => actual < wanted;
    case 'lessThanInclusive':
      return (actual, wanted) => actual <= wanted;
    case 'greaterThan':
      return (actual, wanted) => actual > wanted;
    case 'greaterThanInclusive':
      return (actual, wanted) => actual >= wanted;
    default:
      throw new RangeError(`the operator ${operator} compares no two values`);
  }
}
