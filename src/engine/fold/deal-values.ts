import { grown } from '../../records/columns/byte-keys.js';
import type { ColumnBatch, ColumnRequest } from '../../records/columns/column-batch.js';
import type { Company } from '../../records/company.js';
import type { DealFigures } from '../events/deal-figures.js';
import { divideExactly, exactNumber, MOST_EXACT } from './safe-number.js';

const SOURCES = ['tcv', 'acv', 'mrr', 'first_year', 'term_months'] as const;

/**
 * What deals are worth in all and in their first year, by number: given, or following from other figures as
 * `dealFigures` tells.
 *
 * @example
 * const values = new DealValues(company);
 * values.add(batch, 0);
 * values.tcv[0] // 10_000
 */
export class DealValues {
  /** Minor units of the deal's currency. */
  tcv = new Float64Array(0);
  firstYear = new Float64Array(0);

  constructor(readonly company: Company) {}

  /** The columns that a batch must have. */
  get columns(): readonly ColumnRequest[] {
    return SOURCES.map((name) => ({ name, type: 'integer' }));
  }

  reserve(count: number): void {
    if (count <= this.tcv.length) return;
    this.tcv = grown(this.tcv, Float64Array, count);
    this.firstYear = grown(this.firstYear, Float64Array, count);
  }

  /**
   * Takes deals, the first of which has the number `first`.
   *
   * @returns the numbers of deals whose values are not exact in numbers
   */
  add(batch: ColumnBatch, first: number): readonly number[] {
    const [tcvs, acvs, mrrs, firstYears, terms] = SOURCES.map((name) => batch.numbers(name));
    const inexact: number[] = [];
    for (let row = 0; row < batch.count; row += 1) {
      const [given, term] = [at(tcvs, row), at(terms, row)];
      const [acv, mrr, year] = [at(acvs, row), at(mrrs, row), at(firstYears, row)];
      const isOpenEnded = Number.isNaN(given) && Number.isNaN(term) && !Number.isNaN(mrr);
      const unwritten = isOpenEnded ? this.company.expectedRelationshipMonths : 0;
      const months = Number.isNaN(term) ? unwritten : term;
      const tcv = Number.isNaN(given) ? totalOf(acv, mrr, year, months) : given;
      const part = Number.isNaN(year) ? firstYearOf(tcv, months) : year;
      this.tcv[first + row] = tcv;
      this.firstYear[first + row] = part;
      if (!(Math.abs(tcv) <= MOST_EXACT) || !(Math.abs(part) <= MOST_EXACT)) inexact.push(first + row);
    }
    return inexact;
  }

  /**
   * Gives a deal its values, as they follow from what it says.
   *
   * @returns whether they are exact in numbers
   */
  complete(number: number, { tcv, firstYear }: DealFigures): boolean {
    const [whole, year] = [exactNumber(tcv), exactNumber(firstYear)];
    this.tcv[number] = whole ?? 0;
    this.firstYear[number] = year ?? 0;
    return whole !== null && year !== null;
  }
}

/** What is not exact comes to what is beyond all that is. */
function totalOf(acv: number, mrr: number, firstYear: number, months: number): number {
  if (!Number.isNaN(mrr) && months > 0) return mrr * months;
  if (!Number.isNaN(acv)) return months > 0 ? quotient(acv * months, 12) : acv;
  if (!Number.isNaN(mrr)) return mrr;
  return Number.isNaN(firstYear) ? 0 : firstYear;
}

function firstYearOf(tcv: number, months: number): number {
  return months > 12 ? quotient(tcv * 12, months) : tcv;
}

function quotient(numerator: number, denominator: number): number {
  if (!(Math.abs(numerator) <= MOST_EXACT)) return Number.POSITIVE_INFINITY;
  return divideExactly(numerator, denominator, 'half-even');
}

function at(column: Float64Array | undefined, row: number): number {
  return column?.[row] ?? Number.NaN;
}
