import type { PayeeScope } from '../../access/scope.js';
import type { Executor } from '../../store/executor.js';
import { readStoredRules } from '../stored-rules.js';
import { segmentsOnVersions } from './segments-on-versions.js';

/**
 * Who is ever on each published version of a plan, by its hash, in the order of ids: those whom the scope shows on any
 * day of that.
 *
 * @example
 * (await payeesOnVersions(db, scope)).get(hash) // ['ada', 'bo']
 */
export async function payeesOnVersions(
  executor: Executor,
  scope: PayeeScope,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) return new Map();
  const found = await segmentsOnVersions(executor, scope, rules.value.book.plans);
  return new Map([...found].map(([hash, people]) => [hash, [...new Set(people.map(({ payee }) => payee))]]));
}
