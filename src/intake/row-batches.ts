import type { DecodedRecord } from '../records/decode-record.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { RecordWriter, WriteOutcome } from '../store/write-outcome.js';
import type { ImportSource } from './import-source.js';
import type { RowPlaces } from './row-visitor.js';

/** A row on its way into the store, and where it comes from. */
export interface PendingRow<Kind extends RecordKind> {
  readonly record: DecodedRecord<Kind>;
  readonly source: ImportSource;
  readonly places: RowPlaces;
}

/**
 * Gathers rows, writes them in batches in the order in which they came, and hands over what became of each.
 *
 * @example
 * const batches = new RowBatches(writer, (outcome, row) => console.log(outcome, row.record));
 * batches.add({ record, source, places });
 * await batches.writeAll();
 */
export class RowBatches<Kind extends RecordKind> {
  #pending: PendingRow<Kind>[] = [];

  constructor(
    readonly writer: RecordWriter<Kind>,
    readonly take: (outcome: WriteOutcome, row: PendingRow<Kind>) => void,
  ) {}

  add(row: PendingRow<Kind>): void {
    this.#pending.push(row);
  }

  /** Writes what there is if it makes a batch. */
  async writeBatch(): Promise<void> {
    if (this.#pending.length >= this.writer.batchRows) await this.writeAll();
  }

  /** Writes what there is. */
  async writeAll(): Promise<void> {
    const rows = this.#pending;
    if (rows.length === 0) return;
    this.#pending = [];
    const outcomes = await this.writer.writeAll(rows.map(({ record }) => record));
    for (const [position, outcome] of outcomes.entries()) {
      const row = rows[position];
      if (row !== undefined) this.take(outcome, row);
    }
  }
}
