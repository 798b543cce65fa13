import type { RecordKind } from '../records/record-kinds.js';
import type { StoredRecord } from './record-table.js';

/**
 * What became of a record: its key was new, it was stored with this content already, it replaced another
 * content, or it was refused because its key has another content: one of an earlier change, or (`repeated`)
 * one that this very change wrote.
 */
export type WriteOutcome = 'inserted' | 'unchanged' | 'corrected' | 'conflict' | 'repeated';

/** What to do with a record whose key is stored with another content. */
export type OnConflict = 'correct' | 'refuse';

/** How records are written. */
export interface WriteOptions {
  readonly onConflict: OnConflict;
  /** Refuse another content for a key that this very change wrote, whatever is done with earlier ones. */
  readonly refuseRepeated?: boolean;
}

/** Writes records of one kind. */
export interface RecordWriter<Kind extends RecordKind> {
  /** How many records make a good batch: more only take memory, fewer take more time each. */
  readonly batchRows: number;
  /**
   * Writes a batch of records and says what became of each, in their order: the same as if they were written
   * one after the other.
   */
  writeAll(records: readonly StoredRecord<Kind>[]): Promise<readonly WriteOutcome[]>;
}
