import { OPPOSITE_OPERATORS } from './condition-operator.js';
import { describeWanted } from './describe-condition.js';
import { type ConditionOutcome, isRefuted, type LeafOutcome } from './explain-condition.js';

/**
 * Why a condition is not met, in plain sentences: one for each comparison that stood against it, and one
 * for each group of alternatives of which none held. A condition that is met needs no sentence.
 *
 * @example
 * describeOutcome(outcome) // ['discount is 35%, wanted at most 30%']
 */
export function describeOutcome(outcome: ConditionOutcome): readonly string[] {
  return obstacles(outcome, false);
}

/** `negated` tells that the opposite of this part was asked for. */
function obstacles(outcome: ConditionOutcome, negated: boolean): readonly string[] {
  if (negated ? isRefuted(outcome) : outcome.met) return [];
  if ('not' in outcome) return obstacles(outcome.not, !negated);
  if ('fact' in outcome) return [leafSentence(outcome, negated)];
  const parts = 'all' in outcome ? outcome.all : outcome.any;
  if ('all' in outcome !== negated) return parts.flatMap((part) => obstacles(part, negated));
  const alternatives = parts.map((part) => obstacles(part, negated).join(' and '));
  const [only] = alternatives;
  return only !== undefined && alternatives.length === 1
    ? [only]
    : [`no alternative is met: ${alternatives.join('; ')}`];
}

function leafSentence(leaf: LeafOutcome, negated: boolean): string {
  const { fact, actual } = leaf;
  return `${fact} is ${actual}, wanted ${negated ? oppositeWanted(leaf) : leaf.wanted}`;
}

function oppositeWanted({ operator, type, value }: LeafOutcome): string {
  if (operator === 'isGiven') return describeWanted(operator, type, value === 'true' ? 'false' : 'true');
  return describeWanted(OPPOSITE_OPERATORS[operator], type, value);
}
