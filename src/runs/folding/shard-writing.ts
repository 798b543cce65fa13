import type { FoldedShard } from '../../store/columns/write-folded-shard.js';

/** Writes the shards of a run one after the other, here or in another thread. */
export interface ShardWriter {
  /** When {@link write} has returned, fewer shards than so many are not written; they are those that came last. */
  readonly mostWaiting: number;
  /** Takes a shard; it is written when {@link finish} has returned. */
  write(number: number, shard: FoldedShard): Promise<void>;
  /** Waits until all shards are written. */
  finish(): Promise<void>;
}
