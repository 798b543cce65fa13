import type { Executor } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';

/**
 * The names of payees by their ids, all read at once: of those that the viewer is shown anyway, as no scope narrows
 * them here.
 *
 * @example
 * (await payeeNames(db, ['ada'])).get('ada') // 'Ada Byron'
 */
export async function payeeNames(
  executor: Executor,
  payees: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(payees)];
  if (ids.length === 0) return new Map();
  const found = await executor.read((trx) => new RecordReader(trx, undefined).where('payee', 'id', ids));
  return new Map(found.map(({ id, name }) => [id, name]));
}
