import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/ledger/statement.js';
import { statementXlsx } from '../../../src/runs/documents/statement-xlsx.js';
import { component, line, statement } from '../../ledger/statement-samples.js';

const HEADING = { company: 'Halden', payGroup: 'monthly-USD' };

const sheetOf = async (given: Statement, name: string) =>
  readSheet(Buffer.from(await statementXlsx(given, HEADING)), name);

const withLine = (given: Parameters<typeof line>[0]) => statement({ components: [component([line(given)])] });

describe('a statement as a workbook', () => {
  it('is the same bytes each time', async () => {
    const first = Buffer.from(await statementXlsx(withLine({}), HEADING));
    expect(first.equals(await statementXlsx(withLine({}), HEADING))).toBe(true);
  });

  it('has amounts as numbers and days as dates', async () => {
    const [titles, row] = await sheetOf(withLine({ amount: '-3000.07' }), 'Lines');
    const cell = (title: string) => row?.[titles?.indexOf(title) ?? -1];
    expect(cell('Line')).toBe('ada.2026-04.1');
    expect(cell('Date')).toEqual(new Date('2026-04-10T00:00:00Z'));
    expect(cell('Your part')).toBe(60000);
    expect(cell('Earned')).toBe(-3000.07);
  });

  it('says in its summary what is paid in another currency, and only then', async () => {
    const payout = { currency: 'EUR', amount: '1135.80', rate: '0.92', date: '2026-04-30' };
    const rows = (await sheetOf(statement({ payout }), 'Summary')).map(([label, value]) => [label, value]);
    expect(rows.filter(([label]) => /Paid in|rate|^Of$/.test(String(label)))).toEqual([
      ['Paid in', 'EUR'],
      ['Paid in EUR', 1135.8],
      ['At the rate', 0.92],
      ['Of', new Date('2026-04-30T00:00:00Z')],
    ]);
    const missing = { ...payout, amount: null, rate: null };
    const without = (await sheetOf(statement({ payout: missing }), 'Summary')).map(([label, value]) => [
      label,
      value,
    ]);
    expect(without).toContainEqual(['Paid in EUR', 'no rate is loaded']);
    expect(without).toContainEqual(['No rate for', new Date('2026-04-30T00:00:00Z')]);
    const plain = (await sheetOf(statement(), 'Summary')).map(([label]) => label);
    expect(plain).not.toContain('Paid in');
  });

  it('has an amount as text that a number would not hold exactly', async () => {
    const earned = async (amount: string) => (await sheetOf(withLine({ amount }), 'Lines'))[1]?.[12];
    expect(await earned('9999999999999.99')).toBe(9999999999999.99);
    expect(await earned('99999999999999.99')).toBe('99999999999999.99');
  });

  it('has a text as a text, whatever it begins with or is called', async () => {
    const deal = async (text: string) => (await sheetOf(withLine({ deal: text }), 'Lines'))[1]?.[4];
    for (const text of ['=1+1', '+1', '-1', '@sum', '<b>&"', '00123']) expect(await deal(text)).toBe(text);
    // The reader leaves blanks at the ends out.
    expect(await deal('\t=1')).toBe('=1');
    expect(await deal('\r\n=1')).toBe('=1');
    expect(await deal('constructor')).toBe('constructor\u200b');
  });

  it('has a sheet each for summary, lines, payable, held, adjustments and balances', async () => {
    const held = [
      {
        assignment: 'ae/2026-01-01',
        component: 'new-business',
        deal: 'D-1',
        amount: '400.00',
        shares: [{ share: '50%', on: 'collected', reached: '0%', because: 'nothing is paid' }],
      },
    ];
    const given = statement({ held });
    expect((await sheetOf(given, 'Summary')).find(([label]) => label === 'As of')?.[1]).toEqual(
      new Date('2026-04-30T00:00:00Z'),
    );
    expect((await sheetOf(given, 'Held'))[1]).toEqual([
      'D-1',
      'new-business',
      400,
      '50% as cash comes in: nothing is paid (0%)',
    ]);
    expect((await sheetOf(given, 'Balances')).slice(0, 2)).toEqual([
      ['Sum', 'Sign', 'Term', 'Amount'],
      ['From earned to held', null, 'Held before', 0],
    ]);
    expect(await sheetOf(given, 'Payable')).toHaveLength(1);
    expect(await sheetOf(given, 'Adjustments')).toHaveLength(1);
  });

  it('has thousands of lines within seconds', async () => {
    const lines = Array.from({ length: 5000 }, (_, place) => line({ id: `ada.2026-04.${place + 1}` }));
    const start = performance.now();
    const rows = await sheetOf(statement({ components: [component(lines)] }), 'Lines');
    expect(rows).toHaveLength(5001);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
