import type { Deal } from '../../records/record-kinds.js';
import type { Transaction } from '../executor.js';
import { RecordReader } from '../record-reader.js';

/**
 * The current deals that no split names, in the order of their ids.
 *
 * @example
 * (await dealsWithoutSplits(trx)).map(({ id }) => id) // ['D-17']
 */
export async function dealsWithoutSplits(trx: Transaction): Promise<readonly Deal[]> {
  const rows = await trx.connection.rows(
    'select "id" from "deal" where not exists (select 1 from "split" where "split"."deal" = "deal"."id")',
    [],
  );
  return new RecordReader(trx, undefined).where('deal', 'id', rows.map(([id]) => String(id)).sort());
}
