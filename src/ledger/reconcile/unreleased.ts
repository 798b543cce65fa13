import type { CivilDate } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import type { Plan } from '../../engine/plan.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { multiplyRatios, ratio, roundRatio, sumRatios } from '../../money/ratio.js';
import { groupedAmount } from '../../money/readable-amount.js';
import { divideRounded } from '../../money/rounding.js';
import type { Entitlement } from '../entitlement.js';
import type { ReconciliationException } from './exception.js';
import { isInForce } from './is-in-force.js';
import { PayableItems } from './payable-items.js';
import { linesWithEntitlement, type PayeeResults, releaseKey, statedAmount } from './payee-results.js';
import { progressByCause, waitsByEvent } from './progress-by-cause.js';

/** What a payee earned on a deal by a component that waits for cash, in minor units. */
export interface AwaitedCash {
  readonly entitlement: Entitlement;
  readonly deal: string;
  /** What became payable so far, and what is held. */
  readonly payable: bigint;
  readonly held: bigint;
  /** On the collected basis what each event of the deal earned, by the event; empty for a release. */
  readonly events: ReadonlyMap<string, bigint>;
}

/**
 * What of a payee waits for cash: what is still held of deals at the last statements, and deals that were earned
 * by as their cash came in.
 *
 * @example
 * awaitedCash(results).map(({ deal, held }) => `${deal} ${held}`) // ['D-2 425000']
 */
export function awaitedCash(results: PayeeResults): readonly AwaitedCash[] {
  return [...heldDeals(results), ...collectedDeals(results)];
}

function heldDeals(results: PayeeResults): readonly AwaitedCash[] {
  const last = new Map<string, PayeeResults['statements'][number]>();
  for (const statement of results.statements) {
    last.set(`${statement.period.frequency}-${statement.currency}`, statement);
  }
  if ([...last.values()].every(({ held }) => held.length === 0)) return [];
  const items = new PayableItems(results);
  const payable = new Map<string, bigint>();
  for (const statement of results.statements) {
    for (const { entitlement, deal, line, amount } of items.of(statement)) {
      if (line !== null) continue;
      const key = releaseKey({ ...entitlement, deal });
      payable.set(key, (payable.get(key) ?? 0n) + amount);
    }
  }
  return [...last.values()].flatMap(({ held, currency }) =>
    held.flatMap((each) => {
      const entitlement = items.entitlementOf(each);
      if (entitlement === undefined || each.deal === null) return [];
      const waiting = { held: statedAmount(each.amount, currency), events: new Map<string, bigint>() };
      return [{ entitlement, deal: each.deal, payable: payable.get(releaseKey(each)) ?? 0n, ...waiting }];
    }),
  );
}

