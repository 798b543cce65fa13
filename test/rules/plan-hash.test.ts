import { describe, expect, it } from 'vitest';
import { canonicalText, planHash } from '../../src/rules/plan-hash.js';
import { readSourceText } from '../../src/rules/source-text.js';

function hashOf(text: string, file = 'plan.yaml'): string {
  const { source } = readSourceText(text, file);
  if (source === undefined) throw new Error('the text could not be read');
  return planHash(source.tree);
}

const PLAN = 'plan: ae\ncurrency: USD\nmeasures: { acv: { basis: booked, amount: acv } }\nrates: [8%, 12%]\n';

describe('the hash of a plan', () => {
  it('is SHA-256 of the canonical text', () => {
    expect(hashOf(PLAN)).toBe('dbe8de43d9dd0fb8e8c1bf91ec091ff984ea3d5bf777c0d558084bceff25fa60');
    expect(canonicalText({ b: ['1', { d: 'x', c: 'é"' }], a: '' })).toBe(
      '{"a":"","b":["1",{"c":"é\\"","d":"x"}]}',
    );
  });

  it('does not change with the order of keys, comments, quotes or layout', () => {
    const other =
      '# a comment\nrates:\n  - "8%"\n  - 12%\nmeasures:\n  acv:\n    amount: acv\n    basis: booked\ncurrency: \'USD\'\nplan: ae\n';
    expect(hashOf(other)).toBe(hashOf(PLAN));
  });

  it('does not change with the title and the examples', () => {
    expect(hashOf(`title: For short\n${PLAN}examples: [ { it: works } ]\n`)).toBe(hashOf(PLAN));
  });

  it('is the same for JSON', () => {
    const json =
      '{"rates":["8%","12%"],"plan":"ae","currency":"USD","measures":{"acv":{"amount":"acv","basis":"booked"}}}';
    expect(hashOf(json, 'plan.json')).toBe(hashOf(PLAN));
  });

  it('changes with the order of a list, with a value, and with how a value is written', () => {
    const hashes = [
      PLAN,
      PLAN.replace('8%, 12%', '12%, 8%'),
      PLAN.replace('8%', '0.08'),
      PLAN.replace('booked', 'collected'),
      `${PLAN}rounding: half-even\n`,
    ].map((text) => hashOf(text));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('leaves out title and examples only at the top', () => {
    expect(hashOf(PLAN.replace('{ acv', '{ title: { basis: booked }, acv'))).not.toBe(hashOf(PLAN));
  });
});
