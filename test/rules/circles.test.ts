import { expect, test } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkPlans } from './check-file.js';

/** Two measures, each with a component, and what these read of the other's measure. */
function plan(hunting: string, farming: string, examples: string, huntedBy = ''): string {
  return `
language: 1
plan: both-ways
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  hunted:
    basis: booked
    amount: acv
    credit: { roles: [owner] }
    when: { all: [ { fact: type, operator: equal, value: new } ] }
    window: quarter
    ${huntedBy}
  farmed:
    basis: booked
    amount: acv
    credit: { roles: [owner] }
    when: { all: [ { fact: type, operator: equal, value: expansion } ] }
    window: quarter
components:
  hunting: { measure: hunted, commission: { rate: 10% }, ${hunting} }
  farming: { measure: farmed, commission: { rate: 5% }, ${farming} }
examples:
${examples}`;
}

function example(it: string, hunted: number, farmed: number, earned: string): string {
  return `
  - it: ${it}
    given:
      quota: { hunted: 100000, farmed: 50000 }
      deals:
        - { id: D-1, closeDate: 2026-02-10, type: new, acv: ${hunted} }
        - { id: D-2, closeDate: 2026-02-20, type: expansion, acv: ${farmed} }
    expect: { earned: ${earned} }
`;
}

function told(text: string): string {
  return formatProblems(checkPlans({ file: 'both-ways.yaml', text }).problems);
}

test('two gates that read each other’s measure pass the check and calculate: they read what was sold, not paid', () => {
  const examples = [
    example('pays both at both bounds', 80_000, 40_000, '{ hunting: 8000, farming: 2000 }'),
    example('pays neither one unit below both', 79_999, 39_999, '{ hunting: 0, farming: 0 }'),
    example('pays the one whose other is reached', 80_000, 39_999, '{ hunting: 0, farming: "1999.95" }'),
  ];
  const gates = [
    'gate: { measure: farmed, atLeast: 80% }',
    'gate: { measure: hunted, atLeast: 80% }',
  ] as const;
  expect(told(plan(...gates, examples.join('')))).toBe('0 errors, 0 warnings');
});

test('two multipliers that read each other’s measure pass the check and calculate', () => {
  const times = (measure: string) =>
    `multiplier: { over: { attainment: ${measure} }, curve: stepped, points: [ { at: 0%, times: 0.5 }, { at: 100%, times: 1.5 } ] }`;
  const examples = [
    example('multiplies both at both bounds', 100_000, 50_000, '{ hunting: 15000, farming: 3750 }'),
    example('halves both below them', 99_999, 49_999, '{ hunting: "4999.95", farming: "1249.98" }'),
  ];
  expect(told(plan(times('farmed'), times('hunted'), examples.join('')))).toBe('0 errors, 0 warnings');
});

test('what counts of a deal follows from no quota that follows from what counted: the one circle is refused', () => {
  const circle = `
    quota: { ofLastYear: 100% }
    windfall: { above: { ofQuota: 50% }, excess: forfeited }`;
  const written = plan('settles: asEarned', 'settles: asEarned', '', circle).replace(/examples:\n$/, '');
  expect(told(written)).toBe(
    'both-ways.yaml:16:17 error invalid-value: what counts of a deal can not follow from last year, which it decides about\n' +
      '  field: measures.hunted.windfall.above\n' +
      '  found: ofQuota\n' +
      '  expected: an amount of money\n' +
      '1 error, 0 warnings',
  );
});
