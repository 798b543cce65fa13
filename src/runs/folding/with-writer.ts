import { hasMoreThan } from '../../store/columns/has-more-than.js';
import type { Database } from '../../store/executor.js';
import { flushLog } from '../../store/sqlite/flush-log.js';
import type { ThreadTerms } from './thread-terms.js';
import { WriteBeside } from './write-beside.js';

/**
 * Does work beside a thread that can write shards, which is ended with it; beside none where there is too little to
 * write.
 *
 * @example
 * await withWriter(db, { path: 'attain.db', from: 250_000 }, (writer) => calculateEverybody(db, options, writer));
 */
export async function withWriter<Value>(
  db: Database,
  { path, from }: ThreadTerms,
  work: (writer: WriteBeside | null) => Promise<Value>,
): Promise<Value> {
  if (path === null || !(await db.read((trx) => hasMoreThan(trx, 'split', from)))) return work(null);
  const writer = new WriteBeside(path, () => flushLog(db));
  try {
    return await work(writer);
  } finally {
    await writer.end();
  }
}
