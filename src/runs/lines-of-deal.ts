import type { PayeeScope } from '../access/scope.js';
import { inScope } from '../access/scope.js';
import type { Executor } from '../store/executor.js';
import { readLines } from '../store/lines.js';
import type { StoredLine } from '../store/results.js';
import { publishedRun } from '../store/runs.js';
import { payeesOfDeal } from './payees-of-deal.js';

/**
 * The lines that the published statements have on a deal, in the order of payees, periods and numbers. Only
 * who holds a share of it, or ever manages a team above somebody who does, can have any.
 *
 * @example
 * await linesOfDeal(db, scope, 'D-1'); // [{ entitlement: { payee: 'ada', … }, line: { amount: 1_160_000n, … }, … }]
 */
export async function linesOfDeal(
  executor: Executor,
  scope: PayeeScope,
  deal: string,
): Promise<readonly StoredLine[]> {
  return executor.read(async (trx) => {
    const run = await publishedRun(trx);
    if (run === null) return [];
    const payees = (await payeesOfDeal(trx, run, deal)).filter((payee) => inScope(scope, payee));
    const lines: StoredLine[] = [];
    for (const payee of payees) lines.push(...(await readLines(trx, scope, { run: run.id, payee, deal })));
    return lines;
  });
}
