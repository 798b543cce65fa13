import { compareText } from '../../engine/record-index.js';
import type { PostedStatement } from '../posted-statement.js';
import { CAUSES, type Cause, type TracedPart } from './traced-part.js';

/** What became payable in a pay period and currency, by what made it so, in minor units. */
export interface TraceTotal {
  readonly period: string;
  readonly currency: string;
  /** As the statements say. */
  readonly payable: bigint;
  readonly causes: Readonly<Record<Cause, bigint>>;
  /** What became payable less all parts that were explained. */
  readonly unexplained: bigint;
}

interface MutableTotal {
  readonly period: string;
  readonly currency: string;
  /** The first day after the period, which orders periods. */
  readonly to: string;
  payable: bigint;
  readonly causes: Record<Cause, bigint>;
}

/** Sums traced parts, and holds them against what statements say. */
export class TraceTotals {
  readonly #totals = new Map<string, MutableTotal>();

  /**
   * Takes a statement, before its parts.
   *
   * @example
   * totals.addStatement(statement);
   */
  addStatement({ period, currency, totals }: PostedStatement): void {
    const key = `${period.id}\u0000${currency}`;
    const known = this.#totals.get(key) ?? {
      period: period.id,
      currency,
      to: period.to,
      payable: 0n,
      causes: noCauses(),
    };
    known.payable += totals.payable;
    this.#totals.set(key, known);
  }

  /**
   * Takes a part of a statement that was taken before; throws for any other.
   *
   * @example
   * totals.addPart(part);
   */
  addPart({ period, currency, cause, amount }: TracedPart): void {
    const known = this.#totals.get(`${period}\u0000${currency}`);
    if (known === undefined) throw new Error(`There is no statement of ${period} in ${currency}.`);
    known.causes[cause] += amount;
  }

  /** In the order in which periods end, then of ids and currencies. */
  rows(): readonly TraceTotal[] {
    return [...this.#totals.values()]
      .sort(
        (a, b) =>
          compareText(a.to, b.to) || compareText(a.period, b.period) || compareText(a.currency, b.currency),
      )
      .map(({ period, currency, payable, causes }) => {
        const explained = CAUSES.filter((cause) => cause !== 'unexplained').reduce(
          (sum, cause) => sum + causes[cause],
          0n,
        );
        return { period, currency, payable, causes, unexplained: payable - explained };
      });
  }
}

function noCauses(): Record<Cause, bigint> {
  return {
    receipt: 0n,
    creditNote: 0n,
    booking: 0n,
    revenue: 0n,
    condition: 0n,
    time: 0n,
    nothingOpen: 0n,
    window: 0n,
    clawback: 0n,
    unexplained: 0n,
  };
}
