import { addDays } from '../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../engine/calculate.js';
import type { PlanVersion } from '../engine/plan.js';
import type { Executor, Transaction } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import type { Run } from '../store/runs.js';
import { peopleNeeded } from './people-needed.js';
import { rulesOfRun } from './rules-of-run.js';

/** The calculation that a run made, over as many deals as one payee's results depend on. */
export interface PayeeCalculation {
  readonly calculation: Calculation;
  readonly book: PayeeBook;
}

/**
 * Calculates a payee again as a run did: from the records and rules as they were after the run's change. The
 * results of other payees in it are not whole. `null` where the payee was not in the run.
 *
 * @example
 * const run = await publishedRun(db);
 * const again = run && (await recalculatePayee(db, run, 'ada'));
 */
export async function recalculatePayee(
  executor: Executor,
  run: Pick<Run, 'id' | 'change' | 'rulesHash' | 'through'>,
  payee: string,
): Promise<PayeeCalculation | null> {
  const asOfChange = run.change;
  return executor.read(async (trx) => {
    const { company, plans: versions, territories } = (await rulesOfRun(trx, run)).book;
    // Which deals territories give to whom shows only from all deals.
    const selection =
      territories === null
        ? { asOfChange, payees: await payeesNeeded(trx, asOfChange, payee, versions) }
        : { asOfChange };
    const records = await readRecordSet(trx, selection);
    const through = addDays(run.through, 1);
    const calculation = calculate({ company, versions, territories, records, through });
    const book = calculation.payees.find((each) => each.payee === payee);
    return book === undefined ? null : { calculation, book };
  });
}

async function payeesNeeded(
  trx: Transaction,
  asOfChange: number,
  payee: string,
  versions: readonly PlanVersion[],
): Promise<readonly string[]> {
  const organization = await readRecordSet(trx, { asOfChange, payees: [] });
  return peopleNeeded(payee, organization, versions);
}
