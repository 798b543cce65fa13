import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { audit } from '../../../src/runs/audit/audit.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { closePeriod } from '../../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { closedStatements } from '../../../src/store/closings.js';
import type { Database } from '../../../src/store/executor.js';
import { readPeriodEvents } from '../../../src/store/period-events.js';
import { listStatements } from '../../../src/store/statements.js';
import { loadedDatabase } from '../temporary-company.js';
import { Payroll, succeeded } from './payroll.js';

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];
/** All that payroll is told to pay, month by month; ada is paid nothing in April, as a deal was cancelled. */
const SENT = [
  '2026-01 ada,COMM,3000.00',
  '2026-01 mia,COMM,600.00',
  '2026-02 ada,COMM,3000.00',
  '2026-02 bo,COMM,4000.00',
  '2026-02 mia,COMM,1050.00',
  '2026-03 ada,COMM,1750.00',
  '2026-03 bo,COMM,3125.00',
  '2026-03 mia,COMM,6450.00',
];

async function close(db: Database, period: string): Promise<void> {
  const step = { payGroup: 'monthly-USD', period };
  succeeded(await submitPeriod(db, { ...step, actor: 'ops' }));
  succeeded(await approvePeriod(db, { ...step, actor: 'cfo' }));
  succeeded(await closePeriod(db, { ...step, actor: 'ops' }));
}

/** What is sent to payroll for a month, which then confirms all of it. */
async function pay(payroll: Payroll, month: string): Promise<readonly string[]> {
  const { history } = succeeded(await payroll.build(month));
  if (history === null) return [];
  const { number } = history.batch;
  succeeded(await payroll.approve(number));
  const rows = succeeded(await payroll.export(number))
    .text.trimEnd()
    .split('\n')
    .slice(1);
  const confirmed = rows.map((row, place) => {
    const [payee, , amount] = row.split(',');
    return `${payee},${amount},${month}-${place},04/15/2026,OK`;
  });
  succeeded(await payroll.confirm(number, confirmed));
  return rows.map((row) => `${month} ${row}`);
}

async function breaksOf(db: Database): Promise<readonly unknown[]> {
  return (await audit(db)).flatMap(({ breaks }) => breaks);
}

describe('a company that closes month by month and pays', () => {
  it('has a ledger from which every closed statement follows', async () => {
    const db = await loadedDatabase();
    succeeded(await calculateRun(db, { through: '2026-05-01', actor: 'local' }));
    const payroll = new Payroll(db);
    const sent: string[] = [];
    for (const month of MONTHS) {
      await close(db, month);
      expect(await breaksOf(db)).toEqual([]);
      sent.push(...(await pay(payroll, month)));
      expect(await breaksOf(db)).toEqual([]);
    }
    expect(sent).toEqual(SENT);
    const states = await readPeriodEvents(db, { payGroup: 'monthly-USD' });
    expect(states.filter(({ state }) => state === 'paid').map(({ period }) => period)).toEqual(MONTHS);
    const shown = (await listStatements(db, EVERY_PAYEE)).map(({ payee, period, totals }) => ({
      payee,
      period,
      totals,
    }));
    const closed: typeof shown = [];
    for await (const { payee, closing, totals } of closedStatements(db, EVERY_PAYEE)) {
      closed.push({ payee, period: closing.period.id, totals });
    }
    const inOrder = (list: typeof shown) =>
      [...list].sort((a, b) => (`${a.payee} ${a.period}` < `${b.payee} ${b.period}` ? -1 : 1));
    expect(inOrder(closed)).toEqual(inOrder(shown));
  });
});
