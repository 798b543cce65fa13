import { compareText } from '../../engine/record-index.js';
import { changedAmount } from '../../ledger/changed-amount.js';
import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { BeforeAndAfter, ComparedPay } from './compared-pay.js';

/** What is earned and becomes payable in a currency, before and after; decimal text. */
export interface ComparedSum {
  readonly currency: string;
  readonly earned: ChangedAmount;
  readonly payable: ChangedAmount;
}

/** The sums of a comparison, each list in the order of its names and of currencies unless said. */
export interface ComparisonSums {
  readonly totals: readonly ComparedSum[];
  readonly components: readonly (ComparedSum & { readonly component: string })[];
  /** In the order of period ids. */
  readonly periods: readonly (ComparedSum & { readonly period: string })[];
  /** The greatest difference of what is earned first, whether gained or lost. */
  readonly payees: readonly (ComparedSum & { readonly payee: string; readonly name: string })[];
  /** How many payees earn more, less and the same in some currency. */
  readonly gain: number;
  readonly lose: number;
  readonly same: number;
  /** Of how many a problem keeps some of either from being known. */
  readonly incomplete: number;
}

interface Sum {
  readonly name: string;
  readonly label: string;
  readonly currency: string;
  earned: BeforeAndAfter;
  payable: BeforeAndAfter;
}

const NOTHING: BeforeAndAfter = Object.freeze({ before: 0n, after: 0n });

/**
 * Sums what is compared as it comes; what is kept grows with payees, periods and components alone.
 *
 * @example
 * const totals = new ComparisonTotals();
 * for (const row of rows) totals.add(row);
 * totals.sums().gain // 12
 */
export class ComparisonTotals {
  readonly #totals = new Map<string, Sum>();
  readonly #components = new Map<string, Sum>();
  readonly #periods = new Map<string, Sum>();
  readonly #payees = new Map<string, Sum>();
  readonly #incomplete = new Set<string>();

  /** Adds a row. */
  add(row: ComparedPay): void {
    const { payee, period, component } = row;
    addTo(this.#totals, '', '', row);
    addTo(this.#components, component, component, row);
    addTo(this.#periods, period, period, row);
    addTo(this.#payees, payee.id, payee.name, row);
    if (row.isIncomplete) this.#incomplete.add(payee.id);
  }

  /** What all rows come to. */
  sums(): ComparisonSums {
    const payees = [...this.#payees.values()].sort(
      (a, b) => compareSizes(changeOf(b), changeOf(a)) || compareText(a.name, b.name),
    );
    const count = (holds: (change: bigint) => boolean) =>
      payees.filter((each) => holds(changeOf(each))).length;
    return {
      totals: inOrder(this.#totals).map(shown),
      components: inOrder(this.#components).map((each) => ({ component: each.name, ...shown(each) })),
      periods: inOrder(this.#periods).map((each) => ({ period: each.name, ...shown(each) })),
      payees: payees.map((each) => ({ payee: each.name, name: each.label, ...shown(each) })),
      gain: count((change) => change > 0n),
      lose: count((change) => change < 0n),
      same: count((change) => change === 0n),
      incomplete: this.#incomplete.size,
    };
  }
}

function addTo(sums: Map<string, Sum>, name: string, label: string, row: ComparedPay): void {
  const { currency, earned, payable } = row;
  const key = `${name}\u0000${currency}`;
  const known = sums.get(key) ?? { name, label, currency, earned: NOTHING, payable: NOTHING };
  known.earned = plus(known.earned, earned);
  known.payable = plus(known.payable, payable);
  sums.set(key, known);
}

function plus(a: BeforeAndAfter, b: BeforeAndAfter): BeforeAndAfter {
  return { before: a.before + b.before, after: a.after + b.after };
}

function changeOf({ earned }: Sum): bigint {
  return earned.after - earned.before;
}

function compareSizes(a: bigint, b: bigint): number {
  const [one, other] = [a, b].map((each) => (each < 0n ? -each : each));
  if (one === other || one === undefined || other === undefined) return 0;
  return one < other ? -1 : 1;
}

function inOrder(sums: ReadonlyMap<string, Sum>): readonly Sum[] {
  return [...sums].sort(([a], [b]) => compareText(a, b)).map(([, sum]) => sum);
}

function shown({ currency, earned, payable }: Sum): ComparedSum {
  return {
    currency,
    earned: changedAmount(earned.before, earned.after, currency),
    payable: changedAmount(payable.before, payable.after, currency),
  };
}
