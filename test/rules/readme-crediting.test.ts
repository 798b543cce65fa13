import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkRuleFiles } from '../../src/rules/check-rules.js';

const reference = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
const blocks = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

function blockThatStarts(start: string): string {
  return blocks.find((text) => text.startsWith(start)) ?? '';
}

const company = { file: 'company.yaml', text: blockThatStarts('name:') };
const plans = [{ file: 'large-deals.yaml', text: blockThatStarts('plan: large-deals') }];

describe('the language reference', () => {
  it('shows a plan with a limit to large deals, of which every example holds', () => {
    const report = checkRuleFiles({ directory: 'rules', company, plans });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(4);
  });

  it('shows territories that go with the company file it shows', () => {
    const territories = { file: 'territories.yaml', text: blockThatStarts('match:') };
    expect(territories.text).toContain('everything-else');
    const report = checkRuleFiles({ directory: 'rules', company, plans, territories });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
  });
});
