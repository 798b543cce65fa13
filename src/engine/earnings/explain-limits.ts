import { ratio } from '../../money/ratio.js';
import { describeAmount } from '../describe-amount.js';
import type { LineExplanation } from '../mechanisms/recorder.js';
import type { LineLimit } from '../modifiers/line-limit.js';

/**
 * What caps and floors did to a line, as summands of it.
 *
 * @example
 * recorder.line(key, explainLimits(line.limits ?? [], 'USD'));
 */
export function explainLimits(limits: readonly LineLimit[], currency: string): LineExplanation {
  return {
    notes: [],
    leaves: limits.map((each) => ({ text: textOf(each, currency), exact: ratio(each.amount, 1n) })),
  };
}

function textOf({ by, of, over, per, limit, effect }: LineLimit, currency: string): string {
  const amount = describeAmount(ratio(limit, 1n), 'money', currency);
  const counted = of === 'component' ? '' : ` over ${over?.join(', ') ?? 'the whole plan'}`;
  const name = `${by} of ${amount} per ${per}${counted}`;
  switch (effect) {
    case 'forfeited':
      return name;
    case 'carriedOver':
      return `${name}, carried over to the next`;
    case 'carriedIn':
      return `carried over from before, above the ${name}`;
    case 'lifted':
      return `lifts to the ${name}`;
  }
}
