import { groupedAmount } from '../money/readable-amount.js';
import type { StatementLimit } from './statement.js';

/**
 * What a cap or floor did to a line, as its payee reads it.
 *
 * @example
 * limitText({ by: 'cap', of: 'component', per: 'quarter', effect: 'forfeited', limit: '90000.00', amount: '-1250.00' })
 * // 'capped: 1,250.00 not paid (cap of 90,000.00 per quarter)'
 */
export function limitText({ by, of, over, per, effect, limit, amount }: StatementLimit): string {
  const counted = of === 'component' ? '' : `, over ${over?.join(', ') ?? 'the whole plan'}`;
  const name = `${by} of ${groupedAmount(limit)} per ${per}${counted}`;
  const takes = amount.startsWith('-');
  const size = groupedAmount(takes ? amount.slice(1) : amount);
  switch (effect) {
    case 'forfeited':
      return takes
        ? `capped: ${size} not paid (${name})`
        : `${size} was above the cap, never paid, and is not taken back (${name})`;
    case 'carriedOver':
      return takes
        ? `capped: ${size} carried over to the next ${per} (${name})`
        : `${size} less is carried over to the next ${per} (${name})`;
    case 'carriedIn':
      return `${size} was earned before, above the cap (${name})`;
    case 'lifted':
      return takes ? `lifted by ${size} less (${name})` : `lifted by ${size} (${name})`;
  }
}
