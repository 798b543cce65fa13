import type { PayeeScope } from '../access/scope.js';
import { inScope } from '../access/scope.js';
import { Hierarchy } from '../engine/credits/hierarchy.js';
import { compareText, indexRecords } from '../engine/record-index.js';
import type { Executor } from '../store/executor.js';
import { readLines } from '../store/lines.js';
import { readRecordSet } from '../store/read-record-set.js';
import { RecordReader } from '../store/record-reader.js';
import type { StoredLine } from '../store/results.js';
import { publishedRun } from '../store/runs.js';
import { sharesOfDeal } from './shares-of-deal.js';

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
    const asOfChange = run.change;
    const [found] = await new RecordReader(trx, asOfChange).where('deal', 'id', [deal]);
    const shares = found === undefined ? [] : await sharesOfDeal(trx, run, found);
    const holders = new Set(shares.map(({ payee }) => payee));
    const index = indexRecords(await readRecordSet(trx, { asOfChange, payees: [] }));
    const hierarchy = new Hierarchy(index);
    const managers = [...index.membershipsByPayee.keys()].filter((payee) =>
      hierarchy.everUnder(payee).some((under) => holders.has(under)),
    );
    const payees = [...new Set([...holders, ...managers])].filter((payee) => inScope(scope, payee));
    const lines: StoredLine[] = [];
    for (const payee of payees.sort(compareText))
      lines.push(...(await readLines(trx, scope, { run: run.id, payee, deal })));
    return lines;
  });
}
