import { describe, expect, it } from 'vitest';
import { formatProblem, formatProblems } from '../../src/problems/format-problem.js';
import { problem } from '../../src/problems/problem.js';

const bareRate = problem('percent-expected', 'a rate must be a percent', {
  location: { file: 'plans/x.yaml', line: 12, column: 9 },
  found: '8',
  expected: 'a percent',
  hint: 'did you mean 8%?',
});
const unused = problem('unused-measure', 'no component uses renewals', {
  severity: 'warning',
  location: { file: 'plans/a.yaml', line: 3, column: 1 },
});
const noQuota = problem('missing-quota', 'no quota for 2026-Q1', { subject: 'ada', field: 'new-acv' });

describe('formatProblem', () => {
  it('says place, severity, code and message, then what was found, expected and to do', () => {
    expect(formatProblem(bareRate)).toBe(
      [
        'plans/x.yaml:12:9 error percent-expected: a rate must be a percent',
        '  found: 8',
        '  expected: a percent',
        '  hint: did you mean 8%?',
      ].join('\n'),
    );
  });

  it('is one line when nothing more is known', () => {
    expect(formatProblem(unused)).toBe('plans/a.yaml:3:1 warning unused-measure: no component uses renewals');
  });

  it('starts with the severity when there is no place, and says whom it is about', () => {
    expect(formatProblem(noQuota)).toBe(
      'error missing-quota: no quota for 2026-Q1\n  subject: ada\n  field: new-acv',
    );
  });

  it('shows an empty value that was found', () => {
    expect(formatProblem(problem('missing-value', 'closeDate is empty', { found: '' }))).toBe(
      'error missing-value: closeDate is empty\n  found: ',
    );
  });

  it('keeps line breaks and control characters of the data on one line', () => {
    const forged = problem('invalid-value', 'not a\r\ntype', {
      found: 'x\nerror cycle: \u001b[31mforged\u2028',
    });
    expect(formatProblem(forged)).toBe(
      'error invalid-value: not a type\n  found: x error cycle:  [31mforged ',
    );
  });
});

describe('formatProblems', () => {
  it('only counts when there are none', () => {
    expect(formatProblems([])).toBe('0 errors, 0 warnings');
  });

  it('lists them by place and closes with a count', () => {
    expect(formatProblems([noQuota, unused])).toBe(
      `${formatProblem(unused)}\n${formatProblem(noQuota)}\n1 error, 1 warning`,
    );
  });

  it('counts several in the plural', () => {
    expect(formatProblems([noQuota, noQuota, unused, unused]).split('\n').at(-1)).toBe(
      '2 errors, 2 warnings',
    );
  });

  it('writes out all of them at the limit', () => {
    expect(formatProblems([noQuota, unused], { limit: 2 })).toBe(formatProblems([noQuota, unused]));
  });

  it('prefers errors above the limit, says how many are hidden, and counts all', () => {
    expect(formatProblems([unused, noQuota], { limit: 1 })).toBe(
      `${formatProblem(noQuota)}\n... and 1 more\n1 error, 1 warning`,
    );
  });

  it('writes out none with a limit of zero', () => {
    expect(formatProblems([unused, noQuota], { limit: 0 })).toBe('... and 2 more\n1 error, 1 warning');
  });

  it('leaves the list it was given as it was', () => {
    const given = Object.freeze([noQuota, unused]);
    formatProblems(given, { limit: 1 });
    expect(given).toEqual([noQuota, unused]);
  });
});
