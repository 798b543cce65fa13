import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { readAccounting } from '../../../src/runs/accounting/read-accounting.js';
import { databases } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from '../closing/closing-company.js';
import { Payroll, succeeded } from '../payouts/payroll.js';

const PLAN = `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: month }
components:
  sales: { measure: bookings, commission: { rate: 10% } }
`;

/** `month payee: reversed + earned - paid = accrued` */
async function accruals({ db }: ClosingCompany, paidAfter = 0): Promise<readonly string[]> {
  const figures = await readAccounting(db, EVERY_PAYEE, { paidAfter, withCosts: false });
  return (figures?.accruals ?? []).map(
    ({ month, payee, reversed, earned, paid, accrued }) =>
      `${month} ${payee}: ${reversed} + ${earned} - ${paid} = ${accrued}`,
  );
}

describe.each(databases)('accruals on $name', (database) => {
  it('last until payroll confirms, and fall back on the pay period where nothing is paid by batches', async () => {
    const company = await closingCompany(database);
    await company.rules({ ae: PLAN });
    await company.data({
      payees: ['id,name', 'ann,Ann'],
      assignments: ['payee,plan,from', 'ann,ae,2026-01-01'],
      deals: [
        'id,closeDate,tcv',
        'D-1,2026-01-10,1000.00',
        'D-2,2026-02-10,2000.00',
        'D-3,2026-03-10,4000.00',
      ],
      splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,ann,owner,100%', 'D-3,ann,owner,100%'],
    });
    await company.calculate('2026-04');
    await company.close('2026-01');
    await company.close('2026-02');
    const supposed = [
      '2026-01 ann: 0 + 10000 - 10000 = 0',
      '2026-02 ann: 0 + 20000 - 20000 = 0',
      '2026-03 ann: 0 + 40000 - 40000 = 0',
    ];
    expect(await accruals(company)).toEqual(supposed);

    // The first month was paid elsewhere; from the second on, batches are paid.
    const payroll = new Payroll(company.db);
    succeeded(await payroll.build('2026-02'));
    const unpaid = [
      '2026-01 ann: 0 + 10000 - 10000 = 0',
      '2026-02 ann: 0 + 20000 - 0 = 20000',
      '2026-03 ann: 20000 + 40000 - 0 = 60000',
      '2026-04 ann: 60000 + 0 - 0 = 60000',
    ];
    expect(await accruals(company)).toEqual(unpaid);
    succeeded(await payroll.approve(1));
    succeeded(await payroll.withdraw(1));
    expect(await accruals(company)).toEqual(unpaid);

    succeeded(await payroll.build('2026-02'));
    succeeded(await payroll.approve(2));
    succeeded(await payroll.export(2));
    succeeded(await payroll.confirm(2, ['ann,200.00,C-1,03/15/2026,SENT']));
    expect(await accruals(company)).toEqual(unpaid);
    succeeded(
      await payroll.confirm(2, ['ann,150.00,C-1,03/15/2026,OK', 'ann,50.00,C-2,04/02/2026,OK'], 'b.csv'),
    );
    expect(await accruals(company)).toEqual([
      '2026-01 ann: 0 + 10000 - 10000 = 0',
      '2026-02 ann: 0 + 20000 - 0 = 20000',
      '2026-03 ann: 20000 + 40000 - 15000 = 45000',
      '2026-04 ann: 45000 + 0 - 5000 = 40000',
    ]);
    expect((await accruals(company, 1)).slice(0, 2)).toEqual([
      '2026-01 ann: 0 + 10000 - 0 = 10000',
      '2026-02 ann: 10000 + 20000 - 10000 = 20000',
    ]);

    // What comes back is open again.
    succeeded(await payroll.confirm(2, ['ann,50.00,C-2,04/02/2026,BOUNCED'], 'c.csv'));
    expect((await accruals(company)).at(-1)).toBe('2026-04 ann: 45000 + 0 - 0 = 45000');
  });
});
