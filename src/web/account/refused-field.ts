import { Refusal } from '../../http/refusal.js';
import { problem } from '../../problems/problem.js';

/**
 * The refusal of what stands in a field.
 *
 * @example
 * throw refusedField('again', 'these are two passwords');
 */
export function refusedField(field: string, message: string): Refusal {
  return new Refusal(422, [problem('invalid-value', message, { field })]);
}
