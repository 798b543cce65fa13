import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, calculatedFolder, RULES, workFolder } from './attain.js';

const folder = await calculatedFolder();

async function reconcile(...args: readonly string[]) {
  return attain(folder, 'reconcile', ...args);
}

describe('attain reconcile bridge', () => {
  it('shows both sides month by month, and that nothing is unexplained', async () => {
    const { exitCode, out } = await reconcile('bridge', '--from', '2026-02', '--through', '2026-03');
    expect(exitCode).toBe(0);
    expect(out.split('\n\n')[0]).toBe(
      [
        'Booked = recognized + deferred',
        'Period   Currency      Booked  Recognized  Change of deferred  Deferred at the end  Unexplained',
        '2026-02  USD       105,000.00        0.00          105,000.00           165,000.00         0.00',
        '2026-03  USD        70,000.00        0.00           70,000.00           235,000.00         0.00',
      ].join('\n'),
    );
    expect(out).toMatch(/\nUnexplained: 0\.00\n$/);
  });

  it('gives rows as JSON and as CSV', async () => {
    const { out } = await reconcile('bridge', '--through', '2026-03', '--deal', 'D-2', '--json');
    expect(JSON.parse(out)).toMatchObject({
      from: '2026-01-01',
      to: '2026-04-01',
      deal: 'D-2',
      unexplained: [],
    });
    const csv = await reconcile('bridge', '--through', '2026-02', '--by', 'deal', '--csv');
    expect(csv.out.split('\n').slice(0, 6)).toEqual([
      'bridge,period,currency,deal,term,amount',
      'revenue,2026-01..2026-02,USD,D-1,booked,60000.00',
      'revenue,2026-01..2026-02,USD,D-1,recognized,0.00',
      'revenue,2026-01..2026-02,USD,D-1,deferred,60000.00',
      'revenue,2026-01..2026-02,USD,D-1,deferredAtTheEnd,60000.00',
      'revenue,2026-01..2026-02,USD,D-1,unexplained,0.00',
    ]);
  });

  it('says what is no month', async () => {
    expect(await reconcile('bridge', '--from', 'May')).toEqual({
      exitCode: 2,
      out: '',
      error:
        'error: --from May is no period and no day\n  hint: write 2026-01, 2026-Q1, 2026 or 2026-01-15\n',
    });
    expect((await reconcile('bridge', '--from', '2026-09')).error).toBe(
      'error: --from 2026-09-01 comes after 2026-04-30\n  hint: name the first month in --from\n',
    );
    expect((await attain(workFolder(), 'reconcile', 'bridge')).exitCode).toBe(2);
  });
});

describe('attain reconcile trace', () => {
  it('shows what released a line, and its invoices', async () => {
    const { exitCode, out } = await reconcile('trace', 'bo.2026-02.1');
    expect(exitCode).toBe(0);
    expect(out).toBe(
      [
        'bo.2026-02.1: 8,000.00 USD, new-business, deal D-3',
        'Credited with 100%, which is 80000.00 (booked:D-3:booking of 2026-02-14).',
        'What new-business earns on the deal waits for its release; payable so far 5,000.00, held 3,000.00.',
        '',
        'Period   Payee  Component     Deal  Because of   Invoice    Amount  Paid by',
        '2026-02  bo     new-business  D-3   Booking               4,000.00  statement bo 2026-02 USD',
        '2026-03  bo     new-business  D-3   Receipt R-2  INV-3    1,000.00  statement bo 2026-03 USD',
        '',
        'Deal D-3 of Calloway, 80,000.00 USD',
        'Invoice  Date        Due            Amount  Collected       Open  Receipts',
        'INV-3/1  2026-02-20  2026-03-22  80,000.00  20,000.00  60,000.00  R-2 20,000.00',
        '',
        'Unexplained: 0.00',
        '',
      ].join('\n'),
    );
  });

  it('shows a statement, a receipt and everything', async () => {
    expect((await reconcile('trace', '--statement', 'bo', '2026-03')).out).toMatch(
      /^bo, 2026-03, USD: payable 3,125\.00, paid 3,125\.00\n/,
    );
    const receipt = await reconcile('trace', '--receipt', 'R-2', '--json');
    expect(JSON.parse(receipt.out)).toMatchObject({
      released: [{ payee: 'bo', period: '2026-03', amount: '1000.00', paidBy: 'statement bo 2026-03 USD' }],
      nothing: [],
    });
    expect((await reconcile('trace', '--receipt', 'R-1')).out).toContain('What it made payable');
    const deal = await reconcile('trace', '--deal', 'D-3');
    expect(deal.out).toMatch(/^Deal D-3 of .*80,000\.00 USD\nInvoice/);
    expect(deal.out).toMatch(/2026-03 +bo +new-business +D-3 +Receipt R-2 +INV-3 +1,000\.00/);
    const totals = JSON.parse((await reconcile('trace', '--json')).out);
    expect(totals.map(({ unexplained }: { unexplained: string }) => unexplained)).toEqual([
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ]);
    expect((await reconcile('trace')).out).toMatch(/^Period +Currency +Payable +Receipt +Booking/);
    const csv = (await reconcile('trace', '--csv')).out.split('\n');
    expect(csv[0]).toBe(
      'payee,period,currency,line,assignment,component,deal,cause,invoice,receipt,amount,paidBy',
    );
    expect(csv).toContain(
      'bo,2026-03,USD,,account-executive/2026-01-01,new-business,D-3,receipt,INV-3,R-2,1000.00,statement bo 2026-03 USD',
    );
  });

  it('says what there is none of', async () => {
    expect((await reconcile('trace', 'bo.2026-02.9')).error).toBe(
      'error: there is no line bo.2026-02.9\n  hint: a line is named payee.period.number, as in ada.2026-03.1\n',
    );
    expect((await reconcile('trace', '--receipt', 'R-9')).error).toBe('error: there is no receipt R-9\n');
    expect((await reconcile('trace', '--deal', 'D-99')).error).toBe('error: there is no deal D-99\n');
    expect((await reconcile('trace', '--payout', '9')).error).toBe(
      'error: there is no payout batch 9\n  hint: `attain payout list` lists them\n',
    );
    expect((await reconcile('trace', '--deal', 'D-1', '--receipt', 'R-1')).exitCode).toBe(2);
    expect((await reconcile('trace', '--statement', 'bo', '2025-03')).error).toBe(
      'error: bo has no statement for 2025-03\n',
    );
    expect((await reconcile('trace', '--statement', 'bo')).exitCode).toBe(2);
  });
});

