import { expect, it } from 'vitest';
import { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import { checkRules } from '../../src/rules/check-rules.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';

it('has rule files without errors or warnings, whose examples hold', async () => {
  const report = await checkRules('rules');
  expect(report.problems).toEqual([]);
  expect(report.ok).toBe(true);
  expect(report.plans).toBeGreaterThanOrEqual(24);
  expect(report.examples).toBeGreaterThanOrEqual(300);
});

it('has two versions of the enterprise plan, one for each year', async () => {
  const { book } = readRules(await loadRuleFiles('rules'));
  const versions = book?.plans.filter(({ plan }) => plan.id === 'enterprise-ae');
  expect(versions?.map(({ inForce }) => inForce)).toEqual([
    [{ from: '2025-01-01', to: '2026-01-01' }],
    [{ from: '2026-01-01', to: '2027-01-01' }],
  ]);
});

it('shows every basis, mechanism, meaning of tiers and modifier there is', async () => {
  const { book } = readRules(await loadRuleFiles('rules'));
  const plans = (book?.plans ?? []).map(({ plan }) => plan);
  const components = plans.flatMap((plan) => plan.components);
  const found = components.flatMap(({ measure, mechanism, ...modifiers }) => [
    measure.basis,
    mechanism.kind,
    mechanism.kind === 'commission' ? mechanism.tiers : mechanism.kind,
    ...(measure.credit.kind === 'team' ? ['roll-up'] : []),
    ...(modifiers.gate.length === 0 ? [] : ['gate']),
    ...(modifiers.multiplier === null ? [] : ['multiplier']),
    ...(modifiers.cap === null ? [] : ['cap']),
    ...(modifiers.floor === null ? [] : ['floor']),
    ...(modifiers.release.length === 0 ? [] : ['release']),
    ...(modifiers.clawback.length === 0 ? [] : ['clawback']),
  ]);
  const paid = plans.flatMap(({ draws, guarantees, payCaps }) => [
    ...(draws.length === 0 ? [] : ['draw']),
    ...(guarantees.length === 0 ? [] : ['guarantee']),
    ...(payCaps.length === 0 ? [] : ['payCap']),
  ]);
  const expected = [
    ...['booked', 'recognized', 'collected', 'roll-up', 'marginal', 'retroactive', 'overage'],
    ...Object.keys({ ...MECHANISMS, ...MODIFIERS, ...PLAN_MODIFIERS }),
  ];
  expect([...new Set([...found, ...paid])].sort()).toEqual([...new Set(expected)].sort());
});
