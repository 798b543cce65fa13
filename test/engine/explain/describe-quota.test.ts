import { expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  measureOf,
  part,
  planOf,
  quotaOf,
  rateOf,
  sold,
} from '../given.js';

/** What is said of the first line of a plan with a quota of 3,000 a quarter. */
function sentences(plan: Plan, records: Partial<RecordSet>): readonly string[] {
  const quota = [quotaOf('12000.00', '2026-01-01', '2027-01-01')];
  const calculation = calculated([plan], { quota, ...records }, '2026-04-01');
  const book = bookOf(calculation);
  const [line] = dueAsOf(calculation, book, '2026-04-01').components.flatMap((each) => each.lines);
  if (line === undefined) throw new Error('no line');
  return explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation)?.sentences ?? [];
}

test('the months of a ramp are told with their parts, as far as they lie in the window', () => {
  const steps = [
    { upTo: 1, quota: part('0.4'), pays: null },
    { upTo: 6, quota: part('0.7'), pays: null },
  ];
  const ramp = { from: 'hireDate', steps } as const;
  const plan = planOf([componentOf(commissionOf(), { measure: measureOf({ ramp }) })]);
  const names = { id: 'me', name: 'Me', email: null, role: null, region: null };
  const payee = [{ ...names, hireDate: '2026-02-01', leaveDate: null, payoutCurrency: null }];
  const assignment = [{ payee: 'me', plan: 'plan', from: '2026-02-01', to: null }];
  const told = sentences(plan, { payee, assignment, deal: [sold('D', '2026-02-10', '100.00')] });
  expect(told).toContain('Window 2026-02-01 to before 2026-04-01, quota 1,100.00 USD.');
  expect(told).toContain('The quota ramps from 2026-02-01 on: 40% in 2026-02, 70% in 2026-03.');
});

test('the days away are told', () => {
  const absence = [{ payee: 'me', from: '2026-03-01', to: null, kind: null }];
  const told = sentences(planOf([componentOf(commissionOf())]), {
    absence,
    deal: [sold('D', '2026-02-10', '100.00')],
  });
  expect(told).toContain('Window 2026-01-01 to before 2026-04-01, quota 2,000.00 USD.');
  expect(told).toContain('The quota is less for being away from 2026-03-01 to before 2026-04-01.');
});

test('both amounts of what was converted are told, with the rate', () => {
  const deal = [sold('D', '2026-02-10', '100.00', { currency: 'EUR' })];
  const fxRate = ['1', '1', '2'].map((rate, day) => rateOf('EUR', 'USD', `2026-02-0${day + 1}`, rate));
  const told = sentences(planOf([componentOf(commissionOf())], { fx: { kind: 'periodAverage' } }), {
    deal,
    fxRate,
  });
  expect(told).toContain('100.00 EUR at a rate of 1.33333333 is 133.33 USD.');
});
