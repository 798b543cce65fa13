import type { PayeeBook } from '../calculate.js';
import type { Segment } from '../credits/segment.js';
import { WHOLE_SHARE } from '../credits/share.js';
import type { MeasureBook } from '../measures/measure-book.js';
import type { FoldedMeasure } from './folded-measure.js';
import { type FoldedCreditTerms, FoldedWindow } from './folded-window.js';

/**
 * A payee who was folded as the engine's book, for all who read other people's measures: teams and those who
 * are paid by them. Its credits are made when they are asked for: one for all that was credited between two days
 * on which anybody asks.
 *
 * @example
 * foldedBook('ada', segments, folded.measures, { scale: folder.scale, askedDays }).segments[0]?.measures
 */
export function foldedBook(
  payee: string,
  segments: readonly Segment[],
  measures: readonly FoldedMeasure[],
  terms: FoldedCreditTerms,
): PayeeBook {
  return {
    payee,
    problems: [],
    problemsBefore: () => [],
    segments: segments.map((segment) => ({
      segment,
      measures: measures.filter((each) => each.segment === segment).map((each) => measureBook(each, terms)),
      components: [],
    })),
  };
}

function measureBook(folded: FoldedMeasure, terms: FoldedCreditTerms): MeasureBook {
  const { segment, measure, windows, isOpen } = folded;
  return {
    segment,
    measure,
    scale: WHOLE_SHARE,
    windows: windows.flatMap((own, place) =>
      isOpen[place] === true ? [new FoldedWindow(own, place, folded, terms)] : [],
    ),
    previous: null,
    problems: [],
  };
}
