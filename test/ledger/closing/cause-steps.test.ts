import { describe, expect, it } from 'vitest';
import { type CauseStep, causeSteps } from '../../../src/ledger/closing/cause-steps.js';
import type { ChangedInput, ChangedKind } from '../../../src/ledger/closing/changed-input.js';

function changed(kind: ChangedKind, change: number, source = `${kind} ${change}`): ChangedInput {
  return {
    ...{ kind, change, source, isNew: false, deal: null, payee: null, plan: null, invoice: null },
    ...{ receipt: null, currencies: [], date: null },
  };
}

const said = ({ change, family, inputs, more }: CauseStep) =>
  [change, family, inputs.map(({ source }) => source).join(' + '), more].join('; ');

describe('the steps by which something changed', () => {
  it('are in the order in which they were recorded, and within one change by what they are about', () => {
    const inputs = [
      changed('receipt', 4),
      changed('deal', 5),
      changed('split', 4),
      changed('quota', 4),
      changed('plan', 3),
      changed('amendment', 5),
    ];
    expect(causeSteps(inputs, { stored: 5, most: 20 }).map(said)).toEqual([
      '3; rules; plan 3; 0',
      '4; targets; quota 4; 0',
      '4; splits; split 4; 0',
      '4; cash; receipt 4; 0',
      '5; deals; deal 5 + amendment 5; 0',
    ]);
  });

  it('have what was changed several times once, by the last of its changes', () => {
    const inputs = [changed('quota', 3, 'quota ann'), changed('deal', 4), changed('quota', 5, 'quota ann')];
    expect(causeSteps(inputs, { stored: 5, most: 20 }).map(said)).toEqual([
      '4; deals; deal 4; 0',
      '5; targets; quota ann; 0',
    ]);
  });

  it('are at most so many: the last of them are one, which says how many it is', () => {
    const inputs = [3, 4, 5, 6, 7].map((change) => changed('deal', change));
    const steps = (most: number) => causeSteps(inputs, { stored: 7, most }).map(said);
    expect(steps(5)).toHaveLength(5);
    expect(steps(3)).toEqual([
      '3; deals; deal 3; 0',
      '4; deals; deal 4; 0',
      '7; ; deal 5 + deal 6 + deal 7; 2',
    ]);
    expect(steps(1)).toEqual(['7; ; deal 3 + deal 4 + deal 5 + deal 6 + deal 7; 4']);
  });

  it('have what is only supposed as one step, whatever it is about', () => {
    const inputs = [changed('deal', 6), changed('split', 6), changed('deal', 5)];
    expect(causeSteps(inputs, { stored: 5, most: 20 }).map(said)).toEqual([
      '5; deals; deal 5; 0',
      '6; ; deal 6 + split 6; 0',
    ]);
  });
});
