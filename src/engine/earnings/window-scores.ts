import type { CivilDate } from '../../calendar/civil-date.js';
import type { ObjectiveScore } from '../../records/record-kinds.js';
import type { Segment } from '../credits/segment.js';
import type { MeasureWindow } from '../measures/measure-window.js';
import type { RecordIndex } from '../record-index.js';

/**
 * The scores of a payee that are for a window: for the whole of it, also where the assignment is only in part of
 * it. `null` for a window after the segment, which is only there for what comes in late.
 *
 * @example
 * scoresIn(segment, window, index) // every score from 2026-01-01 to before 2026-04-01
 */
export function scoresIn(
  { payee, to }: Segment,
  window: MeasureWindow,
  index: RecordIndex,
): readonly ObjectiveScore[] | null {
  if (window.from >= to) return null;
  const { full } = window;
  return (index.scoresByPayee.get(payee) ?? []).filter(({ from }) => full.from <= from && from < full.to);
}

/** Those scores that are known when everything before `through` is. */
export function knownScores(
  scores: readonly ObjectiveScore[] | null,
  through: CivilDate,
): readonly ObjectiveScore[] | null {
  return scores?.filter(({ scoredOn }) => scoredOn < through) ?? null;
}
