import { describe, expect, it } from 'vitest';
import { problem } from '../../src/problems/problem.js';
import { failed, ok, type Result } from '../../src/problems/result.js';

const warning = problem('unused-measure', 'nothing uses renewals', { severity: 'warning' });

describe('a result', () => {
  it('is a value without problems', () => {
    expect(ok(7)).toEqual({ ok: true, value: 7, problems: [] });
  });

  it('is a value with warnings', () => {
    expect(ok('plan', [warning])).toEqual({ ok: true, value: 'plan', problems: [warning] });
  });

  it('is the problems where there is no value', () => {
    expect(failed([warning])).toEqual({ ok: false, problems: [warning] });
  });

  it('does not change with the list it was made from', () => {
    const problems = [warning];
    const results: Result<number>[] = [ok(7, problems), failed(problems)];
    problems.push(warning);
    expect(results.map((result) => result.problems.length)).toEqual([1, 1]);
  });

  it('tells a value from none by its type', () => {
    const result: Result<number> = Math.abs(1) === 1 ? ok(7) : failed([]);
    expect(result.ok ? result.value : 'none').toBe(7);
  });
});
