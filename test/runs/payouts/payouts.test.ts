import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import { payoutState } from '../../../src/ledger/payouts/payout-history.js';
import { audit } from '../../../src/runs/audit/audit.js';
import { listChanges } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { sentByLedger } from '../../../src/store/ledger-entries.js';
import { readPayouts } from '../../../src/store/payouts.js';
import { readPeriodEvents } from '../../../src/store/period-events.js';
import { databases } from '../../databases/databases.js';
import { ClosedBooks } from './closed-books.js';
import { Payroll, problemOf, succeeded } from './payroll.js';

const MARCH = { ada: { earned: 300_000n }, bo: { earned: 10_000n }, cy: { earned: -500n } };
const ADA = 'ada,3000.00,C-1,04/15/2026,OK';
const BO = 'bo,100.00,C-2,04/15/2026,OK';

async function stateOf(db: Database, period = '2026-03'): Promise<string | undefined> {
  return (await readPeriodEvents(db, { payGroup: 'monthly-USD', period })).at(-1)?.state;
}

async function breaksOf(db: Database): Promise<readonly unknown[]> {
  return (await audit(db)).flatMap(({ breaks }) => breaks);
}

describe.each(databases)('payouts on $name', (database) => {
  async function closedMarch() {
    const db = await database.create();
    await new ClosedBooks(db).close('2026-03', MARCH);
    return { db, payroll: new Payroll(db) };
  }

  async function exportedMarch() {
    const { db, payroll } = await closedMarch();
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(1));
    succeeded(await payroll.export(1));
    return { db, payroll };
  }

  it('go from closed statements to what payroll confirms', async () => {
    const { db, payroll } = await closedMarch();
    const { history, isNew } = succeeded(await payroll.build('2026-03'));
    expect(isNew).toBe(true);
    expect(history?.batch).toMatchObject({
      number: 1,
      payGroup: 'monthly-USD',
      currency: 'USD',
      maker: 'fin',
    });
    expect(history?.batch.items).toEqual([
      { closing: 1, payee: 'ada', name: 'ADA', email: null, amount: 300_000n },
      { closing: 1, payee: 'bo', name: 'BO', email: null, amount: 10_000n },
    ]);
    succeeded(await payroll.approve(1));
    expect(succeeded(await payroll.export(1)).text).toBe(
      'Employee ID,Earnings code,Amount\nada,COMM,3000.00\nbo,COMM,100.00\n',
    );
    expect(succeeded(await payroll.confirm(1, [ADA]))).toMatchObject({ isNew: true, isPeriodPaid: false });
    expect(await stateOf(db)).toBe('closed');
    expect(succeeded(await payroll.confirm(1, [BO]))).toMatchObject({ isNew: true, isPeriodPaid: true });
    expect(await stateOf(db)).toBe('paid');
    expect(await sentByLedger(db)).toEqual([
      { payee: 'ada', currency: 'USD', sent: 300_000n },
      { payee: 'bo', currency: 'USD', sent: 10_000n },
    ]);
    const changes = await listChanges(db, { limit: 9 });
    expect(changes.map(({ command, actor }) => `${actor}: ${command}`).reverse()).toEqual([
      'fin: payout build',
      'cfo: payout approve',
      'fin: payout export',
      'fin: payout confirm',
      'fin: payout confirm',
    ]);
    expect(await breaksOf(db)).toEqual([]);
  });

  it('change nothing when a step is taken again', async () => {
    const { db, payroll } = await exportedMarch();
    const { text } = succeeded(await payroll.export(1));
    succeeded(await payroll.confirm(1, [ADA, BO]));
    const before = await readPayouts(db, EVERY_PAYEE);
    const changes = await listChanges(db, { limit: 99 });
    expect(succeeded(await payroll.build('2026-03'))).toMatchObject({
      isNew: false,
      history: { batch: { number: 1 } },
    });
    expect(succeeded(await payroll.approve(1))).toMatchObject({ isNew: false });
    expect(succeeded(await payroll.export(1))).toMatchObject({ isNew: false, text });
    expect(succeeded(await payroll.confirm(1, [ADA, BO]))).toMatchObject({ isNew: false, payments: [] });
    expect(await readPayouts(db, EVERY_PAYEE)).toEqual(before);
    expect(await listChanges(db, { limit: 99 })).toEqual(changes);
  });

  it('take from another file only what it tells anew', async () => {
    const { db, payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, [ADA, 'bo,100.00,C-2,04/15/2026,SENT']));
    const { payments } = succeeded(await payroll.confirm(1, [ADA, BO]));
    expect(payments.map(({ payee, status }) => `${payee} ${status}`)).toEqual(['bo paid']);
    expect((await sentByLedger(db)).map(({ sent }) => sent)).toEqual([300_000n, 10_000n]);
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,BOUNCED']));
    expect((await sentByLedger(db)).map(({ sent }) => sent)).toEqual([0n, 10_000n]);
    expect((await readPayouts(db, EVERY_PAYEE)).map(payoutState)).toEqual(['exported']);
    expect(await breaksOf(db)).toEqual([]);
  });

  it('are not approved by their maker, nor decided on twice', async () => {
    const { payroll } = await closedMarch();
    succeeded(await payroll.build('2026-03'));
    expect(problemOf(await payroll.approve(1, 'fin'))).toMatchObject({
      code: 'own-work',
      message: 'fin built batch 1, so another person decides on it',
    });
    expect(problemOf(await payroll.reject(1, ' '))).toMatchObject({ code: 'missing-value' });
    succeeded(await payroll.approve(1));
    expect(problemOf(await payroll.reject(1))).toMatchObject({
      code: 'payout-step',
      message: 'batch 1 is approved: it cannot be rejected',
    });
  });

  it('that are rejected free their statements for one other batch', async () => {
    const { db, payroll } = await closedMarch();
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.reject(1));
    expect(problemOf(await payroll.approve(1))).toMatchObject({ code: 'payout-step', found: 'rejected' });
    expect(problemOf(await payroll.export(1))).toMatchObject({ code: 'payout-step', found: 'rejected' });
    expect(succeeded(await payroll.build('2026-03'))).toMatchObject({
      isNew: true,
      history: { batch: { number: 2 } },
    });
    expect(succeeded(await payroll.build('2026-03'))).toMatchObject({
      isNew: false,
      history: { batch: { number: 2 } },
    });
    succeeded(await payroll.reject(2));
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(3));
    succeeded(await payroll.export(3));
    expect(succeeded(await payroll.confirm(3, [ADA, BO]))).toMatchObject({ isPeriodPaid: true });
    expect(await breaksOf(db)).toEqual([]);
  });

  it('that are withdrawn before payroll is told free their statements, which are paid once', async () => {
    const { db, payroll } = await closedMarch();
    succeeded(await payroll.build('2026-03'));
    expect(problemOf(await payroll.withdraw(1))).toMatchObject({ code: 'payout-step', found: 'built' });
    succeeded(await payroll.approve(1));
    expect(problemOf(await payroll.withdraw(1, ' '))).toMatchObject({ code: 'missing-value' });
    expect(problemOf(await payroll.withdraw(9))).toMatchObject({ code: 'not-found' });
    const withdrawn = succeeded(await payroll.withdraw(1, 'a wrong account'));
    expect(withdrawn).toMatchObject({
      isNew: true,
      history: { withdrawal: { actor: 'fin', reason: 'a wrong account' } },
    });
    expect(succeeded(await payroll.withdraw(1, 'again', 'cfo'))).toMatchObject({
      isNew: false,
      history: { withdrawal: { actor: 'fin', reason: 'a wrong account' } },
    });
    for (const refused of [
      payroll.approve(1),
      payroll.reject(1),
      payroll.export(1),
      payroll.confirm(1, [ADA]),
    ]) {
      expect(problemOf(await refused)).toMatchObject({ code: 'payout-step', found: 'withdrawn' });
    }
    expect([await stateOf(db), await sentByLedger(db)]).toEqual(['closed', []]);
    expect(await breaksOf(db)).toEqual([]);

    const { history } = succeeded(await payroll.build('2026-03'));
    expect(history?.batch).toMatchObject({ number: 2, items: [{ amount: 300_000n }, { amount: 10_000n }] });
    expect(problemOf(await payroll.export(2))).toMatchObject({ code: 'payout-step', found: 'built' });
    succeeded(await payroll.approve(2));
    succeeded(await payroll.export(2));
    expect(problemOf(await payroll.withdraw(2))).toMatchObject({
      code: 'payout-step',
      message: 'batch 2 is exported: it cannot be withdrawn',
    });
    expect(succeeded(await payroll.confirm(2, [ADA, BO]))).toMatchObject({ isPeriodPaid: true });
    expect(problemOf(await payroll.withdraw(2))).toMatchObject({ code: 'payout-step', found: 'confirmed' });
    expect((await readPayouts(db, EVERY_PAYEE)).map(payoutState)).toEqual(['withdrawn', 'confirmed']);
    expect(await sentByLedger(db)).toEqual([
      { payee: 'ada', currency: 'USD', sent: 300_000n },
      { payee: 'bo', currency: 'USD', sent: 10_000n },
    ]);
    const [change] = (await listChanges(db, { limit: 9 })).filter(
      ({ command }) => command === 'payout withdraw',
    );
    expect(change).toMatchObject({ actor: 'fin', reason: 'a wrong account' });
    expect(await breaksOf(db)).toEqual([]);
  });

  it('withdrawn and exported at the same time are one of both', async () => {
    const { db, payroll } = await closedMarch();
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(1));
    const outcomes = await Promise.all([payroll.withdraw(1), payroll.export(1), payroll.withdraw(1)]);
    const [history] = await readPayouts(db, EVERY_PAYEE);
    const isWithdrawn = history?.withdrawal !== null;
    expect(history?.exports).toHaveLength(isWithdrawn ? 0 : 1);
    expect(outcomes.map(({ ok }) => ok)).toEqual([isWithdrawn, !isWithdrawn, isWithdrawn]);
  });

  it('need each step before the next', async () => {
    const { payroll } = await closedMarch();
    expect(problemOf(await payroll.build('2026-04'))).toMatchObject({ code: 'not-closed' });
    expect(problemOf(await payroll.approve(1))).toMatchObject({ code: 'not-found' });
    succeeded(await payroll.build('2026-03'));
    expect(problemOf(await payroll.export(1))).toMatchObject({ code: 'payout-step', found: 'built' });
    succeeded(await payroll.approve(1));
    expect(problemOf(await payroll.confirm(1, [ADA]))).toMatchObject({
      code: 'payout-step',
      found: 'approved',
    });
  });

  it('take in nothing of a file in which anything is wrong', async () => {
    const { db, payroll } = await exportedMarch();
    const refused = await payroll.confirm(1, [ADA, 'bo,x,C-2,04/15/2026,OK']);
    expect(problemOf(refused)).toMatchObject({
      code: 'money-expected',
      location: { file: 'paid.csv', line: 3, column: 1 },
    });
    expect(await sentByLedger(db)).toEqual([]);
  });

  it('take in nothing that was taken in for another batch, where amounts are equal', async () => {
    const { db, payroll } = await exportedMarch();
    await new ClosedBooks(db, 1).close('2026-04', { ada: { earned: 300_000n }, bo: { earned: 10_000n } });
    succeeded(await payroll.build('2026-04'));
    succeeded(await payroll.approve(2));
    succeeded(await payroll.export(2));
    succeeded(await payroll.confirm(1, [ADA, BO], 'march.csv'));
    expect(problemOf(await payroll.confirm(2, [ADA, BO], 'march.csv'))).toMatchObject({
      code: 'confirmed-elsewhere',
      message: 'march.csv was taken in for batch 1 before, as march.csv',
      hint: 'give the file that payroll made for batch 2; were its payments taken in for batch 1 by mistake, take in for batch 1 first that they failed',
    });
    const other = 'ada,3000.00,C-9,05/15/2026,OK';
    expect(problemOf(await payroll.confirm(2, [other, BO], 'april.csv'))).toMatchObject({
      code: 'confirmed-elsewhere',
      location: { file: 'april.csv', line: 3, column: 1 },
      message: 'the payment C-2 of bo was taken in for batch 1 before, with this date and amount',
    });
    expect((await readPayouts(db, EVERY_PAYEE)).map(payoutState)).toEqual(['confirmed', 'exported']);
    expect([await stateOf(db), await stateOf(db, '2026-04')]).toEqual(['paid', 'closed']);
    expect((await sentByLedger(db)).map(({ sent }) => sent)).toEqual([300_000n, 10_000n]);
    succeeded(await payroll.confirm(2, [other, 'bo,100.00,C-10,05/15/2026,OK'], 'april.csv'));
    expect(await stateOf(db, '2026-04')).toBe('paid');
  });

  it('take in what another batch took in by mistake, once that batch is told that it was not', async () => {
    const { db, payroll } = await exportedMarch();
    await new ClosedBooks(db, 1).close('2026-04', { ada: { earned: 300_000n } });
    succeeded(await payroll.build('2026-04'));
    succeeded(await payroll.approve(2));
    succeeded(await payroll.export(2));
    succeeded(await payroll.confirm(2, [ADA], 'march.csv'));
    expect(problemOf(await payroll.confirm(1, [ADA], 'march.csv'))?.code).toBe('confirmed-elsewhere');
    succeeded(await payroll.confirm(2, [ADA.replace('OK', 'ERROR')], 'not-april.csv'));
    expect(succeeded(await payroll.confirm(1, [ADA], 'march.csv')).payments).toHaveLength(1);
    expect((await readPayouts(db, EVERY_PAYEE)).map(payoutState)).toEqual(['exported', 'exported']);
    expect((await sentByLedger(db)).map(({ sent }) => sent)).toEqual([300_000n]);
    expect(await breaksOf(db)).toEqual([]);
  });

  it('of a period that is paid make it closed again when money comes back, and paid when it is sent', async () => {
    const { db, payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, [ADA, BO]));
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,BOUNCED']));
    expect((await readPayouts(db, EVERY_PAYEE)).map(payoutState)).toEqual(['exported']);
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/16/2026,BOUNCED']));
    expect(await stateOf(db)).toBe('closed');
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-7,04/20/2026,OK']));
    const steps = await readPeriodEvents(db, { payGroup: 'monthly-USD', period: '2026-03' });
    expect(steps.map(({ act, state, actor }) => `${actor} ${act}: ${state}`)).toEqual([
      'cfo closed: closed',
      'fin paid: paid',
      'fin returned: closed',
      'fin paid: paid',
    ]);
    expect(await breaksOf(db)).toEqual([]);
  });

  it('of a period that pays nobody are none, and the period is paid', async () => {
    const db = await database.create();
    await new ClosedBooks(db).close('2026-03', { ada: { earned: -1n } });
    const payroll = new Payroll(db);
    expect(succeeded(await payroll.build('2026-03'))).toMatchObject({ history: null, isNew: true });
    expect(await stateOf(db)).toBe('paid');
    expect(succeeded(await payroll.build('2026-03'))).toMatchObject({ history: null, isNew: false });
  });

  it('built twice at the same time are one', async () => {
    const { db, payroll } = await closedMarch();
    const built = await Promise.all([1, 2, 3].map(() => payroll.build('2026-03')));
    expect(built.map((each) => succeeded(each).isNew).filter(Boolean)).toHaveLength(1);
    expect(await readPayouts(db, EVERY_PAYEE)).toHaveLength(1);
  });

  it('are shown within a scope', async () => {
    const { db, payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, [ADA, BO]));
    const scope = payeesAlone('bo');
    const [history] = await readPayouts(db, scope);
    expect(history?.batch.items.map(({ payee }) => payee)).toEqual(['bo']);
    expect(history?.confirmations[0]?.payments.map(({ payee }) => payee)).toEqual(['bo']);
  });
});
