import type { Figures } from './due-figures.js';
import { programCause } from './find-cause.js';
import type { AdjustedFigure, CauseShare, ClosedGroup, FigureSubject, InputCause } from './payee-closing.js';

/** A step that was tried: what a payee would be due after it. */
export interface TriedStep {
  /** What of the step is nearest to a figure. */
  readonly nearest: (figure: FigureSubject) => InputCause | null;
  /** How many more steps are taken together with it. */
  readonly more: number;
  /** `null` for the last, after which everything is as it is now. */
  readonly figures: Figures | null;
}

/** What a payee was and would be due at the end of what is closed of a pay group, step by step. */
export interface TriedSteps {
  readonly group: ClosedGroup;
  /** What was posted. */
  readonly posted: Figures;
  /** What is due by the data and rules from which it was closed: the same, unless the program came to something else. */
  readonly before: Figures;
  readonly steps: readonly TriedStep[];
}

/**
 * Shares out the change of a figure over the steps that made it: each makes what the figure is after it less what it
 * was before, so that together they come to the whole change. What comes to nothing is left out, and what was changed
 * several times is one cause, named by the last change.
 *
 * @example
 * sharedCauses(figure, tried).map(({ source, amount }) => [source, amount]) // [['deal D-0', 3_000n], …]
 */
export function sharedCauses(figure: AdjustedFigure, tried: TriedSteps): readonly CauseShare[] {
  const valueIn = (figures: Figures) => figures.get(figure.name) ?? 0n;
  const posted = valueIn(tried.posted);
  let value = valueIn(tried.before);
  const shares: CauseShare[] = [{ ...programCause(tried.group), amount: value - posted }];
  for (const { nearest, more, figures } of tried.steps) {
    const next = figures === null ? posted + figure.amount : valueIn(figures);
    const cause = nearest(figure);
    if (cause !== null) shares.push({ ...cause, source: sourceOf(cause, more), amount: next - value });
    value = next;
  }
  return joined(shares).filter(({ amount }) => amount !== 0n);
}

function sourceOf({ source }: InputCause, more: number): string {
  if (more === 0) return source;
  return `${source} and ${more} more ${more === 1 ? 'change' : 'changes'}`;
}

function joined(shares: readonly CauseShare[]): readonly CauseShare[] {
  const bySource = new Map<string, CauseShare>();
  for (const each of shares) {
    const key = `${each.cause} ${each.source}`;
    const before = bySource.get(key)?.amount ?? 0n;
    bySource.set(key, { ...each, amount: before + each.amount });
  }
  return [...bySource.values()];
}
