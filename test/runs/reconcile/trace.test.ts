import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import { buildPayout } from '../../../src/runs/payouts/build-payout.js';
import { Reconciliation } from '../../../src/runs/reconcile/reconciliation.js';
import { traceLine } from '../../../src/runs/reconcile/trace-line.js';
import { type PartDocument, traceEverything } from '../../../src/runs/reconcile/trace-payables.js';
import { tracePayout } from '../../../src/runs/reconcile/trace-payout.js';
import { traceReceipt } from '../../../src/runs/reconcile/trace-receipt.js';
import { traceStatements } from '../../../src/runs/reconcile/trace-statement.js';
import type { Executor } from '../../../src/store/executor.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { cashCompany, ONLY_EMPLOYED } from './cash-company.js';

function told({ period, payee, deal, cause, receipt, amount }: PartDocument): string {
  return `${period} ${payee} ${deal ?? '–'} ${receipt ?? cause} ${amount}`;
}

async function statementParts(db: Executor, payee: string, period: string): Promise<readonly string[]> {
  const [trace] = await traceStatements(db, EVERY_PAYEE, payee, period);
  return [...(trace?.parts ?? []).map(told), `unexplained ${trace?.unexplained}`];
}

async function unexplained(db: Executor): Promise<readonly string[]> {
  const reconciliation = await Reconciliation.open(db, EVERY_PAYEE, 'ofRun');
  if (reconciliation === null) throw new Error('Nothing is calculated.');
  const totals = await traceEverything(reconciliation);
  return totals.map((row) => `${row.period} ${row.payable} ${row.unexplained}`);
}

describe.each(databases)('a batch of pay, on $name', (database) => {
  it('traces to what each of its statements became payable by', async () => {
    const company = await cashCompany(database);
    const { db } = company;
    await company.calculate('2026-03');
    for (const month of ['2026-01', '2026-02']) await company.close(month);
    for (const period of ['2026-01', '2026-02']) {
      const built = await buildPayout(db, { payGroup: 'monthly-USD', period, actor: 'fin' });
      expect(built.ok).toBe(true);
    }
    const trace = await tracePayout(db, EVERY_PAYEE, 2);
    expect(trace).toMatchObject({ batch: 2, payGroup: 'monthly-USD', period: '2026-02' });
    const statements = trace?.statements ?? [];
    expect(
      statements.map(({ payee, paid, paidBy, unexplained: rest }) => [payee, paid, paidBy, rest]),
    ).toEqual([
      ['ann', '46.66', 'payout 2', '0.00'],
      ['ben', '3.34', 'payout 2', '0.00'],
    ]);
    expect(statements.flatMap(({ parts }) => parts.map(told))).toEqual([
      '2026-02 ann D-1 R-2 16.66',
      '2026-02 ann D-2 booking 30.00',
      '2026-02 ben D-1 R-2 3.34',
    ]);
    const [own] = statements;
    expect(own).toEqual((await traceStatements(db, EVERY_PAYEE, 'ann', '2026-02'))[0]);
    expect(await tracePayout(db, EVERY_PAYEE, 9)).toBeNull();
    expect(await tracePayout(db, payeesAlone('ann'), 2)).toBeNull();
  });
});

