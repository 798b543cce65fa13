import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../src/problems/codes.js';

const entries = Object.entries(PROBLEM_CODES);

describe('the codes of problems', () => {
  it.each(entries)('%s is words joined by hyphens with a meaning on one line', (code, meaning) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(meaning).toMatch(/^[^\n]{10,110}[^.\n]$/);
  });

  it('have a meaning each of their own', () => {
    expect(new Set(entries.map(([, meaning]) => meaning)).size).toBe(entries.length);
  });
});
