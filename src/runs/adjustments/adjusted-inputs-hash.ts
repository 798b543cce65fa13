import type { ApprovedAdjustment } from '../../ledger/adjustments/adjustment.js';
import { contentHashOf } from '../canonical-json.js';

/**
 * The hash of what a payee's results are made from, with what was adjusted by hand: where nothing was, that of the
 * records alone.
 *
 * @param hash that of the records; see `inputsHasher`
 * @example
 * adjustedInputsHash('5f0c…', []) // '5f0c…'
 */
export function adjustedInputsHash(hash: string, adjustments: readonly ApprovedAdjustment[] = []): string {
  return adjustments.length === 0 ? hash : contentHashOf([hash, adjustments]);
}
