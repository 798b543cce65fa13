import { expect, it } from 'vitest';
import { keptStatements } from '../../../src/store/sqlite/kept-statements.js';

/** Each text with how often it was prepared before. */
function counted() {
  let count = 0;
  return keptStatements((sql) => `${sql} ${count++}`);
}

it('prepares a text once', () => {
  const prepared = counted();
  expect([prepared('select 1'), prepared('select 2'), prepared('select 1')]).toEqual([
    'select 1 0',
    'select 2 1',
    'select 1 0',
  ]);
});

it('prepares a pragma each time, as it may do then what it does', () => {
  const prepared = counted();
  expect([prepared('pragma busy_timeout = 0'), prepared('pragma busy_timeout = 0')]).toEqual([
    'pragma busy_timeout = 0 0',
    'pragma busy_timeout = 0 1',
  ]);
});

it('keeps some hundreds of them', () => {
  const prepared = counted();
  for (let number = 0; number < 1_001; number += 1) prepared(`select ${number}`);
  expect(prepared('select 1000')).toBe('select 1000 1000');
  expect(prepared('select 0')).toBe('select 0 1001');
});
