import { describe, expect, it } from 'vitest';
import { adjustmentText } from '../../../src/ledger/adjustment-text.js';
import { payGroupId, readPayGroupId } from '../../../src/ledger/pay-group.js';
import { statementCsv } from '../../../src/ledger/statement-csv.js';
import { statementText } from '../../../src/ledger/statement-text.js';
import { component, line, statement } from '../statement-samples.js';

const ADJUSTS = { period: '2026-01', cause: 'credit', change: 9, source: 'split D-1 ada AE' } as const;

describe('a prior-period adjustment', () => {
  it('names the closed period, what was changed, the cause and the change', () => {
    expect(adjustmentText(ADJUSTS)).toBe(
      'adjusts 2026-01, which is closed: split D-1 ada AE (credit, change 9)',
    );
  });

  it('is told under its line on the page, and the page says by whom it was closed', () => {
    const adjusted = statement({
      components: [component([line({ adjusts: ADJUSTS })])],
      closed: { closing: 3, at: '2026-04-02T10:00:00.000Z', by: 'ops', hash: 'hash' },
    });
    const page = statementText(adjusted);
    expect(page).toContain('↳ adjusts 2026-01, which is closed: split D-1 ada AE (credit, change 9)');
    expect(page).toContain('\nClosed on 2026-04-02 by ops.\n');
  });

  it('has columns of its own in the CSV, empty for other lines', () => {
    const [header = '', ...rows] = statementCsv([
      statement({ components: [component([line({ adjusts: ADJUSTS }), line()])] }),
    ]).split('\n');
    const from = header.split(',').indexOf('adjustsPeriod');
    expect(header.split(',').slice(from, from + 4)).toEqual([
      'adjustsPeriod',
      'adjustsCause',
      'adjustsChange',
      'adjustsSource',
    ]);
    const found = rows.slice(0, 2).map((row) => row.split(',').slice(from, from + 4));
    expect(found).toEqual([
      ['2026-01', 'credit', '9', 'split D-1 ada AE'],
      ['', '', '', ''],
    ]);
  });
});

describe('a pay group', () => {
  it('is named by its pay calendar and currency', () => {
    expect(payGroupId({ frequency: 'monthly', currency: 'USD' })).toBe('monthly-USD');
    expect(readPayGroupId('semimonthly-EUR')).toEqual({ frequency: 'semimonthly', currency: 'EUR' });
    for (const wrong of ['monthly', 'monthly-usd', 'daily-USD', 'monthly-USD-x', ''])
      expect(readPayGroupId(wrong)).toBeNull();
  });
});
