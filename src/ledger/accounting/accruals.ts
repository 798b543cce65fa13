import { compareText } from '../../engine/record-index.js';
import { shareOut, type WeightedPart } from '../../money/share-out.js';
import type { EarnedAmount } from './earned-amount.js';
import type { Month } from './month.js';
import type { StatementCost } from './statement-cost.js';

/**
 * What a payee's pay under one plan costs in a month, and what of it is still to be paid at its end, in minor units:
 * `reversed + earned + toppedUp − (paid − advanced) = accrued`.
 */
export interface Accrual {
  readonly month: Month;
  readonly payee: string;
  readonly plan: string;
  readonly region: string;
  readonly currency: string;
  /** What the month before accrued, which this one reverses. */
  readonly reversed: bigint;
  readonly earned: bigint;
  readonly toppedUp: bigint;
  readonly paid: bigint;
  /** What of `paid` is lent and no cost; below zero where more of it came back. */
  readonly advanced: bigint;
  /** What was earned and topped up so far and is not paid; below zero where more is paid. */
  readonly accrued: bigint;
}

/** What {@link accrualsOf} goes by: all of one payee. */
export interface PayeeCosts {
  readonly payee: string;
  readonly region: string;
  readonly earned: readonly EarnedAmount[];
  readonly statements: readonly StatementCost[];
}

/**
 * The accruals of a payee month by month, for each currency and plan. A statement pays plans together: what it pays
 * is shared out over them by what each has open, by largest remainder; what it tops up and lends is that of the plans
 * that the payee is on.
 *
 * @param months in order, without a gap, from the first of which anything is known
 *
 * @example
 * accrualsOf(costs, ['2026-01', '2026-02'])[1] // { month: '2026-02', reversed: 175_000n, accrued: 0n, … }
 */
export function accrualsOf(costs: PayeeCosts, months: readonly Month[]): readonly Accrual[] {
  const currencies = new Set([
    ...costs.earned.map(({ entitlement }) => entitlement.currency),
    ...costs.statements.map(({ currency }) => currency),
  ]);
  return [...currencies].sort(compareText).flatMap((currency) => accrualsIn(currency, costs, months));
}

type Figures = Pick<Accrual, 'reversed' | 'earned' | 'toppedUp' | 'paid' | 'advanced' | 'accrued'>;

function accrualsIn(currency: string, costs: PayeeCosts, months: readonly Month[]): readonly Accrual[] {
  const { payee, region } = costs;
  const earned = costs.earned.filter(({ entitlement }) => entitlement.currency === currency);
  const statements = costs.statements.filter((each) => each.currency === currency);
  const open = new Map<string, bigint>();
  return months.flatMap((month) => {
    const figures = figuresIn(month, earned, statements, open);
    for (const [plan, { accrued }] of figures) open.set(plan, accrued);
    return [...figures]
      .filter(([, each]) => Object.values(each).some((amount) => amount !== 0n))
      .sort(([a], [b]) => compareText(a, b))
      .map(([plan, each]) => ({ month, payee, plan, region, currency, ...each }));
  });
}

function figuresIn(
  month: Month,
  earned: readonly EarnedAmount[],
  statements: readonly StatementCost[],
  open: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, Figures> {
  const figures = new Map<string, Writable>();
  const of = (plan: string): Writable => {
    const own = figures.get(plan) ?? { reversed: 0n, earned: 0n, toppedUp: 0n, paid: 0n, advanced: 0n };
    figures.set(plan, own);
    return own;
  };
  for (const [plan, amount] of open) of(plan).reversed = amount;
  for (const { entitlement, amount, month: own } of earned) {
    if (own === month) of(entitlement.plan).earned += amount;
  }
  for (const { toppedUp, plans } of statements.filter((each) => each.month === month)) {
    for (const [plan, part] of shareOut(toppedUp, equalParts(plans))) of(plan).toppedUp += part;
  }
  for (const { payments, advanced: lent, plans } of statements) {
    const payment = payments.find((each) => each.month === month);
    if (payment === undefined) continue;
    const { amount: paid } = payment;
    const advanced = payment === payments[0] ? lent : 0n;
    const due = [...figures].map(([key, each]) => ({ key, weight: atLeastZero(openOf(each)) }));
    const isAnyDue = due.some(({ weight }) => weight > 0n);
    for (const [plan, part] of shareOut(paid - advanced, isAnyDue ? due : equalParts(plans))) {
      of(plan).paid += part;
    }
    for (const [plan, part] of shareOut(advanced, equalParts(plans))) {
      of(plan).paid += part;
      of(plan).advanced += part;
    }
  }
  return new Map([...figures].map(([plan, each]) => [plan, { ...each, accrued: openOf(each) }]));
}

type Writable = { -readonly [Key in keyof Omit<Figures, 'accrued'>]: bigint };

function openOf({ reversed, earned, toppedUp, paid, advanced }: Writable): bigint {
  return reversed + earned + toppedUp - paid + advanced;
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

function equalParts(plans: readonly string[]): readonly WeightedPart[] {
  return plans.map((key) => ({ key, weight: 1n }));
}
