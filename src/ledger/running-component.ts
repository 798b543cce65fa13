import type { ComponentDue, DueLine } from '../engine/due.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import type { WindowResult } from '../engine/earnings/window-result.js';
import type { BookedWindow } from '../engine/measures/measure-book.js';
import { type ComponentSeed, componentKey, type DealAmounts } from './closing/posted-seeds.js';
import type { Entitlement } from './entitlement.js';
import { type Posted, type Posting, postDifference } from './post-difference.js';

/** What a period posts for one component. */
export interface ComponentPosting {
  readonly due: ComponentDue;
  readonly windows: readonly WindowPosting[];
  /** What was earned and became payable by deal, `''` for what belongs to none; without those of which nothing did. */
  readonly deals: ReadonlyMap<string, DealAmounts>;
}

/** What a period posts for one window of a component. */
export interface WindowPosting {
  readonly own: BookedWindow;
  readonly postings: readonly Posting[];
}

/** What is taken back of a component of which nothing is due any more. */
export interface GonePosting {
  /** What it was earned by when it was last closed. */
  readonly entitlement: Entitlement;
  readonly postings: readonly Posting[];
  readonly deals: ReadonlyMap<string, DealAmounts>;
}

interface RunningWindow {
  readonly result: WindowResult;
  readonly posted: Posted;
}

/** What earlier periods have posted for components. A window to which nothing happened costs nothing. */
export class RunningComponents {
  readonly #windows = new Map<ComponentBook, Map<BookedWindow, RunningWindow>>();
  readonly #released = new Map<ComponentBook, Map<string, DealAmounts>>();
  /** What closed periods have posted of components that were not asked for yet, and of windows of others. */
  readonly #seeds: Map<string, ComponentSeed>;
  readonly #seededWindows = new Map<ComponentBook, SeededWindows>();

  /** @param seeds what closed periods have posted, by component */
  constructor(seeds: ReadonlyMap<string, ComponentSeed> = new Map()) {
    this.#seeds = new Map(seeds);
  }

