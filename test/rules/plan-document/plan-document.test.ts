import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadRuleFiles } from '../../../src/rules/load-rule-files.js';
import { planDocument } from '../../../src/rules/plan-document/plan-document.js';
import { planDocumentText } from '../../../src/rules/plan-document/plan-document-text.js';
import type { WorkedRules } from '../../../src/rules/plan-document/worked-examples.js';
import { readRules } from '../../../src/rules/read-rules.js';

const RULES = fileURLToPath(new URL('../../../rules', import.meta.url));
const { plans, company } = readRules(await loadRuleFiles(RULES));

function rulesOf(path: string): WorkedRules {
  const compiled = plans.find(({ source }) => source.file.endsWith(path));
  if (compiled === undefined || company === null) throw new Error(`${path} is not sound`);
  return { compiled, company, all: plans };
}

describe('a plan document', () => {
  it('tells the terms of a plan in words, with what the engine makes of its examples', () => {
    const text = planDocumentText(planDocument(rulesOf('enterprise-ae-2026.yaml')));
    expect(`${text.split('## Examples')[0]}`).toBe(
      readFileSync(new URL('enterprise-ae-2026.md', import.meta.url), 'utf8'),
    );
    expect(text).toContain(
      '- It pays a deal that crosses the quota in two slices, and holds half until the cash is in: earned 42,000.00 (new-business 33,000.00, quarterly-bonus 9,000.00), payable 25,500.00.',
    );
  });

  it('calculates below, at and above the quota of whom it is for', () => {
    const own = { quota: { 'new-bookings': '300000' }, targetIncentive: { amount: '60000' } };
    const { levels } = planDocument(rulesOf('enterprise-ae-2026.yaml'), null, own);
    expect(levels.map(({ level, credited, earned }) => [level, credited, earned])).toEqual([
      ['50%', '150000.00', '6000.00'],
      ['100%', '300000.00', '15000.00'],
      ['120%', '360000.00', '20100.00'],
    ]);
  });

  it.each(plans.map(({ source }) => source.file))('is made of %s, and leaves no component out', (file) => {
    const rules = rulesOf(file);
    const document = planDocument(rules);
    const text = planDocumentText(document);
    for (const { id } of rules.compiled.plan.components) expect(text).toContain(`### ${id}`);
    expect(text).not.toMatch(/undefined|\[object|: \.|, \./);
    expect(document.examples.length).toBeGreaterThan(0);
    expect(text).toContain(rules.compiled.plan.hash);
  });
});
