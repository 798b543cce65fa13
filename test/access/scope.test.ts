import { describe, expect, it } from 'vitest';
import {
  EVERY_PAYEE,
  inScope,
  inScopeIn,
  type PayeeScope,
  payeesAlone,
  teamInScope,
} from '../../src/access/scope.js';

const MARCH = { from: '2026-03-01', to: '2026-04-01' };

describe('a scope', () => {
  it('of everyone shows everyone, at any time, and every team', () => {
    expect(inScope(EVERY_PAYEE, 'anybody')).toBe(true);
    expect(inScopeIn(EVERY_PAYEE, 'anybody', MARCH)).toBe(true);
    expect(teamInScope(EVERY_PAYEE, 'any', '2026-03-31')).toBe(true);
  });

  it('of some shows nobody else, and no team', () => {
    const scope = payeesAlone('ada');
    expect(inScope(scope, 'ada')).toBe(true);
    expect(inScopeIn(scope, 'ada', MARCH)).toBe(true);
    expect(['bo', '', 'ADA'].filter((payee) => inScope(scope, payee))).toEqual([]);
    expect(inScopeIn(scope, 'bo', MARCH)).toBe(false);
    expect(teamInScope(scope, 'emea')).toBe(false);
  });

  it('of nobody shows nobody', () => {
    expect(inScope(payeesAlone(), 'ada')).toBe(false);
  });

  describe('for some days', () => {
    const scope: PayeeScope = {
      all: false,
      payees: new Set(['mia', 'ada']),
      spans: new Map([['ada', [{ from: '2026-02-10', to: '2026-03-01' }, { from: '2026-04-30' }]]]),
      teams: new Map([['emea', [{ from: '2026-02-10', to: '2026-03-01' }]]]),
    };

    it.each([
      ['before', '2026-01-01', '2026-02-01', false],
      ['that ends on the day before', '2026-02-01', '2026-02-10', false],
      ['with the first day', '2026-02-01', '2026-02-11', true],
      ['with the last day', '2026-02-28', '2026-03-15', true],
      ['that begins on the day after', '2026-03-01', '2026-04-01', false],
      ['with the first day of what has no end', '2026-04-01', '2026-05-01', true],
      ['long after', '2031-01-01', '2031-02-01', true],
    ])('shows of a payee a period %s', (_, from, to, shown) => {
      expect(inScopeIn(scope, 'ada', { from, to })).toBe(shown);
    });

    it('shows that there is the payee', () => {
      expect(inScope(scope, 'ada')).toBe(true);
    });

    it('shows who has no days of their own always', () => {
      expect(inScopeIn(scope, 'mia', { from: '2020-01-01', to: '2020-02-01' })).toBe(true);
    });

    it.each([
      ['2026-02-09', false],
      ['2026-02-10', true],
      ['2026-02-28', true],
      ['2026-03-01', false],
    ])('shows the figures of a team on %s: %s', (day, shown) => {
      expect(teamInScope(scope, 'emea', day)).toBe(shown);
      expect(teamInScope(scope, 'emea')).toBe(true);
    });
  });
});
