import type { Condition } from '../../conditions/condition.js';
import { ByteKeys, grown } from '../../records/columns/byte-keys.js';
import type { ColumnBatch, ColumnRequest } from '../../records/columns/column-batch.js';
import type { Company } from '../../records/company.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import type { Deal } from '../../records/record-kinds.js';
import { dealFigures, figureOf } from '../events/deal-figures.js';
import { DealValues } from './deal-values.js';
import type { BookedFigure, FoldPlan } from './fold-plan.js';
import { numberIds } from './number-ids.js';
import { exactNumber } from './safe-number.js';
import { Verdicts } from './verdicts.js';

/** Deals by number, of which some may turn out to be beyond columns. */
export interface NumberedDeals {
  readonly keys: ByteKeys;
  /** By number: 1 where columns do not tell enough, and whoever is credited is left to the engine. */
  readonly beyond: Uint8Array;
}

const SPARSE: ReadonlySet<string> = new Set(['currency', 'stage']);
const ONE_UNIT = 10 ** QUANTITY_PLACES;
/** The first byte of a character beyond the basic plane, whose order by bytes is not that by code unit. */
const BEYOND_BASIC_PLANE = 0xf0;

const FIGURE_COLUMNS: Readonly<Record<Exclude<BookedFigure, 'count'>, ColumnRequest>> = {
  tcv: { name: 'tcv', type: 'integer' },
  acv: { name: 'acv', type: 'integer' },
  mrr: { name: 'mrr', type: 'integer' },
  firstYear: { name: 'first_year', type: 'integer' },
  margin: { name: 'margin', type: 'integer' },
  quantity: { name: 'quantity', type: { places: QUANTITY_PLACES } },
};

/**
 * What folding needs of all deals, by number: deals are numbered in the order of their ids.
 *
 * @example
 * const deals = new DealTable(plans, company);
 * for await (const batch of readColumns(trx, { kind: 'deal', columns: deals.columns })) deals.add(batch);
 */
export class DealTable implements NumberedDeals {
  keys = new ByteKeys();
  readonly #stages = new ByteKeys();
  readonly #currencies = new ByteKeys();
  readonly #isWon: boolean[] = [];
  readonly #conditions: readonly Verdicts[];
  readonly #figures: readonly BookedFigure[];
  #count = 0;
  #room = 0;
  #verdicts: Uint8Array[];
  #amounts: Float64Array[];
  closeDay = new Int32Array(0);
  currency = new Uint16Array(0);
  won = new Uint8Array(0);
  /** Deals of which columns do not tell enough: whoever is credited for one is left to the engine. */
  beyond = new Uint8Array(0);
  /** Deals whose counted figure follows from others, to be given to {@link complete}. */
  readonly incomplete: number[] = [];
  /** What deals are worth; `null` where no plan holds cash against it, or waits for a booking. */
  readonly values: DealValues | null;

  /**
   * @param numbersIds whether batches come with the ids, which otherwise are numbered elsewhere and given to {@link name}
   */
  constructor(
    plans: readonly FoldPlan[],
    readonly company: Company,
    readonly numbersIds = true,
  ) {
    const measures = plans.flatMap((each) => each.measures);
    const conditions = new Set(measures.flatMap(({ when }) => when ?? []));
    this.#conditions = [...conditions].map((condition) => new Verdicts(condition, company));
    this.#verdicts = this.#conditions.map(() => new Uint8Array(0));
    this.#figures = [...new Set(measures.flatMap(({ figure }) => figure ?? []))];
    this.#amounts = this.#figures.map(() => new Float64Array(0));
    const waits = plans.some(({ components }) => components.some(({ release }) => release !== null));
    this.values = waits ? new DealValues(company) : null;
  }

  get count(): number {
    return this.#count;
  }