describe.each(databases)('what became payable, on $name', (database) => {
  it('traces forward to bookings and receipts, and backward from a receipt', async () => {
    const company = await cashCompany(database);
    const { db } = company;
    expect(await traceLine(db, EVERY_PAYEE, 'ann.2026-01.1')).toBeNull();
    await company.calculate('2026-03');
    expect(await statementParts(db, 'ann', '2026-01')).toEqual([
      '2026-01 ann D-1 booking 50.00',
      '2026-01 ann D-1 R-1 16.67',
      'unexplained 0.00',
    ]);
    expect(await statementParts(db, 'ben', '2026-02')).toEqual([
      '2026-02 ben D-1 R-2 3.34',
      'unexplained 0.00',
    ]);

    const line = await traceLine(db, EVERY_PAYEE, 'ann.2026-01.1');
    expect(line?.parts.map(told)).toEqual([
      '2026-01 ann D-1 booking 50.00',
      '2026-01 ann D-1 R-1 16.67',
      '2026-02 ann D-1 R-2 16.66',
      '2026-03 ann D-1 R-3 16.67',
    ]);
    expect(line).toMatchObject({
      line: { amount: '100.00', share: '100%', base: '1000.00', deal: 'D-1' },
      payable: '100.00',
      held: '0.00',
      unexplained: '0.00',
      deals: [{ deal: 'D-1', account: 'Aldermoor', invoices: [{ invoice: 'INV-1', open: '0.00' }] }],
    });
    expect(line?.parts.at(-1)?.paidBy).toBe('statement ann 2026-03 USD');

    const receipt = await traceReceipt(db, EVERY_PAYEE, 'R-3');
    expect(receipt?.applied).toEqual([
      { invoice: 'INV-1', line: '1', deal: 'D-1', amount: '333.34', net: '333.34' },
    ]);
    expect(receipt?.released.map(told)).toEqual(['2026-03 ann D-1 R-3 16.67', '2026-03 ben D-1 R-3 3.33']);
    expect(receipt?.nothing).toEqual([{ deal: null, amount: '50.00', why: 'it is applied to no invoice' }]);
    expect(await traceReceipt(db, EVERY_PAYEE, 'R-9')).toBeNull();
    expect(await traceReceipt(db, payeesAlone('ann'), 'R-3')).toBeNull();
    expect(await traceLine(db, payeesAlone('ben'), 'ann.2026-01.1')).toBeNull();
    expect(await unexplained(db)).toEqual(['2026-01 70.00 0.00', '2026-02 50.00 0.00', '2026-03 20.00 0.00']);
  });
});

