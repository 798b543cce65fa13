import { describe, expect, it } from 'vitest';
import { readerFormat } from '../../../src/web/format/reader-format.js';
import { boundText, fractionOf, nextStep, percentText } from '../../../src/web/payee/measure-words.js';
import { shortPeriod } from '../../../src/web/payee/short-period.js';
import { waitsTexts } from '../../../src/web/payee/waits-text.js';

const format = readerFormat('en');
const money = { unit: 'money', currency: 'USD', format } as const;
const units = { ...money, unit: 'units' } as const;
const tier = { component: 'new-business', from: '100%', pays: '12%', distance: '12400.00' };

describe('what is missing to the next tier', () => {
  it.each([
    ['booked', 'Sell $12,400.00 more to reach 12% in new-business, from 100% of quota.'],
    ['recognized', '$12,400.00 more revenue to reach 12% in new-business, from 100% of quota.'],
    ['collected', '$12,400.00 more cash to reach 12% in new-business, from 100% of quota.'],
  ] as const)('is told by what counts: %s', (basis, sentence) => {
    expect(nextStep(tier, { basis, ...money })).toBe(sentence);
  });

  it('is told of multiples, of amounts, of units, and where nobody knows by what it counts', () => {
    const accelerated = { ...tier, from: '50000.00', pays: '1.5x' };
    expect(nextStep(accelerated, money)).toBe(
      '$12,400.00 more to reach 1.5x the base rate in new-business, from $50,000.00.',
    );
    const wins = { ...tier, from: '4', pays: '50.00 a unit', distance: '3' };
    expect(nextStep(wins, { basis: 'booked', ...units })).toBe(
      'Sell 3 more to reach 50.00 a unit in new-business, from 4.',
    );
  });

  it('is told of gates, whether they are to be reached or exceeded', () => {
    expect(nextStep({ ...tier, pays: 'past its gate' }, money)).toBe(
      '$12,400.00 more to pass the gate of new-business: 100% of quota.',
    );
    expect(nextStep({ ...tier, pays: 'past its gate, if exceeded' }, money)).toBe(
      '$12,400.00 more to pass the gate of new-business: more than 100% of quota.',
    );
  });
});

it('percents and bounds are written as the reader does, and never rounded up', () => {
  expect(fractionOf('97.14%')).toBe('0.9714');
  expect(percentText('97.14%', readerFormat('de'))).toBe('97,14\u00a0%');
  expect(percentText('99.999%', format)).toBe('99.99%');
  expect(boundText('80%', money)).toBe('80% of quota');
});

it('months are short below a bar, and other periods as they are', () => {
  expect(shortPeriod('2026-03', format)).toBe('Mar 2026');
  expect(shortPeriod('2026-Q1', format)).toBe('Q1 2026');
  expect(shortPeriod('2026-13', format)).toBe('2026-13');
});

describe('what a held amount waits for', () => {
  const because = '30.00 USD of 130.00 USD collected; I-1 open with 50.00 USD, due 2026-03-12';
  const share = { share: '50%', on: 'collected', reached: '23.08%', because };
  const invoice = { invoice: 'I-1', date: '2026-02-10', dueDate: '2026-03-12', currency: 'USD' };
  const open = { ...invoice, amount: '80.00', open: '50.00', overdueDays: 19 };

  it('leaves out the invoices that stand beside it, and no others', () => {
    expect(waitsTexts({ shares: [share], invoices: [open] })).toEqual([
      { text: '30.00 USD of 130.00 USD collected', share: '50%', reached: '23.08%' },
    ]);
    expect(waitsTexts({ shares: [share], invoices: [] })[0]?.text).toBe(because);
  });

  it('leaves out what has come all the way', () => {
    expect(waitsTexts({ shares: [{ ...share, reached: '100%' }], invoices: [] })).toEqual([]);
  });
});
