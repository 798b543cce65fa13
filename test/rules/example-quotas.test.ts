import { expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkPlans } from './check-file.js';

const PLAN = `language: 1
plan: two-windows
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  quarter: { basis: booked, amount: acv, credit: { roles: [owner] }, window: quarter, quota: new-acv }
  year: { basis: booked, amount: acv, credit: { roles: [owner] }, window: year, quota: new-acv }
components:
  quarterly: { measure: quarter, commission: { rate: 10% } }
  yearly: { measure: year, commission: { rate: 1% } }
examples:
  - it: gives the year the quotas of all its quarters, however early it is
    given:
      through: THROUGH
      quota: { new-acv: 100000 }
      deals: [ { id: D-1, closeDate: 2026-02-10, acv: 100000 } ]
    expect: { attainment: { year: 25% }, earned: "11000.00" }
`;

it.each(['2026-02', '2026-03', '2026-09', '2026-12'])(
  'holds a year against its four quarters in %s',
  (month) => {
    const report = checkPlans({ file: 'plan.yaml', text: PLAN.replace('THROUGH', month) });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
  },
);

it.each(['66.66%', '66.67%', '67%', '66%'])('takes two thirds as %s, cut off or rounded', (written) => {
  const text = PLAN.replace('THROUGH', '2026-03')
    .replace('10, acv: 100000', '10, acv: 200000')
    .replace('new-acv: 100000 }', 'new-acv: 75000 }')
    .replace('"11000.00"', '"22000.00"');
  const report = checkPlans({ file: 'plan.yaml', text: text.replace('year: 25% }', `year: ${written} }`) });
  expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
});

it('says what it found cut off, never rounded up', () => {
  const text = PLAN.replace('THROUGH', '2026-03')
    .replace('10, acv: 100000', '10, acv: 399999.00')
    .replace('"11000.00"', '"43999.89"');
  const report = checkPlans({ file: 'plan.yaml', text: text.replace('year: 25% }', 'year: 101% }') });
  expect(formatProblems(report.problems)).toContain('found: 99.99%');
});
