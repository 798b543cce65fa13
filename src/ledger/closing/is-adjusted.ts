import type { Calculation, PayeeBook } from '../../engine/calculate.js';
import { dueAsOf } from '../../engine/due.js';
import { RunningComponents } from '../running-component.js';
import { isRestated, type OpenGroup } from './open-groups.js';
import { postedSeeds } from './posted-seeds.js';

/**
 * Whether what is due to a payee at the end of what is closed of a pay group is something else than was posted.
 *
 * @example
 * openGroups(payee, closed).filter((group) => isAdjusted(calculation, payee, group))
 */
export function isAdjusted(calculation: Calculation, payee: PayeeBook, group: OpenGroup): boolean {
  const { closed } = group;
  if (closed === null || !isRestated(group)) return false;
  const components = new RunningComponents(postedSeeds(group.statements));
  const due = dueAsOf(calculation, payee, closed.to, (book) => group.books.includes(book));
  const posted = due.components.map((each) => components.post(each, ''));
  return (
    posted.some(({ windows, deals }) => deals.size > 0 || windows.some((each) => each.postings.length > 0)) ||
    components.takeBackGone('').length > 0
  );
}
