import { dayOfNumber } from '../../calendar/day-number.js';
import { ONE_RATIO } from '../../money/ratio.js';
import type { PayeeBook } from '../calculate.js';
import type { Credit } from '../credits/credit.js';
import type { Segment } from '../credits/segment.js';
import { WHOLE_SHARE } from '../credits/share.js';
import type { BookedWindow, MeasureBook } from '../measures/measure-book.js';
import type { ShareScale } from './fold-marginal.js';
import type { FoldedMeasure } from './folded-measure.js';
import type { FrameWindow } from './window-frames.js';

/**
 * A payee who was folded as the engine's book, for all who read other people's measures: teams and those who
 * are paid by them. Its credits are one a day, and are made when they are asked for.
 *
 * @example
 * foldedBook('ada', segments, folded.measures, folder.scale).segments[0]?.measures
 */
export function foldedBook(
  payee: string,
  segments: readonly Segment[],
  measures: readonly FoldedMeasure[],
  scale: ShareScale,
): PayeeBook {
  return {
    payee,
    problems: [],
    problemsBefore: () => [],
    segments: segments.map((segment) => ({
      segment,
      measures: measures.filter((each) => each.segment === segment).map((each) => measureBook(each, scale)),
      components: [],
    })),
  };
}

function measureBook(folded: FoldedMeasure, scale: ShareScale): MeasureBook {
  const { segment, measure, windows, quotas, isOpen } = folded;
  const booked = windows.map((own, place): BookedWindow => {
    const quota = quotas[place] ?? null;
    let credits: readonly Credit[] | null = null;
    return {
      window: own.window,
      get credits() {
        credits ??= creditsIn(own, folded, scale);
        return credits;
      },
      inside: [],
      after: [],
      quota:
        quota === null
          ? null
          : { amount: quota.amount, full: quota.full ?? { numerator: quota.amount, denominator: 1n } },
      targetIncentive: null,
      activePart: ONE_RATIO,
      quotaFrom: own.window.opensWith ?? own.window.from,
      withoutQuota: measure.withoutQuota,
    };
  });
  const open = booked.filter((_, place) => isOpen[place]);
  return { segment, measure, scale: WHOLE_SHARE, windows: open, previous: null, problems: [] };
}

function creditsIn(
  { from, to }: FrameWindow,
  { days, credits }: FoldedMeasure,
  { unit }: ShareScale,
): readonly Credit[] {
  const found: Credit[] = [];
  let place = days.findIndex((day) => day >= from);
  while (place >= 0 && place < days.length && (days[place] ?? 0) < to) {
    const day = days[place] ?? 0;
    let sum = 0n;
    for (; days[place] === day; place += 1) sum += BigInt(credits[place] ?? 0);
    const credit = sum * BigInt(unit);
    const figures = { amount: 0n, share: WHOLE_SHARE, base: credit, credit, paidOn: credit };
    found.push({ eventKey: `day:${day}`, deal: '', date: dayOfNumber(day), ...figures, facts: {} });
  }
  return found;
}
