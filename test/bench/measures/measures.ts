import { isPostgresAddress } from '../../../src/store/postgres/is-postgres-address.js';
import type { IncrementalTimes } from '../incremental/incremental-times.js';
import { databaseReader } from '../places/database-reader.js';
import { LAST_PERIOD } from '../workload/workload.js';
import type { WorkloadName } from '../workloads.js';
import { type Measured, measured } from './measured.js';
import type { StatementTimes } from './statement-times.js';

/** What is measured, with what it works on: addresses of databases, folders, and whose statement. */
export interface MeasureInputs {
  readonly import: { readonly address: string; readonly data: string; readonly rules: string };
  readonly calculate: { readonly address: string };
  /** With a database in which the product has calculated, whose rows are written once more. */
  readonly floor: {
    readonly address: string;
    readonly calculated: string;
    readonly workload: WorkloadName;
  };
  readonly plain: { readonly address: string };
  readonly sql: { readonly address: string };
  readonly statement: { readonly address: string; readonly payee: string; readonly period: string };
  readonly incremental: {
    readonly address: string;
    readonly rules: string;
    readonly deals: number;
    readonly changes: number;
  };
}

/** The name of a measurement. */
export type MeasureName = keyof MeasureInputs;

/** What each measurement gives. */
export type MeasureResult<Name extends MeasureName> = Name extends 'statement'
  ? StatementTimes
  : Name extends 'incremental'
    ? IncrementalTimes
    : Measured;

type Measures = {
  readonly [Name in MeasureName]: (input: MeasureInputs[Name]) => Promise<MeasureResult<Name>>;
};

/** Each measurement. It loads only what it runs, so that its memory is its own. */
export const MEASURES: Measures = {
  async import({ address, data, rules }) {
    const { runAttain } = await import('./run-attain.js');
    return measured(async () => {
      await runAttain(address, ['import', data, '--rules', rules]);
    });
  },
  async calculate({ address }) {
    const { runAttain } = await import('./run-attain.js');
    return measured(async () => {
      await runAttain(address, ['calculate', '--through', LAST_PERIOD]);
    });
  },
  async floor({ address, calculated, workload }) {
    const { readyResults } = await import('../floor/ready-results.js');
    const ready = await readyResults(databaseReader(calculated));
    if (isPostgresAddress(address)) {
      const { floorInPostgres } = await import('../floor/floor-in-postgres.js');
      return measured(async () => void (await floorInPostgres(address, ready, workload)));
    }
    const { floorInSqlite } = await import('../floor/floor-in-sqlite.js');
    return measured(async () => void floorInSqlite(address, ready, workload));
  },
  async plain({ address }) {
    const { calculatePlainly } = await import('../plain/plain-calculation.js');
    return measured(() => calculatePlainly(address));
  },
  async sql({ address }) {
    if (isPostgresAddress(address)) {
      const { calculateInPostgres } = await import('../sql/calculate-in-postgres.js');
      return measured(() => calculateInPostgres(address));
    }
    const { calculateInSqlite } = await import('../sql/calculate-in-sqlite.js');
    return measured(async () => calculateInSqlite(address));
  },
  async statement({ address, payee, period }) {
    const { statementTimes } = await import('./statement-times.js');
    return statementTimes(address, payee, period);
  },
  async incremental(input) {
    const { incrementalTimes } = await import('../incremental/incremental-times.js');
    return incrementalTimes(input);
  },
};
