import { describe, expect, it } from 'vitest';
import { statementCsv } from '../../src/ledger/statement-csv.js';
import { component, line, statement } from './statement-samples.js';

const rowsOf = (...lines: Parameters<typeof component>[0]) =>
  statementCsv([statement({ components: [component(lines)] })]).split('\n');

describe('a statement as CSV', () => {
  it('has one row for each line, with plain amounts', () => {
    const negative = line({
      amount: '-3000.00',
      corrects: { before: '8000.00', period: '2026-02', because: [] },
    });
    expect(rowsOf(negative).slice(1)).toEqual([
      `ada,2026-04,USD,ada.2026-04.1,ae/2026-01-01,new-business,new-acv,credit,D-1,booked:D-1:booking,2026-04-10,2026-04-01,2026-07-01,100%,60000.00,60000.00,-3000.00,,,,,8000.00,2026-02,,,,,${'f'.repeat(64)},,,,`,
      '',
    ]);
  });

  it('tells what caps and floors did to a line, together', () => {
    const limited = line({
      amount: '100.00',
      limits: [
        { by: 'cap', of: 'component', per: 'month', effect: 'forfeited', limit: '150.00', amount: '-20.50' },
        { by: 'cap', of: 'plan', per: 'year', effect: 'forfeited', limit: '900.00', amount: '-50.00' },
      ],
    });
    const [header = '', row = ''] = rowsOf(limited);
    expect(row.split(',')[header.split(',').indexOf('limited')]).toBe('-70.50');
  });

  it('has its header only where there are no lines', () => {
    expect(statementCsv([statement()]).split('\n').length).toBe(2);
  });

  it('runs nothing as a formula of a spreadsheet, and quotes what must be', () => {
    const dealIn = (deal: string) => rowsOf(line({ deal }))[1]?.split('credit,')[1]?.split(',booked:')[0];
    expect(dealIn('=1+1')).toBe("'=1+1");
    expect(dealIn('@sum')).toBe("'@sum");
    expect(dealIn('+x')).toBe("'+x");
    expect(dealIn('-x')).toBe("'-x");
    expect(dealIn('\tx')).toBe("'\tx");
    expect(dealIn('＝1')).toBe("'＝1");
    expect(dealIn('-12')).toBe('-12');
    expect(dealIn('a,b "c"')).toBe('"a,b ""c"""');
    expect(dealIn('=a,b')).toBe('"\'=a,b"');
  });
});
