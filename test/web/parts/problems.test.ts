import { expect, it } from 'vitest';
import { sentence } from '../../../src/web/parts/problems.js';

it('begins a sentence with a capital and ends it, once', () => {
  expect(sentence('there is no payee zoe')).toBe('There is no payee zoe.');
  expect(sentence('Which version?')).toBe('Which version?');
});

it('leaves what was found as it was written', () => {
  expect(sentence('tvc is not known here', 'tvc')).toBe('tvc is not known here.');
  expect(sentence('there is no measure tvc', 'tvc')).toBe('There is no measure tvc.');
});
