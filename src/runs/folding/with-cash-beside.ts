import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import { hasMoreThan } from '../../store/columns/has-more-than.js';
import type { Transaction } from '../../store/executor.js';
import { CashBeside } from './cash-beside.js';
import type { ThreadTerms } from './thread-terms.js';
import { waitsForCash } from './wanted-cash.js';

/**
 * Does work beside a thread that reads cash, which is ended with it; beside none where no plan asks for cash, or there is
 * too little of it.
 *
 * @example
 * await withCashBeside(trx, plans, { path: 'attain.db', from: 250_000 }, (cash) => readWith(trx, { cash }));
 */
export async function withCashBeside<Value>(
  trx: Transaction,
  plans: readonly FoldPlan[],
  { path, from }: ThreadTerms,
  work: (cash: CashBeside | null) => Promise<Value>,
): Promise<Value> {
  if (path === null || !plans.some(countsCash) || !(await hasMoreThan(trx, 'application', from))) {
    return work(null);
  }
  const cash = new CashBeside(path);
  try {
    return await work(cash);
  } finally {
    await cash.end();
  }
}

/** Whether a plan counts cash, or releases what was earned with it. */
function countsCash({ measures, components }: FoldPlan): boolean {
  return measures.some(({ measure }) => measure.basis === 'collected') || components.some(waitsForCash);
}
