import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import {
  type BridgeDocument,
  type BridgeQuery,
  reconcileBridge,
} from '../../../src/runs/reconcile/reconcile-bridge.js';
import type { Database } from '../../../src/store/executor.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { closingCompany } from '../closing/closing-company.js';
import { cashCompany } from './cash-company.js';

const QUARTER: BridgeQuery = { range: { from: '2026-01-01', to: '2026-04-01' }, by: 'period' };

async function bridgeOf(db: Database, query: BridgeQuery): Promise<BridgeDocument> {
  const bridge = await reconcileBridge(db, EVERY_PAYEE, query);
  if (bridge === null) throw new Error('Nothing is calculated.');
  return bridge;
}

function told({ rows }: BridgeDocument): readonly string[] {
  return rows.map(({ bridge, span, deal, amounts, unexplained }) =>
    [bridge, span, ...(deal === null ? [] : [deal]), ...Object.values(amounts), '?', unexplained].join(' '),
  );
}

/** Takes a line out of the results, as nothing but a fault would. */
async function removeLine(db: Database, deal: string): Promise<void> {
  await db.write((trx) => trx.connection.run('delete from line where deal = ? and number = 1', [deal]));
}

describe.each(databases)('bridges on $name', (database) => {
  it('are explained, until a line is missing from the results', async () => {
    const company = await cashCompany(database);
    const { db } = company;
    expect(await reconcileBridge(db, EVERY_PAYEE, QUARTER)).toBeNull();
    await company.calculate('2026-03');
    const bridge = await bridgeOf(db, QUARTER);
    expect(told(bridge)).toEqual([
      'revenue 2026-01 1000.00 0.00 1000.00 ? 0.00',
      'revenue 2026-02 600.00 0.00 600.00 ? 0.00',
      'revenue 2026-03 0.00 0.00 0.00 ? 0.00',
      'invoices 2026-01 1000.00 333.33 666.67 0.00 0.00 ? 0.00',
      'invoices 2026-02 600.00 333.33 266.67 0.00 0.00 ? 0.00',
      'invoices 2026-03 0.00 333.34 -333.34 0.00 0.00 ? 0.00',
      'cash 2026-01 333.33 333.33 0.00 0.00 ? 0.00',
      'cash 2026-02 333.33 333.33 0.00 0.00 ? 0.00',
      'cash 2026-03 383.34 333.34 50.00 0.00 ? 0.00',
      'earnings 2026-01 103.33 70.00 33.33 ? 0.00',
      'earnings 2026-02 63.34 50.00 13.34 ? 0.00',
      'earnings 2026-03 3.33 20.00 -16.67 ? 0.00',
      'pay 2026-01 70.00 0.00 0.00 0.00 70.00 0.00 0.00 ? 0.00',
      'pay 2026-02 50.00 0.00 0.00 0.00 50.00 0.00 0.00 ? 0.00',
      'pay 2026-03 20.00 0.00 0.00 0.00 20.00 0.00 0.00 ? 0.00',
    ]);
    expect(bridge.unexplained).toEqual([]);
    expect(bridge.rows.find(({ span }) => span === '2026-03')?.closing).toBe('1600.00');

    await removeLine(db, 'D-2');
    const broken = await bridgeOf(db, QUARTER);
    expect(told(broken).filter((row) => !row.endsWith('? 0.00'))).toEqual([
      'earnings 2026-02 3.34 50.00 13.34 ? -60.00',
    ]);
    expect(broken.unexplained).toEqual([
      {
        bridge: 'earnings',
        span: '2026-02',
        currency: 'USD',
        subject: 'statements of ann',
        amount: '-60.00',
      },
    ]);
  });
});

