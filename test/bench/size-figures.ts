import type { CalculationFigures } from './bench-calculation.js';
import type { ImportFigures } from './bench-import.js';
import type { LoadFigures } from './bench-load.js';
import type { StatementFigures } from './bench-statement.js';
import type { IncrementalFigures } from './incremental/bench-incremental.js';
import type { RowCounts } from './workload/write-workload.js';
import type { WorkloadName } from './workloads.js';

/** All that was measured at one size; `null` where it was not asked for. */
export interface SizeFigures {
  readonly workload: WorkloadName;
  readonly deals: number;
  readonly rows: RowCounts;
  readonly import: ImportFigures | null;
  readonly calculation: CalculationFigures | null;
  readonly incremental: IncrementalFigures | null;
}

/** All that was measured. */
export interface BenchFigures {
  readonly sizes: readonly SizeFigures[];
  readonly statement: StatementFigures | null;
  readonly load: LoadFigures | null;
}

/**
 * How often one figure goes into another; `null` where either was not measured.
 *
 * @example
 * quotient(12, 4) // 3
 */
export function quotient(dividend: number | undefined, divisor: number | undefined): number | null {
  return dividend === undefined || divisor === undefined ? null : dividend / divisor;
}
