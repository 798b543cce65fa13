import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/plan.js';
import { ONE_RATIO, ratio } from '../../src/money/ratio.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { compilePlan } from '../../src/rules/compile-plan.js';
import { readSourceText } from '../../src/rules/source-text.js';
import { COMPANY, ruleFile } from './check-file.js';

const { text } = ruleFile('good/smb-ae.yaml');
const SALES = text.replace(/^examples:[\s\S]*/m, '');

function planWith(terms: string): Pick<Plan, 'draws' | 'guarantees' | 'payCaps'> {
  const { source } = readSourceText(`${SALES}\n${terms}\n`, 'plan.yaml');
  if (source === undefined) throw new Error('the plan could not be read');
  const result = compilePlan(source, COMPANY);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  const { draws, guarantees, payCaps } = result.value.plan;
  return { draws, guarantees, payCaps };
}

const ofPeriod = { kind: 'money', amount: 300_000n } as const;

describe('what a plan says of pay periods', () => {
  it('is nothing unless said', () => {
    expect(planWith('')).toEqual({ draws: [], guarantees: [], payCaps: [] });
  });

  it('is a draw that is recovered at once, whole, and never forgiven, unless said otherwise', () => {
    expect(planWith('draw: { amount: 3000, recoverable: true }').draws).toEqual([
      {
        amount: ofPeriod,
        from: null,
        until: null,
        recovery: { from: null, upTo: ONE_RATIO, forgivenAtEnd: false },
      },
    ]);
  });

  it('is a draw with its terms, as dates and as durations after the start of the assignment', () => {
    const terms =
      'from: 2026-02-01, until: 6 months, recoverFrom: 90 days, recoverUpTo: 50%, forgiveAtEnd: true';
    expect(planWith(`draw: { amount: 3000, recoverable: true, ${terms} }`).draws).toEqual([
      {
        amount: ofPeriod,
        from: '2026-02-01',
        until: { count: 6, unit: 'months' },
        recovery: { from: { count: 90, unit: 'days' }, upTo: ratio(1n, 2n), forgivenAtEnd: true },
      },
    ]);
  });

  it('is a list of draws that follow each other', () => {
    const draws = planWith(`draw:
  - { amount: 3000, recoverable: true, until: 1 year }
  - { amount: 3000, recoverable: false, from: 12 months }`).draws;
    expect(draws.map(({ from, until, recovery }) => [from, until, recovery === null])).toEqual([
      [null, { count: 12, unit: 'months' }, false],
      [{ count: 12, unit: 'months' }, null, true],
    ]);
  });

  it('is a guarantee of money or of target incentive', () => {
    expect(planWith('guarantee: { amount: "3000.00" }').guarantees).toEqual([
      { amount: ofPeriod, from: null, until: null },
    ]);
    expect(
      planWith('guarantee: { amount: { ofTargetIncentive: 75% }, until: 2026-04-01 }').guarantees,
    ).toEqual([
      { amount: { kind: 'ofTargetIncentive', share: ratio(3n, 4n) }, from: null, until: '2026-04-01' },
    ]);
  });

  it('is a cap of pay, for good or until windows end, or one after the other', () => {
    expect(planWith('payCap: { amount: "3000.00" }').payCaps).toEqual([
      { amount: ofPeriod, paidOut: null, from: null, until: null },
    ]);
    const payCap = `payCap:
  - { amount: 3000, paidOut: quarter, until: 6 months }
  - { amount: { ofTargetIncentive: 75% }, from: 6 months }`;
    expect(planWith(payCap).payCaps).toEqual([
      { amount: ofPeriod, paidOut: 'quarter', from: null, until: { count: 6, unit: 'months' } },
      {
        amount: { kind: 'ofTargetIncentive', share: ratio(3n, 4n) },
        paidOut: null,
        from: { count: 6, unit: 'months' },
        until: null,
      },
    ]);
  });
});