function collectedDeals(results: PayeeResults): readonly AwaitedCash[] {
  const found = new Map<string, AwaitedCash & { readonly events: Map<string, bigint> }>();
  for (const statement of results.statements) {
    for (const { line, entitlement } of linesWithEntitlement(results, statement)) {
      const { deal, event, amount } = line;
      if (entitlement.basis !== 'collected' || entitlement.released) continue;
      if (deal === null || event === null) continue;
      const key = `${entitlement.number}\u0000${deal}`;
      const known = found.get(key) ?? { entitlement, deal, payable: 0n, held: 0n, events: new Map() };
      known.events.set(event, (known.events.get(event) ?? 0n) + amount);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** What cash is looked at with. */
export interface UnreleasedTerms {
  readonly payee: string;
  /** The deals as they are known now. */
  readonly streams: DealStreams;
  readonly planOf: (hash: string) => Plan;
  /** The first day that was not known when the payee was last paid. */
  readonly through: CivilDate;
  /** The receipts that made something payable of the deal to the payee. */
  readonly released: ReadonlySet<string>;
}

/**
 * Cash that came in by the last calculated day and should have made something payable, and did not; `null` where
 * all did. On the collected basis what is at stake is estimated by what other cash of the deal has earned.
 *
 * @example
 * unreleasedCash(awaited, terms)?.amount // 105_000n
 */
export function unreleasedCash(awaited: AwaitedCash, terms: UnreleasedTerms): ReconciliationException | null {
  return awaited.events.size === 0 ? unreleasedByRatio(awaited, terms) : unearnedCash(awaited, terms);
}

function unreleasedByRatio(
  { entitlement, deal: id, payable, held }: AwaitedCash,
  { payee, streams, planOf, through, released }: UnreleasedTerms,
): ReconciliationException | null {
  const deal = streams.index.deals.get(id);
  const plan = planOf(entitlement.planHash);
  const component = plan.components.find((each) => each.id === entitlement.component);
  // How far a wait has come depends on events that are not known here.
  if (deal === undefined || component?.release.some(waitsByEvent) !== false) return null;
  const earned = ratio(payable + held, 1n);
  const caused = component.release.flatMap((share) =>
    progressByCause(share, deal, { streams, plan, component, through }).map((each) => ({
      ...each,
      due: multiplyRatios(multiplyRatios(share.share, each.ratio), earned),
    })),
  );
  const due = roundRatio(sumRatios(caused.map((each) => each.due)), plan.rounding);
  const missing = caused.flatMap(({ receipt }) =>
    receipt === null || released.has(receipt) ? [] : [receipt],
  );
  if (due <= payable || missing.length === 0) return null;
  return {
    kind: 'unreleased',
    deal: id,
    payee,
    currency: entitlement.currency,
    amount: due - payable,
    why: `${named(missing)} released nothing of ${groupedAmount(formatMinorUnits(held, entitlement.currency))} that ${entitlement.component} holds`,
    whatToDo: CALCULATE_AGAIN,
  };
}

function unearnedCash(
  { entitlement, deal: id, events }: AwaitedCash,
  { payee, streams, planOf, through }: UnreleasedTerms,
): ReconciliationException | null {
  const deal = streams.index.deals.get(id);
  const { measures } = planOf(entitlement.planHash);
  const credit = measures.find((each) => each.id === entitlement.measure)?.credit;
  // Whose shares are rolled up on a day is not known here; theirs are found with those who hold them.
  if (deal === undefined || credit?.kind !== 'own') return null;
  const isHeld = (day: CivilDate) =>
    (streams.index.splitsByDeal.get(id) ?? []).some(
      (split) => split.payee === payee && credit.roles.includes(split.role) && isInForce(split, day),
    );
  const lines = streams.cash(deal);
  const receipts = new Map(lines.flatMap(({ cash }) => cash.map(({ key, receipt }) => [key, receipt])));
  const { segmentFrom, segmentTo, currency } = entitlement;
  const known = streams
    .base(deal, 'collected')
    .filter(({ date }) => date >= segmentFrom && date < segmentTo && date < through);
  const missing = known.filter(({ key, date, amount }) => amount > 0n && !events.has(key) && isHeld(date));
  const counted = known.filter(({ key }) => events.has(key));
  const base = counted.reduce((sum, { amount }) => sum + amount, 0n);
  const earned = counted.reduce((sum, { key }) => sum + (events.get(key) ?? 0n), 0n);
  if (missing.length === 0 || base === 0n) return null;
  const cash = missing.reduce((sum, { amount }) => sum + amount, 0n);
  const amount = divideRounded(cash * earned, base, 'half-even');
  if (amount <= 0n) return null;
  return {
    kind: 'unreleased',
    deal: id,
    payee,
    currency,
    amount,
    why: `${named(missing.flatMap(({ key }) => receipts.get(key) ?? []))} earned nothing by ${entitlement.component}, as other cash of the deal did`,
    whatToDo: CALCULATE_AGAIN,
  };
}

const CALCULATE_AGAIN =
  'calculate again if the receipt came in since; else look at the conditions of the measure with attain explain --deal';

function named(receipts: readonly string[]): string {
  const distinct = [...new Set(receipts)];
  return `${distinct.length === 1 ? 'receipt' : 'receipts'} ${distinct.join(', ')}`;
}