  /** The columns that a batch must have. */
  get columns(): readonly ColumnRequest[] {
    const ids = this.numbersIds ? ['id'] : [];
    const texts = new Set([
      ...[...ids, 'currency', 'stage'],
      ...this.#conditions.flatMap(({ columns }) => columns),
    ]);
    const figures = this.#figures.flatMap((each) => (each === 'count' ? [] : [FIGURE_COLUMNS[each]]));
    const values = this.values?.columns ?? [];
    // A quantity or a close date may be counted and asked for at once; numbers and texts are read apart.
    return [
      // Most deals come without a stage, and all in the home currency.
      ...[...texts].map((name) => ({ name, type: 'text', isSparse: SPARSE.has(name) }) as const),
      { name: 'close_date', type: 'date' },
      ...figures,
      ...values.filter(({ name }) => !figures.some((figure) => figure.name === name)),
    ];
  }

  /** Which deals meet a condition, by number; `null` stands for no condition. */
  verdictsOn(condition: Condition | null): Uint8Array | null {
    return this.#verdicts[this.#conditions.findIndex((each) => each.condition === condition)] ?? null;
  }

  /** A figure of all deals, by number: minor units, or millionths of units. */
  amountsOf(figure: BookedFigure): Float64Array {
    const amounts = this.#amounts[this.#figures.indexOf(figure)];
    if (amounts === undefined) throw new RangeError(`no measure counts the figure ${figure}`);
    return amounts;
  }

  /** Which numbers of {@link currency} stand for a currency: 1 where one does. */
  numbersOfCurrency(code: string): Uint8Array {
    return Uint8Array.from({ length: this.#currencies.count }, (_, number) => {
      const written = this.#currencies.text(number);
      return (written === '' ? this.company.homeCurrency : written) === code ? 1 : 0;
    });
  }

  /**
   * What columns tell of all deals for a condition, by number: 0 where a deal counts nothing, 1 where it
   * counts, 2 where it may count and the columns do not tell how.
   *
   * @param currency the currency that money is counted in; `null` where units are
   */
  standing(condition: Condition | null, onlyWon: boolean, currency: string | null): Uint8Array {
    const verdicts = this.verdictsOn(condition);
    const isCurrency = currency === null ? null : this.numbersOfCurrency(currency);
    const standing = new Uint8Array(this.count);
    for (let deal = 0; deal < standing.length; deal += 1) {
      if (verdicts !== null && verdicts[deal] !== 1) continue;
      if (onlyWon && this.won[deal] !== 1) continue;
      const told =
        this.beyond[deal] !== 1 && (isCurrency === null || isCurrency[this.currency[deal] ?? 0] === 1);
      standing[deal] = told ? 1 : 2;
    }
    return standing;
  }

  /** Makes room for so many deals. */
  reserve(count: number): void {
    this.#makeRoom(count);
  }

  add(batch: ColumnBatch): void {
    const first = this.#count;
    this.#count = first + batch.count;
    this.#makeRoom(this.#count);
    if (this.numbersIds) {
      numberIds(this.keys, batch, this.#room);
      this.#leaveUnordered(first);
    }
    this.#take(batch, first);
  }

  /** Takes the ids of all deals where they were numbered elsewhere, in the order in which the deals were added. */
  name(keys: ByteKeys): void {
    this.keys = keys;
    this.#leaveUnordered(0);
  }

  /**
   * Takes what one deal says now that is known already.
   *
   * @returns whether nothing else follows from it than the deal's own days and figures; otherwise the table is of no
   *   use any more
   */
  correct(batch: ColumnBatch): boolean {
    const { bytes, starts, ends } = batch.text('id');
    const deal = batch.count === 1 ? this.keys.find(bytes, starts[0] ?? 0, ends[0] ?? 0) : -1;
    if (deal < 0) return false;
    const isAlike = this.#conditions.every(
      (verdicts, place) => verdicts.of(batch)[0] === this.#verdicts[place]?.[deal],
    );
    const incomplete = this.incomplete.length;
    this.#take(batch, deal);
    return isAlike && this.incomplete.length === incomplete;
  }

