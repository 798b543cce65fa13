import { DealTable } from '../../engine/fold/deal-table.js';
import type { FoldMeasure, FoldPlan } from '../../engine/fold/fold-plan.js';
import type { Company } from '../../records/company.js';
import { countRecords } from '../../store/columns/count-records.js';
import { readColumns } from '../../store/columns/read-columns.js';
import type { Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';

/** The column by which rows of deals name the deal. */
export const DEAL_COLUMN = { name: 'deal', type: 'text' } as const;

/**
 * Reads what folding by some plans needs of all deals.
 *
 * @example
 * const deals = await readDeals(trx, plans, company);
 */
export async function readDeals(
  trx: Transaction,
  plans: readonly FoldPlan[],
  company: Company,
): Promise<DealTable> {
  const deals = new DealTable(plans, company);
  deals.reserve(await countRecords(trx, 'deal'));
  for await (const batch of readColumns(trx, { kind: 'deal', columns: deals.columns })) deals.add(batch);
  const ids = [...new Set(deals.incomplete)].map((number) => deals.keys.text(number));
  const given = await new RecordReader(trx, undefined).where('deal', 'id', ids);
  const byId = new Map(given.map((deal) => [deal.id, deal]));
  for (const number of deals.incomplete) {
    const deal = byId.get(deals.keys.text(number));
    if (deal !== undefined) deals.complete(number, deal);
  }
  // What takes back, or changes what counts, is netted and re-rated by the engine.
  for await (const batch of readColumns(trx, { kind: 'amendment', columns: [DEAL_COLUMN] })) {
    const { bytes, starts, ends } = batch.text('deal');
    for (let row = 0; row < batch.count; row += 1) {
      const deal = deals.keys.find(bytes, starts[row] ?? 0, ends[row] ?? 0);
      if (deal >= 0) deals.beyond[deal] = 1;
    }
  }
  return deals;
}

/**
 * The deals that any of some measures may credit, by number: 1 where one does; `null` where there is no measure.
 *
 * @example
 * wantedBy(measures.filter(({ measure }) => measure.basis === 'recognized'), deals)
 */
export function wantedBy(measures: readonly FoldMeasure[], deals: DealTable): Uint8Array | null {
  if (measures.length === 0) return null;
  const wanted = new Uint8Array(deals.count);
  for (const condition of new Set(measures.map(({ when }) => when))) {
    const verdicts = deals.verdictsOn(condition);
    for (let deal = 0; deal < wanted.length; deal += 1) {
      if (verdicts === null || verdicts[deal] === 1) wanted[deal] = 1;
    }
  }
  return wanted;
}
