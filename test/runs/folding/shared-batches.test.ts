import { expect, it } from 'vitest';
import { claimsFor, claimsOf } from '../../../src/runs/folding/shared-batches.js';

it('gives each batch to whoever asks first, and to nobody else', () => {
  const claims = claimsFor(10_000);
  const [first, second] = [claimsOf(claims), claimsOf(claims)];
  expect([first(0), second(0), second(1), first(1), first(0)]).toEqual([true, false, true, false, false]);
});

it('has a place for each batch of so many rows, the last one in part', () => {
  const claims = claimsFor(8_001);
  const takes = claimsOf(claims);
  expect([takes(0), takes(1), takes(2), takes(2)]).toEqual([true, true, true, false]);
});
