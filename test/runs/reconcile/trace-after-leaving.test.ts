import { expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { traceStatements } from '../../../src/runs/reconcile/trace-statement.js';
import { SQLITE } from '../../databases/databases.js';
import { cashCompany, ONLY_EMPLOYED } from './cash-company.js';

it('traces what is taken back of who left to the cash that went back, and what is left to what released it', async () => {
  const company = await cashCompany(SQLITE);
  const { db } = company;
  await company.rules(ONLY_EMPLOYED);
  await company.data({
    payees: ['id,name,leaveDate', 'ann,Ann Hall,2026-02-21'],
    refunds: [
      'id,receipt,date,kind,invoice,amount',
      'F-1,R-1,2026-03-20,refund,INV-1,333.33',
      'F-2,R-2,2026-03-20,chargeback,INV-1,333.33',
    ],
    receipts: ['id,date,amount', 'R-4,2026-04-10,666.66', 'R-5,2026-05-10,432.00'],
    applications: ['receipt,invoice,amount', 'R-4,INV-1,666.66', 'R-5,INV-2,432.00'],
    amendments: [
      'deal,id,date,kind,amount',
      'D-2,A-1,2026-04-12,amendment,-200.00',
      'D-2,A-2,2026-06-12,amendment,-200.00',
    ],
  });
  await company.calculate('2026-06');
  const parts = async (period: string) => {
    const [trace] = await traceStatements(db, EVERY_PAYEE, 'ann', period);
    const told = (trace?.parts ?? []).map(
      ({ deal, cause, receipt, amount }) => `${deal} ${receipt ?? cause} ${amount}`,
    );
    return [...told, `unexplained ${trace?.unexplained}`];
  };
  expect(await parts('2026-02')).toEqual(['D-1 R-2 16.66', 'D-2 booking 30.00', 'unexplained 0.00']);
  // Of 83.33 that were payable in time, 66.67 are left when two receipts went back and a third is there.
  expect(await parts('2026-03')).toEqual([
    'D-1 R-3 16.67',
    'D-1 R-1 -16.67',
    'D-1 R-2 -16.66',
    'unexplained 0.00',
  ]);
  // The cash is there again; what was booked of D-2 is less, and its cash is still to come.
  expect(await parts('2026-04')).toEqual([
    'D-1 R-1 16.67',
    'D-1 R-2 16.66',
    'D-1 R-3 -16.67',
    'D-2 booking -10.00',
    'unexplained 0.00',
  ]);
  expect(await parts('2026-05')).toEqual(['D-2 booking 10.00', 'unexplained 0.00']);
  // Nothing is forfeited of D-2 any more, so that it is released as of anybody.
  expect(await parts('2026-06')).toEqual(['D-2 booking -20.00', 'D-2 R-5 10.00', 'unexplained 0.00']);
});
