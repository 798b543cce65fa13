import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CostTerms } from '../../src/engine/contract-cost.js';
import { foldPlan } from '../../src/engine/fold/fold-plan.js';
import type { Plan } from '../../src/engine/plan.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { compilePlan } from '../../src/rules/compile-plan.js';
import { readSourceText } from '../../src/rules/source-text.js';
import { COMPANY, checkPlans } from './check-file.js';

const reference = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
const blocks = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

function planWith(cost: string): Plan {
  const text = [
    'language: 1',
    'plan: ae',
    'effective: { from: 2026-01-01, to: 2027-01-01 }',
    'currency: USD',
    'payFrequency: monthly',
    'measures: { sales: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: month } }',
    `components: { pay: { measure: sales, commission: { rate: 10% }${cost} } }`,
    '',
  ].join('\n');
  const { source } = readSourceText(text, 'ae.yaml');
  const compiled = source === undefined ? undefined : compilePlan(source, COMPANY);
  if (compiled?.ok !== true) throw new Error(formatProblems(compiled?.problems ?? []));
  return compiled.value.plan;
}

function costOf(written: string): CostTerms | null | undefined {
  return planWith(`, cost: ${written}`).components[0]?.cost;
}

describe('what a plan says of what its earnings cost', () => {
  it('is nothing where it does not', () => {
    expect(planWith('').components[0]?.cost).toBe(null);
    expect(costOf('{ incremental: false }')).toEqual({ incremental: false });
  });

  it('is of use for a time, by months, and takes the expedient as the company says, unless said', () => {
    expect(costOf('{ incremental: true, benefit: 3 years }')).toEqual({
      incremental: true,
      benefit: { of: 'duration', duration: { count: 36, unit: 'months' } },
      renewals: 'commensurate',
      spread: 'months',
      expedient: null,
      estimates: [],
    });
  });

  it('is of use for the term where renewals pay for themselves, else for the relationship', () => {
    expect(costOf('{ incremental: true, renewals: commensurate }')).toMatchObject({
      benefit: { of: 'term' },
    });
    expect(
      costOf('{ incremental: true, renewals: notCommensurate, spread: days, expedient: true }'),
    ).toMatchObject({
      benefit: { of: 'relationship' },
      spread: 'days',
      expedient: true,
    });
  });

  it('takes later estimates in order', () => {
    const written =
      '{ incremental: true, benefit: 36 months, estimates: [ { from: 2027-01-01, benefit: { of: relationship } } ] }';
    expect(costOf(written)).toMatchObject({
      estimates: [{ from: '2027-01-01', benefit: { of: 'relationship' } }],
    });
  });

  it('is content of the plan, and no hindrance to folding it', () => {
    const cost = ', cost: { incremental: true, benefit: 36 months }';
    expect(planWith(cost).hash).not.toBe(planWith('').hash);
    expect(foldPlan(planWith(cost))).not.toBe(null);
  });

  it('is shown in the language reference by a plan that passes its check', () => {
    const text = blocks.find((each) => each.startsWith('language: 1\nplan: subscription-ae\n')) ?? '';
    const report = checkPlans({ file: 'README.md', text });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(1);
  });
});
