import type { ProblemCode } from '../problems/codes.js';
import type { Problem } from '../problems/problem.js';
import type { RefusalStatus } from './problem-document.js';
import { Refusal } from './refusal.js';

/** What stands against a request by the kind of problem; of any other kind, what was sent is at fault. */
const STATUSES: { readonly [Code in ProblemCode]?: RefusalStatus } = {
  'not-found': 404,
  'own-work': 403,
  'not-manager': 403,
  'already-decided': 409,
  'statement-rejected': 409,
  'approval-missing': 409,
  'not-closed': 409,
  'payout-step': 409,
  'confirmed-elsewhere': 409,
  'period-state': 409,
  'period-not-calculated': 409,
  'earlier-period-open': 409,
  'run-outdated': 409,
  'run-overtaken': 409,
  'statement-incomplete': 409,
  'closed-differs': 409,
  'cursor-expired': 410,
  'precondition-failed': 412,
  internal: 500,
};

/** Where several things stand against a request, the first of these that any of them comes to. */
const ORDER: readonly RefusalStatus[] = [500, 404, 410, 422, 412, 403, 409];

/**
 * The refusal of what was asked for and could not be done: its status says whether there is no such thing, whether
 * whoever acts may not do it, whether what stands does not allow it now, or whether what was sent is wrong.
 *
 * @example
 * throw refusedWith([problem('own-work', 'ops submitted it and may not approve it')]); // 403
 */
export function refusedWith(
  problems: readonly Problem[],
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  const statuses = problems.map(({ code }) => STATUSES[code] ?? 422);
  const status = ORDER.find((each) => statuses.includes(each)) ?? 422;
  return new Refusal(status, problems, headers);
}
