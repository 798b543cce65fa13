import { expect, it } from 'vitest';
import { checkRules } from '../../src/rules/check-rules.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';

it('has rule files without errors or warnings, whose examples hold', async () => {
  const report = await checkRules('rules');
  expect(report.problems).toEqual([]);
  expect(report).toMatchObject({ ok: true, plans: 10 });
  expect(report.examples).toBeGreaterThanOrEqual(58);
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
  const components = (book?.plans ?? []).flatMap(({ plan }) => plan.components);
  const found = components.flatMap(({ measure, mechanism, cap, floor, release }) => [
    measure.basis,
    mechanism.kind,
    mechanism.kind === 'commission' ? mechanism.tiers : mechanism.kind,
    ...(cap === null ? [] : ['cap']),
    ...(floor === null ? [] : ['floor']),
    ...(release.length === 0 ? [] : ['release']),
    ...(measure.credit.kind === 'team' ? ['roll-up'] : []),
  ]);
  expect([...new Set(found)].sort()).toEqual(
    [
      ...['booked', 'recognized', 'collected', 'commission', 'bonus', 'spiff'],
      ...['marginal', 'retroactive', 'overage', 'cap', 'floor', 'release', 'roll-up'],
    ].sort(),
  );
});
