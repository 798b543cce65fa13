import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import { dayNumber } from '../calendar/day-number.js';
import { type FiscalCalendar, windowContaining } from '../calendar/fiscal-calendar.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import type { CreditColumns } from '../engine/fold/credit-payee.js';
import type { ShareScale } from '../engine/fold/fold-marginal.js';
import type { FoldPeriod } from '../engine/fold/fold-period.js';
import type { FoldedMeasure } from '../engine/fold/folded-measure.js';
import { InputText } from '../engine/fold/input-text.js';
import type { FoldedPayee } from '../engine/fold/payee-folder.js';
import type { ReleasedRows } from '../engine/fold/released-rows.js';
import type { PackedTexts } from '../records/columns/packed-texts.js';
import type { SharedRoom } from '../records/columns/shared-room.js';
import { FoldedReleases } from './folded-releases.js';
import { StatementColumns, type StatementTotals } from './statement-columns.js';

/** A period with what does not change from payee to payee. */
interface DatedPeriod {
  readonly period: number;
  /** The first day of the fiscal year that contains the last known day, as a number. */
  readonly year: number;
  /** The first day that is not known at its end, as a number. */
  readonly through: number;
}

/**
 * Makes the statements of payees that were folded. There is no problem to tell: the engine has those who have
 * one.
 *
 * @example
 * const statements = new FoldedStatements(company, '2026-04-01', scale, columns);
 * statements.add(periods, folded, rows);
 * statements.copyTotals(null).paid[0] // 12_000
 */
export class FoldedStatements {
  readonly #periods = new Map<FoldPeriod, DatedPeriod>();
  readonly #zeros: string;
  readonly #releases: FoldedReleases;
  readonly #documents = new InputText();
  readonly #totals = new StatementColumns();
  #ends: number[] = [];

  constructor(
    readonly calendar: FiscalCalendar,
    readonly through: CivilDate,
    scale: ShareScale,
    columns: CreditColumns,
  ) {
    this.#releases = new FoldedReleases(columns);
    // The engine scales by 10^8 whatever decimals shares have; more zeros make it so.
    this.#zeros = '0'.repeat(String(scale.unit).length - 1);
  }

  /** How many bytes the documents take since they were cleared. */
  get size(): number {
    return this.#documents.length;
  }

  /** Forgets all statements. */
  clear(): void {
    this.#documents.clear();
    this.#totals.clear();
    this.#ends = [];
  }

  /**
   * What of statements does not follow from rows, in the form of `writeStatementDocument`: of all since they were
   * cleared, in order, to be kept, or to be sent to another thread in memory that it shares.
   */
  copyDocuments(room: SharedRoom | null): PackedTexts {
    const { bytes } = this.#documents;
    const starts = Uint32Array.from([0, ...this.#ends]);
    return room === null
      ? { bytes: bytes.slice(), starts }
      : { bytes: room.bytes(bytes), starts: room.uint32(starts) };
  }

  /** The totals of all statements since they were cleared, as {@link copyDocuments}. */
  copyTotals(room: SharedRoom | null): StatementTotals {
    return this.#totals.copy(room);
  }

  /**
   * Adds one statement for each period, in order.
   *
   * @param rows what releases did for the payee
   */
  add(
    periods: readonly FoldPeriod[],
    { measures, earned, payable, released }: FoldedPayee,
    rows: ReleasedRows,
  ): void {
    this.#releases.open(released, rows);
    const heads = measures.map(headOf);
    const places = measures.map(() => 0);
    let carried = 0;
    let year = { from: 0, earned: 0, payable: 0, paid: 0 };
    for (const [place, each] of periods.entries()) {
      const dated = this.#dated(each);
      const amount = payable[place] ?? 0;
      // As every balance moves: what is due is paid with what was carried in, and what is negative is carried on.
      const carriedIn = carried;
      const due = amount + carriedIn;
      const paid = due > 0 ? due : 0;
      carried = due > 0 ? 0 : due;
      if (dated.year !== year.from) year = { from: dated.year, earned: 0, payable: 0, paid: 0 };
      year.earned += earned[place] ?? 0;
      year.payable += amount;
      year.paid += paid;
      const standings = this.#standings(place, measures, heads, places);
      const sums = `"year":[${year.from},"${year.earned}","${year.payable}","${year.paid}"]`;
      this.#documents.add('{');
      const held = this.#releases.write(place, dated.through, this.#documents);
      this.#documents.add(`${sums}${standings === '' ? '' : `,"standings":[${standings}]`}}`);
      this.#ends.push(this.#documents.length);
      const { period } = dated;
      this.#totals.add({
        period,
        earned: earned[place] ?? 0,
        payable: amount,
        held,
        carriedIn,
        carried,
        paid,
      });
    }
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
    const through = earlier(period.to, this.through);
    const year = dayNumber(windowContaining('year', addDays(through, -1), this.calendar).from);
    const dated = { period: period.number, year, through: dayNumber(through) };
    this.#periods.set(period, dated);
    return dated;
  }
}

/** The texts that begin each standing of a measure. */
function headOf({ segment, measure }: FoldedMeasure): string {
  const [assignment, id] = [JSON.stringify(segment.assignment), JSON.stringify(measure.id)];
  return `[${assignment},${dayNumber(segment.from)},${id},`;
}
