import type { DueLine } from '../../engine/due.js';
import { parseDecimal } from '../../money/decimal.js';
import { type Ratio, ratioFromDecimal } from '../../money/ratio.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { ClosedStatement } from '../closed-statement.js';
import type { Entitlement } from '../entitlement.js';
import { keyInWindow, type Posted, type PostedKey } from '../post-difference.js';
import type { PostedLine } from '../posted-statement.js';

/** What was earned and became payable on a deal, in minor units. */
export interface DealAmounts {
  readonly earned: bigint;
  readonly payable: bigint;
}

/** What closed periods have posted of one component of one segment. */
export interface ComponentSeed {
  /** What it was earned by in the last of them. */
  readonly entitlement: Entitlement;
  /** By the first day of the window. */
  readonly windows: ReadonlyMap<string, Posted>;
  /** By deal; `''` for what belongs to none. */
  readonly deals: ReadonlyMap<string, DealAmounts>;
}

/** Tells the components of a pay group of a payee apart. */
export function componentKey(assignment: string, segmentFrom: string, component: string): string {
  return `${assignment}\u0000${segmentFrom}\u0000${component}`;
}

interface OpenSeed {
  entitlement: Entitlement;
  readonly windows: Map<string, Map<string, PostedKey>>;
  readonly deals: Map<string, DealAmounts>;
}

/**
 * What closed periods of one pay group have posted for a payee, by {@link componentKey}.
 *
 * @param statements in the order of closings
 * @example
 * postedSeeds(statements).get(componentKey('ae', '2026-01-01', 'new-business'))?.deals.get('D-1')
 */
export function postedSeeds(statements: readonly ClosedStatement[]): ReadonlyMap<string, ComponentSeed> {
  const seeds = new Map<string, OpenSeed>();
  for (const { closing, lines, payables } of statements) {
    for (const { entitlement, line } of lines) {
      const { windows } = seedOf(seeds, entitlement);
      const window = windows.get(line.windowFrom) ?? new Map<string, PostedKey>();
      windows.set(line.windowFrom, window);
      const due = dueLineOf(line, entitlement);
      const key = keyInWindow(due);
      const before = window.get(key);
      const amount = (before?.amount ?? 0n) + line.amount;
      window.set(key, { line: { ...due, amount }, amount, period: before?.period ?? closing.period.id });
    }
    for (const { entitlement, deal, earned, payable } of payables) {
      const { deals } = seedOf(seeds, entitlement);
      const before = deals.get(deal ?? '') ?? { earned: 0n, payable: 0n };
      deals.set(deal ?? '', { earned: before.earned + earned, payable: before.payable + payable });
    }
  }
  return seeds;
}

function seedOf(seeds: Map<string, OpenSeed>, entitlement: Entitlement): OpenSeed {
  const { assignment, segmentFrom, component } = entitlement;
  const key = componentKey(assignment, segmentFrom, component);
  const seed = seeds.get(key) ?? { entitlement, windows: new Map(), deals: new Map() };
  seed.entitlement = entitlement;
  seeds.set(key, seed);
  return seed;
}

const WHOLE = 10n ** BigInt(SHARE_PLACES);

/** A line as it was due when it was posted; what it was rounded to is all that is known of its exact figures. */
function dueLineOf(line: PostedLine, entitlement: Entitlement): DueLine {
  const { assignment, segmentFrom, component, measure, planHash } = entitlement;
  const { kind, key, event, deal, deals, date, amount, windowFrom, windowTo, share, base, credited } = line;
  return {
    kind,
    key,
    eventKey: event,
    deal,
    ...(deals.length > 0 && { deals }),
    date,
    amount,
    assignment,
    component,
    measure,
    segmentFrom,
    windowFrom,
    windowTo,
    planHash,
    share,
    base: base === null ? null : base * WHOLE,
    credit: credited === null ? null : credited * WHOLE,
    original: line.converted === null ? null : { ...line.converted, rate: rateOf(line.converted.rate) },
    scale: WHOLE,
  };
}

function rateOf(text: string): Ratio {
  const rate = parseDecimal(text);
  if (rate === undefined) throw new Error(`A closed line has what is no rate: ${text}.`);
  return ratioFromDecimal(rate);
}
