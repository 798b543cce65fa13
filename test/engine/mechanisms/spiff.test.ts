import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Spiff } from '../../../src/engine/mechanisms/spiff.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  cancelled,
  changed,
  componentOf,
  conditionOf,
  dueOf,
  factorOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  planOf,
  received,
  sold,
  splitOf,
  usd,
} from '../given.js';

function spiffOf(fields: Partial<Spiff> = {}): Spiff {
  return { kind: 'spiff', amount: usd('100.00'), per: 'deal', startsWith: 1, endsWith: null, ...fields };
}

const UNITS: Partial<Measure> = { unit: 'units', amount: { kind: 'quantity' } };

function lines(spiff: Spiff, records: Partial<RecordSet>, measure: Partial<Measure> = {}): readonly string[] {
  return linesOf(dueOf(planOf([componentOf(spiff, { measure: measureOf(measure) })]), records));
}

function deals(count: number, quantity: string | null = null) {
  return Array.from({ length: count }, (_, place) =>
    sold(`D-${place + 1}`, `2026-01-${place + 10}`, '50.00', { quantity }),
  );
}

describe('a spiff per deal', () => {
  test('pays each deal once, whatever it is worth', () => {
    expect(lines(spiffOf(), { deal: deals(2) })).toEqual(['spiff D-1 100.00', 'spiff D-2 100.00']);
  });

  test('starts with the n-th deal of the window and ends with another', () => {
    expect(lines(spiffOf({ startsWith: 2, endsWith: 3 }), { deal: deals(4) })).toEqual([
      'spiff D-1 0.00',
      'spiff D-2 100.00',
      'spiff D-3 100.00',
      'spiff D-4 0.00',
    ]);
  });

  test('pays a share of a deal its share, and the deal counts as one', () => {
    const split = [splitOf('D-1', 'me', '0.6'), splitOf('D-2', 'me', '0.33333333'), splitOf('D-3')];
    expect(lines(spiffOf({ endsWith: 2 }), { deal: deals(3), split })).toEqual([
      'spiff D-1 60.00',
      'spiff D-2 33.33',
      'spiff D-3 0.00',
    ]);
  });

  test('pays what an earning factor says', () => {
    const factors = [factorOf({ earning: part('0.5'), credit: part('2') })];
    expect(lines(spiffOf(), { deal: deals(1) }, { factors })).toEqual(['spiff D-1 50.00']);
  });

  test('does not pay a deal again: not for more cash, not for an amendment, not in a later window', () => {
    const amendment = [
      changed('D-1', 'A', '2026-01-20', '10.00'),
      changed('D-1', 'B', '2026-05-20', '10.00'),
    ];
    expect(lines(spiffOf(), { deal: deals(1), amendment })).toEqual([
      'spiff D-1 100.00',
      'spiff D-1 0.00',
      'spiff D-1 0.00',
    ]);
    const cash = {
      deal: deals(1),
      invoiceLine: [invoiced('I', 'D-1', '50.00')],
      receipt: [received('R', '2026-02-01', '20.00'), received('S', '2026-03-01', '30.00')],
      application: [applied('R', 'I', '20.00'), applied('S', 'I', '30.00')],
    };
    const collected = { basis: 'collected', amount: { kind: 'amount' } } as const;
    expect(lines(spiffOf(), cash, collected)).toEqual(['spiff D-1 100.00', 'spiff D-1 0.00']);
  });

  test('is as if it never was when the deal is cancelled in its window, and the next deal moves up', () => {
    const records = { deal: deals(3), amendment: [cancelled('D-1', '2026-02-10')] };
    expect(lines(spiffOf({ startsWith: 2 }), records)).toEqual(['spiff D-2 0.00', 'spiff D-3 100.00']);
  });

  test('is taken back when the deal is cancelled later, and in part when it is reduced', () => {
    expect(lines(spiffOf(), { deal: deals(1), amendment: [cancelled('D-1', '2026-05-10')] })).toEqual([
      'spiff D-1 100.00',
      'reversal D-1 -100.00',
    ]);
    expect(
      lines(spiffOf(), { deal: deals(1), amendment: [changed('D-1', 'A', '2026-05-10', '-10.00')] }),
    ).toEqual(['spiff D-1 100.00', 'reversal D-1 -20.00']);
  });

  test('pays a deal again that comes back after it was taken back whole', () => {
    const amendment = [cancelled('D-1', '2026-05-10'), changed('D-1', 'Z', '2026-08-01', '50.00')];
    expect(lines(spiffOf(), { deal: deals(1), amendment })).toEqual([
      'spiff D-1 100.00',
      'reversal D-1 -100.00',
      'spiff D-1 100.00',
    ]);
  });

  test('does not pay a deal of less than nothing', () => {
    expect(lines(spiffOf(), { deal: [sold('D', '2026-01-10', '-5.00')] })).toEqual(['spiff D 0.00']);
  });

  test('pays only deals that meet the condition of its measure', () => {
    const when = conditionOf({ all: [{ fact: 'tcv', operator: 'greaterThanInclusive', value: '400' }] });
    const deal = [sold('A', '2026-01-10', '399.99'), sold('B', '2026-01-11', '400.00')];
    expect(lines(spiffOf(), { deal }, { when })).toEqual(['spiff B 100.00']);
  });
});

describe('a spiff per unit', () => {
  test('pays the units from the n-th on, also within a deal', () => {
    const spiff = spiffOf({ per: 'unit', amount: usd('20.00'), startsWith: 3 });
    expect(lines(spiff, { deal: deals(4) }, UNITS)).toEqual([
      'spiff D-1 0.00',
      'spiff D-2 0.00',
      'spiff D-3 20.00',
      'spiff D-4 20.00',
    ]);
    expect(lines(spiff, { deal: deals(1, '5.5') }, UNITS)).toEqual(['spiff D-1 70.00']);
  });

  test('pays up to the last that pays, and not a unit more', () => {
    const spiff = spiffOf({ per: 'unit', amount: usd('20.00'), startsWith: 2, endsWith: 3 });
    expect(lines(spiff, { deal: deals(2, '2') }, UNITS)).toEqual(['spiff D-1 20.00', 'spiff D-2 20.00']);
    expect(lines(spiff, { deal: deals(1, '100') }, UNITS)).toEqual(['spiff D-1 40.00']);
  });

  test('pays a share of the units for a share of the deal', () => {
    const records = { deal: deals(1, '3'), split: [splitOf('D-1', 'me', '0.5')] };
    expect(lines(spiffOf({ per: 'unit' }), records, UNITS)).toEqual(['spiff D-1 150.00']);
  });

  test('starts anew with each window', () => {
    const deal = [sold('A', '2026-03-31', '1.00'), sold('B', '2026-04-01', '1.00')];
    expect(lines(spiffOf({ per: 'unit', startsWith: 2 }), { deal }, UNITS)).toEqual([
      'spiff A 0.00',
      'spiff B 0.00',
    ]);
    expect(lines(spiffOf({ per: 'unit', endsWith: 1 }), { deal }, UNITS)).toEqual([
      'spiff A 100.00',
      'spiff B 100.00',
    ]);
  });
});
