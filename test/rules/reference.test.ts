import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factDeclarations } from '../../src/engine/facts.js';
import { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { COMPANY, checkPlans } from './check-file.js';

const reference = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
const blocks = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

function blockThatStarts(start: string): string {
  return blocks.find((text) => text.startsWith(start)) ?? '';
}

describe('the language reference', () => {
  it('shows a whole plan that passes its check', () => {
    const report = checkPlans({ file: 'README.md', text: blockThatStarts('language: 1') });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(1);
  });

  it.each(blocks.filter((text) => text.startsWith('language: 1')))(
    'shows a plan that passes its check: %#',
    (text) => {
      const report = checkPlans({ file: 'README.md', text });
      expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
      expect(report.examples).toBeGreaterThan(0);
    },
  );

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

  it.each([
    ...factDeclarations({ ...COMPANY, dealFields: [] }).keys(),
    ...Object.keys({ ...MECHANISMS, ...MODIFIERS, ...PLAN_MODIFIERS }),
  ])('tells of %s', (word) => {
    expect(reference).toContain(`\`${word}\``);
  });
});
