import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkPlans } from './check-file.js';

const reference = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
const blocks = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

describe('the plans that the language reference shows of thresholds, caps and floors', () => {
  it.each([
    ['thresholds', 3],
    ['steady-ae', 1],
    ['hunter', 2],
    ['hybrid-ae', 2],
  ])('has a plan %s that passes its check', (plan, examples) => {
    const text = blocks.find((each) => each.startsWith(`language: 1\nplan: ${plan}\n`)) ?? '';
    const report = checkPlans({ file: 'README.md', text });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(examples);
  });
});
