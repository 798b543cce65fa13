import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, type PayeeScope, payeesAlone } from '../../../src/access/scope.js';
import type { Result } from '../../../src/problems/result.js';
import { payeeHistory } from '../../../src/runs/history/payee-history.js';
import { databases } from '../../databases/databases.js';
import { salesCompany } from '../what-if/sales-company.js';

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

describe.each(databases)('the history of a payee on $name', (database) => {
  it('tells each period with attainment, and the year to date', async () => {
    const company = await salesCompany(database);
    await company.close('2026-01');
    await company.calculate('2026-04');
    const { payee, asOf, periods, yearToDate } = value(await payeeHistory(company.db, EVERY_PAYEE, 'ann'));
    expect({ payee, asOf }).toEqual({ payee: { id: 'ann', name: 'Ann' }, asOf: '2026-04-30' });
    expect(
      periods.map(({ period, earned, payable, paid, held, yearToDate: year, attainments }) => [
        ...[period, earned, payable, paid, held, year.earned],
        attainments.map(({ measure, attainment }) => `${measure} ${attainment}`).join(),
      ]),
    ).toEqual([
      ['2026-01', '4800.00', '2400.00', '2400.00', '2400.00', '4800.00', 'bookings 60%'],
      ['2026-02', '2240.00', '2320.00', '2320.00', '2320.00', '7040.00', 'bookings 88%'],
      ['2026-03', '0.00', '0.00', '0.00', '2320.00', '7040.00', 'bookings 88%'],
      ['2026-04', '0.00', '0.00', '0.00', '2320.00', '7040.00', 'bookings 0%'],
    ]);
    expect(yearToDate).toMatchObject([
      {
        ...{ currency: 'USD', through: '2026-04', from: '2026-01-01', earned: '7040.00' },
        ...{ payable: '4720.00', paid: '4720.00', held: '2320.00' },
      },
    ]);
  });

  it('shows only the periods that the scope shows', async () => {
    const { db } = await salesCompany(database);
    expect((await payeeHistory(db, payeesAlone('bob'), 'ann')).ok).toBe(false);
    const spans = new Map([['ann', [{ from: '2026-02-10', to: '2026-03-01' }]]]);
    const scope: PayeeScope = { all: false, payees: new Set(['mia', 'ann']), spans, teams: new Map() };
    const { periods } = value(await payeeHistory(db, scope, 'ann'));
    expect(periods.map(({ period }) => period)).toEqual(['2026-02']);
  });
});
