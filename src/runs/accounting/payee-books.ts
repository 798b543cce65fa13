import { calculate, type PayeeBook } from '../../engine/calculate.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { rulesOfRun } from '../rules-of-run.js';
import type { AccountingContext } from './accounting-context.js';

/** Few enough that their deals are in memory together, many enough that what they share is read once. */
const PAYEES_AT_A_TIME = 100;

/** Credits payees again as a run did, some at a time, and only when one of them is asked for. */
export class PayeeBooks {
  readonly #context: AccountingContext;
  readonly #payees: readonly string[];
  #known: ReadonlyMap<string, PayeeBook> = new Map();

  /** @param payees everybody who may be asked for, in the order in which they will be */
  constructor(context: AccountingContext, payees: readonly string[]) {
    this.#context = context;
    this.#payees = payees;
  }

  /** What a payee was credited, measure by measure; `null` for somebody who is not in the run. */
  async of(payee: string): Promise<PayeeBook | null> {
    if (!this.#known.has(payee)) await this.#credit(payee);
    return this.#known.get(payee) ?? null;
  }

  async #credit(first: string): Promise<void> {
    const { trx, run, through } = this.#context;
    const place = Math.max(this.#payees.indexOf(first), 0);
    const payees = this.#payees.slice(place, place + PAYEES_AT_A_TIME);
    const { company, plans: versions, territories } = (await rulesOfRun(trx, run)).book;
    // Which deals territories give to whom shows only from all deals.
    const selection = territories === null ? { asOfChange: run.change, payees } : { asOfChange: run.change };
    const records = await readRecordSet(trx, selection);
    const calculation = calculate({ company, versions, territories, records, through, payees });
    this.#known = new Map(calculation.payees.map((book) => [book.payee, book]));
  }
}
