import { type CivilDate, later } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import { firstDay, type PayGroup, payGroups } from '../../engine/pay/pay-groups.js';
import type { ClosedStatement } from '../closed-statement.js';
import { groupedBy } from '../grouped-by.js';
import { payGroupId } from '../pay-group.js';
import type { ClosedGroup, PayeeClosing } from './payee-closing.js';

/** A pay group of a payee, with what is closed of it. */
export interface OpenGroup extends PayGroup {
  readonly id: string;
  /** `null` where no period of the group is closed. */
  readonly closed: ClosedGroup | null;
  /** The payee's statements in it that are closed, in the order of closings. */
  readonly statements: readonly ClosedStatement[];
}

/**
 * The pay groups of a payee: those of the plans, and those in which a statement is closed though no plan of the
 * payee is paid in them any more.
 *
 * @example
 * openGroups(payee, NOTHING_CLOSED).map(({ id }) => id) // ['monthly-USD']
 */
export function openGroups(payee: PayeeBook, { groups, statements }: PayeeClosing): readonly OpenGroup[] {
  const byGroup = groupedBy(statements, ({ closing }) => closing.payGroup);
  const open = payGroups(payee).map((group): OpenGroup => {
    const id = payGroupId(group);
    return { ...group, id, closed: groups.get(id) ?? null, statements: byGroup.get(id) ?? [] };
  });
  const known = new Set(open.map(({ id }) => id));
  const left = [...byGroup].flatMap(([id, own]): readonly OpenGroup[] => {
    const [first] = own;
    if (known.has(id) || first === undefined) return [];
    const { frequency, currency } = first.closing;
    return [{ frequency, currency, books: [], id, closed: groups.get(id) ?? null, statements: own }];
  });
  return [...open, ...left];
}

/**
 * The first day of a group that a statement is still to be made for.
 *
 * @example
 * firstOpenDay(group) // '2026-04-01', where the group is closed through March
 */
export function firstOpenDay(group: OpenGroup): CivilDate {
  const { closed, statements } = group;
  if (closed === null) return firstDay(group);
  return statements.length > 0 ? closed.to : later(firstDay(group), closed.to);
}

/**
 * Whether the first open period of a group has to look at what is closed again: where a statement of the payee
 * is closed, or where there would be one by now.
 *
 * @example
 * isRestated(group) // false for whoever came after the last closing
 */
export function isRestated(group: OpenGroup): boolean {
  const { closed, statements } = group;
  return closed !== null && (statements.length > 0 || firstDay(group) < closed.to);
}
