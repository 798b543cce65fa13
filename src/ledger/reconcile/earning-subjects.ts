import type { CivilDate } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import type { PostedStatement } from '../posted-statement.js';
import type { BridgeSubject } from './bridge.js';
import { earnedByDeal } from './earned-by-deal.js';
import type { PayeeResults } from './payee-results.js';

/**
 * What a payee earned, by the lines, and what of it became payable and is held, by the statements; and what became
 * payable and was topped up against what was paid, recovered and carried. A statement belongs to the month in which
 * its pay period ends. In each currency one subject for each of both bridges.
 *
 * @example
 * paySubjects(results).map(({ bridge }) => bridge) // ['earnings', 'pay']
 */
export function paySubjects({ payee, statements }: PayeeResults): readonly BridgeSubject[] {
  const currencies = [...new Set(statements.map(({ currency }) => currency))].sort(compareText);
  return currencies.flatMap((currency): readonly BridgeSubject[] => {
    const own = statements.filter((each) => each.currency === currency);
    const place = { currency, deal: null, name: `statements of ${payee}` };
    return [
      { bridge: 'earnings', ...place, before: (day) => earnedBefore(own, day) },
      { bridge: 'pay', ...place, before: (day) => paidBefore(own, day) },
    ];
  });
}

function endedBefore(statements: readonly PostedStatement[], day: CivilDate): readonly PostedStatement[] {
  return statements.filter(({ period }) => period.to <= day);
}

function earnedBefore(statements: readonly PostedStatement[], day: CivilDate) {
  const ended = endedBefore(statements, day);
  return {
    earned: sumOf(ended.flatMap(({ lines }) => lines)),
    payable: ended.reduce((sum, { totals }) => sum + totals.payable, 0n),
    held: ended.at(-1)?.totals.held ?? 0n,
  };
}

function paidBefore(statements: readonly PostedStatement[], day: CivilDate) {
  const ended = endedBefore(statements, day);
  const total = (term: 'payable' | 'drawn' | 'guaranteed' | 'adjusted' | 'paid' | 'recovered') =>
    ended.reduce((sum, { totals }) => sum + totals[term], 0n);
  return {
    payable: total('payable'),
    drawn: total('drawn'),
    guaranteed: total('guaranteed'),
    adjusted: total('adjusted'),
    paid: total('paid'),
    recovered: total('recovered'),
    carried: ended.at(-1)?.totals.carried ?? 0n,
  };
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
