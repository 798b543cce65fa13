import type { CivilDate } from '../../calendar/civil-date.js';
import { dayNumber, dayOfNumber } from '../../calendar/day-number.js';
import { ONE_RATIO } from '../../money/ratio.js';
import type { Credit } from '../credits/credit.js';
import { WHOLE_SHARE } from '../credits/share.js';
import type { BookedWindow } from '../measures/measure-book.js';
import type { ShareScale } from './fold-marginal.js';
import type { FoldedMeasure } from './folded-measure.js';
import { MOST_EXACT } from './safe-number.js';
import type { FrameWindow } from './window-frames.js';

/** What the credits of a folded window are made with. */
export interface FoldedCreditTerms {
  readonly scale: ShareScale;
  /** The days at whose beginning anybody may ask how far a measure has come, as numbers in order. */
  readonly askedDays: Int32Array;
}

/**
 * A window of a measure that was folded, as others read it. What it comes to is summed over columns; its credits are
 * made when they are asked for: one for all that was credited between two days on which anybody asks.
 *
 * @example
 * new FoldedWindow(folded.windows[0], 0, folded, { scale, askedDays }).creditOf('2026-04-01', () => true)
 */
export class FoldedWindow implements BookedWindow {
  readonly window: BookedWindow['window'];
  readonly quota: BookedWindow['quota'];
  readonly quotaFrom: CivilDate;
  readonly withoutQuota: BookedWindow['withoutQuota'];
  readonly inside = NOTHING;
  readonly after = NOTHING;
  readonly lastYear = null;
  readonly targetIncentive = null;
  readonly activePart = ONE_RATIO;
  readonly #own: FrameWindow;
  readonly #days: Int32Array;
  readonly #amounts: Float64Array;
  readonly #terms: FoldedCreditTerms;

  /** @param place that of the window among those of the measure */
  constructor(
    own: FrameWindow,
    place: number,
    folded: Pick<FoldedMeasure, 'measure' | 'quotas' | 'days' | 'credits'>,
    terms: FoldedCreditTerms,
  ) {
    const quota = folded.quotas[place] ?? null;
    this.window = own.window;
    this.quota =
      quota === null
        ? null
        : { amount: quota.amount, full: quota.full ?? { numerator: quota.amount, denominator: 1n } };
    this.quotaFrom = own.window.opensWith ?? own.window.from;
    this.withoutQuota = folded.measure.withoutQuota;
    this.#own = own;
    this.#days = folded.days;
    this.#amounts = folded.credits;
    this.#terms = terms;
  }

  /** Made anew each time: to keep those of everybody would take more memory than all else. */
  get credits(): readonly Credit[] {
    const [days, credits] = [this.#days, this.#amounts];
    const { scale, askedDays } = this.#terms;
    const found: Credit[] = [];
    let [place, asked] = [this.#first(), 0];
    while (place < days.length && (days[place] ?? 0) < this.#own.to) {
      const day = days[place] ?? 0;
      while (asked < askedDays.length && (askedDays[asked] ?? 0) <= day) asked += 1;
      const end = Math.min(this.#own.to, askedDays[asked] ?? this.#own.to);
      let sum = 0n;
      for (; place < days.length && (days[place] ?? 0) < end; place += 1) sum += BigInt(credits[place] ?? 0);
      const credit = sum * BigInt(scale.unit);
      const figures = { amount: 0n, share: WHOLE_SHARE, base: credit, credit, paidOn: credit };
      found.push({ ...namedDay(day), deal: '', ...figures, facts: NO_FACTS });
    }
    return found;
  }

  creditOf(through: CivilDate, counts: (day: CivilDate) => boolean): bigint {
    const [days, credits] = [this.#days, this.#amounts];
    const end = Math.min(this.#own.to, dayNumber(through));
    let [sum, beyond] = [0, 0n];
    for (let place = this.#first(); place < days.length && (days[place] ?? 0) < end; place += 1) {
      if (!counts(namedDay(days[place] ?? 0).date)) continue;
      const credit = credits[place] ?? 0;
      if (!(Math.abs(sum + credit) <= MOST_EXACT)) {
        beyond += BigInt(sum);
        sum = 0;
      }
      sum += credit;
    }
    return (BigInt(sum) + beyond) * BigInt(this.#terms.scale.unit);
  }

  /** The place of its first credit. */
  #first(): number {
    const days = this.#days;
    let place = 0;
    while (place < days.length && (days[place] ?? 0) < this.#own.from) place += 1;
    return place;
  }
}

const NOTHING: readonly never[] = Object.freeze([]);
const NO_FACTS = Object.freeze({});

type NamedDay = Pick<Credit, 'eventKey' | 'date'>;

const NAMED_DAYS = new Map<number, NamedDay>();

/** The texts of a day, of which there are few: what is credited on it has them in common. */
function namedDay(day: number): NamedDay {
  const known = NAMED_DAYS.get(day);
  if (known !== undefined) return known;
  const made = { eventKey: `day:${day}`, date: dayOfNumber(day) };
  NAMED_DAYS.set(day, made);
  return made;
}
