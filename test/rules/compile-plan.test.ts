import { describe, expect, it } from 'vitest';
import { LAST_DATE } from '../../src/calendar/civil-date.js';
import type { Plan } from '../../src/engine/plan.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { compilePlan } from '../../src/rules/compile-plan.js';
import { readSourceText } from '../../src/rules/source-text.js';
import { COMPANY, checkPlans, ruleFile } from './check-file.js';

const GOOD = ['good/enterprise-ae.yaml', 'good/smb-ae.yaml', 'good/sales-manager.json'];

function compiled(path: string, edit: (text: string) => string = (text) => text): Plan {
  const { file, text } = ruleFile(path);
  const { source } = readSourceText(edit(text), file);
  if (source === undefined) throw new Error(`${path} could not be read`);
  const result = compilePlan(source, COMPANY);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.value.plan;
}

describe('a good plan', () => {
  it('passes with all its examples', () => {
    const report = checkPlans(...GOOD.map(ruleFile));
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report).toMatchObject({ ok: true, plans: 3, examples: 6 });
  });

  it('says what it says, and the defaults for the rest', () => {
    const plan = compiled('good/sales-manager.json');
    expect(plan).toMatchObject({
      id: 'sales-manager',
      title: null,
      effective: { from: '2026-01-01', to: '2027-01-01' },
      governedBy: 'eventDate',
      currency: 'USD',
      payFrequency: 'quarterly',
      rounding: 'half-even',
      proration: 'days',
    });
    expect(plan.measures[0]).toMatchObject({
      id: 'team-acv',
      unit: 'money',
      credit: { kind: 'team', roles: ['owner'], self: false },
      when: null,
      factors: [],
      quota: 'team-acv',
      withoutQuota: 'onTarget',
    });
  });

  it('settles commissions and spiffs as earned, and bonuses at the end of the window', () => {
    const { components } = compiled('good/smb-ae.yaml');
    expect(components.map(({ id, settles }) => [id, settles])).toEqual([
      ['on-cash', 'asEarned'],
      ['per-unit', 'asEarned'],
      ['first-deals', 'asEarned'],
      ['seats-bonus', 'windowEnd'],
    ]);
  });

  it('is in force without end where no end is given', () => {
    expect(compiled('good/smb-ae.yaml').effective).toEqual({ from: '2026-01-01', to: LAST_DATE });
  });

  it('counts money in minor units, and quantities and number fields in units', () => {
    const { measures } = compiled('good/smb-ae.yaml');
    expect(measures.map(({ id, unit }) => [id, unit])).toEqual([
      ['cash', 'money'],
      ['units', 'units'],
      ['seats', 'units'],
    ]);
  });

  it('is frozen through and through', () => {
    const plan = compiled('good/enterprise-ae.yaml');
    const parts: unknown[] = [plan];
    while (parts.length > 0) {
      const part = parts.pop();
      if (typeof part !== 'object' || part === null) continue;
      expect(Object.isFrozen(part)).toBe(true);
      parts.push(...Object.values(part));
    }
  });

  it('is the same plan with another title and other examples', () => {
    const path = 'good/enterprise-ae.yaml';
    const other = compiled(path, (text) =>
      text.replace('Enterprise account', 'Key account').replace('8700', '8701'),
    );
    expect(other.hash).toBe(compiled(path).hash);
    expect(other.title).toBe('Key account executive, 2026');
  });
});
