import type { Part } from './options.js';
import type { DatabasePlace } from './places/database-place.js';
import type { WorkloadName } from './workloads.js';

/** What every part of the benchmark works with. */
export interface BenchContext {
  readonly place: DatabasePlace;
  /** The folder of all that is written. */
  readonly folder: string;
  readonly workload: WorkloadName;
  /** The folder of its rule files. */
  readonly rules: string;
  readonly repeats: number;
  /** Whether files and databases are left for the reader. */
  readonly keeps: boolean;
  readonly wants: (part: Part) => boolean;
  /** Tells how far it has come. */
  readonly say: (text: string) => void;
}
