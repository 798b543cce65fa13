import { expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { compareBases } from '../../../src/runs/reconcile/compare-bases.js';
import { SQLITE } from '../../databases/databases.js';
import { cashCompany } from './cash-company.js';

const range = { from: '2026-01-01', to: '2026-04-01' };

it('tells what the same deals would have earned and paid when booked, recognized or collected', async () => {
  const company = await cashCompany(SQLITE);
  const { db } = company;
  expect(await compareBases(db, EVERY_PAYEE, { range })).toBeNull();
  await company.data({
    'revenue-schedules': ['deal,method,from,to', 'D-1,months,2026-01-10,2027-01-10'],
  });
  await company.calculate('2026-03');
  const ann = await compareBases(db, EVERY_PAYEE, { range, payee: 'ann' });
  const told = ann?.rows.map(({ month, posted, booked, recognized, collected }) =>
    [month, ...[posted, booked, recognized, collected].map(({ earned, paid }) => `${earned}/${paid}`)].join(
      ' ',
    ),
  );
  expect(told).toEqual([
    '2026-01 100.00/66.67 100.00/66.67 0.00/0.00 33.33/33.33',
    '2026-02 60.00/46.66 60.00/46.66 8.33/8.33 33.34/33.34',
    '2026-03 0.00/16.67 0.00/16.67 8.34/8.34 33.33/33.33',
  ]);
  expect(ann?.notes).toEqual([
    {
      plan: 'executive',
      component: 'commission',
      basis: 'recognized',
      note: 'is released when it is earned: its release is set aside',
    },
    {
      plan: 'executive',
      component: 'commission',
      basis: 'collected',
      note: 'is released when it is earned: its release is set aside',
    },
  ]);
  const ben = await compareBases(db, EVERY_PAYEE, { range, plan: 'collector' });
  expect(ben).toMatchObject({ payees: 1, notes: [] });
  // On his own basis it is what was posted; booked, the deal's whole value counts on the day of its close.
  expect(
    ben?.rows.map(({ posted, booked, collected }) => [posted.paid, booked.paid, collected.paid]),
  ).toEqual([
    ['3.33', '10.00', '3.33'],
    ['3.34', '0.00', '3.34'],
    ['3.33', '0.00', '3.33'],
  ]);
  expect((await compareBases(db, EVERY_PAYEE, { range, payee: 'nobody' }))?.payees).toBe(0);
});
