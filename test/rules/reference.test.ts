import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONDITION_OPERATORS } from '../../src/conditions/condition-operator.js';
import { factDeclarations } from '../../src/engine/facts.js';
import { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { planJsonSchema } from '../../src/rules/json-schema.js';
import { COMPANY, checkPlans } from './check-file.js';
import { type Writable, writable, written } from './words-of-a-plan.js';

const reference = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
const blocks = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);
const plans = blocks.filter((text) => /^plan: /m.test(text));
/** A plan that needs the company file of the reference begins otherwise, and is checked with that file. */
const plansOfAnyCompany = plans.filter((text) => text.startsWith('language: 1'));

/** What no plan of the reference says, though it could, and why that is no gap. */
const NOT_SHOWN: Readonly<Record<string, readonly RegExp[]>> = {
  'it holds where nothing is said': [
    /: false$/,
    /^(governedBy|fx\.rate): eventDate$/,
    /^rounding: half-even$/,
    /^proration: days$/,
    /^targetIncentive: months$/,
    /^absences\.(quota: prorated|target: full|events: credited)$/,
    /^afterLeaving: forfeit$/,
    /^measures\.(amount: amount|withoutQuota: problem)$/,
    /^components\.settles: asEarned$/,
    /^(over|gate)\.of: self$/,
    /^(bonus|multiplier)\.beyond: flat$/,
    /^fund\.of: members$/,
    /^pool\.membership: days$/,
    /^cap\.excess: forfeited$/,
    /^release\.of: deal$/,
    /^clawback\.(from: (closeDate|invoiceDue)|recovers: all|reversesCredit: never)$/,
    /^(recovers\.by|cost\.spread): months$/,
  ],
  'money names a currency of its own in the same way wherever it stands': [
    /^(amount|above|target|perUnit|fund|prizes)\.(amount|currency)$/,
  ],
  'periods and spans of another length hold what they hold by the same rules': [
    /^payFrequency: (weekly|biweekly|semimonthly|semiannual|annual)$/,
    /^(cap\.per|floor\.per|payCap\.paidOut): (month|half|year|plan)$/,
  ],
  'each says itself what becomes of a half': [/^rounding: (half-down|down)$/],
  'the curve of an objective is that of a bonus': [/^curve\./],
  'it takes the hash of a version that was published before': [/^corrects$/],
};

const shown = new Set(plans.flatMap((text) => written(parse(text))));
const { examples: _, ...properties } = (JSON.parse(planJsonSchema()) as Required<Writable>).properties;
const notShown = [...new Set(writable({ properties }))].filter((each) => !shown.has(each));

function blockThatStarts(start: string): string {
  return blocks.find((text) => text.startsWith(start)) ?? '';
}

describe('the language reference', () => {
  it('shows a whole plan that passes its check', () => {
    const report = checkPlans({ file: 'README.md', text: blockThatStarts('language: 1') });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(1);
  });

  it.each(plansOfAnyCompany.map((text) => ({ plan: /^plan: (.*)/m.exec(text)?.[1], text })))(
    'shows a plan that passes its check: $plan',
    ({ text }) => {
      const report = checkPlans({ file: 'README.md', text });
      expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
      expect(report.examples).toBeGreaterThan(0);
    },
  );

  it('shows everything that can be said in a plan that runs, or says why not', () => {
    const excepted = Object.values(NOT_SHOWN).flat();
    expect(notShown.filter((each) => excepted.every((what) => !what.test(each)))).toEqual([]);
  });

  it.each(Object.entries(NOT_SHOWN).flatMap(([because, list]) => list.map((what) => ({ what, because }))))(
    'does not show $what, as $because',
    ({ what }) => {
      expect(notShown.filter((each) => what.test(each))).not.toEqual([]);
    },
  );

  it.each(CONDITION_OPERATORS)('compares by %s in a plan that runs', (operator) => {
    const places = ['all', 'any', 'not'].map((above) => `${above}.operator: ${operator}`);
    expect(places.some((place) => shown.has(place))).toBe(true);
  });

  it('shows a company file that can be read', () => {
    expect(readCompanyFile(blockThatStarts('name:'), 'README.md').ok).toBe(true);
  });

  it('shows an example that holds', () => {
    const plan = `language: 1
plan: cash
effective: { from: 2026-01-01 }
currency: USD
payFrequency: monthly
measures:
  cash: { basis: collected, credit: { roles: [owner] }, window: month }
components:
  on-cash: { measure: cash, commission: { rate: 5% } }
`;
    const report = checkPlans({ file: 'README.md', text: plan + blockThatStarts('examples:') });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
  });

  it('shows a condition that can be met', () => {
    const condition = blockThatStarts('when:').replaceAll('\n', '\n    ').trimEnd();
    const plan = blockThatStarts('language: 1').replace(
      / {4}when:.*?window/s,
      `    ${condition}\n    window`,
    );
    expect(plan).toContain('partnerTier');
    const codes = checkPlans({ file: 'README.md', text: plan }).problems.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['example-failed']));
  });

  it.each(Object.keys({ ...MECHANISMS, ...MODIFIERS }))('pays by %s in a plan that runs', (word) => {
    expect(shown).toContain(`components.${word}`);
  });

  it.each(Object.keys(PLAN_MODIFIERS))('has %s over a whole plan that runs', (word) => {
    expect(plans.some((text) => word in parse(text))).toBe(true);
  });

  it.each([...factDeclarations({ ...COMPANY, dealFields: [] }).keys()])('tells of the fact %s', (word) => {
    expect(reference).toContain(`\`${word}\``);
  });
});
