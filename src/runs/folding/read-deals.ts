import { DealTable } from '../../engine/fold/deal-table.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import type { ColumnBatch } from '../../records/columns/column-batch.js';
import type { Company } from '../../records/company.js';
import { latestChange } from '../../store/change.js';
import { countRecords } from '../../store/columns/count-records.js';
import { readColumns } from '../../store/columns/read-columns.js';
import type { Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';
import type { CashBeside } from './cash-beside.js';
import { readDealIds } from './read-deal-ids.js';

/** The column by which rows of deals name the deal. */
export const DEAL_COLUMN = { name: 'deal', type: 'text' } as const;

/**
 * Reads what folding by some plans needs of all deals.
 *
 * @param beside another thread that numbers the deals meanwhile, where there is one
 *
 * @example
 * const deals = await readDeals(trx, plans, company, null);
 */
export async function readDeals(
  trx: Transaction,
  plans: readonly FoldPlan[],
  company: Company,
  beside: CashBeside | null,
): Promise<DealTable> {
  const deals = new DealTable(plans, company, beside === null);
  deals.reserve(await countRecords(trx, 'deal'));
  for await (const batch of readColumns(trx, { kind: 'deal', columns: deals.columns })) deals.add(batch);
  if (beside !== null) deals.name(await numberedDeals(trx, beside));
  await completeDeals(trx, deals);
  for await (const batch of readColumns(trx, { kind: 'amendment', columns: [DEAL_COLUMN] })) {
    leaveAmended(deals, batch);
  }
  return deals;
}

/** What another thread has numbered counts where it reads the same state of the database. */
async function numberedDeals(trx: Transaction, beside: CashBeside): Promise<ByteKeys> {
  const numbered = await beside.deals();
  if (numbered?.change === (await latestChange(trx))) return ByteKeys.of(numbered.deals);
  await beside.end();
  return readDealIds(trx);
}

/**
 * Gives deals of which a figure follows from others these figures.
 *
 * @example
 * await completeDeals(trx, deals);
 */
export async function completeDeals(trx: Transaction, deals: DealTable): Promise<void> {
  const ids = [...new Set(deals.incomplete)].map((number) => deals.keys.text(number));
  const given = await new RecordReader(trx, undefined).where('deal', 'id', ids);
  const byId = new Map(given.map((deal) => [deal.id, deal]));
  for (const number of deals.incomplete) {
    const deal = byId.get(deals.keys.text(number));
    if (deal !== undefined) deals.complete(number, deal);
  }
}

/**
 * Leaves amended deals to the engine: what takes back, or changes what counts, is netted and re-rated by it.
 *
 * @param batch amendments
 * @example
 * leaveAmended(deals, batch);
 */
export function leaveAmended(deals: DealTable, batch: ColumnBatch): void {
  const { bytes, starts, ends } = batch.text('deal');
  for (let row = 0; row < batch.count; row += 1) {
    const deal = deals.keys.find(bytes, starts[row] ?? 0, ends[row] ?? 0);
    if (deal >= 0) deals.beyond[deal] = 1;
  }
}
