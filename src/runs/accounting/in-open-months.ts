import type { Closing } from '../../ledger/closed-statement.js';
import type { Amendment } from '../../records/record-kinds.js';
import type { Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';

/**
 * Cancellations on the days from which accounting counts them: what was not known when a pay period was closed
 * counts from the first day after it, so that the months that are closed stay as they were booked.
 *
 * @param closings in the order in which they were closed
 *
 * @example
 * (await inOpenMonths(trx, cancellations, await readClosings(trx)))[0]?.date // '2026-02-01'
 */
export async function inOpenMonths(
  trx: Transaction,
  cancellations: readonly Amendment[],
  closings: readonly Closing[],
): Promise<readonly Amendment[]> {
  let counted = cancellations;
  for (const { change, period } of closings) {
    const deals = counted.flatMap(({ deal, date }) => (date < period.to ? [deal] : []));
    if (deals.length === 0) continue;
    const then = await new RecordReader(trx, change).where('amendment', 'deal', [...new Set(deals)].sort());
    // One that was to come only later was not known to be in the period either.
    const known = new Set(then.filter(({ date }) => date < period.to).map(nameOf));
    counted = counted.map((each) =>
      each.date < period.to && !known.has(nameOf(each)) ? { ...each, date: period.to } : each,
    );
  }
  return counted;
}

function nameOf({ deal, id }: Amendment): string {
  return `${deal}\u0000${id}`;
}
