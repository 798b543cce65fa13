import type { Transaction } from './executor.js';

/**
 * The hash of what each payee's results in a run are made from, by payee.
 *
 * @example
 * (await readInputHashes(trx, 7)).get('ada') // '5f0c…'
 */
export async function readInputHashes(trx: Transaction, run: number): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.connection.rows('select payee, inputs_hash from payee_result where run = ?', [
    BigInt(run),
  ]);
  return new Map(rows.map(([payee, hash]) => [String(payee), String(hash)]));
}
