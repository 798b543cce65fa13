import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import type { Result } from '../../../src/problems/result.js';
import { payeeHeld } from '../../../src/runs/held/payee-held.js';
import { databases } from '../../databases/databases.js';
import { salesCompany } from '../what-if/sales-company.js';

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

describe.each(databases)('what is held, on $name', (database) => {
  it('names the deal, what it waits for, and the invoices that are open with their due dates', async () => {
    const { db } = await salesCompany(database);
    const { payee, asOf, totals, items } = value(await payeeHeld(db, EVERY_PAYEE, 'ann'));
    expect({ payee, asOf, totals }).toEqual({
      payee: { id: 'ann', name: 'Ann' },
      asOf: '2026-03-31',
      totals: [{ currency: 'USD', amount: '2320.00' }],
    });
    const shown = items.map(({ shares: _, assignment: __, ...item }) => item);
    const place = { payGroup: 'monthly-USD', currency: 'USD', plan: 'Account executive', component: 'sales' };
    expect(shown).toEqual([
      {
        ...place,
        deal: { id: 'D-1', name: 'Harbour', account: 'Acme' },
        amount: '1200.00',
        waitsFor: [
          '50%: 30,000.00 USD of 60,000.00 USD collected; I-1 open with 30,000.00 USD, due 2026-02-24',
        ],
        invoices: [
          {
            ...{ invoice: 'I-1', date: '2026-01-25', dueDate: '2026-02-24', currency: 'USD' },
            ...{ amount: '60000.00', open: '30000.00', overdueDays: 35 },
          },
        ],
      },
      {
        ...place,
        deal: { id: 'D-2', name: 'Station', account: 'Bolt' },
        amount: '1120.00',
        waitsFor: ['50%: 0.00 USD of 28,000.00 USD collected; I-2 open with 28,000.00 USD, due 2026-03-12'],
        invoices: [
          {
            ...{ invoice: 'I-2', date: '2026-02-15', dueDate: '2026-03-12', currency: 'USD' },
            ...{ amount: '28000.00', open: '28000.00', overdueDays: 19 },
          },
        ],
      },
    ]);
  });

  it('is less an invoice once it is credited, and nothing for who holds nothing', async () => {
    const company = await salesCompany(database);
    await company.data({
      'credit-notes': ['id,invoice,date,amount', 'C-1,I-2,2026-03-20,28000'],
      'write-offs': ['id,invoice,date,amount', 'W-1,I-1,2026-03-21,10000'],
    });
    await company.calculate('2026-03');
    const { items } = value(await payeeHeld(company.db, EVERY_PAYEE, 'ann'));
    expect(items.map(({ deal, invoices }) => [deal?.id, invoices.map(({ open }) => open)])).toContainEqual([
      'D-1',
      ['20000.00'],
    ]);
    expect(items.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice))).not.toContain('I-2');
    expect(value(await payeeHeld(company.db, EVERY_PAYEE, 'cy'))).toMatchObject({
      totals: [{ currency: 'USD', amount: '0.00' }],
      items: [],
    });
    expect((await payeeHeld(company.db, payeesAlone('bob'), 'ann')).ok).toBe(false);
  });
});
