import { expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { linesOfDeal } from '../../src/runs/lines-of-deal.js';
import { loadedDatabase } from './temporary-company.js';

it('finds the lines of a deal with whoever holds a share and whoever manages them', async () => {
  const db = await loadedDatabase();
  expect(await linesOfDeal(db, EVERY_PAYEE, 'D-3')).toEqual([]);
  await calculateRun(db, { through: '2026-05-01', actor: 'local' });
  const shown = async (scope = EVERY_PAYEE, deal = 'D-3') =>
    (await linesOfDeal(db, scope, deal)).map(
      ({ entitlement: { payee, component }, period, line }) =>
        `${payee} ${period.id}.${line.number} ${component} ${line.event} ${line.amount}`,
    );
  expect(await shown()).toEqual([
    'bo 2026-02.1 new-business booked:D-3:booking 800000',
    'mia 2026-02.1 override booked:D-3:booking 80000',
  ]);
  expect(await shown(payeesAlone('bo'))).toHaveLength(1);
  expect(await shown(EVERY_PAYEE, 'nothing')).toEqual([]);
});
