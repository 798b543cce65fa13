import type { PayeeScope } from '../../access/scope.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import type { Executor } from '../../store/executor.js';
import { payeeNames } from '../../store/payee-list.js';
import { pageOf } from '../parts/page-of.js';
import { memberStatements } from './member-statements.js';
import type { RankedMember } from './ranked-members.js';
import type { MembersPage } from './team-members.js';
import type { ShownDocument } from './team-view.js';

/** The most members that one page shows. */
const MEMBERS_ON_A_PAGE = 200;

/**
 * A page of the members of a team with where their statements are, and the names of those who have no quota.
 *
 * @param asked the page, from 1
 * @example
 * await membersPage(trx, scope, { ranked, document, calendar, asked: 1 })
 */
export async function membersPage(
  trx: Executor,
  scope: PayeeScope,
  {
    ranked,
    document,
    calendar,
    asked,
  }: {
    readonly ranked: readonly RankedMember[];
    readonly document: ShownDocument;
    readonly calendar: FiscalCalendar;
    readonly asked: number;
  },
): Promise<MembersPage> {
  const { rows: members, page, pages } = pageOf(ranked, asked, MEMBERS_ON_A_PAGE);
  const payees = members.map(({ payee }) => payee);
  const statements = await memberStatements(trx, scope, { payees, day: document.at, calendar });
  const withoutQuota = await payeeNames(trx, scope, document.withoutQuota.slice(0, MEMBERS_ON_A_PAGE));
  return { members, page, pages, statements, withoutQuota };
}
