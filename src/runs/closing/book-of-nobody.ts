import type { PayeeBook } from '../../engine/calculate.js';

/**
 * The book of a payee who is calculated no more: whoever has closed statements and is in no record any more.
 *
 * @example
 * books.get('ann') ?? bookOfNobody('ann')
 */
export function bookOfNobody(payee: string): PayeeBook {
  return { payee, segments: [], problems: [], problemsBefore: () => [] };
}
