import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import { ClosedBooks } from '../runs/payouts/closed-books.js';
import { confirmation, MAPPING } from '../runs/payouts/payroll.js';
import { attain, workFolder } from './attain.js';

/** A folder in which March is closed: ada is paid 3,000.00, bo 100.00, cy nothing. */
async function closedFolder(): Promise<string> {
  const folder = workFolder();
  await attain(folder, 'init');
  const db = await openDatabase(join(folder, '.attain/attain.sqlite'));
  const months = { ada: { earned: 300_000n }, bo: { earned: 10_000n }, cy: { earned: -500n } };
  await new ClosedBooks(db).close('2026-03', months);
  await closeDatabase(db);
  writeFileSync(join(folder, MAPPING.name), MAPPING.text);
  return folder;
}

/** Text without trailing blanks and with a fixed instant. */
function plain(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'YYYY-MM-DD HH:MM:SS');
}

const BUILD = ['--as', 'fin', 'payout', 'build', '--pay-group', 'monthly-USD', '--period', '2026-03'];

describe('attain payout', () => {
  it('pays a closed period, step by step', async () => {
    const folder = await closedFolder();
    const run = async (...args: readonly string[]) => {
      const { exitCode, out, error } = await attain(folder, ...args);
      return `${exitCode}\n${out}${error}`;
    };
    expect(await run(...BUILD)).toBe(
      [
        '0',
        'Built batch 1.',
        'Batch  Pay group    Period   State  Statements     Total  Paid  Made by  Decided by',
        '    1  monthly-USD  2026-03  built           2  3,100.00  0.00  fin',
        '',
      ].join('\n'),
    );
    expect(await run(...BUILD)).toMatch(/^0\nBatch 1 holds this already\.\n/);
    expect(await run('--as', 'fin', 'payout', 'approve', '1')).toBe(
      [
        '1',
        'error own-work: fin built batch 1, so another person decides on it',
        '  subject: batch 1',
        '  found: fin',
        '  expected: another person than fin, named by --as',
        '1 error, 0 warnings',
        '',
        'The batch was not approved.',
        '',
      ].join('\n'),
    );
    expect(await run('--as', 'cfo', 'payout', 'approve', '1')).toBe('0\nBatch 1 is approved.\n');
    expect(await run('--as', 'cfo', 'payout', 'approve', '1')).toBe('0\nBatch 1 was approved before.\n');
    const toFile = ['payout', 'export', '1', '--mapping', MAPPING.name, '--output'];
    expect(await run(...toFile, 'a.csv')).toBe('0\nWrote 2 payments, 3,100.00 USD, to a.csv.\n');
    expect(await run(...toFile, 'b.csv')).toBe('0\nWrote 2 payments, 3,100.00 USD, to b.csv, as before.\n');
    const written = readFileSync(join(folder, 'a.csv'), 'utf8');
    expect(written).toBe('Employee ID,Earnings code,Amount\nada,COMM,3000.00\nbo,COMM,100.00\n');
    expect(readFileSync(join(folder, 'b.csv'), 'utf8')).toBe(written);

    const first = confirmation(['ada,2900.00,C-1,04/15/2026,OK', 'dan,50.00,C-9,04/15/2026,OK']);
    writeFileSync(join(folder, 'first.csv'), first.bytes);
    const confirm = ['payout', 'confirm', '1', 'first.csv', '--mapping', MAPPING.name];
    const head = 'Batch 1, monthly-USD 2026-03: sent 3,100.00, paid 2,950.00 USD';
    const taken = await run(...confirm);
    expect(taken).toContain(`0\nTook in 2 payments.\n${head}\n`);
    expect(taken).toMatch(/ada +ADA +3,000\.00 +2,900\.00 +-100\.00 +less was paid than was sent +C-1\n/);
    expect(taken).toMatch(/bo +BO +100\.00 +0\.00 +-100\.00 +nothing was paid yet\n/);
    expect(taken).toMatch(/dan +0\.00 +50\.00 +50\.00 +paid, and not in the batch +C-9\n3 differences\.\n$/);
    expect(await run(...confirm)).toContain('0\nThe file tells nothing new.\n');
    expect(await run('payout', 'reconcile')).toMatch(/^1\nBatch 1, .*\n(.*\n)+3 differences\.\n$/);

    const second = confirmation([
      'ada,100.00,C-2,04/16/2026,OK',
      'bo,100.00,C-3,04/16/2026,OK',
      'dan,50.00,C-9,04/15/2026,BOUNCED',
    ]);
    writeFileSync(join(folder, 'second.csv'), second.bytes);
    expect(await run('payout', 'confirm', '1', 'second.csv', '--mapping', MAPPING.name)).toBe(
      [
        '0',
        'Took in 3 payments.',
        'Batch 1, monthly-USD 2026-03: sent 3,100.00, paid 3,100.00 USD',
        'Everything is paid as it was sent.',
        '2026-03 of monthly-USD is paid.',
        '',
      ].join('\n'),
    );
    expect(await run('payout', 'reconcile', '1')).toMatch(/^0\n.*\nEverything is paid as it was sent\.\n$/);
    expect(await run('payout', 'list', '--period', '2026-03')).toMatch(
      / 1 +monthly-USD +2026-03 +confirmed /,
    );
    expect(plain(await run('payout', 'show', '1'))).toMatch(
      /confirmed +YYYY-MM-DD HH:MM:SS +local +3 payments of second\.csv\n$/,
    );
  });

  it('says as JSON what it did', async () => {
    const folder = await closedFolder();
    const { out } = await attain(folder, '--json', ...BUILD, '--pay-date', '2026-04-15');
    expect(JSON.parse(out)).toMatchObject({
      isNew: true,
      batch: { batch: 1, state: 'built', total: '3100.00', payDate: '2026-04-15', maker: 'fin' },
    });
    const shown = JSON.parse((await attain(folder, '--json', 'payout', 'show', '1')).out);
    expect(shown.payees[0]).toMatchObject({ payee: 'ada', match: 'missing', sent: '3000.00', paid: '0.00' });
  });

  it('is rejected with a reason, and built again', async () => {
    const folder = await closedFolder();
    await attain(folder, ...BUILD);
    expect((await attain(folder, 'payout', 'reject', '1')).exitCode).toBe(2);
    expect(await attain(folder, 'payout', 'reject', '1', '--reason', 'a wrong rate')).toMatchObject({
      exitCode: 0,
      out: 'Batch 1 is rejected.\n',
    });
    expect((await attain(folder, ...BUILD)).out).toMatch(/^Built batch 2\.\n/);
  });

  it('is withdrawn with a reason before payroll is told, and built again', async () => {
    const folder = await closedFolder();
    await attain(folder, ...BUILD);
    const withdraw = ['--as', 'fin', 'payout', 'withdraw', '1'];
    const early = await attain(folder, ...withdraw, '--reason', 'a wrong account');
    expect(early).toMatchObject({ exitCode: 1, error: expect.stringContaining('it cannot be withdrawn') });
    await attain(folder, 'payout', 'approve', '1');
    expect((await attain(folder, ...withdraw)).exitCode).toBe(2);
    const withdrawn = await attain(folder, ...withdraw, '--reason', 'a wrong account');
    expect(withdrawn).toMatchObject({ exitCode: 0, out: 'Batch 1 is withdrawn.\n' });
    expect((await attain(folder, ...withdraw, '--reason', 'again')).out).toBe(
      'Batch 1 was withdrawn before.\n',
    );
    expect(plain((await attain(folder, 'payout', 'show', '1')).out)).toMatch(
      /withdrawn +YYYY-MM-DD HH:MM:SS +fin +a wrong account\n$/,
    );
    expect((await attain(folder, ...BUILD)).out).toMatch(/^Built batch 2\.\n/);
  });

  it('tells what is wrong with a mapping, and where', async () => {
    const folder = await closedFolder();
    const wrong = MAPPING.text.replace('field: amount', 'field: amuont').replace('MM/DD/YYYY', 'MM/DD');
    writeFileSync(join(folder, 'wrong.yaml'), wrong);
    const { exitCode, error } = await attain(
      folder,
      ...['payout', 'export', '1', '--mapping', 'wrong.yaml', '--output', 'x.csv'],
    );
    expect(exitCode).toBe(1);
    expect(error).toContain('wrong.yaml:5:10 error invalid-value: MM/DD is not how days are written');
    expect(error).toContain('wrong.yaml:12:14 error invalid-value: amuont is not known here');
    expect(error).toContain('hint: did you mean amount?');
  });

  it('ends with 2 where it is used wrongly', async () => {
    const folder = await closedFolder();
    const exitCode = async (...args: readonly string[]) => (await attain(folder, 'payout', ...args)).exitCode;
    expect(await exitCode()).toBe(2);
    expect(await exitCode('build', '--pay-group', 'monthly', '--period', '2026-03')).toBe(2);
    expect(await exitCode('build', '--pay-group', 'monthly-USD')).toBe(2);
    expect(await exitCode('show', '9')).toBe(2);
    expect(await exitCode('approve', 'x')).toBe(2);
    expect(await exitCode('approve', '9')).toBe(1);
    expect(await exitCode('build', '--pay-group', 'monthly-USD', '--period', '2026-04')).toBe(1);
  });
});

describe('attain audit', () => {
  it('shows the balances and that the books are sound', async () => {
    const folder = await closedFolder();
    await attain(folder, ...BUILD);
    const { exitCode, out } = await attain(folder, 'audit');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Check +Looked at +Breaks\n/);
    expect(out).toMatch(/\nearned +3,095\.00\n(.*\n)*paid +3,100\.00\noutstanding +3,100\.00\nsent +0\.00\n/);
    expect(out).toMatch(/\n\nThe books are sound\.\n$/);
    expect(JSON.parse((await attain(folder, 'audit', '--json')).out)).toMatchObject({
      sound: true,
      balances: [{ currency: 'USD', earned: '3095.00', carried: '-5.00', outstanding: '3100.00' }],
      breaks: [],
    });
  });
});
