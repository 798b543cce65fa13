import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { Closing } from '../../ledger/closed-statement.js';
import type { Company } from '../../records/company.js';
import { readClosings } from '../../store/closings.js';
import type { Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import type { Run } from '../../store/runs.js';
import { rulesOfRun } from '../rules-of-run.js';
import { costEpochs, type EpochsOf } from './cost-epochs.js';

/** What accounting reads the results of a run with. */
export interface AccountingContext {
  readonly trx: Transaction;
  readonly run: Run;
  readonly scope: PayeeScope;
  readonly company: Company;
  /** Where each payee works; nobody of whom that is not known. */
  readonly regions: ReadonlyMap<string, string>;
  readonly epochsOf: EpochsOf;
  /** In the order in which periods were closed. */
  readonly closings: readonly Closing[];
  /** The first day that is not known yet. */
  readonly through: CivilDate;
}

/**
 * Readies what accounting reads the results of a run with: the rules and people as they were then.
 *
 * @example
 * const context = await openAccounting(trx, run, scope);
 */
export async function openAccounting(
  trx: Transaction,
  run: Run,
  scope: PayeeScope,
): Promise<AccountingContext> {
  const { book } = await rulesOfRun(trx, run);
  const { payee } = await readRecordSet(trx, { asOfChange: run.change, payees: [] });
  const closings = await readClosings(trx);
  return {
    trx,
    run,
    scope,
    company: book.company,
    regions: new Map(payee.flatMap(({ id, region }) => (region === null ? [] : [[id, region] as const]))),
    epochsOf: await costEpochs(trx, run, closings),
    closings,
    through: addDays(run.through, 1),
  };
}
