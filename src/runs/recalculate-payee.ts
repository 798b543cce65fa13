import { addDays } from '../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../engine/calculate.js';
import type { Executor } from '../store/executor.js';
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
  run: Run,
  payee: string,
): Promise<PayeeCalculation | null> {
  const asOfChange = run.change;
  return executor.read(async (trx) => {
    const { company, plans: versions } = (await rulesOfRun(trx, run)).book;
    const organization = await readRecordSet(trx, { asOfChange, payees: [] });
    const payees = peopleNeeded(payee, organization, versions);
    const records = await readRecordSet(trx, { asOfChange, payees });
    const calculation = calculate({ company, versions, records, through: addDays(run.through, 1) });
    const book = calculation.payees.find((each) => each.payee === payee);
    return book === undefined ? null : { calculation, book };
  });
}
