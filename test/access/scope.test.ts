import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, inScope, scopeOf } from '../../src/access/scope.js';
import { LOCAL_ADMINISTRATOR } from '../../src/access/viewer.js';

describe('a scope', () => {
  it('of the local administrator holds every payee', () => {
    expect(scopeOf(LOCAL_ADMINISTRATOR)).toEqual(EVERY_PAYEE);
    expect(inScope(EVERY_PAYEE, 'anybody')).toBe(true);
  });

  it('of some payees holds these and nobody else', () => {
    const scope = { all: false, payees: new Set(['ada']) } as const;
    expect(inScope(scope, 'ada')).toBe(true);
    expect(inScope(scope, 'bo')).toBe(false);
    expect(inScope(scope, '')).toBe(false);
  });

  it('of no payees holds nobody', () => {
    expect(inScope({ all: false, payees: new Set() }, 'ada')).toBe(false);
  });
});
