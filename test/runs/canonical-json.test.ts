import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHashOf } from '../../src/runs/canonical-json.js';

describe('canonical JSON', () => {
  it('sorts keys, writes bigints as texts and has no blanks', () => {
    expect(canonicalJson({ b: 1n, a: [null, 'x"', true, 2] })).toBe('{"a":[null,"x\\"",true,2],"b":"1"}');
  });

  it('leaves out members that are undefined, and takes undefined for null elsewhere', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it('hashes to the same whatever the order of keys, and to something else for another value', () => {
    expect(contentHashOf({ a: 1, b: 2 })).toBe(contentHashOf({ b: 2, a: 1 }));
    expect(contentHashOf({ a: 1 })).not.toBe(contentHashOf({ a: 2 }));
    expect(contentHashOf(null)).toBe('74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b');
  });
});
