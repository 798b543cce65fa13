import type { StatementFigures } from './bench-statement.js';
import { type BenchFigures, quotient, type SizeFigures } from './size-figures.js';
import { withPlaces } from './statistics.js';

/**
 * The figures as JSON, an object for each size; what was not measured is `null`.
 *
 * @example
 * jsonResults(figures) // '{"results":[{"deals":10000,"lines":16003,…}]}'
 */
export function jsonResults({ sizes, statement }: BenchFigures): string {
  return JSON.stringify({ results: sizes.map((size) => resultOf(size, statement)) }, null, 2);
}

function resultOf(
  { deals, rows, import: imported, calculation }: SizeFigures,
  statement: StatementFigures | null,
) {
  const { calculate, floor, plain, sql } = calculation?.seconds ?? {};
  return {
    deals,
    lines: calculation?.lines ?? null,
    importRowsPerSecond: shown(imported?.rowsPerSecond, 0),
    calculateSeconds: shown(calculate, 3),
    floorSeconds: shown(floor, 3),
    ratioToFloor: shown(quotient(calculate, floor), 3),
    speedupOverPlain: shown(quotient(plain, calculate), 2),
    speedupOverSql: shown(quotient(sql, calculate), 2),
    peakMiB: shown(calculation?.peakMiB, 1),
    bytesPerLine: shown(calculation?.bytesPerLine, 1),
    columnsPerLine: calculation?.columnsPerLine ?? null,
    statements: calculation?.statements ?? null,
    plainSeconds: shown(plain, 3),
    sqlSeconds: shown(sql, 3),
    reimportRowsPerSecond: shown(imported?.againRowsPerSecond, 0),
    importPeakMiB: shown(imported?.peakMiB, 1),
    statementLines: statement?.lines ?? null,
    statementMilliseconds: shown(statement?.warm, 2),
    statementColdMilliseconds: shown(statement?.cold, 2),
    rows,
  };
}

function shown(figure: number | null | undefined, places: number): number | null {
  return figure === null || figure === undefined ? null : withPlaces(figure, places);
}
