import type { ComponentDue, DueWindow } from '../engine/due.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import type { WindowResult } from '../engine/earnings/window-result.js';
import type { BookedWindow } from '../engine/measures/measure-book.js';
import { type Posted, type Posting, postDifference } from './post-difference.js';

/** What a period posts for one component. */
export interface ComponentPosting {
  readonly due: ComponentDue;
  readonly windows: readonly WindowPosting[];
  /** What became payable by deal, `''` for what belongs to none; without those of which nothing did. */
  readonly payable: ReadonlyMap<string, bigint>;
}

/** What a period posts for one window of a component. */
export interface WindowPosting {
  readonly own: BookedWindow;
  readonly postings: readonly Posting[];
}

interface RunningWindow {
  readonly result: WindowResult;
  readonly posted: Posted;
}

/** What earlier periods have posted for components. A window to which nothing happened costs nothing. */
export class RunningComponents {
  readonly #windows = new Map<ComponentBook, Map<BookedWindow, RunningWindow>>();
  readonly #payables = new Map<ComponentBook, Map<string, bigint>>();

  /** Posts the difference of a component in a period, and remembers what was posted. */
  post(due: ComponentDue, period: string): ComponentPosting {
    const running = remembered(this.#windows, due.component);
    const changed = due.windows.filter(({ result }) => running.get(result.own)?.result !== result);
    // Without a release all is payable when earned, so that only the windows that changed need be asked.
    const payable = isReleased(due) ? this.#releasedBy(due) : earnedSince(changed, running);
    const windows = changed.map(({ result, dueLine }) => {
      const before = running.get(result.own)?.posted ?? NOTHING;
      const { postings, posted } = postDifference(result.lines, dueLine, before, period);
      running.set(result.own, { result, posted });
      return { own: result.own, postings };
    });
    return { due, windows, payable };
  }

  /** What is payable now less what was before; on a deal that earns nothing any more it is taken back whole. */
  #releasedBy({ component, payables }: ComponentDue): ReadonlyMap<string, bigint> {
    const before = remembered(this.#payables, component);
    const differences = new Map<string, bigint>();
    const now = new Map<string, bigint>();
    for (const { deal, payable } of payables) {
      now.set(deal, payable);
      addTo(differences, deal, payable - (before.get(deal) ?? 0n));
    }
    for (const [deal, amount] of before) {
      if (now.has(deal)) continue;
      now.set(deal, 0n);
      addTo(differences, deal, -amount);
    }
    this.#payables.set(component, now);
    return withoutZeros(differences);
  }
}

const NOTHING: Posted = new Map();

function isReleased({ component }: ComponentDue): boolean {
  return component.component.release.length > 0;
}

/** What deals earned in windows that changed, less what they had earned before. */
function earnedSince(
  changed: readonly DueWindow[],
  running: ReadonlyMap<BookedWindow, RunningWindow>,
): ReadonlyMap<string, bigint> {
  const differences = new Map<string, bigint>();
  for (const { result } of changed) {
    for (const [deal, amount] of result.earned) addTo(differences, deal, amount);
    for (const [deal, amount] of running.get(result.own)?.result.earned ?? []) {
      addTo(differences, deal, -amount);
    }
  }
  return withoutZeros(differences);
}

function addTo(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

function withoutZeros(sums: Map<string, bigint>): ReadonlyMap<string, bigint> {
  for (const [key, amount] of sums) if (amount === 0n) sums.delete(key);
  return sums;
}

function remembered<Key, Inner>(
  known: Map<ComponentBook, Map<Key, Inner>>,
  component: ComponentBook,
): Map<Key, Inner> {
  const found = known.get(component);
  if (found !== undefined) return found;
  const made = new Map<Key, Inner>();
  known.set(component, made);
  return made;
}