describe('what became payable', () => {
  it('follows a refund and a credit note back to the receipt', async () => {
    const company = await cashCompany(SQLITE);
    const { db } = company;
    await company.data({
      refunds: ['id,receipt,date,kind,invoice,amount', 'F-1,R-1,2026-04-02,chargeback,INV-1,333.33'],
    });
    await company.calculate('2026-04');
    expect(await statementParts(db, 'ann', '2026-04')).toEqual([
      '2026-04 ann D-1 R-1 -16.67',
      'unexplained 0.00',
    ]);
    expect(await statementParts(db, 'ben', '2026-04')).toEqual([
      '2026-04 ben D-1 R-1 -3.33',
      'unexplained 0.00',
    ]);
    const receipt = await traceReceipt(db, EVERY_PAYEE, 'R-1');
    expect(receipt).toMatchObject({
      unapplied: '0.00',
      refunded: [{ refund: 'F-1', kind: 'chargeback', amount: '333.33' }],
      nothing: [],
    });
    expect((await unexplained(db)).at(-1)).toBe('2026-04 -20.00 0.00');
  });

  it('counts cash in the order in which it came, and no more than the deal is worth', async () => {
    const company = await cashCompany(SQLITE);
    await company.data({
      'invoice-lines': ['invoice,deal,date,amount', 'INV-3,D-1,2026-03-10,500.00'],
      receipts: ['id,date,amount', 'R-4,2026-03-20,500.00'],
      applications: ['receipt,invoice,amount', 'R-4,INV-3,500.00'],
    });
    await company.calculate('2026-03');
    const receipt = await traceReceipt(company.db, EVERY_PAYEE, 'R-4');
    expect(receipt?.released.map(told)).toEqual(['2026-03 ben D-1 R-4 5.00']);
    expect(await statementParts(company.db, 'ann', '2026-03')).toEqual([
      '2026-03 ann D-1 R-3 16.67',
      'unexplained 0.00',
    ]);
  });

  it('says why a receipt released nothing', async () => {
    const company = await cashCompany(SQLITE);
    await company.data({
      deals: ['id,closeDate,tcv', 'D-3,2026-01-05,80.00'],
      'invoice-lines': ['invoice,deal,date,amount,tax', 'INV-4,D-3,2026-01-10,80.00,20.00'],
      receipts: ['id,date,amount', 'R-5,2026-02-20,100.00', 'R-6,2026-05-02,648.00'],
      applications: ['receipt,invoice,amount', 'R-5,INV-4,100.00', 'R-6,INV-2,648.00'],
    });
    await company.calculate('2026-03');
    const nothing = async (id: string) => (await traceReceipt(company.db, EVERY_PAYEE, id))?.nothing;
    expect(await nothing('R-5')).toEqual([
      { deal: null, amount: '20.00', why: 'it is tax, or more than was owed on the invoice' },
      { deal: 'D-3', amount: '80.00', why: 'nothing became payable on the deal' },
    ]);
    expect((await nothing('R-6'))?.at(-1)).toEqual({
      deal: 'D-2',
      amount: '600.00',
      why: 'it came in after 2026-03-31, the last calculated day',
    });
  });

  it('names no cash that came in after a payee had to be employed for it', async () => {
    const company = await cashCompany(SQLITE);
    const { db } = company;
    await company.rules(ONLY_EMPLOYED);
    const leaving = (day: string) => company.data({ payees: ['id,name,leaveDate', `ann,Ann Hall,${day}`] });
    await leaving('2026-02-21');
    await company.data({
      receipts: ['id,date,amount', 'R-4,2026-02-21,100.00'],
      applications: ['receipt,invoice,amount', 'R-4,INV-1,100.00'],
    });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-2 60.00',
      'forfeited D-1 -16.67',
      'forfeited D-2 -30.00',
    ]);
    const february = ['2026-02 ann D-1 R-2 16.66', '2026-02 ann D-2 booking 30.00', 'unexplained 0.00'];
    expect(await statementParts(db, 'ann', '2026-02')).toEqual(february);
    const receipt = await traceReceipt(db, EVERY_PAYEE, 'R-4');
    expect(receipt?.released.map(told)).toEqual(['2026-02 ben D-1 R-4 1.00']);
    expect((await traceReceipt(db, EVERY_PAYEE, 'R-2'))?.released.map(told)).toEqual([
      '2026-02 ann D-1 R-2 16.66',
      '2026-02 ben D-1 R-2 3.34',
    ]);

    // A day that is corrected later forfeits what a closed month released, and nothing else.
    await company.close('2026-01');
    await company.close('2026-02');
    await leaving('2026-02-20');
    await company.calculate('2026-03');
    expect(await statementParts(db, 'ann', '2026-02')).toEqual(february);
    expect(await statementParts(db, 'ann', '2026-03')).toEqual([
      '2026-03 ann D-1 R-2 -16.66',
      'unexplained 0.00',
    ]);
    expect((await unexplained(db)).map((row) => row.split(' ').at(-1))).toEqual(['0.00', '0.00', '0.00']);
  });

  it('stays explained when cash is corrected after a period was closed', async () => {
    const company = await cashCompany(SQLITE);
    const { db } = company;
    await company.calculate('2026-01');
    await company.close('2026-01');
    await company.data({ receipts: ['id,date,amount', 'R-0,2026-01-18,100.00'] });
    await company.data({ applications: ['receipt,invoice,amount', 'R-0,INV-1,100.00'] });
    await company.calculate('2026-02');
    const all = await unexplained(db);
    expect(all.map((row) => row.split(' ').at(-1))).toEqual(['0.00', '0.00']);
    const receipt = await traceReceipt(db, EVERY_PAYEE, 'R-0');
    expect(receipt?.released.map(told)).toEqual(['2026-02 ann D-1 R-0 5.00', '2026-02 ben D-1 R-0 1.00']);
    const paidBy = async () => (await traceStatements(db, EVERY_PAYEE, 'ann', '2026-01'))[0]?.paidBy;
    expect(await paidBy()).toBe('statement ann 2026-01 USD, closing 1');
    const built = await buildPayout(db, { payGroup: 'monthly-USD', period: '2026-01', actor: 'ops' });
    expect(built.ok).toBe(true);
    expect(await paidBy()).toBe('payout 1');
    expect((await traceReceipt(db, EVERY_PAYEE, 'R-1'))?.released.map((part) => part.paidBy)).toEqual([
      'payout 1',
      'payout 1',
    ]);
  });
});
