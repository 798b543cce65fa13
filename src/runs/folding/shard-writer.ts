import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { LineTexts } from '../../store/columns/write-folded-lines.js';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import type { Database } from '../../store/executor.js';
import type { ShardWriter } from './shard-writing.js';
import type { ThreadTerms } from './thread-terms.js';
import { WriteBeside } from './write-beside.js';

/**
 * The writer of a run's folded shards: a large run on SQLite is written by a second thread, while the first
 * folds on.
 *
 * @example
 * const writer = shardWriter(db, run, columns, thread);
 */
export function shardWriter(
  db: Database,
  run: number,
  columns: CreditColumns,
  { path, from }: ThreadTerms,
): ShardWriter {
  const texts = textsOf(columns);
  if (path !== null && columns.splits.deal.length > from) {
    return new WriteBeside({ path, run, texts });
  }
  return {
    write: (number, shard) => db.write((trx) => writeFoldedShard(trx, { run, number }, shard, texts)),
    finish: async () => {},
    end: async () => {},
  };
}

function textsOf({ deals, collected, recognized }: CreditColumns): LineTexts {
  return {
    deals: deals.keys.packed,
    collected: collected === null ? null : { bytes: collected.bytes, starts: collected.starts },
    recognized: recognized === null ? null : { bytes: recognized.bytes, starts: recognized.starts },
  };
}
