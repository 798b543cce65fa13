import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { payoutDocument } from '../../../src/ledger/payouts/payout-document.js';
import { audit } from '../../../src/runs/audit/audit.js';
import { listChanges } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { sentByLedger } from '../../../src/store/ledger-entries.js';
import { readPayouts } from '../../../src/store/payouts.js';
import { databases } from '../../databases/databases.js';
import { ClosedBooks } from './closed-books.js';
import { MAPPING, Payroll, problemOf, succeeded } from './payroll.js';

/** Another provider, who is told the reference of each payment. */
const OTHER = {
  name: 'paychex.yaml',
  text: MAPPING.text
    .replace('provider: adp', 'provider: paychex')
    .replace('confirmation:', '    - column: Reference\n      field: reference\nconfirmation:'),
};

const FIRST_TEXT = 'Employee ID,Earnings code,Amount\nada,COMM,3000.00\nbo,COMM,100.00\n';
const BO = 'bo,100.00,C-2,04/15/2026,OK';

async function historyOf(db: Database) {
  const [history] = await readPayouts(db, EVERY_PAYEE, { batch: 1 });
  if (history === undefined) throw new Error('There is no batch.');
  return payoutDocument(history);
}

describe.each(databases)('files for payroll on $name', (database) => {
  async function exportedMarch() {
    const db = await database.create();
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 300_000n }, bo: { earned: 10_000n } });
    const payroll = new Payroll(db);
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(1));
    const { contentHash } = succeeded(await payroll.export(1));
    return { db, payroll, first: contentHash };
  }

  it('are another than the first only in its place, with a reason', async () => {
    const { db, payroll, first } = await exportedMarch();
    expect(problemOf(await payroll.export(1, { mapping: OTHER }))).toMatchObject({
      code: 'missing-value',
      field: 'replaces',
      message: 'payroll has another file of batch 1 already',
      expected: first.slice(0, 12),
    });
    const replaces = first.slice(0, 8);
    const unsaid = { mapping: OTHER, replaces };
    expect(problemOf(await payroll.export(1, unsaid))).toMatchObject({
      code: 'missing-value',
      field: 'reason',
    });
    const named = { mapping: OTHER, replaces: '0000', reason: 'another provider' };
    expect(problemOf(await payroll.export(1, named))).toMatchObject({
      code: 'invalid-value',
      field: 'replaces',
    });
    const asked = { mapping: OTHER, replaces, reason: 'another provider' };
    expect(succeeded(await payroll.export(1, asked))).toMatchObject({ isNew: true, provider: 'paychex' });
    expect(succeeded(await payroll.export(1, asked))).toMatchObject({ isNew: false });
    expect(succeeded(await payroll.export(1, { mapping: OTHER }))).toMatchObject({ isNew: false });
    expect(problemOf(await payroll.export(1))).toMatchObject({
      code: 'payout-step',
      message: 'this file of batch 1 was replaced: another provider',
    });
    expect((await historyOf(db)).exports.map(({ provider, replaces: by }) => [provider, by])).toEqual([
      ['adp', null],
      ['paychex', { contentHash: first, reason: 'another provider' }],
    ]);
    const [change] = await listChanges(db, { limit: 1 });
    expect(change).toMatchObject({ command: 'payout export', reason: 'batch 1: another provider' });
  });

  it('of all of a batch are no others once payroll told what it paid', async () => {
    const { db, payroll, first } = await exportedMarch();
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,OK']));
    const asked = { mapping: OTHER, replaces: first, reason: 'another provider' };
    expect(problemOf(await payroll.export(1, asked))).toMatchObject({ code: 'payout-step' });
    succeeded(await payroll.confirm(1, [BO]));
    expect(problemOf(await payroll.export(1, asked))).toMatchObject({
      code: 'payout-step',
      message: 'payroll told what it paid of batch 1: no other file of all of it is made',
    });
    expect(succeeded(await payroll.export(1))).toMatchObject({ isNew: false, text: FIRST_TEXT });
    expect((await historyOf(db)).exports).toHaveLength(1);
  });

  it('send again what failed, and that alone, once', async () => {
    const { db, payroll } = await exportedMarch();
    const again = { only: 'failed', mapping: OTHER } as const;
    expect(problemOf(await payroll.export(1, again))).toMatchObject({
      code: 'payout-step',
      message: 'nothing of batch 1 failed or came back',
    });
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,ERROR', BO]));
    const second = succeeded(await payroll.export(1, again));
    expect(second).toMatchObject({
      isNew: true,
      text: 'Employee ID,Earnings code,Amount,Reference\nada,COMM,3000.00,payout-1.2-ada\n',
    });
    expect(succeeded(await payroll.export(1, again))).toMatchObject({ isNew: false, text: second.text });
    expect(problemOf(await payroll.export(1, { only: 'failed' }))).toMatchObject({
      code: 'payout-step',
      message: 'what failed of batch 1 was sent again before, in another file',
    });
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-3,04/20/2026,ERROR']));
    expect(succeeded(await payroll.export(1, again))).toMatchObject({
      isNew: true,
      text: 'Employee ID,Earnings code,Amount,Reference\nada,COMM,3000.00,payout-1.3-ada\n',
    });
    const paid = await payroll.confirm(1, ['ada,3000.00,C-4,04/25/2026,OK']);
    expect(succeeded(paid)).toMatchObject({ isPeriodPaid: true });
    expect(
      (await historyOf(db)).resends.map(({ attempt, total, payments }) => [attempt, total, payments]),
    ).toEqual([
      [2, '3000.00', 1],
      [3, '3000.00', 1],
    ]);
    expect(await sentByLedger(db)).toEqual([
      { payee: 'ada', currency: 'USD', sent: 300_000n },
      { payee: 'bo', currency: 'USD', sent: 10_000n },
    ]);
    expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
  });

  it('send a part again where a part failed or came back, and nothing that payroll has not told of', async () => {
    const { payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, ['ada,1000.00,C-1,04/15/2026,OK', 'ada,500.00,C-2,04/15/2026,ERROR']));
    expect(succeeded(await payroll.export(1, { only: 'failed' })).text).toBe(
      'Employee ID,Earnings code,Amount\nada,COMM,500.00\n',
    );
    succeeded(await payroll.confirm(1, ['ada,1000.00,C-1,04/18/2026,BOUNCED']));
    expect(succeeded(await payroll.export(1, { only: 'failed' })).text).toBe(
      'Employee ID,Earnings code,Amount\nada,COMM,1000.00\n',
    );
  });

  it('send nothing again that was paid by another payment', async () => {
    const { payroll } = await exportedMarch();
    succeeded(
      await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,ERROR', 'ada,3000.00,C-5,04/16/2026,SENT']),
    );
    expect(problemOf(await payroll.export(1, { only: 'failed' }))).toMatchObject({ code: 'payout-step' });
  });

  it('asked for at the same time send what failed once', async () => {
    const { db, payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,BOUNCED']));
    const made = await Promise.all([1, 2, 3].map(() => payroll.export(1, { only: 'failed' })));
    expect(made.map((each) => succeeded(each).isNew).filter(Boolean)).toHaveLength(1);
    expect(new Set(made.map((each) => succeeded(each).text)).size).toBe(1);
    expect((await historyOf(db)).resends).toHaveLength(1);
  });

  it('are of a payment that failed, once, whoever writes', async () => {
    const { db, payroll } = await exportedMarch();
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,ERROR', BO]));
    succeeded(await payroll.export(1, { only: 'failed' }));
    const run = (sql: string) => db.write((trx) => trx.connection.run(sql, []));
    const resend =
      "insert into payout_resend values (1, 3, 'hash', 'approved', 'adp', 'hash', 'eve', 'x', 1)";
    await run(resend);
    const item = (payee: string, reference: string, amount: number) =>
      run(`insert into payout_resend_item values (1, '${payee}', '${reference}', 1, 3, ${amount}, 1)`);
    await expect(item('ada', 'C-1', 300_000)).rejects.toThrow();
    await expect(item('bo', 'C-2', 10_000)).rejects.toThrow('that failed or came back');
    await expect(item('cy', 'C-9', 1)).rejects.toThrow();
    for (const table of ['payout_resend', 'payout_resend_item']) {
      await expect(run(`delete from ${table}`)).rejects.toThrow(`${table} is history`);
    }
  });
});
