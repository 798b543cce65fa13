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
 * are paid by them. Its credits are made when they are asked for: one for all that was credited between two days
 * on which anybody asks.
 *
 * @example
 * foldedBook('ada', segments, folded.measures, folder.scale, { recent, askedDays }).segments[0]?.measures
 */
export function foldedBook(
  payee: string,
  segments: readonly Segment[],
  measures: readonly FoldedMeasure[],
  scale: ShareScale,
  terms: BookTerms,
): PayeeBook {
  return {
    payee,
    problems: [],
    problemsBefore: () => [],
    segments: segments.map((segment) => ({
      segment,
      measures: measures
        .filter((each) => each.segment === segment)
        .map((each) => measureBook(each, scale, terms)),
      components: [],
    })),
  };
}

/** What all books have in common. */
export interface BookTerms {
  /** The windows that were asked for last, of all books. */
  readonly recent: RecentWindows;
  /** The days at whose beginning anybody may ask how far a measure has come, as numbers in order. */
  readonly askedDays: Int32Array;
}

/** Measures whose windows are kept ready: more than a team has members, and little memory. */
const MOST_READY = 500;

/**
 * The windows of the measures that were asked for last. Those of everybody, with their credits, would take
 * more memory than all else; to make them again takes no time to speak of.
 *
 * @example
 * const recent = new RecentWindows();
 * recent.of(folded, () => bookedWindows(folded, scale));
 */
export class RecentWindows {
  readonly #ready = new Map<BookedMeasure, readonly BookedWindow[]>();

  of(measure: BookedMeasure, make: () => readonly BookedWindow[]): readonly BookedWindow[] {
    const ready = this.#ready.get(measure) ?? make();
    // What was asked for longest ago comes first.
    this.#ready.delete(measure);
    this.#ready.set(measure, ready);
    if (this.#ready.size > MOST_READY) {
      for (const oldest of this.#ready.keys()) {
        this.#ready.delete(oldest);
        break;
      }
    }
    return ready;
  }
}

/** What of a measure that was folded others may read. */
type BookedMeasure = Omit<FoldedMeasure, 'standings'>;

function measureBook(
  { segment, measure, windows, quotas, isOpen, days, credits }: FoldedMeasure,
  scale: ShareScale,
  { recent, askedDays }: BookTerms,
): MeasureBook {
  const kept: BookedMeasure = { segment, measure, windows, quotas, isOpen, days, credits };
  return {
    segment,
    measure,
    scale: WHOLE_SHARE,
    get windows() {
      return recent.of(kept, () => bookedWindows(kept, scale, askedDays));
    },
    previous: null,
    problems: [],
  };
}

function bookedWindows(
  folded: BookedMeasure,
  scale: ShareScale,
  askedDays: Int32Array,
): readonly BookedWindow[] {
  const { measure, windows, quotas, isOpen } = folded;
  return windows.flatMap((own, place): readonly BookedWindow[] => {
    if (isOpen[place] !== true) return [];
    const quota = quotas[place] ?? null;
    let credits: readonly Credit[] | null = null;
    return [
      {
        window: own.window,
        get credits() {
          credits ??= creditsIn(own, folded, scale, askedDays);
          return credits;
        },
        inside: [],
        after: [],
        quota:
          quota === null
            ? null
            : { amount: quota.amount, full: quota.full ?? { numerator: quota.amount, denominator: 1n } },
        lastYear: null,
        targetIncentive: null,
        activePart: ONE_RATIO,
        quotaFrom: own.window.opensWith ?? own.window.from,
        withoutQuota: measure.withoutQuota,
      },
    ];
  });
}

function creditsIn(
  { from, to }: FrameWindow,
  { days, credits }: BookedMeasure,
  { unit }: ShareScale,
  askedDays: Int32Array,
): readonly Credit[] {
  const found: Credit[] = [];
  let place = days.findIndex((day) => day >= from);
  let asked = 0;
  while (place >= 0 && place < days.length && (days[place] ?? 0) < to) {
    const day = days[place] ?? 0;
    while (asked < askedDays.length && (askedDays[asked] ?? 0) <= day) asked += 1;
    const end = Math.min(to, askedDays[asked] ?? to);
    let sum = 0n;
    for (; place < days.length && (days[place] ?? 0) < end; place += 1) sum += BigInt(credits[place] ?? 0);
    const credit = sum * BigInt(unit);
    const figures = { amount: 0n, share: WHOLE_SHARE, base: credit, credit, paidOn: credit };
    found.push({ eventKey: `day:${day}`, deal: '', date: dayOfNumber(day), ...figures, facts: {} });
  }
  return found;
}
