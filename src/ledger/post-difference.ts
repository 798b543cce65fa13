import { type DueLine, lineKey } from '../engine/due.js';
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

/** What has been posted so far, by line key. */
export type Posted = ReadonlyMap<string, PostedLine>;

/** What has been posted so far for one key. */
export interface PostedLine {
  readonly line: DueLine;
  readonly amount: bigint;
  readonly period: string;
}

/**
 * Posts the difference: for each key, what is due now less what was posted already; a key that is due no
 * more posts its negative. Nothing that was posted is changed.
 *
 * @param due every line that is due, each key once
 * @param posted what earlier periods posted
 * @param period the period that posts
 */
export function postDifference(
  due: readonly DueLine[],
  posted: Posted,
  period: string,
): { readonly postings: readonly Posting[]; readonly posted: Posted } {
  const next = new Map(posted);
  const postings: Posting[] = [];
  const seen = new Set<string>();
  for (const line of due) {
    const key = lineKey(line);
    seen.add(key);
    const before = posted.get(key);
    if (before?.amount === line.amount) continue;
    postings.push(postingOf(line, line.amount - (before?.amount ?? 0n), before));
    next.set(key, { line, amount: line.amount, period: before?.period ?? period });
  }
  for (const [key, before] of posted) {
    if (seen.has(key) || before.amount === 0n) continue;
    postings.push(postingOf(before.line, -before.amount, before));
    next.set(key, { ...before, amount: 0n });
  }
  return { postings: postings.sort(comparePostings), posted: next };
}

function postingOf(line: DueLine, amount: bigint, before: PostedLine | undefined): Posting {
  return { line, amount, before: before?.amount ?? null, firstPosted: before?.period ?? null };
}

function comparePostings(a: Posting, b: Posting): number {
  return (
    compareText(a.line.assignment, b.line.assignment) ||
    compareText(a.line.component, b.line.component) ||
    compareText(a.line.date, b.line.date) ||
    compareText(a.line.deal ?? '', b.line.deal ?? '') ||
    compareText(a.line.segmentFrom, b.line.segmentFrom) ||
    compareText(a.line.windowFrom, b.line.windowFrom) ||
    compareText(a.line.key, b.line.key)
  );
}
