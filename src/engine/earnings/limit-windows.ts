import { ratio } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import type { LineExplanation, Recorder } from '../mechanisms/recorder.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { Component } from '../plan.js';
import { missingTargetIncentive } from '../problems-of-data.js';
import { type EvaluatedWindow, scopedKey } from './evaluated-window.js';
import { applyLimit, type LimitContext } from './limits.js';

/** Lines after cap and floor, by window, and what was missing to apply them. */
export interface LimitedWindows {
  readonly lines: readonly (readonly EarningLine[])[];
  readonly problems: readonly Problem[];
}

/**
 * Applies the cap and the floor of a component over all of its windows, whose spans need not be theirs.
 *
 * @example
 * limitWindows(evaluated, component, context, SILENT).lines[0] // the lines of the first window
 */
export function limitWindows(
  evaluated: readonly EvaluatedWindow[],
  { cap, floor }: Pick<Component, 'cap' | 'floor'>,
  context: LimitContext,
  recorder: Recorder,
): LimitedWindows {
  const lifts: EarningLine[] = [];
  const problems: Problem[] = [];
  const owners = recorder.recording
    ? evaluated.flatMap(({ own, outcome }) => outcome.lines.map(({ key }) => scopedKey(own, key)))
    : [];
  let lines: readonly EarningLine[] = evaluated.flatMap(({ outcome }) => outcome.lines);
  for (const [name, limit] of [['cap', cap] as const, ['floor', floor] as const]) {
    if (limit === null) continue;
    const limited = applyLimit(lines, name, limit, context);
    lines = limited.lines;
    lifts.push(...limited.lifts);
    problems.push(...limited.unknown.map(missingTargetIncentive));
    if (recorder.recording)
      for (const { place, explanation } of limited.effects) recorder.line(owners[place] ?? '', explanation);
  }
  let start = 0;
  const byWindow = evaluated.map(({ own, outcome }) => {
    const ownLines = lines.slice(start, start + outcome.lines.length);
    start += outcome.lines.length;
    // The lift of a span belongs to the window in which the span ends.
    const ownLifts = lifts.filter(({ date }) => own.window.from <= date && date < own.window.to);
    if (recorder.recording)
      for (const line of ownLifts) recorder.line(scopedKey(own, line.key), explainLift(line));
    return [...ownLines, ...ownLifts];
  });
  return { lines: byWindow, problems };
}

function explainLift(line: EarningLine): LineExplanation {
  return { notes: [], leaves: [{ text: 'lifts the span to its floor', exact: ratio(line.amount, 1n) }] };
}
