import { expect, it } from 'vitest';
import { contentHashOf } from '../../../src/runs/canonical-json.js';
import { InputHashes } from '../../../src/runs/incremental/input-hashes.js';

const hashOf = (digit: string) => digit.repeat(64);
const PAIRS = [
  ['Zoë "Z" 😀', hashOf('1')],
  ['ada', hashOf('2')],
  ['bo', hashOf('3')],
] as const;

it('is the hash of all payees with theirs, whichever characters their ids have', () => {
  const hashes = new InputHashes(PAIRS);
  expect(hashes.whole).toBe(contentHashOf(PAIRS));
  expect(PAIRS.map(([payee]) => hashes.of(payee))).toEqual(PAIRS.map(([, hash]) => hash));
  expect(hashes.of('cy')).toBeUndefined();
});

it('follows from those that are corrected', () => {
  const hashes = new InputHashes(PAIRS);
  hashes.correct([
    ['ada', hashOf('a')],
    ['Zoë "Z" 😀', hashOf('b')],
  ]);
  expect(hashes.whole).toBe(
    contentHashOf([
      ['Zoë "Z" 😀', hashOf('b')],
      ['ada', hashOf('a')],
      ['bo', hashOf('3')],
    ]),
  );
});

it('takes neither somebody who is not in the run nor what is no hash', () => {
  const hashes = new InputHashes(PAIRS);
  expect(() => hashes.correct([['cy', hashOf('4')]])).toThrow('cy is not in the run.');
  expect(() => hashes.correct([['ada', 'abc']])).toThrow('abc is no hash');
  expect(hashes.whole).toBe(contentHashOf(PAIRS));
  expect(new InputHashes([]).whole).toBe(contentHashOf([]));
});
