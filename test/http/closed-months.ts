import { EVERY_PAYEE } from '../../src/access/scope.js';
import { importBody } from '../../src/intake/import-records.js';
import { addAdjustments } from '../../src/runs/adjustments/add-adjustments.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { openDispute } from '../../src/runs/disputes/open-dispute.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Database } from '../../src/store/executor.js';
import type { TestDatabase } from '../databases/databases.js';
import { Payroll, succeeded } from '../runs/payouts/payroll.js';
import { calculate, calculatedDatabase, type ServedDatabase } from './service.js';

const PAY_GROUP = 'monthly-USD';

/** The company of the tests, with months closed in the pay group `monthly-USD`. */
export async function closedDatabase(
  database: TestDatabase,
  periods: readonly string[] = ['2026-01', '2026-02', '2026-03'],
): Promise<ServedDatabase> {
  const db = await calculatedDatabase(database);
  await closeMonths(db, periods);
  return db;
}

async function closeMonths(db: Database, periods: readonly string[]): Promise<void> {
  for (const period of periods) {
    const named = { payGroup: PAY_GROUP, period };
    succeeded(await submitPeriod(db, { ...named, actor: 'ops' }));
    succeeded(await approvePeriod(db, { ...named, actor: 'cfo' }));
    succeeded(await closePeriod(db, { ...named, actor: 'ops' }));
  }
}

/** Closes the quarter, pays March, and adds to it what each resource shows of bo. */
export async function payEverybody(db: Database): Promise<void> {
  const { company } = succeeded(await readStoredRules(db)).book;
  const receipts = JSON.stringify({ receipts: [{ id: 'R-1', date: '2026-03-30', amount: '5.00' }] });
  await importBody(db, receipts, { company, actor: 'local', onConflict: 'refuse' });
  await calculate(db);
  await closeMonths(db, ['2026-01', '2026-02', '2026-03']);
  const payroll = new Payroll(db);
  succeeded(await payroll.build('2026-03'));
  succeeded(await payroll.approve(1));
  succeeded(await payroll.export(1));
  succeeded(await payroll.confirm(1, ['ada,1320.03,C-1,04/15/2026,OK', 'bo,800.02,C-2,04/15/2026,OK']));
  const draft = { payee: 'bo', payGroup: PAY_GROUP, period: '2026-04', amount: '800.02', reason: 'Again' };
  succeeded(await addAdjustments(db, { drafts: [draft], actor: 'ops' }));
  const line = { line: 'bo.2026-03.1', expected: '900.00', message: 'More', actor: 'bo' };
  succeeded(await openDispute(db, EVERY_PAYEE, line));
}
