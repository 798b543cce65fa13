import { addDays, FIRST_DATE, LAST_DATE } from '../../calendar/civil-date.js';
import { type Ratio, sumRatios } from '../../money/ratio.js';
import type { Gap, PeerGroup } from '../mechanisms/peer-group.js';
import { mixedFund } from '../problems-of-data.js';
import type { AskedGroup, PeerContext } from './asked-group.js';
import { creditGaps } from './peer-figures.js';
import { type MemberRow, memberRows } from './team-members.js';
import { membersOf } from './team-memberships.js';

/**
 * What a fund is a share of, as of the end of a day: what its members were credited, a team with all below it,
 * or everybody who counts that measure on whatever plan. Of teams and of everybody, roll-ups are left out, so
 * that nothing counts twice.
 *
 * @param ofMembers what the members were credited
 */
export function fundOf(
  asked: AskedGroup,
  ofMembers: Ratio,
  context: PeerContext,
): Pick<PeerGroup, 'fund' | 'gaps'> {
  const { fund } = asked.question;
  if (fund === null) return { fund: null, gaps: [] };
  if (fund.of === 'members') return { fund: ofMembers, gaps: [] };
  const rows = rowsOf(fund.measure, fund.of, asked, context);
  const alike = rows.filter((row) => addsUp(row, asked));
  const unlike = new Set(rows.filter((row) => !alike.includes(row)).map(({ payee }) => payee)).size;
  const mixed: readonly Gap[] =
    unlike === 0 ? [] : [{ code: 'currency-mismatch', own: mixedFund(fund.measure, unlike) }];
  const credited = creditGaps(
    alike.map(({ book }) => book),
    addDays(asked.date, 1),
  );
  return { fund: sumRatios(alike.map((row) => row.credited)), gaps: [...mixed, ...credited] };
}

function rowsOf(
  measure: string,
  of: 'teamPooled' | 'everybody',
  { team, date }: AskedGroup,
  context: PeerContext,
): readonly MemberRow[] {
  if (of === 'teamPooled') {
    const members = team === null ? new Map() : membersOf([team], date, context);
    return memberRows(members, measure, date, context);
  }
  const always = [{ from: FIRST_DATE, to: LAST_DATE }];
  const everybody = new Map([...context.books.keys()].sort().map((payee) => [payee, always]));
  return memberRows(everybody, measure, date, context);
}

/** Whether a row is money of the plan's currency, in the window that is asked for. */
function addsUp({ book, window }: MemberRow, { plan, window: { full } }: AskedGroup): boolean {
  if (window.from !== full.from || window.to !== full.to) return false;
  return book.measure.unit === 'money' && book.segment.plan.currency === plan.currency;
}
