import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { LineTexts } from '../../store/columns/line-names.js';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import type { Database } from '../../store/executor.js';
import type { ShardWriter } from './shard-writing.js';
import type { WriteBeside } from './write-beside.js';

/**
 * The writer of a run's folded shards: another thread where there is one, so that this one folds on meanwhile.
 *
 * @example
 * const writer = shardWriter(db, run, null);
 */
export function shardWriter(db: Database, run: number, beside: WriteBeside | null): ShardWriter {
  if (beside !== null) {
    beside.begin(run);
    return beside;
  }
  return {
    mostWaiting: 1,
    write: (number, shard) => db.write((trx) => writeFoldedShard(trx, { run, number }, shard)),
    finish: async () => {},
  };
}

/**
 * The texts that lines name by number, from the columns that they were folded over.
 *
 * @example
 * lineNames(textsOf(columns))
 */
export function textsOf({ deals, collected, recognized }: CreditColumns): LineTexts {
  return {
    deals: deals.keys.packed,
    collected: collected === null ? null : { bytes: collected.bytes, starts: collected.starts },
    recognized: recognized === null ? null : { bytes: recognized.bytes, starts: recognized.starts },
  };
}
