import type { CivilDate } from '../../calendar/civil-date.js';
import type { PostedStatement } from '../posted-statement.js';
import { PayableItems } from './payable-items.js';
import { linesWithEntitlement, type PayeeResults, releaseKey, statedAmount } from './payee-results.js';

/** What a pay period did to what a component earns on a deal, in minor units. */
export interface DealEarning {
  /** The first day after the pay period. */
  readonly to: CivilDate;
  readonly currency: string;
  readonly assignment: string;
  readonly component: string;
  readonly deal: string | null;
  readonly earned: bigint;
  readonly payable: bigint;
  /** How what is held has changed. */
  readonly held: bigint;
}

type MutableEarning = { -readonly [Key in keyof DealEarning]: DealEarning[Key] };

/**
 * What each pay period did to what is earned on deals: by the lines, the releases and what is held. What a line
 * re-rates of many deals, or pays for no deal in particular, is earned on the deals on which it is released or
 * held, as long as all that a component earned in the period is the same in sum.
 *
 * @example
 * earnedByDeal(results).filter(({ deal }) => deal === 'D-1')
 */
export function earnedByDeal(results: PayeeResults): readonly DealEarning[] {
  const items = new PayableItems(results);
  const held = new Map<string, Map<string, bigint>>();
  return results.statements.flatMap((statement) => {
    const group = `${statement.period.frequency}-${statement.currency}`;
    const before = held.get(group) ?? new Map<string, bigint>();
    const now = heldOn(statement);
    held.set(group, now);
    const earnings = new EarningsOfPeriod(statement);
    for (const { line, entitlement } of linesWithEntitlement(results, statement)) {
      earnings.at({ ...entitlement, deal: line.deal }).earned += line.amount;
    }
    for (const { entitlement, deal, amount } of items.of(statement)) {
      earnings.at({ ...entitlement, deal }).payable += amount;
    }
    for (const key of new Set([...before.keys(), ...now.keys()])) {
      const [assignment = '', component = '', deal = ''] = key.split('\u0000');
      const place = { assignment, component, deal: deal === '' ? null : deal };
      earnings.at(place).held += (now.get(key) ?? 0n) - (before.get(key) ?? 0n);
    }
    return earnings.shared();
  });
}

function heldOn({ held, currency }: PostedStatement): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const each of held) {
    const key = releaseKey(each);
    sums.set(key, (sums.get(key) ?? 0n) + statedAmount(each.amount, currency));
  }
  return sums;
}

class EarningsOfPeriod {
  readonly #earnings = new Map<string, MutableEarning>();

  constructor(readonly statement: PostedStatement) {}

  at(place: {
    readonly assignment: string;
    readonly component: string;
    readonly deal: string | null;
  }): MutableEarning {
    const key = releaseKey(place);
    const known = this.#earnings.get(key);
    if (known !== undefined) return known;
    const { assignment, component, deal } = place;
    const { currency, period } = this.statement;
    const amounts = { earned: 0n, payable: 0n, held: 0n };
    const made = { to: period.to, currency, assignment, component, deal, ...amounts };
    this.#earnings.set(key, made);
    return made;
  }

  /** With what a component earned shared out to where it is released or held, where that is the same in sum. */
  shared(): readonly DealEarning[] {
    const components = new Map<string, MutableEarning[]>();
    for (const each of this.#earnings.values()) {
      const key = `${each.assignment}\u0000${each.component}`;
      components.set(key, [...(components.get(key) ?? []), each]);
    }
    for (const earnings of components.values()) {
      const missing = earnings.reduce((sum, each) => sum + each.payable + each.held - each.earned, 0n);
      if (missing !== 0n) continue;
      for (const each of earnings) each.earned = each.payable + each.held;
    }
    return [...this.#earnings.values()];
  }
}
