import { describe, expect, it } from 'vitest';
import type { AdjustedFigure, InputCause } from '../../../src/ledger/closing/payee-closing.js';
import { sharedCauses, type TriedStep } from '../../../src/ledger/closing/shared-causes.js';

const FIGURE: AdjustedFigure = {
  ...{ payee: 'ann', deal: 'D-1', deals: [], plan: 'ae', isGone: false, convertedFrom: null },
  ...{ name: 'line', amount: 900n },
};
const GROUP = { payGroup: 'monthly-USD', periods: [], to: '2026-02-01', change: 2 };

function tried(source: string, change: number, value: bigint | null, more = 0): TriedStep {
  const cause: InputCause = { cause: 'correction', change, source, date: null };
  const figures = value === null ? null : new Map([['line', value]]);
  return { nearest: () => cause, more, figures };
}

/** What was posted is 300. */
function shares(steps: readonly TriedStep[], before = 300n, amount = 900n): readonly string[] {
  const posted = new Map([['line', 300n]]);
  const found = sharedCauses(
    { ...FIGURE, amount },
    { group: GROUP, posted, before: new Map([['line', before]]), steps },
  );
  expect(found.reduce((sum, each) => sum + each.amount, 0n)).toBe(amount);
  return found.map(({ source, change, amount: share }) => `${source} @${change}: ${share}`);
}

describe('the causes of an adjustment', () => {
  it('are shared out by what each step changes, and what changes nothing is left out', () => {
    expect(shares([tried('deal D-0', 3, 700n), tried('quota', 4, 700n), tried('split', 5, null)])).toEqual([
      'deal D-0 @3: 400',
      'split @5: 500',
    ]);
  });

  it('may be of either sign', () => {
    expect(shares([tried('quota', 3, 0n), tried('split', 4, null)])).toEqual([
      'quota @3: -300',
      'split @4: 1200',
    ]);
  });

  it('are one where the same was changed twice, named by the last change', () => {
    const steps = [tried('rules plans/ae.yaml', 3, 800n), tried('split', 4, 900n)];
    expect(shares([...steps, tried('rules plans/ae.yaml', 5, null)])).toEqual([
      'rules plans/ae.yaml @5: 800',
      'split @4: 100',
    ]);
  });

  it('say how many more changes are taken together', () => {
    expect(shares([tried('deal D-0', 3, 700n), tried('split', 9, null, 1)])).toEqual([
      'deal D-0 @3: 400',
      'split and 1 more change @9: 500',
    ]);
    expect(shares([tried('split', 9, null, 7)])).toEqual(['split and 7 more changes @9: 900']);
  });

  it('are the program where it comes to something else than was posted from the same data', () => {
    expect(shares([tried('split', 3, null)], 310n)).toEqual([
      'another version of the program @2: 10',
      'split @3: 890',
    ]);
  });
});
