import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { type ExceptionQuery, findExceptions } from '../../../src/runs/reconcile/find-exceptions.js';
import type { Executor } from '../../../src/store/executor.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { cashCompany, KEPT_FOR_GOOD } from './cash-company.js';

async function found(db: Executor, query: Partial<ExceptionQuery> = {}): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const each of findExceptions(db, EVERY_PAYEE, { days: 90, ...query })) {
    rows.push(`${each.kind} ${each.deal} ${each.payee ?? '–'} ${each.amount}: ${each.why}`);
  }
  return rows;
}

describe.each(databases)('exceptions on $name', (database) => {
  it('are cash and refunds that came in after the last calculation', async () => {
    const company = await cashCompany(database);
    const { db } = company;
    expect(await found(db)).toEqual([]);
    await company.calculate('2026-03');
    expect(await found(db)).toEqual([]);
    await company.data({
      receipts: ['id,date,amount', 'R-7,2026-03-30,216.00'],
      applications: ['receipt,invoice,amount', 'R-7,INV-2,216.00'],
      refunds: ['id,receipt,date,kind,invoice,amount', 'F-1,R-2,2026-04-03,chargeback,INV-1,111.11'],
    });
    expect(await found(db)).toEqual([
      'refunded D-1 ann 5.55: receipt R-2 made 16.66 payable, and 16.66 of it stands after chargeback F-1 of 2026-04-03',
      'unreleased D-2 ann 10.00: receipt R-7 released nothing of 30.00 that commission holds',
      'refunded D-1 ben 1.11: receipt R-2 made 3.34 payable, and 3.34 of it stands after chargeback F-1 of 2026-04-03',
    ]);
    await company.calculate('2026-04');
    expect(await found(db)).toEqual([]);
  });
});

describe('exceptions', () => {
  it('are invoices that are open too long where something was paid before the cash', async () => {
    const company = await cashCompany(SQLITE);
    await company.calculate('2026-03');
    expect(await found(company.db, { days: 39 })).toEqual([]);
    expect(await found(company.db, { days: 38 })).toEqual([
      'uncollected D-2 ann 30.00: 30.00 was payable before the cash; INV-2 open with 600.00 USD, due for 39 days',
    ]);
    expect(await found(company.db, { days: 38, kinds: new Set(['cancelled']) })).toEqual([]);
  });

  it('say amounts as people read them, and are found beside what is in order', async () => {
    const company = await cashCompany(SQLITE);
    await company.data({
      deals: ['id,account,closeDate,termMonths,tcv', 'D-8,Cold Ash,2026-02-06,12,250000.00'],
      splits: ['deal,payee,role,share', 'D-8,ann,owner,100%', 'D-8,ben,specialist,100%'],
      'invoice-lines': ['invoice,deal,date,dueDate,amount', 'INV-8,D-8,2026-02-10,2026-02-20,250000.00'],
    });
    await company.calculate('2026-03');
    await company.data({
      receipts: ['id,date,amount', 'R-9,2026-03-30,2500.00'],
      applications: ['receipt,invoice,amount', 'R-9,INV-8,2500.00'],
    });
    expect(await found(company.db, { days: 38 })).toEqual([
      'uncollected D-2 ann 30.00: 30.00 was payable before the cash; INV-2 open with 600.00 USD, due for 39 days',
      'uncollected D-8 ann 12375.00: 12,500.00 was payable before the cash; INV-8 open with 247,500.00 USD, due for 39 days',
      'unreleased D-8 ann 125.00: receipt R-9 released nothing of 12,500.00 that commission holds',
    ]);
  });

  it('are deals that were cancelled where what their booking earned stays payable', async () => {
    const company = await cashCompany(SQLITE);
    await company.rules(KEPT_FOR_GOOD);
    await company.data({ amendments: ['deal,id,date,kind', 'D-2,A-1,2026-04-20,cancellation'] });
    await company.calculate('2026-04');
    expect(await found(company.db)).toEqual([
      'cancelled D-2 ann 60.00: the deal was cancelled on 2026-04-20 by amendment A-1, and 60.00 of what its booking earned is payable all the same',
    ]);
  });

  it('are cash of a deal that earned nothing where other cash did', async () => {
    const company = await cashCompany(SQLITE);
    await company.calculate('2026-03');
    await company.data({
      receipts: ['id,date,amount', 'R-8,2026-03-28,100.00'],
      applications: ['receipt,invoice,amount', 'R-8,INV-5,100.00'],
      'invoice-lines': ['invoice,deal,date,amount', 'INV-5,D-1,2026-03-20,100.00'],
    });
    expect(await found(company.db)).toEqual([
      'unreleased D-1 ben 1.00: receipt R-8 earned nothing by share-of-cash, as other cash of the deal did',
    ]);
  });

  it('are deals that nobody is credited for, and shares that disagree with the deal', async () => {
    const company = await cashCompany(SQLITE);
    await company.data({
      payees: ['id,name', 'cay,Cay Moor'],
      deals: [
        'id,closeDate,tcv',
        'D-4,2026-03-01,400.00',
        'D-5,2026-03-02,500.00',
        'D-6,2026-03-03,200.00',
        'D-7,2026-05-01,900.00',
      ],
      splits: ['deal,payee,role,share', 'D-5,cay,owner,100%', 'D-6,ann,owner,100%'],
    });
    await company.calculate('2026-03');
    expect(await found(company.db)).toEqual([
      'uncredited D-4 – 400.00: it was won on 2026-03-01, and nobody holds a share of it',
      'uncredited D-5 – 500.00: it was won on 2026-03-02, and no measure credits cay for it',
      'split D-5 cay 500.00: cay holds 100% as owner and is on no plan on 2026-03-02',
    ]);
  });
});
