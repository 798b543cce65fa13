import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProblems, hasErrors, type Problem, problem } from '../../src/problems/problem.js';

describe('problem', () => {
  it('is an error unless the detail says otherwise', () => {
    expect(problem('unknown-measure', 'a needs b').severity).toBe('error');
    expect(problem('unknown-measure', 'a needs b', { severity: undefined }).severity).toBe('error');
    expect(problem('unknown-measure', 'a needs b', { severity: 'warning' }).severity).toBe('warning');
  });

  it('keeps everything the detail says', () => {
    const location = { file: 'plans/x.yaml', line: 12, column: 9 };
    const detail = {
      location,
      field: 'rate',
      subject: 'ada',
      found: '8',
      expected: 'a percent',
      hint: '8%?',
    };
    expect(problem('percent-expected', 'a rate must be a percent', detail)).toEqual({
      code: 'percent-expected',
      severity: 'error',
      message: 'a rate must be a percent',
      ...detail,
    });
  });

  it('leaves out members that are undefined', () => {
    const made = problem('unknown-measure', 'a needs b', {
      location: undefined,
      field: undefined,
      subject: '',
      hint: undefined,
    });
    expect(Object.keys(made)).toEqual(['code', 'severity', 'message', 'subject']);
  });

  it('is frozen, with its location, and does not freeze the location it was given', () => {
    const location = { file: 'plans/x.yaml', line: 1, column: 1 };
    const made = problem('unknown-measure', 'a needs b', { location });
    expect(Object.isFrozen(made)).toBe(true);
    expect(Object.isFrozen(made.location)).toBe(true);
    expect(Object.isFrozen(location)).toBe(false);
  });
});

describe('hasErrors', () => {
  const warning = problem('unused-measure', 'nothing uses renewals', { severity: 'warning' });
  const error = problem('unknown-measure', 'a needs b');

  it('is false for no problems and for warnings alone', () => {
    expect(hasErrors([])).toBe(false);
    expect(hasErrors([warning, warning])).toBe(false);
  });

  it('is true as soon as one is an error', () => {
    expect(hasErrors([warning, error])).toBe(true);
  });
});

describe('compareProblems', () => {
  const at = (file: string, line: number, column: number, code: Problem['code'] = 'unknown-measure') =>
    problem(code, 'a needs b', { location: { file, line, column } });

  it('orders by file, then line, then column, then code', () => {
    const inOrder = [
      at('a.yaml', 2, 1),
      at('a.yaml', 10, 1),
      at('a.yaml', 10, 3, 'unknown-measure'),
      at('a.yaml', 10, 3, 'wrong-type'),
      at('b.yaml', 1, 1),
    ];
    expect([...inOrder].reverse().sort(compareProblems)).toEqual(inOrder);
  });

  it('lists problems without a place last, by code, subject, field and message', () => {
    const inOrder = [
      at('z.yaml', 99, 99),
      problem('date-expected', 'a'),
      problem('missing-quota', 'b', { subject: 'ada' }),
      problem('missing-quota', 'a', { subject: 'ben' }),
      problem('missing-quota', 'a', { subject: 'ben', field: 'q1' }),
      problem('missing-quota', 'b', { subject: 'ben', field: 'q1' }),
    ];
    expect([...inOrder].reverse().sort(compareProblems)).toEqual(inOrder);
  });

  it('orders files by code unit, whatever the language of the machine', () => {
    expect(compareProblems(at('Z.yaml', 1, 1), at('a.yaml', 1, 1))).toBeLessThan(0);
    expect(compareProblems(at('é.yaml', 1, 1), at('z.yaml', 1, 1))).toBeGreaterThan(0);
  });

  it('gives the same list whatever the order before', () => {
    const word = fc.constantFrom('a', 'b');
    const number = fc.integer({ min: 1, max: 2 });
    const problems = fc.record({
      located: fc.boolean(),
      file: word,
      line: number,
      column: number,
      subject: word,
      message: word,
    });
    fc.assert(
      fc.property(fc.array(problems), (drawn) => {
        const listed = drawn.map(({ located, file, line, column, subject, message }) =>
          problem('unknown-measure', message, {
            subject,
            location: located ? { file, line, column } : undefined,
          }),
        );
        expect([...listed].reverse().sort(compareProblems)).toEqual([...listed].sort(compareProblems));
      }),
    );
  });
});
