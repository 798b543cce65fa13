import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import { dayNumber } from '../calendar/day-number.js';
import { type FiscalCalendar, windowContaining } from '../calendar/fiscal-calendar.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import type { ShareScale } from '../engine/fold/fold-marginal.js';
import type { FoldedMeasure } from '../engine/fold/folded-measure.js';
import type { FoldedPayee, FoldPeriod } from '../engine/fold/payee-folder.js';

/**
 * A statement whose lines were folded: its totals in minor units, and what of it does not follow from rows. What
 * is earned is payable, and nothing is held.
 */
export interface FoldedStatement {
  /** The place of the pay period in the run. */
  readonly period: number;
  readonly earned: number;
  readonly carriedIn: number;
  readonly carried: number;
  readonly paid: number;
  /** In the form of `writeStatementDocument`. */
  readonly document: string;
}

/** A period with what does not change from payee to payee. */
interface DatedPeriod {
  readonly period: number;
  /** The first day of the fiscal year that contains the last known day, as a number. */
  readonly year: number;
}

/**
 * Makes the statements of payees that were folded. All that is earned is payable, as nothing is released later,
 * and there is no problem to tell: the engine has those who have one.
 *
 * @example
 * const statements = new FoldedStatements(company, '2026-04-01', scale);
 * statements.of(periods, folded)[0]?.paid // 12_000
 */
export class FoldedStatements {
  readonly #periods = new Map<FoldPeriod, DatedPeriod>();
  readonly #zeros: string;

  constructor(
    readonly calendar: FiscalCalendar,
    readonly through: CivilDate,
    scale: ShareScale,
  ) {
    // The engine scales by 10^8 whatever decimals shares have; more zeros make it so.
    this.#zeros = '0'.repeat(String(scale.unit).length - 1);
  }

  /** One statement for each period, in order. */
  of(periods: readonly FoldPeriod[], { measures, earned }: FoldedPayee): readonly FoldedStatement[] {
    const heads = measures.map(headOf);
    const places = measures.map(() => 0);
    let carried = 0;
    let year = { from: 0, earned: 0, paid: 0 };
    return periods.map((each, place) => {
      const amount = earned[place] ?? 0;
      // As every balance moves: what is due is paid with what was carried in, and what is negative is carried on.
      const carriedIn = carried;
      const due = amount + carriedIn;
      const paid = due > 0 ? due : 0;
      carried = due - paid;
      const dated = this.#dated(each);
      if (dated.year !== year.from) year = { from: dated.year, earned: 0, paid: 0 };
      year.earned += amount;
      year.paid += paid;
      const standings = this.#standings(place, measures, heads, places);
      const sums = `"year":[${year.from},"${year.earned}","${year.earned}","${year.paid}"]`;
      const document = standings === '' ? `{${sums}}` : `{${sums},"standings":[${standings}]}`;
      return { period: dated.period, earned: amount, carriedIn, carried, paid, document };
    });
  }

  #standings(
    period: number,
    measures: readonly FoldedMeasure[],
    heads: readonly string[],
    places: number[],
  ): string {
    let text = '';
    for (let each = 0; each < measures.length; each += 1) {
      const measure = measures[each];
      const standing = measure?.standings[places[each] ?? 0];
      if (measure === undefined || standing === undefined || standing.period !== period) continue;
      places[each] = (places[each] ?? 0) + 1;
      const own = measure.windows[standing.window];
      const quota = measure.quotas[standing.window]?.amount ?? 0n;
      const credited = standing.credited === 0 ? '0' : `${standing.credited}${this.#zeros}`;
      const quotaText = quota === 0n ? 'null' : `"${quota}"`;
      text += `${text === '' ? '' : ','}${heads[each]}${own?.from},${own?.to},"${credited}","${WHOLE_SHARE}",${quotaText}]`;
    }
    return text;
  }

  #dated(period: FoldPeriod): DatedPeriod {
    const known = this.#periods.get(period);
    if (known !== undefined) return known;
    const asOf = addDays(earlier(period.to, this.through), -1);
    const year = dayNumber(windowContaining('year', asOf, this.calendar).from);
    const dated = { period: period.number, year };
    this.#periods.set(period, dated);
    return dated;
  }
}

/** The texts that begin each standing of a measure. */
function headOf({ segment, measure }: FoldedMeasure): string {
  const [assignment, id] = [JSON.stringify(segment.assignment), JSON.stringify(measure.id)];
  return `[${assignment},${dayNumber(segment.from)},${id},`;
}
