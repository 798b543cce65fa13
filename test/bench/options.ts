import { parseArgs } from 'node:util';
import { isPostgresAddress } from '../../src/store/postgres/is-postgres-address.js';
import { WORKLOADS, type WorkloadName } from './workloads.js';

/** The parts of the benchmark. */
export const PARTS = [
  'import',
  'calculate',
  'floor',
  'plain',
  'sql',
  'incremental',
  'statement',
  'load',
] as const;

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/** What is measured, where, and how it is told. */
export interface BenchOptions {
  /**
   * Print JSON on standard output instead of a table; all else goes to standard error. npm has a word of its own
   * on standard output before it, which `npm run --silent bench -- --json` leaves out.
   */
  readonly json: boolean;
  /** The sizes, as numbers of deals. */
  readonly deals: readonly number[];
  /** All unless said; with `json` only `commissions`, so that whoever reads it has one result for each size. */
  readonly workloads: readonly WorkloadName[];
  readonly repeats: number;
  /** The requests a second that the readers of `load` are held to, all together, in its first round. */
  readonly rate: number;
  readonly only: readonly Part[];
  /** The folder to work in and leave as it is; a temporary one unless said. */
  readonly keep: string | null;
  /** The address of a PostgreSQL server to measure on; SQLite unless said. */
  readonly database: string | null;
}

/**
 * Reads the flags of the benchmark. Throws an `Error` that says what is wrong with them.
 *
 * @example
 * readOptions(['--deals', '10000', '--repeats', '1']).deals // [10_000]
 */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      deals: { type: 'string', default: '10000,100000,1000000' },
      workload: { type: 'string' },
      repeats: { type: 'string', default: '5' },
      rate: { type: 'string', default: '100' },
      only: { type: 'string', default: PARTS.join(',') },
      keep: { type: 'string' },
      database: { type: 'string' },
    },
  });
  const { json, deals, workload, repeats, rate, only, keep = null, database = null } = values;
  if (database !== null && !isPostgresAddress(database)) {
    throw new Error(
      `--database ${database} is no address of PostgreSQL: write postgres://user@host:port/database`,
    );
  }
  return {
    json,
    deals: deals.split(',').map((each) => wholeNumber('--deals', each)),
    workloads: workload?.split(',').map(workloadOf) ?? (json ? ['commissions'] : WORKLOADS),
    repeats: wholeNumber('--repeats', repeats),
    rate: wholeNumber('--rate', rate),
    only: only.split(',').map(partOf),
    keep,
    database,
  };
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text.replaceAll('_', ''));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`${flag} ${text} is no whole number above 0: write ${flag} 10000`);
}

function workloadOf(text: string): WorkloadName {
  const workload = WORKLOADS.find((each) => each === text);
  if (workload !== undefined) return workload;
  throw new Error(`--workload ${text} is no workload: there are ${WORKLOADS.join(', ')}`);
}

function partOf(text: string): Part {
  const part = PARTS.find((each) => each === text);
  if (part !== undefined) return part;
  throw new Error(`--only ${text} is no part of the benchmark: there are ${PARTS.join(', ')}`);
}
