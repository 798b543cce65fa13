import { expect, test } from 'vitest';
import type { CalculationFigures } from './bench-calculation.js';
import type { LoadFigures } from './bench-load.js';
import { jsonResults } from './json-results.js';
import type { SizeFigures } from './size-figures.js';

const CALCULATION: CalculationFigures = {
  lines: 16_011,
  statements: 1_500,
  seconds: { calculate: 0.5, floor: 0.25, plain: 5, sql: 1 },
  peakMiB: 138.04,
  columnsPerLine: 15,
  bytesPerLine: 81.64,
};

const ROUND = { answeredPerSecond: 76.04, requests: 152, errors: 0, p50: 12.34, p99: 199.04 };

const LOAD: LoadFigures = {
  ...{ deals: 100_000, connections: 50, secondsAlone: 2 },
  throttled: { ...ROUND, rate: 100, secondsUnderLoad: 2.12 },
  unthrottled: { ...ROUND, rate: null, requests: 2_400, secondsUnderLoad: 5 },
};

function sizeOf(workload: SizeFigures['workload'], calculation: CalculationFigures | null): SizeFigures {
  const rows = { deal: 10_000 } as SizeFigures['rows'];
  return { workload, deals: 10_000, rows, import: null, calculation, incremental: null };
}

function readBack(sizes: readonly SizeFigures[], load: LoadFigures | null) {
  return JSON.parse(jsonResults({ sizes, statement: null, load })) as {
    readonly results: readonly Readonly<Record<string, unknown>>[];
    readonly load: Readonly<Record<string, unknown>> | null;
  };
}

test('a result says its workload and size, and how often the calculation is faster', () => {
  const [result] = readBack([sizeOf('commissions', CALCULATION)], null).results;
  expect(result).toMatchObject({
    workload: 'commissions',
    deals: 10_000,
    lines: 16_011,
    statements: 1_500,
    calculateSeconds: 0.5,
    floorSeconds: 0.25,
    plainSeconds: 5,
    sqlSeconds: 1,
    ratioToFloor: 2,
    speedupOverPlain: 10,
    speedupOverSql: 2,
    peakMiB: 138,
    bytesPerLine: 81.6,
    columnsPerLine: 15,
    rows: { deal: 10_000 },
  });
});

test('what was not measured is null, and not left out', () => {
  const [result = {}] = readBack([sizeOf('modifiers', null)], null).results;
  const keys = Object.keys(readBack([sizeOf('commissions', CALCULATION)], null).results[0] ?? {});
  expect(Object.keys(result)).toEqual(keys);
  const { workload, deals, rows, ...measured } = result;
  expect(Object.values(measured).every((figure) => figure === null)).toBe(true);
});

test('the load tells the round at a rate, and beside it the one at full speed', () => {
  expect(readBack([], LOAD).load).toEqual({
    deals: 100_000,
    connections: 50,
    runSecondsAlone: 2,
    requestsPerSecondWanted: 100,
    requestsPerSecond: 76,
    requests: 152,
    errors: 0,
    p50Milliseconds: 12.3,
    p99Milliseconds: 199,
    runSecondsUnderLoad: 2.12,
    ratio: 1.06,
    unthrottled: {
      requestsPerSecondWanted: null,
      requestsPerSecond: 76,
      requests: 2_400,
      errors: 0,
      p50Milliseconds: 12.3,
      p99Milliseconds: 199,
      runSecondsUnderLoad: 5,
      ratio: 2.5,
    },
  });
});