  /** Posts the difference of a component in a period, and remembers what was posted. */
  post(due: ComponentDue, period: string): ComponentPosting {
    const seed = this.#takeSeed(due);
    const running = remembered(this.#windows, due.component);
    const changed = due.windows.filter((result) => running.get(result.own)?.result !== result);
    // Without a release all is payable when earned, so that only the windows that changed need be asked.
    const deals = isReleased(due)
      ? this.#releasedBy(due, seed?.deals)
      : earnedSince(changed, running, seed?.deals ?? NO_DEALS);
    const windows = changed.map((result) => {
      const before = running.get(result.own)?.posted ?? this.#seedOf(due.component, result.own);
      const { postings, posted } = postDifference(result.lines, due.dueLinesOf(result), before, period);
      running.set(result.own, { result, posted });
      return { own: result.own, postings };
    });
    return { due, windows, deals };
  }

  /**
   * Takes back what closed periods have posted of windows and components of which nothing is due any more: all
   * that no component was asked for until now.
   */
  takeBackGone(period: string): readonly GonePosting[] {
    const gone: GonePosting[] = [];
    for (const { entitlement, windows } of this.#seededWindows.values())
      gone.push({ entitlement, postings: takenBack(windows, period), deals: NO_DEALS });
    for (const { entitlement, windows, deals } of this.#seeds.values()) {
      const differences = new Map<string, DealAmounts>();
      for (const [deal, amounts] of deals) addTo(differences, deal, negative(amounts));
      gone.push({ entitlement, postings: takenBack(windows, period), deals: withoutZeros(differences) });
    }
    this.#seededWindows.clear();
    this.#seeds.clear();
    return gone.filter(({ postings, deals }) => postings.length > 0 || deals.size > 0);
  }

  /** What was posted of a component in closed periods, the first time that it is asked for. */
  #takeSeed({ book, component }: ComponentDue): ComponentSeed | undefined {
    if (this.#seeds.size === 0) return undefined;
    const { assignment, from } = book.segment;
    const key = componentKey(assignment, from, component.component.id);
    const seed = this.#seeds.get(key);
    if (seed === undefined) return undefined;
    this.#seeds.delete(key);
    const { entitlement, windows } = seed;
    this.#seededWindows.set(component, { entitlement, windows: new Map(windows) });
    return seed;
  }

  #seedOf(component: ComponentBook, { window }: BookedWindow): Posted {
    const windows = this.#seededWindows.get(component)?.windows;
    const found = windows?.get(window.from);
    windows?.delete(window.from);
    return found ?? NOTHING;
  }

  /** What is payable now less what was before; on a deal that earns nothing any more it is taken back whole. */
  #releasedBy(
    { component, payables }: ComponentDue,
    seed: ReadonlyMap<string, DealAmounts> | undefined,
  ): ReadonlyMap<string, DealAmounts> {
    const before = seed ?? remembered(this.#released, component);
    const differences = new Map<string, DealAmounts>();
    const now = new Map<string, DealAmounts>();
    for (const { deal, earned, payable } of payables) {
      now.set(deal, { earned, payable });
      addTo(differences, deal, { earned, payable });
    }
    for (const [deal, amounts] of before) {
      addTo(differences, deal, negative(amounts));
      if (!now.has(deal)) now.set(deal, NO_AMOUNTS);
    }
    this.#released.set(component, now);
    return withoutZeros(differences);
  }
}

interface SeededWindows {
  readonly entitlement: Entitlement;
  readonly windows: Map<string, Posted>;
}

const NOTHING: Posted = new Map();
const NO_DEALS: ReadonlyMap<string, DealAmounts> = new Map();
const NO_AMOUNTS: DealAmounts = Object.freeze({ earned: 0n, payable: 0n });

function isReleased({ component }: ComponentDue): boolean {
  return component.component.release.length > 0;
}

function takenBack(windows: ReadonlyMap<string, Posted>, period: string): readonly Posting[] {
  return [...windows.values()].flatMap(
    (posted) => postDifference([], lineThatIsDue, posted, period).postings,
  );
}

function lineThatIsDue(): DueLine {
  throw new Error('Nothing is due of a window that is gone.');
}

/** What deals earned in windows that changed, less what they had earned before. */
function earnedSince(
  changed: readonly WindowResult[],
  running: ReadonlyMap<BookedWindow, RunningWindow>,
  seed: ReadonlyMap<string, DealAmounts>,
): ReadonlyMap<string, DealAmounts> {
  const differences = new Map<string, DealAmounts>();
  for (const result of changed) {
    for (const [deal, amount] of result.earned) addTo(differences, deal, allPayable(amount));
    for (const [deal, amount] of running.get(result.own)?.result.earned ?? []) {
      addTo(differences, deal, allPayable(-amount));
    }
  }
  for (const [deal, amounts] of seed) addTo(differences, deal, negative(amounts));
  return withoutZeros(differences);
}

function allPayable(amount: bigint): DealAmounts {
  return { earned: amount, payable: amount };
}

function negative({ earned, payable }: DealAmounts): DealAmounts {
  return { earned: -earned, payable: -payable };
}

function addTo(sums: Map<string, DealAmounts>, key: string, { earned, payable }: DealAmounts): void {
  const before = sums.get(key) ?? NO_AMOUNTS;
  sums.set(key, { earned: before.earned + earned, payable: before.payable + payable });
}

function withoutZeros(sums: Map<string, DealAmounts>): ReadonlyMap<string, DealAmounts> {
  for (const [key, { earned, payable }] of sums) if (earned === 0n && payable === 0n) sums.delete(key);
  return sums;
}

function remembered<Key, Value>(
  known: Map<ComponentBook, Map<Key, Value>>,
  component: ComponentBook,
): Map<Key, Value> {
  const found = known.get(component);
  if (found !== undefined) return found;
  const made = new Map<Key, Value>();
  known.set(component, made);
  return made;
}
