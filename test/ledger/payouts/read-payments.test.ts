import { describe, expect, it } from 'vitest';
import { readPayments } from '../../../src/ledger/payouts/read-payments.js';
import { CONFIRMATION, payment } from './samples.js';

const HEADINGS = 'Employee,Net,Check,Paid on,State,Note';
const GOOD = 'ada,3000.00,T-1,04/15/2026,OK,';

function read(...lines: readonly string[]) {
  const rows = lines.map((line, place) => ({ cells: line.split(','), line: place + 1 }));
  return readPayments(rows, CONFIRMATION, 'USD', 'paid.csv');
}

/** Problems in short. */
function problems(...lines: readonly string[]): readonly string[] {
  const result = read(...lines);
  return result.ok
    ? []
    : result.problems.map(({ code, location, message }) => `${location?.line} ${code}: ${message}`);
}

describe('a confirmation of payroll', () => {
  it('is read by its headings, whatever else there is', () => {
    expect(read(HEADINGS, GOOD, ',,,,,')).toMatchObject({ ok: true, value: [payment()] });
    expect(read('State,Paid on,Check,Net,Employee', 'SENT,04/15/2026,T-1,3000.00,ada')).toMatchObject({
      value: [payment({ status: 'pending' })],
    });
  });

  it('gives a payee back as it was before an export guarded it', () => {
    expect(read(HEADINGS, "'+ada,3000.00,T-1,04/15/2026,OK,")).toMatchObject({ value: [{ payee: '+ada' }] });
  });

  it('is refused as a whole, with all that is wrong', () => {
    expect(problems(HEADINGS, GOOD, ',x,,2026-04-15,PAID,', 'bo,1.00,T-2,04/15/2026,OK')).toEqual([
      '3 missing-value: the row says no payee',
      '3 missing-value: the row says no reference',
      '3 money-expected: x is no amount in USD',
      '3 date-expected: 2026-04-15 is no day',
      '3 invalid-value: the mapping does not say what the status PAID means',
      '4 csv-syntax: the row has 5 values',
    ]);
  });

  it('is refused where one payment is given twice', () => {
    expect(problems(HEADINGS, GOOD, GOOD)).toEqual([
      '3 duplicate-record: the payment T-1 of ada is given twice',
    ]);
    expect(problems(HEADINGS, GOOD, 'bo,3000.00,T-1,04/15/2026,OK,')).toEqual([]);
  });

  it('is refused without a heading that the mapping names, and without any', () => {
    expect(problems('Employee,Nett,Check,Paid on,State', GOOD)).toEqual([
      '1 missing-column: the column Net is missing',
    ]);
    expect(problems()).toEqual(['undefined empty-file: paid.csv has no header line']);
  });

  it('is refused in another currency', () => {
    const columns = { ...CONFIRMATION.columns, status: null, currency: 'State' };
    const rows = [HEADINGS, 'ada,1.00,T-1,04/15/2026,EUR,'].map((line, place) => ({
      cells: line.split(','),
      line: place + 1,
    }));
    expect(readPayments(rows, { ...CONFIRMATION, columns }, 'USD', 'paid.csv')).toMatchObject({
      problems: [{ code: 'currency-mismatch' }],
    });
  });
});
