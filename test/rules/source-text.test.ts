import { describe, expect, it } from 'vitest';
import { readSourceText } from '../../src/rules/source-text.js';

function treeOf(text: string, file = 'plan.yaml'): unknown {
  const { source, problems } = readSourceText(text, file);
  expect(problems).toEqual([]);
  return source?.tree;
}

describe('a rule file as text', () => {
  it('keeps every number and truth value as it is written', () => {
    expect(treeOf('a: 0.10\nb: 1e3\nc: true\nd: 010\ne: ~\nf: "x"\ng: 2026-01-01\n')).toEqual({
      a: '0.10',
      b: '1e3',
      c: 'true',
      d: '010',
      e: '~',
      f: 'x',
      g: '2026-01-01',
    });
  });

  it('reads nothing after a key as an empty text', () => {
    expect(treeOf('a:\nb: { c }\n')).toEqual({ a: '', b: { c: '' } });
  });

  it('says the same for YAML and JSON', () => {
    const json = '{ "plan": "ae", "rates": [ { "from": 0.10, "rate": "8%" }, { "last": true } ] }';
    const yaml = 'plan: ae\nrates:\n  - { from: 0.10, rate: 8% }\n  - last: true\n';
    expect(treeOf(json, 'plan.json')).toEqual(treeOf(yaml));
  });

  it('ignores a byte order mark and Windows line ends', () => {
    expect(treeOf('\uFEFFa: 1\r\nb: 2\r\n')).toEqual({ a: '1', b: '2' });
  });

  it('reads characters beyond the first plane from JSON', () => {
    expect(treeOf('{ "a": "\\ud83d\\ude00" }', 'plan.json')).toEqual({ a: '😀' });
  });

  it('is strict about JSON in a file that says it is JSON', () => {
    const { source, problems } = readSourceText('a: 1\n', 'plan.json');
    expect(source).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['json-syntax']);
  });

  it('never makes a prototype of what a file says', () => {
    const { source, problems } = readSourceText('__proto__: { polluted: yes }\nplan: ae\n', 'plan.yaml');
    expect(source?.tree).toEqual({ plan: 'ae' });
    expect(problems.map(({ code }) => code)).toEqual(['unknown-key']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['['.repeat(5000), '{a: '.repeat(5000), '- '.repeat(5000), '? '.repeat(5000)])(
    'refuses a text that nests without end (%#)',
    (text) => {
      expect(readSourceText(text, 'plan.yaml').problems.map(({ code }) => code)).toEqual(['yaml-syntax']);
    },
  );

  it('gives the first of a duplicated key and tells both places', () => {
    const { source, problems } = readSourceText('a: 1\nb: 2\na: 3\n', 'plan.yaml');
    expect(source?.tree).toEqual({ a: '1', b: '2' });
    expect(problems).toMatchObject([
      {
        code: 'duplicate-key',
        location: { line: 3, column: 1 },
        hint: 'it is given first at line 1, column 1; keep one of the two',
      },
    ]);
  });
});

describe('the places of a rule file', () => {
  const { source } = readSourceText('a:\n  b:\n    - 5\n    - { c: 6 }\n  d:\n', 'plan.yaml');

  it.each([
    ['a value stands where it is written', ['a', 'b', 0], 3, 7],
    ['a value in a flow block', ['a', 'b', 1, 'c'], 4, 12],
    ['a block stands at its key', ['a', 'b'], 2, 3],
    ['a block in a list stands where it begins', ['a', 'b', 1], 4, 7],
    ['a key without value stands at itself', ['a', 'd'], 5, 3],
    ['what is missing stands at what it is missing from', ['a', 'x', 'y'], 1, 1],
  ] as const)('%s', (_, path, line, column) => {
    expect(source?.locate(path)).toEqual({ file: 'plan.yaml', line, column });
  });

  it('tells the place of a key', () => {
    expect(source?.locateKey(['a', 'b', 1, 'c'])).toEqual({ file: 'plan.yaml', line: 4, column: 9 });
  });
});
