import { expect, test } from 'vitest';
import { explainLimits } from '../../../src/engine/earnings/explain-limits.js';

test('what caps and floors did to a line is told in words, each with what it added or took', () => {
  const cap = { by: 'cap', of: 'component', per: 'month', limit: 10_000n } as const;
  const { leaves } = explainLimits(
    [
      { ...cap, effect: 'carriedOver', amount: -2_000n },
      { ...cap, effect: 'carriedIn', amount: 2_000n },
      { ...cap, of: 'plan', per: 'year', effect: 'forfeited', amount: -500n },
      { ...cap, by: 'floor', per: 'deal', effect: 'lifted', amount: 5n },
    ],
    'USD',
  );
  expect(leaves.map(({ text, exact }) => `${text}: ${exact.numerator}`)).toEqual([
    'cap of 100.00 USD per month, carried over to the next: -2000',
    'carried over from before, above the cap of 100.00 USD per month: 2000',
    'cap of 100.00 USD per year over the whole plan: -500',
    'lifts to the floor of 100.00 USD per deal: 5',
  ]);
});