describe('attain reconcile exceptions', () => {
  it('lists what to look at, and fails only when it is asked to', async () => {
    const { exitCode, out } = await reconcile('exceptions', '--days', '20');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Paid on invoices that are open too long \(5\)\nDeal/);
    expect(out).toContain('INV-3 open with 60,000.00 USD, due for 39 days');
    expect(out).toMatch(/\n5 exceptions\.\n$/);
    expect((await reconcile('exceptions', '--days', '20', '--fail')).exitCode).toBe(1);
    const csv = (await reconcile('exceptions', '--kind', 'uncollected', '--days', '20', '--csv')).out;
    expect(csv.split('\n')[0]).toBe('kind,deal,payee,amount,currency,why,whatToDo');
    const none = await reconcile('exceptions', '--kind', 'cancelled', '--fail');
    expect(none).toMatchObject({ exitCode: 0, out: 'There is nothing to look at.\n' });
  });
});

describe('attain reconcile bases', () => {
  it('shows three bases side by side, and what could not be moved', async () => {
    const { exitCode, out } = await reconcile(
      'bases',
      '--payee',
      'bo',
      '--from',
      '2026-02',
      '--through',
      '2026-03',
    );
    expect(exitCode).toBe(0);
    expect(out).toContain(
      [
        'Earned   Currency  As posted  If booked  If recognized  If collected',
        '2026-02  USD        8,000.00   8,000.00           0.00          0.00',
        '2026-03  USD        4,250.00   4,250.00           0.00      2,000.00',
      ].join('\n'),
    );
    expect(out).toContain(
      'account-executive, new-business, if collected: is released when it is earned: its release is set aside',
    );
    expect((await reconcile('bases', '--plan', 'none')).error).toBe(
      'error: nobody is on such a plan\n  hint: see the assignments\n',
    );
    expect((await reconcile('bases', '--payee', 'bo', '--through', '2026-03', '--csv')).out).toContain(
      '2026-03,USD,collected,2000.00,2000.00,2000.00\n',
    );
  });
});

describe('what is not explained', () => {
  it('ends with exit code 1', async () => {
    const own = workFolder();
    const data = join(own, 'more');
    mkdirSync(data);
    writeFileSync(
      join(data, 'credit-notes.csv'),
      'id,invoice,line,date,amount\nC-1,INV-3,1,2026-04-02,81000.00\n',
    );
    const database = await calculatedFolder();
    await attain(database, 'import', data, '--rules', RULES);
    await attain(database, 'calculate', '--through', '2026-04', '--rules', RULES);
    const { exitCode, out } = await attain(database, 'reconcile', 'bridge', '--from', '2026-04');
    expect(exitCode).toBe(1);
    expect(out).toContain('Not explained:\n  2026-04  -1,000.00 USD  invoice INV-3 of deal D-3');
  });
});
