import { PERMISSIONS, type Permission } from '../../access/permissions.js';
import { problem } from '../../problems/problem.js';
import { Refusal } from '../refusal.js';

/**
 * Refuses a token that may do more than whoever makes it.
 *
 * @param own what whoever makes it may do
 * @param field what the request calls the permissions
 * @example
 * requireOwnPermissions(['configure'], permissionsOf(viewer), 'scopes');
 */
export function requireOwnPermissions(
  scopes: readonly Permission[],
  own: ReadonlySet<Permission>,
  field: string,
): void {
  const beyond = scopes.filter((each) => !own.has(each));
  if (beyond.length === 0) return;
  throw new Refusal(422, [
    problem('invalid-value', 'a token may do no more than you may', {
      field,
      found: beyond.join(', '),
      expected: `some of ${PERMISSIONS.filter((each) => own.has(each)).join(', ')}`,
    }),
  ]);
}
