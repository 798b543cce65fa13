import { Engine, type TopLevelConditionResult } from 'json-rules-engine';
import type { FactType } from '../records/company.js';
import type { Condition, ConditionLeaf, ConditionNode, FactReference } from './condition.js';
import type { ConditionOperator } from './condition-operator.js';
import { describeValue, describeWanted } from './describe-condition.js';
import { ENGINE_OPERATORS } from './engine-operators.js';
import { type Facts, formatFact } from './fact.js';
import { type PlainCondition, withoutNot } from './normal-form.js';

/**
 * What became of one comparison: its value and what it wanted in words, what the field holds (`empty` for
 * none), and, where that decided it, that a field is empty.
 *
 * @example
 * const outcome: LeafOutcome = {
 *   fact: 'discount', type: 'percent', operator: 'lessThanInclusive', value: '30%',
 *   wanted: 'at most 30%', actual: '35%', met: false,
 * }
 */
export interface LeafOutcome {
  readonly fact: string;
  readonly type: FactType;
  readonly operator: ConditionOperator;
  readonly value: string;
  readonly wanted: string;
  readonly actual: string;
  readonly met: boolean;
  readonly because?: string;
}

/**
 * What became of a condition, part by part, in the shape in which it was written. Each `met` speaks of its
 * own part: a comparison under a `not` that is met can be the reason why the whole is not.
 *
 * @example
 * const outcome: ConditionOutcome = { not: leafOutcome, met: false }
 */
export type ConditionOutcome =
  | { readonly all: readonly ConditionOutcome[]; readonly met: boolean }
  | { readonly any: readonly ConditionOutcome[]; readonly met: boolean }
  | { readonly not: ConditionOutcome; readonly met: boolean }
  | LeafOutcome;

/**
 * Runs a condition through json-rules-engine and says part by part what became of it. For people, checks and
 * tests: it is asynchronous and a hundred times slower than {@link Condition.met}, with which it agrees.
 *
 * @example
 * const outcome = await explainCondition(condition, facts)
 * if (!outcome.met) print(describeOutcome(outcome))
 */
export async function explainCondition(condition: Condition, facts: Facts): Promise<ConditionOutcome> {
  const plain = withoutNot(condition.tree);
  const engine = new Engine([], { allowUndefinedFacts: false, pathResolver: refusePath });
  for (const operator of ENGINE_OPERATORS) engine.addOperator(operator);
  for (const name of factNames(plain)) engine.addFact(name, facts[name] ?? null);
  // The engine wants a group at the root; what has lost its `not` may be a single comparison.
  engine.addRule({ conditions: { all: [forEngine(plain)] }, event: { type: 'met' } });
  const { results, failureResults } = await engine.run();
  const [root] = results.concat(failureResults);
  const [result] = root !== undefined && 'all' in root.conditions ? root.conditions.all : [];
  return mirrored(condition.tree, result, false);
}

/**
 * Whether the condition is known not to hold; a comparison with an empty field is neither met nor refuted.
 *
 * @example
 * isRefuted(outcome) // what `not` of it would be
 */
export function isRefuted(outcome: ConditionOutcome): boolean {
  if ('not' in outcome) return outcome.not.met;
  if ('all' in outcome) return outcome.all.some(isRefuted);
  if ('any' in outcome) return outcome.any.every(isRefuted);
  return !outcome.met && outcome.because === undefined;
}

function refusePath(_value: object, path: string): never {
  throw new Error(`conditions have no paths, and this one has ${path}`);
}

function* factNames(node: PlainCondition): Generator<string> {
  if ('fact' in node) {
    yield node.fact;
    if (isReference(node.value)) yield node.value.fact;
    return;
  }
  for (const part of 'all' in node ? node.all : node.any) yield* factNames(part);
}

/** What json-rules-engine is given: the same JSON with decoded values. */
type EngineCondition =
  | { fact: string; operator: string; value: ConditionLeaf['value'] }
  | { all: EngineCondition[] }
  | { any: EngineCondition[] };

function forEngine(node: PlainCondition): EngineCondition {
  if ('fact' in node) return { fact: node.fact, operator: node.operator, value: node.value };
  if ('all' in node) return { all: node.all.map(forEngine) };
  return { any: node.any.map(forEngine) };
}

/** What json-rules-engine gives back for a part, of all that it may give. */
type EngineResult = Extract<TopLevelConditionResult, { all: unknown }>['all'][number];

/** `negated` tells that the engine was asked for the opposite of this part. */
function mirrored(node: ConditionNode, result: EngineResult | undefined, negated: boolean): ConditionOutcome {
  if (result?.result === undefined) throw new Error('json-rules-engine left a part of the condition out');
  const met = result.result;
  if ('fact' in node) return mirroredLeaf(node, result, negated);
  if ('not' in node) {
    const not = mirrored(node.not, result, !negated);
    return { not, met: negated ? isRefuted(not) : met };
  }
  const results = 'all' in result ? result.all : 'any' in result ? result.any : [];
  const parts = ('all' in node ? node.all : node.any).map((part, index) =>
    mirrored(part, results[index], negated),
  );
  if ('all' in node) return { all: parts, met: negated ? parts.every((part) => part.met) : met };
  return { any: parts, met: negated ? parts.some((part) => part.met) : met };
}

function mirroredLeaf(leaf: ConditionLeaf, result: EngineResult, negated: boolean): LeafOutcome {
  const { fact, operator, type } = leaf;
  const held = 'factResult' in result ? result.factResult : undefined;
  const compared = 'valueResult' in result ? result.valueResult : undefined;
  const because = emptyReason(leaf, held, compared);
  const value = isReference(leaf.value)
    ? `${leaf.value.fact} (${readable(compared, type)})`
    : describeValue(leaf);
  return {
    fact,
    type,
    operator,
    value,
    wanted: describeWanted(operator, type, value),
    actual: readable(held, type),
    met: because === undefined && result.result !== negated,
    ...(because !== undefined && { because }),
  };
}

function emptyReason(
  { operator, value }: ConditionLeaf,
  held: unknown,
  compared: unknown,
): string | undefined {
  if (operator === 'isGiven') return undefined;
  if (held == null) return 'the field is empty';
  return isReference(value) && compared == null ? `the field ${value.fact} is empty` : undefined;
}

function isReference(value: ConditionLeaf['value']): value is FactReference {
  return typeof value === 'object' && 'fact' in value;
}

function readable(value: unknown, type: FactType): string {
  const isValue = typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean';
  return isValue ? formatFact(value, type) : 'empty';
}
