import type { DueLine } from '../engine/due.js';
import type { EarningLine } from '../engine/mechanisms/window-outcome.js';
import { compareText } from '../engine/record-index.js';

/** What one period posts for one key: the difference between what is due now and what was posted before. */
export interface Posting {
  /** The line as it is due; for a key that vanished, as it was last due. */
  readonly line: DueLine;
  /** Minor units. */
  readonly amount: bigint;
  /** What earlier periods had posted for the key; `null` when this is the first. */
  readonly before: bigint | null;
  /** The period that first posted the key, when it was an earlier one. */
  readonly firstPosted: string | null;
}

/** What has been posted so far of one window, by the key of the line within it. */
export type Posted = ReadonlyMap<string, PostedKey>;

/** What has been posted so far for one key. */
export interface PostedKey {
  readonly line: DueLine;
  readonly amount: bigint;
  readonly period: string;
}

/**
 * Posts the difference in one window: for each key, what is due now less what was posted already; a key that
 * is due no more posts its negative. Nothing that was posted is changed.
 *
 * @param due every line of the window that is due, each key once
 * @param dueLine tells the rest of a line that posts something
 * @param posted what earlier periods posted of it
 * @param period the period that posts
 */
export function postDifference<Line extends EarningLine>(
  due: readonly Line[],
  dueLine: (line: Line) => DueLine,
  posted: Posted,
  period: string,
): { readonly postings: readonly Posting[]; readonly posted: Posted } {
  const next = new Map(posted);
  const postings: Posting[] = [];
  let stillDue = 0;
  for (const each of due) {
    const key = keyInWindow(each);
    const before = posted.get(key);
    if (before !== undefined) stillDue += 1;
    if (before?.amount === each.amount) continue;
    const line = dueLine(each);
    postings.push(postingOf(line, line.amount - (before?.amount ?? 0n), before));
    next.set(key, { line, amount: line.amount, period: before?.period ?? period });
  }
  if (stillDue === posted.size) return { postings, posted: next };
  const seen = new Set(due.map(keyInWindow));
  for (const [key, before] of posted) {
    if (seen.has(key) || before.amount === 0n) continue;
    postings.push(postingOf(before.line, -before.amount, before));
    next.set(key, { ...before, amount: 0n });
  }
  return { postings, posted: next };
}

/** The order in which the postings of a statement are numbered. */
export function comparePostings({ line: a }: Posting, { line: b }: Posting): number {
  return (
    compareText(a.assignment, b.assignment) ||
    compareText(a.component, b.component) ||
    compareText(a.date, b.date) ||
    compareText(a.deal ?? '', b.deal ?? '') ||
    compareText(a.segmentFrom, b.segmentFrom) ||
    compareText(a.windowFrom, b.windowFrom) ||
    compareText(a.key, b.key)
  );
}

/**
 * Tells the lines of a window apart.
 *
 * @example
 * posted.get(keyInWindow(line))?.amount
 */
export function keyInWindow({ key, deal }: Pick<EarningLine, 'key' | 'deal'>): string {
  return `${key}\u0000${deal ?? ''}`;
}

function postingOf(line: DueLine, amount: bigint, before: PostedKey | undefined): Posting {
  return { line, amount, before: before?.amount ?? null, firstPosted: before?.period ?? null };
}
