import { Hierarchy } from '../engine/credits/hierarchy.js';
import { compareText, indexRecords } from '../engine/record-index.js';
import type { Transaction } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { RecordReader } from '../store/record-reader.js';
import type { Run } from '../store/runs.js';
import { sharesOfDeal } from './shares-of-deal.js';

/**
 * Everybody whose statements in a run may say something of a deal, in order: who holds a share of it, and who ever
 * manages a team above somebody who does.
 *
 * @example
 * await payeesOfDeal(trx, run, 'D-1') // ['ada', 'mia']
 */
export async function payeesOfDeal(trx: Transaction, run: Run, deal: string): Promise<readonly string[]> {
  const asOfChange = run.change;
  const [found] = await new RecordReader(trx, asOfChange).where('deal', 'id', [deal]);
  const shares = found === undefined ? [] : await sharesOfDeal(trx, run, found);
  const holders = new Set(shares.map(({ payee }) => payee));
  const index = indexRecords(await readRecordSet(trx, { asOfChange, payees: [] }));
  const hierarchy = new Hierarchy(index);
  const managers = [...index.membershipsByPayee.keys()].filter((payee) =>
    hierarchy.everUnder(payee).some((under) => holders.has(under)),
  );
  return [...new Set([...holders, ...managers])].sort(compareText);
}