  /** Leaves deals from a number on to the engine of which the order by bytes is not that by code unit. */
  #leaveUnordered(first: number): void {
    const { bytes, starts } = this.keys.packed;
    const { count } = this.keys;
    if (!isBeyondBasicPlane(bytes, starts[first] ?? 0, starts[count] ?? 0)) return;
    for (let deal = first; deal < count; deal += 1) {
      if (isBeyondBasicPlane(bytes, starts[deal] ?? 0, starts[deal + 1] ?? 0)) this.beyond[deal] = 1;
    }
  }

  /** Takes rows of deals that are numbered from a number on. */
  #take(batch: ColumnBatch, first: number): void {
    const stages = batch.text('stage');
    const currencies = batch.text('currency');
    const days = batch.numbers('close_date');
    for (let row = 0; row < batch.count; row += 1) {
      const deal = first + row;
      this.closeDay[deal] = days[row] ?? 0;
      const stage = this.#stages.intern(stages.bytes, stages.starts[row] ?? 0, stages.ends[row] ?? 0);
      if (stage === this.#isWon.length) this.#isWon.push(this.#wins(this.#stages.text(stage)));
      this.won[deal] = this.#isWon[stage] ? 1 : 0;
      this.currency[deal] = this.#currencies.intern(
        currencies.bytes,
        currencies.starts[row] ?? 0,
        currencies.ends[row] ?? 0,
      );
    }
    for (const [place, verdicts] of this.#conditions.entries()) {
      this.#verdicts[place]?.set(verdicts.of(batch), first);
    }
    this.incomplete.push(...(this.values?.add(batch, first) ?? []));
    for (const [place, figure] of this.#figures.entries()) this.#addFigure(place, figure, batch, first);
  }

  /** The currency of a deal as it is written; none is empty. */
  currencyOf(deal: number): string {
    return this.#currencies.text(this.currency[deal] ?? 0);
  }

  /** Gives a deal of {@link incomplete} its figures, as they follow from what the deal says. */
  complete(number: number, deal: Deal): void {
    const figures = dealFigures(deal, this.company);
    if (this.values?.complete(number, figures) === false) this.beyond[number] = 1;
    for (const [place, kind] of this.#figures.entries()) {
      const amount = exactNumber(figureOf({ kind }, figures, deal, this.company));
      const amounts = this.#amounts[place];
      if (amount === null) this.beyond[number] = 1;
      else if (amounts !== undefined) amounts[number] = amount;
    }
  }

  #addFigure(place: number, figure: BookedFigure, batch: ColumnBatch, first: number): void {
    const amounts = this.#amounts[place] ?? new Float64Array(0);
    if (figure === 'count') {
      amounts.fill(ONE_UNIT, first, first + batch.count);
      return;
    }
    const given = batch.numbers(FIGURE_COLUMNS[figure].name);
    for (let row = 0; row < batch.count; row += 1) {
      const amount = given[row] ?? Number.NaN;
      if (Number.isFinite(amount)) amounts[first + row] = amount;
      else this.#derive(amounts, figure, first + row);
    }
  }

  /** What a figure that is not given follows from may be known already. */
  #derive(amounts: Float64Array, figure: BookedFigure, deal: number): void {
    const known = figure === 'tcv' || figure === 'firstYear' ? this.values?.[figure][deal] : undefined;
    if (known === undefined || !Number.isFinite(known)) this.incomplete.push(deal);
    else amounts[deal] = known;
  }

  #wins(stage: string): boolean {
    return stage === '' || this.company.stages.some(({ id, won }) => won && id === stage);
  }

  #makeRoom(count: number): void {
    if (count <= this.#room) return;
    this.values?.reserve(count);
    this.closeDay = grown(this.closeDay, Int32Array, count);
    this.currency = grown(this.currency, Uint16Array, count);
    this.won = grown(this.won, Uint8Array, count);
    this.beyond = grown(this.beyond, Uint8Array, count);
    this.#verdicts = this.#verdicts.map((each) => grown(each, Uint8Array, count));
    this.#amounts = this.#amounts.map((each) => grown(each, Float64Array, count));
    this.#room = this.closeDay.length;
  }
}

/**
 * Whether a text has a character whose order by bytes is not that by code unit.
 *
 * @example
 * isBeyondBasicPlane(Buffer.from('D-1'), 0, 3) // false
 */
export function isBeyondBasicPlane(bytes: Uint8Array, from: number, to: number): boolean {
  for (let place = from; place < to; place += 1) if ((bytes[place] ?? 0) >= BEYOND_BASIC_PLANE) return true;
  return false;
}