describe('bridges by deal', () => {
  it('tell each deal over all months, and cash of no deal apart', async () => {
    const company = await cashCompany(SQLITE);
    await company.calculate('2026-03');
    const { db } = company;
    expect(told(await bridgeOf(db, { ...QUARTER, by: 'deal' }))).toEqual([
      'revenue 2026-01..2026-03 D-1 1000.00 0.00 1000.00 ? 0.00',
      'revenue 2026-01..2026-03 D-2 600.00 0.00 600.00 ? 0.00',
      'invoices 2026-01..2026-03 D-1 1000.00 1000.00 0.00 0.00 0.00 ? 0.00',
      'invoices 2026-01..2026-03 D-2 600.00 0.00 600.00 0.00 0.00 ? 0.00',
      'cash 2026-01..2026-03 50.00 0.00 50.00 0.00 ? 0.00',
      'cash 2026-01..2026-03 D-1 1000.00 1000.00 0.00 0.00 ? 0.00',
      'earnings 2026-01..2026-03 D-1 110.00 110.00 0.00 ? 0.00',
      'earnings 2026-01..2026-03 D-2 60.00 30.00 30.00 ? 0.00',
    ]);
    expect(told(await bridgeOf(db, { ...QUARTER, deal: 'D-2' }))).toEqual([
      'revenue 2026-02 D-2 600.00 0.00 600.00 ? 0.00',
      'revenue 2026-03 D-2 0.00 0.00 0.00 ? 0.00',
      'invoices 2026-02 D-2 600.00 0.00 600.00 0.00 0.00 ? 0.00',
      'invoices 2026-03 D-2 0.00 0.00 0.00 0.00 0.00 ? 0.00',
      'earnings 2026-02 D-2 60.00 30.00 30.00 ? 0.00',
      'earnings 2026-03 D-2 0.00 0.00 0.00 ? 0.00',
    ]);
    const ofBen = await reconcileBridge(db, payeesAlone('ben'), QUARTER);
    expect([...new Set(ofBen?.rows.map(({ bridge }) => bridge))]).toEqual(['earnings', 'pay']);
  });
});

const HALF_WITH_CASH = (plan: string, payFrequency: string) => `language: 1
plan: ${plan}
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: ${payFrequency}
measures:
  sales: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter, withoutQuota: nothing }
components:
  commission:
    measure: sales
    commission: { rate: 10% }
    release: [ { on: booked, share: 50% }, { on: collected, share: 50%, of: deal } ]
`;

describe('bridges over two pay calendars', () => {
  it('are explained where a quarterly plan is given after a later month was closed', async () => {
    const company = await closingCompany(SQLITE);
    await company.rules({
      monthly: HALF_WITH_CASH('monthly', 'monthly'),
      quarterly: HALF_WITH_CASH('quarterly', 'quarterly'),
    });
    await company.data({
      payees: ['id,name', 'ann,Ann Hall'],
      assignments: ['payee,plan,from', 'ann,monthly,2026-01-01'],
      deals: ['id,closeDate,termMonths,tcv', 'D-1,2026-02-10,12,1000.00', 'D-2,2026-04-05,12,600.00'],
      splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,ann,owner,100%'],
    });
    await company.calculate('2026-04');
    for (const month of ['2026-01', '2026-02', '2026-03', '2026-04']) await company.close(month);
    await company.data({
      amendments: ['deal,id,date,kind,amount', 'D-1,A-1,2026-04-20,cancellation,-1000.00'],
      assignments: ['payee,plan,from', 'ann,quarterly,2026-01-01'],
    });
    await company.calculate('2026-06');
    const months: BridgeQuery = { range: { from: '2026-01-01', to: '2026-07-01' }, by: 'period' };
    const unexplained = async () => (await bridgeOf(company.db, months)).unexplained;
    expect(await unexplained()).toEqual([]);
    await company.close('2026-Q1', 'quarterly-USD');
    await company.calculate('2026-06');
    const bridge = await bridgeOf(company.db, months);
    expect(bridge.unexplained).toEqual([]);
    expect(told(bridge).filter((row) => /^(earnings|pay) /.test(row))).toEqual([
      'earnings 2026-02 100.00 50.00 50.00 ? 0.00',
      'earnings 2026-03 100.00 50.00 50.00 ? 0.00',
      'earnings 2026-04 60.00 30.00 30.00 ? 0.00',
      'earnings 2026-05 -100.00 -50.00 -50.00 ? 0.00',
      'earnings 2026-06 -40.00 -20.00 -20.00 ? 0.00',
      'pay 2026-02 50.00 0.00 0.00 0.00 50.00 0.00 0.00 ? 0.00',
      'pay 2026-03 50.00 0.00 0.00 0.00 50.00 0.00 0.00 ? 0.00',
      'pay 2026-04 30.00 0.00 0.00 0.00 30.00 0.00 0.00 ? 0.00',
      'pay 2026-05 -50.00 0.00 0.00 0.00 0.00 0.00 -50.00 ? 0.00',
      'pay 2026-06 -20.00 0.00 0.00 0.00 0.00 0.00 -20.00 ? 0.00',
    ]);
  });
});
