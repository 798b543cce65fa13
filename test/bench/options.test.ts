import { expect, test } from 'vitest';
import { readOptions } from './options.js';

test('a bench without flags measures everything, on SQLite', () => {
  expect(readOptions([])).toEqual({
    json: false,
    deals: [10_000, 100_000, 1_000_000],
    workloads: ['commissions', 'modifiers'],
    repeats: 5,
    rate: 100,
    only: ['import', 'calculate', 'floor', 'plain', 'sql', 'incremental', 'statement', 'load'],
    keep: null,
    database: null,
  });
});

test('JSON has one result for each size, unless another workload is asked for', () => {
  expect(readOptions(['--json']).workloads).toEqual(['commissions']);
  expect(readOptions(['--json', '--workload', 'modifiers']).workloads).toEqual(['modifiers']);
  expect(readOptions(['--json', '--workload', 'commissions,modifiers']).workloads).toEqual([
    'commissions',
    'modifiers',
  ]);
});

test('sizes, repetitions and parts are as they are told', () => {
  const argv = ['--deals', '10_000,20000', '--repeats', '1', '--rate', '50', '--only', 'calculate,plain'];
  expect(readOptions(argv)).toMatchObject({
    deals: [10_000, 20_000],
    repeats: 1,
    rate: 50,
    only: ['calculate', 'plain'],
  });
});

test.each([
  [['--deals', '10k'], '--deals 10k is no whole number above 0: write --deals 10000'],
  [['--repeats', '0'], '--repeats 0 is no whole number above 0'],
  [['--workload', 'plain'], '--workload plain is no workload: there are commissions, modifiers'],
  [['--only', 'speed'], '--only speed is no part of the benchmark: there are import, calculate'],
  [['--database', 'bench.sqlite'], '--database bench.sqlite is no address of PostgreSQL'],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
});
