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
