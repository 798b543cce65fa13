import { addDays, addMonths, type CivilDate, earlier, LAST_DATE } from '../calendar/civil-date.js';
import type { Calculation } from '../engine/calculate.js';
import { isInForce } from '../engine/credits/hierarchy.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import { isWon } from '../engine/events/booked-events.js';
import type { RecordIndex } from '../engine/record-index.js';
import type { Territories } from '../engine/territories/territory.js';
import { claimants } from '../engine/territories/territory-splits.js';
import { formatPercent, ratio } from '../money/ratio.js';
import { scaledInteger } from '../money/scaled-integer.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import { SHARE_PLACES } from '../records/field.js';
import type { Deal } from '../records/record-kinds.js';

/**
 * What is odd about how territories give away the won deals of a calculation, in the order of ids: deals that
 * two territories claim in one role, where the first of them takes it; deals whose shares of a full role do not
 * come to 100 % on some day of their contract; and who is named and is not loaded.
 *
 * @example
 * territoryWarnings(calculation, book.territories)[0]?.code // 'claimed-twice'
 */
export function territoryWarnings(
  { crediting, through }: Calculation,
  territories: Territories | null,
): readonly Problem[] {
  if (territories === null) return [];
  const { index, company, streams } = crediting;
  const assigned = territories.list.flatMap((territory) => territory.assigned);
  const shared = totalsOf(company).filter(({ role }) => assigned.some((each) => each.role === role));
  // A territory without a condition is there for what is left: it claims nothing that another takes.
  const rest = new Set(territories.list.filter(({ when }) => when === null).map(({ id }) => id));
  const deals = [...index.deals.values()].filter(
    (deal) => deal.closeDate < through && isWon(deal, company) && index.splitsByDeal.has(deal.id),
  );
  return [
    ...strangers(territories, index),
    ...deals.flatMap((deal) => {
      const facts = streams.facts(deal, company.homeCurrency);
      const claimed = claimants(territories, deal, facts, deal.closeDate, index);
      return [
        ...(territories.match === 'first' ? claimed.flatMap((each) => claimedTwice(deal, each, rest)) : []),
        ...shared.flatMap((rule) => wrongTotal(deal, rule, through, index)),
      ];
    }),
  ];
}

function claimedTwice(
  deal: Deal,
  [role, claiming]: readonly [string, readonly string[]],
  rest: ReadonlySet<string>,
): readonly Problem[] {
  const [first, ...after] = claiming;
  const others = after.filter((each) => !rest.has(each));
  if (first === undefined || others.length === 0) return [];
  const message = `${first} takes the deal as ${role}, and ${others.join(' and ')} ${others.length === 1 ? 'claims' : 'claim'} it too`;
  const hint = 'the first in the file takes it; narrow a condition so that one is left';
  return [problem('claimed-twice', message, { severity: 'warning', subject: `deal ${deal.id}`, hint })];
}

/** What the shares of a role come to, in units of 1 ÷ the whole share. */
interface Total {
  readonly role: string;
  readonly isFull: boolean;
  readonly most: bigint;
}

function totalsOf({ fullRoles, overlayLimits }: Company): readonly Total[] {
  return [
    ...fullRoles.map((role) => ({ role, isFull: true, most: WHOLE_SHARE })),
    ...overlayLimits.map(({ role, share }) => ({
      role,
      isFull: false,
      most: scaledInteger(share, SHARE_PLACES),
    })),
  ];
}

/** The first day of a deal's contract on which the shares of a role do not come to what they must. */
function wrongTotal(
  deal: Deal,
  { role, isFull, most }: Total,
  through: CivilDate,
  index: RecordIndex,
): readonly Problem[] {
  const splits = (index.splitsByDeal.get(deal.id) ?? []).filter((each) => each.role === role);
  const end = earlier(through, endOf(deal));
  const bounds = splits.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null);
  const days = [deal.closeDate, ...bounds.filter((day) => deal.closeDate < day && day < end)];
  for (const day of days.sort()) {
    const held = splits.filter((split) => isInForce(split, day));
    const total = held.reduce((sum, { share }) => sum + scaledInteger(share, SHARE_PLACES), 0n);
    if (total === most || (!isFull && total < most)) continue;
    const detail = { severity: 'warning', subject: `deal ${deal.id}` } as const;
    if (total === 0n) {
      const hint = 'assign somebody to a territory that takes it, or load a split';
      return [problem('missing-split', `nobody holds it as ${role} on ${day}`, { ...detail, hint })];
    }
    const sum = formatPercent(ratio(total, WHOLE_SHARE), SHARE_PLACES);
    const message = `the shares of ${role} sum to ${sum} on ${day}`;
    const whole = formatPercent(ratio(most, WHOLE_SHARE), SHARE_PLACES);
    const expected = isFull ? whole : `at most ${whole}`;
    return [problem('split-total', message, { ...detail, found: sum, expected })];
  }
  return [];
}

/** The first day after a deal's contract; a deal that has none is over on the day it closes. */
function endOf({ closeDate, startDate, termMonths, mrr }: Deal): CivilDate {
  if (termMonths !== null) return addMonths(startDate ?? closeDate, termMonths);
  return mrr === null ? addDays(closeDate, 1) : LAST_DATE;
}

/** Payees and teams that are assigned and not loaded: what they are given is credited to nobody. */
function strangers({ list }: Territories, { payees, teams }: RecordIndex): readonly Problem[] {
  return list.flatMap(({ id, assigned }) => {
    const unknown = assigned
      .map(({ holder }) => holder)
      .filter(({ kind, id: named }) => !(kind === 'payee' ? payees : teams).has(named));
    const names = new Set(unknown.map(({ kind, id: named }) => `${kind} ${named}`));
    return [...names].map((name) =>
      problem('unknown-reference', `there is no ${name}, to whom deals are given`, {
        severity: 'warning',
        subject: `territory ${id}`,
        hint: 'load it, or correct territories.yaml',
      }),
    );
  });
}
