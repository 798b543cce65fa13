import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../src/runs/payouts/csv-rows.js';
import { readPayrollMapping } from '../../../src/runs/payouts/read-payroll-mapping.js';
import { MAPPING, succeeded } from './payroll.js';

/** The problems of the mapping with a text replaced, in short. */
function problems(from: string | RegExp, to: string): readonly string[] {
  const read = readPayrollMapping(MAPPING.text.replace(from, to), 'adp.yaml');
  return read.ok
    ? []
    : read.problems.map(({ code, location, message }) => `${location?.line} ${code}: ${message}`);
}

describe('a payroll mapping', () => {
  it('says how a provider wants to be told, and tells', () => {
    expect(succeeded(readPayrollMapping(MAPPING.text, 'adp.yaml'))).toEqual({
      provider: 'adp',
      export: {
        delimiter: ',',
        dates: 'MM/DD/YYYY',
        decimal: '.',
        inMinorUnits: false,
        isReversed: false,
        hasHeader: true,
        lineEnd: '\n',
        columns: [
          { column: 'Employee ID', field: 'payee' },
          { column: 'Earnings code', value: 'COMM' },
          { column: 'Amount', field: 'amount' },
        ],
      },
      confirmation: {
        delimiter: ',',
        dates: 'MM/DD/YYYY',
        decimal: '.',
        inMinorUnits: false,
        isReversed: false,
        columns: {
          payee: 'Employee ID',
          amount: 'Net',
          reference: 'Check',
          date: 'Paid on',
          status: 'State',
          currency: null,
        },
        statuses: new Map([
          ['OK', 'paid'],
          ['SENT', 'pending'],
          ['ERROR', 'failed'],
          ['BOUNCED', 'returned'],
        ]),
      },
    });
  });

  it('says it in every format there is', () => {
    const text = MAPPING.text
      .replace('lineEnd: unix', 'header: false\n  delimiter: semicolon\n  decimal: comma\n  sign: reversed')
      .replace('confirmation:', 'confirmation:\n  delimiter: tab\n  amounts: minor');
    const { export: written, confirmation } = succeeded(readPayrollMapping(text, 'adp.yaml'));
    expect(written).toMatchObject({
      delimiter: ';',
      decimal: ',',
      isReversed: true,
      hasHeader: false,
      lineEnd: '\r\n',
    });
    expect(confirmation).toMatchObject({ delimiter: '\t', inMinorUnits: true });
  });

  it('needs no confirmation', () => {
    const [text = ''] = MAPPING.text.split('confirmation:');
    expect(succeeded(readPayrollMapping(text, 'adp.yaml')).confirmation).toBeNull();
  });

  it('is refused where it is wrong, at the place', () => {
    expect(problems('field: payee', 'field: pay')).toEqual(['8 invalid-value: pay is not known here']);
    expect(problems('dates: MM/DD/YYYY', 'dates: M/D/Y')).toEqual([
      '5 invalid-value: M/D/Y is not how days are written',
    ]);
    expect(problems('provider: adp', 'provder: adp')).toEqual([
      '2 unknown-key: there is no key "provder" here',
    ]);
    expect(problems('      value: COMM\n', '')).toEqual([
      '9 missing-key: the column Earnings code needs either a field or a value',
    ]);
    expect(problems('field: amount', 'value: amount')).toEqual(['6 missing-key: no column says the amount']);
    expect(problems('field: payee', 'field: name')).toEqual(['6 missing-key: no column says who is paid']);
    expect(problems('pending: [SENT]', 'pending: [OK]')).toEqual(['23 duplicate-key: OK means paid already']);
    expect(problems(/ {2}statuses:[\s\S]*/, '')).toEqual([
      '13 missing-key: a column says the status, and nothing says what its words mean',
    ]);
  });
});

describe('the rows of a CSV file', () => {
  it('are read with any delimiter, with their lines', () => {
    const bytes = Buffer.from('\uFEFFa;b\r\n\r\n1;"x;""y"""\r\n');
    expect(succeeded(csvRows(bytes, ';', 'x.csv'))).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['1', 'x;"y"'], line: 3 },
    ]);
  });

  it('are refused where they are no CSV in UTF-8', () => {
    expect(csvRows(Buffer.from([0xff, 0xfe, 0x61]), ',', 'x.csv')).toMatchObject({
      problems: [{ code: 'csv-syntax', message: 'x.csv is not text in UTF-8' }],
    });
    expect(csvRows(Buffer.from('a,b\n1,"open\n'), ',', 'x.csv')).toMatchObject({
      problems: [{ code: 'csv-syntax', location: { file: 'x.csv' } }],
    });
  });
});
