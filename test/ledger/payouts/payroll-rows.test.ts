import { describe, expect, it } from 'vitest';
import { payrollText } from '../../../src/ledger/payouts/payroll-rows.js';
import { batch, EXPORT, item } from './samples.js';

describe('the file for payroll', () => {
  it('has a row for each payee in the order of their ids, with fields and fixed values', () => {
    const items = [item({ payee: 'bo', name: 'Bo', amount: 5n }), item()];
    expect(payrollText(batch(items), EXPORT)).toBe(
      'Employee,Name,Code,Amount\nada,Ada Byron,COMM,3000.00\nbo,Bo,COMM,0.05\n',
    );
  });

  it('pays a payee once, whatever number of statements there are', () => {
    const items = [item({ closing: 3 }), item({ closing: 4, amount: 1n })];
    expect(payrollText(batch(items), EXPORT)).toBe('Employee,Name,Code,Amount\nada,Ada Byron,COMM,3000.01\n');
  });

  it('says every field in the formats of the provider', () => {
    const columns = [
      'payee',
      'name',
      'email',
      'amount',
      'currency',
      'payGroup',
      'period',
      'periodFrom',
      'periodTo',
      'payDate',
      'batch',
      'reference',
    ].map((field) => ({ column: field, field: field as 'payee' }));
    const format = {
      ...EXPORT,
      delimiter: ';',
      dates: 'DD.MM.YYYY',
      decimal: ',',
      hasHeader: false,
      lineEnd: '\r\n',
      columns,
    } as const;
    const text = payrollText(batch([item({ email: 'ada@x.org' })], { payDate: '2026-04-15' }), format);
    expect(text).toBe(
      'ada;Ada Byron;ada@x.org;3000,00;USD;monthly-USD;2026-03;01.03.2026;31.03.2026;15.04.2026;7;payout-7-ada\r\n',
    );
  });

  it('writes an amount below zero as an amount, and a comma in it between quotes', () => {
    const format = { ...EXPORT, hasHeader: false, isReversed: true, decimal: ',' } as const;
    expect(payrollText(batch([item()]), format)).toBe('ada,Ada Byron,COMM,"-3000,00"\n');
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+cmd', "'+cmd"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['Byron, Ada', '"Byron, Ada"'],
    ['two\nlines', '"two\nlines"'],
  ])('never runs a name: %j', (name, cell) => {
    expect(payrollText(batch([item({ name })]), { ...EXPORT, hasHeader: false })).toBe(
      `ada,${cell},COMM,3000.00\n`,
    );
  });
});
