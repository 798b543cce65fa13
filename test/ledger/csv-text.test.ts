import { describe, expect, it } from 'vitest';
import { csvText, withoutFormula } from '../../src/ledger/csv-text.js';

describe('a text in a CSV', () => {
  it.each(['=1+1', '+1+1', '-1+1', '@sum(a1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'runs as no formula: %j',
    (text) => {
      expect(withoutFormula(text)).toBe(`'${text}`);
    },
  );

  it.each(['-5.00', '-12%', '0', 'D-1', 'a=b', ''])('stays as it is: %j', (text) => {
    expect(withoutFormula(text)).toBe(text);
  });

  it('is quoted where it has line breaks or quotes', () => {
    expect(csvText([["'\r=1", 'a"b']])).toBe('"\'\r=1","a""b"\n');
  });
});
