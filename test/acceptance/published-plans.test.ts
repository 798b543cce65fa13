import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkRuleFiles } from '../../src/rules/check-rules.js';

// Whole plans as companies have published them, each with what it promises as examples.

const folder = new URL('./', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const company = { file: 'company.yaml', text: read('company.yaml') };

describe.each(['yearly-quota-in-quarters.yaml'])('the published plan %s', (file) => {
  it('keeps what it promises', () => {
    const plans = [{ file, text: read(file) }];
    const report = checkRuleFiles({ directory: 'acceptance', company, plans });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBe(11);
  });
});
