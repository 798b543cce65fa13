import type { ColumnBatch, ColumnRequest } from '../../records/columns/column-batch.js';
import { type DealTable, isBeyondBasicPlane } from './deal-table.js';
import { EventCollector, type EventTable } from './event-table.js';

/** The columns of an entry of revenue that folding looks at. */
export const REVENUE_COLUMNS: readonly ColumnRequest[] = [
  { name: 'deal', type: 'text' },
  { name: 'id', type: 'text' },
  { name: 'date', type: 'date' },
  { name: 'amount', type: 'integer' },
];

/**
 * The revenue of all deals whose entries are given. A deal whose revenue is generated, from milestones or a
 * schedule, is beyond columns.
 *
 * @example
 * const revenue = new RevenueTable(deals, wanted);
 * revenue.addEntries(batch);
 * revenue.events().amount[0] // 10_000
 */
export class RevenueTable {
  readonly #events = new EventCollector();
  readonly #given: Uint8Array;

  /**
   * @param wanted by number of deal: 1 where somebody may be credited for its revenue
   */
  constructor(
    readonly deals: DealTable,
    readonly wanted: Uint8Array,
  ) {
    this.#given = new Uint8Array(deals.count);
  }

  addEntries(batch: ColumnBatch): void {
    const [deals, ids] = [batch.text('deal'), batch.text('id')];
    const [dates, amounts] = [batch.numbers('date'), batch.numbers('amount')];
    for (let row = 0; row < batch.count; row += 1) {
      const deal = this.deals.keys.find(deals.bytes, deals.starts[row] ?? 0, deals.ends[row] ?? 0);
      if (deal < 0 || this.wanted[deal] !== 1) continue;
      this.#given[deal] = 1;
      const amount = amounts[row] ?? 0;
      const [from, to] = [ids.starts[row] ?? 0, ids.ends[row] ?? 0];
      if (!(amount >= 0) || !Number.isFinite(amount) || isBeyondBasicPlane(ids.bytes, from, to)) {
        this.deals.beyond[deal] = 1;
      } else if (amount > 0) {
        this.#events.append(ids.bytes, from, to);
        this.#events.add(deal, dates[row] ?? 0, amount);
      }
    }
  }

  /** Leaves deals to the engine whose revenue is generated, since none was given; to be called after all entries. */
  leaveGenerated(batch: ColumnBatch): void {
    const { bytes, starts, ends } = batch.text('deal');
    for (let row = 0; row < batch.count; row += 1) {
      const deal = this.deals.keys.find(bytes, starts[row] ?? 0, ends[row] ?? 0);
      if (deal >= 0 && this.#given[deal] !== 1) this.deals.beyond[deal] = 1;
    }
  }

  events(): EventTable {
    return this.#events.table(this.deals.count);
  }
}
