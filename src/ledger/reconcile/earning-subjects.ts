import type { CivilDate } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import type { PostedStatement } from '../posted-statement.js';
import type { BridgeSubject } from './bridge.js';
import { earnedByDeal } from './earned-by-deal.js';
import type { PayeeResults } from './payee-results.js';

/**
 * What a payee earned, by the lines, and what of it became payable and is held, by the statements; and what became
 * payable and was topped up against what was paid, recovered and carried. A statement belongs to the month in which
 * its pay period ends; what it did to balances is told by the one that was posted before it, as balances go on in
 * the order of posting, which is another where a payee has several pay calendars. In each currency one subject for
 * each of both bridges.
 *
 * @param closingOf the number of the closing of a statement; `null` where it is open
 * @example
 * paySubjects(results, closingOf).map(({ bridge }) => bridge) // ['earnings', 'pay']
 */
export function paySubjects(
  { payee, statements }: PayeeResults,
  closingOf: ClosingOf,
): readonly BridgeSubject[] {
  const currencies = [...new Set(statements.map(({ currency }) => currency))].sort(compareText);
  return currencies.flatMap((currency): readonly BridgeSubject[] => {
    const own = statements.filter((each) => each.currency === currency);
    const moves = movesOf(inOrderOfPosting(own, closingOf));
    const place = { currency, deal: null, name: `statements of ${payee}` };
    return [
      { bridge: 'earnings', ...place, before: (day) => sumsBefore(moves, day, EARNINGS) },
      { bridge: 'pay', ...place, before: (day) => sumsBefore(moves, day, PAY) },
    ];
  });
}

/** Which closing posted a statement; `null` where none has. */
export type ClosingOf = (statement: PostedStatement) => number | null;

/** What a statement did: what it says of its period, and how what is held and carried has changed with it. */
type Move = Readonly<Record<(typeof EARNINGS | typeof PAY)[number], bigint>> & { readonly to: CivilDate };

const EARNINGS = ['earned', 'payable', 'held'] as const;
const PAY = ['payable', 'drawn', 'guaranteed', 'adjusted', 'paid', 'recovered', 'carried'] as const;

/** What is closed comes as it was closed; what is open goes on from it, in the order of the periods. */
function inOrderOfPosting(
  statements: readonly PostedStatement[],
  closingOf: ClosingOf,
): readonly PostedStatement[] {
  const closed = statements.flatMap((statement) => {
    const closing = closingOf(statement);
    return closing === null ? [] : [{ statement, closing }];
  });
  const open = statements.filter((statement) => closingOf(statement) === null);
  return [...closed.sort((a, b) => a.closing - b.closing).map(({ statement }) => statement), ...open];
}

function movesOf(posted: readonly PostedStatement[]): readonly Move[] {
  let before = { held: 0n, carried: 0n };
  return posted.map(({ period, lines, totals }) => {
    const move = {
      ...totals,
      to: period.to,
      earned: sumOf(lines),
      held: totals.held - before.held,
      carried: totals.carried - before.carried,
    };
    before = totals;
    return move;
  });
}

function sumsBefore(moves: readonly Move[], day: CivilDate, terms: readonly Exclude<keyof Move, 'to'>[]) {
  const ended = moves.filter(({ to }) => to <= day);
  return Object.fromEntries(terms.map((term) => [term, ended.reduce((sum, each) => sum + each[term], 0n)]));
}

function sumOf(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((sum, { amount }) => sum + amount, 0n);
}

/**
 * What a payee earned on each deal, by the lines, and what of it became payable and is held, by what the statements
 * say of the deal.
 *
 * @example
 * dealEarningSubjects(results)[0]?.name // 'deal D-1 for ada'
 */
export function dealEarningSubjects(results: PayeeResults): readonly BridgeSubject[] {
  const byPlace = new Map<string, DealEarning[]>();
  for (const earning of earnedByDeal(results)) {
    const key = `${earning.currency}\u0000${earning.deal ?? ''}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [earning]);
    else known.push(earning);
  }
  return [...byPlace.values()].flatMap((earnings) => {
    const [first] = earnings;
    if (first === undefined) return [];
    const { currency, deal } = first;
    const before = (day: CivilDate) => {
      const known = earnings.filter(({ to }) => to <= day);
      const total = (term: 'earned' | 'payable' | 'held') =>
        known.reduce((sum, each) => sum + each[term], 0n);
      return { earned: total('earned'), payable: total('payable'), held: total('held') };
    };
    const name = deal === null ? `no deal for ${results.payee}` : `deal ${deal} for ${results.payee}`;
    return [{ bridge: 'earnings', currency, deal, name, before }];
  });
}

type DealEarning = ReturnType<typeof earnedByDeal>[number];
