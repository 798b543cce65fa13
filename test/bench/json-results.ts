import type { LoadFigures, RoundFigures } from './bench-load.js';
import type { StatementFigures } from './bench-statement.js';
import { type BenchFigures, quotient, type SizeFigures } from './size-figures.js';
import { withPlaces } from './statistics.js';

/**
 * The figures as JSON, an object for each workload and size; what was not measured is `null`.
 *
 * @example
 * jsonResults(figures) // '{"results":[{"workload":"commissions","deals":10000,"lines":16003,…}]}'
 */
export function jsonResults({ sizes, statement, load }: BenchFigures): string {
  return JSON.stringify(
    { results: sizes.map((size) => resultOf(size, statement)), load: load && loadOf(load) },
    null,
    2,
  );
}

function resultOf(
  { workload, deals, rows, import: imported, calculation, incremental }: SizeFigures,
  statement: StatementFigures | null,
) {
  const { calculate, floor, plain, sql } = calculation?.seconds ?? {};
  return {
    workload,
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
    incrementalChanges: incremental?.changes ?? null,
    incrementalP50Milliseconds: shown(incremental?.p50, 2),
    incrementalP95Milliseconds: shown(incremental?.p95, 2),
    incrementalMaxMilliseconds: shown(incremental?.max, 2),
    incrementalP95ProcessorMilliseconds: shown(incremental?.processorP95, 2),
    incrementalManagedP50Milliseconds: shown(incremental?.managed.p50, 2),
    incrementalManagedP95Milliseconds: shown(incremental?.managed.p95, 2),
    incrementalManagedMaxMilliseconds: shown(incremental?.managed.max, 2),
    incrementalPlainP50Milliseconds: shown(incremental?.plain.p50, 2),
    incrementalPlainP95Milliseconds: shown(incremental?.plain.p95, 2),
    incrementalPlainMaxMilliseconds: shown(incremental?.plain.max, 2),
    incrementalFirstMilliseconds: shown(incremental?.firstMilliseconds, 2),
    incrementalAheadSeconds: shown(incremental?.aheadSeconds, 2),
    incrementalFullSeconds: shown(incremental?.fullSeconds, 3),
    incrementalRowsEqualToFull: incremental?.equalRows ?? null,
    reimportRowsPerSecond: shown(imported?.againRowsPerSecond, 0),
    importPeakMiB: shown(imported?.peakMiB, 1),
    statementLines: statement?.lines ?? null,
    statementMilliseconds: shown(statement?.warm, 2),
    statementColdMilliseconds: shown(statement?.cold, 2),
    statementPageP95Milliseconds: shown(statement?.page, 2),
    rows,
  };
}

/** The round that is held to a rate is the one that others are compared with. */
function loadOf({ deals, connections, secondsAlone, throttled, unthrottled }: LoadFigures) {
  return {
    deals,
    connections,
    runSecondsAlone: shown(secondsAlone, 3),
    ...roundOf(throttled, secondsAlone),
    unthrottled: roundOf(unthrottled, secondsAlone),
  };
}

function roundOf(round: RoundFigures, secondsAlone: number) {
  return {
    requestsPerSecondWanted: round.rate,
    requestsPerSecond: shown(round.answeredPerSecond, 1),
    requests: round.requests,
    errors: round.errors,
    p50Milliseconds: shown(round.p50, 1),
    p99Milliseconds: shown(round.p99, 1),
    runSecondsUnderLoad: shown(round.secondsUnderLoad, 3),
    ratio: shown(quotient(round.secondsUnderLoad, secondsAlone), 3),
  };
}

function shown(figure: number | null | undefined, places: number): number | null {
  return figure === null || figure === undefined ? null : withPlaces(figure, places);
}
