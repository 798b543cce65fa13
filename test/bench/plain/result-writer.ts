import { COMPONENTS } from '../compared-run.js';
import { PERIODS } from '../workload/periods.js';
import { FIRST_DAY } from '../workload/workload.js';
import { Money } from './decimal.js';
import type { PlainEarning } from './earn-window.js';
import type { InsertRow } from './insert-rows.js';
import { quarterAfter, quarterOf } from './quarters.js';
import type { PayeeRow } from './rows.js';

/**
 * Writes the results of the plain calculation, a row an insert, with a value for each column.
 *
 * @example
 * const writer = new ResultWriter(insert, planHash);
 */
export class ResultWriter {
  readonly #insert: InsertRow;
  readonly #planHash: string;
  #entitlements = 0;

  constructor(insert: InsertRow, planHash: string) {
    this.#insert = insert;
    this.#planHash = planHash;
  }

  async periods(): Promise<void> {
    for (const { number, id, from, to } of PERIODS)
      await this.#insert('run_period', [number, id, 'monthly', from, to]);
  }

  /** Writes what a payee earned by each component, in order of window, date, deal and event. */
  async payee({ id, name }: PayeeRow, earnings: readonly (readonly PlainEarning[])[]): Promise<void> {
    await this.#insert('payee_result', [id, name, '']);
    const counts = new Map<string, number>();
    const totals = new Map<string, number>();
    for (const [place, { component, measure, basis }] of COMPONENTS.entries()) {
      const number = this.#entitlements;
      this.#entitlements += 1;
      const segment = [`field-sales/${FIRST_DAY}`, FIRST_DAY, '2027-01-01'];
      const plan = ['field-sales', 'Field sales', this.#planHash, 0];
      await this.#insert('entitlement', [
        number,
        id,
        ...segment,
        component,
        measure,
        basis,
        'money',
        'USD',
        'monthly',
        ...plan,
      ]);
      for (const earning of earnings[place] ?? []) {
        const period = earning.credit.date.slice(0, 7);
        const count = (counts.get(period) ?? 0) + 1;
        counts.set(period, count);
        totals.set(period, (totals.get(period) ?? 0) + earning.amount.toNumber());
        await this.#line(number, count, earning);
      }
    }
    await this.#statements(id, totals);
  }

  #line(entitlement: number, number: number, { credit, amount }: PlainEarning): Promise<void> {
    const { date, share, base, deal, event } = credit;
    const from = quarterOf(date);
    return this.#insert('line', [
      entitlement,
      dayNumber(from),
      PERIOD_NUMBERS.get(date.slice(0, 7)) ?? null,
      number,
      'credit',
      dayNumber(quarterAfter(from)),
      dayNumber(date),
      amount.toNumber(),
      share.times(SHARE_UNITS).toNumber(),
      base.toDecimalPlaces(0).toNumber(),
      null,
      deal,
      event,
      null,
    ]);
  }

  async #statements(payee: string, totals: ReadonlyMap<string, number>): Promise<void> {
    let year = '';
    let toDate = 0;
    for (const { number, id } of PERIODS) {
      const earned = totals.get(id) ?? 0;
      toDate = id.startsWith(year) && year !== '' ? toDate + earned : earned;
      year = id.slice(0, 4);
      const sums = [`${toDate}`, `${toDate}`, `${toDate}`];
      const document = JSON.stringify({ year: [Number(`${year}0101`), ...sums] });
      const balances = [earned, 0, earned, 0, 0, 0, 0, 0, 0, earned];
      await this.#insert('statement', [payee, number, 'USD', 'complete', ...balances, document]);
    }
  }
}

/** A whole deal as lines count shares. */
const SHARE_UNITS = new Money(100_000_000);

const PERIOD_NUMBERS = new Map(PERIODS.map(({ id, number }) => [id, number]));

function dayNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}
