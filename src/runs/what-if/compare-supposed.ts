import { compareText } from '../../engine/record-index.js';
import { changedAmount } from '../../ledger/changed-amount.js';
import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import { payGroupId } from '../../ledger/pay-group.js';
import type { MeasureStanding, Statement } from '../../ledger/statement.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import type { SupposedStatement } from './supposed-statements.js';

/** The amounts of a statement that are compared. */
const COMPARED = ['earned', 'payable', 'held', 'paid'] as const;

/** What is earned, becomes payable and is paid in a period, and is held at its end. */
export type ComparedAmounts = Readonly<Record<(typeof COMPARED)[number], ChangedAmount>>;

/** What a component comes to on a statement, before and after. */
export interface ComparedComponent {
  readonly assignment: string;
  readonly component: string;
  readonly earned: ChangedAmount;
  readonly payable: ChangedAmount;
}

/** Where a payee stands in a measure, before and after; `null` where there is no such standing. */
export interface ComparedAttainment {
  readonly assignment: string;
  readonly measure: string;
  readonly before: MeasureStanding | null;
  readonly after: MeasureStanding | null;
}

/** A statement, before and after. */
export interface ComparedPeriod extends ComparedAmounts {
  readonly period: string;
  readonly from: string;
  /** The first day after the period. */
  readonly to: string;
  readonly payGroup: string;
  readonly currency: string;
  readonly components: readonly ComparedComponent[];
  readonly attainments: readonly ComparedAttainment[];
}

/** A statement before and after; one of them may be missing. */
export interface StatementPair {
  readonly before: SupposedStatement | null;
  readonly after: SupposedStatement | null;
}

/**
 * Statements before and after by what they are of, in the order in which their periods end.
 *
 * @example
 * pairStatements(before, after).map(comparedPeriod)
 */
export function pairStatements(
  before: readonly SupposedStatement[],
  after: readonly SupposedStatement[],
): readonly StatementPair[] {
  const [old, now] = [byPlace(before), byPlace(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort(compareText)
    .map((place) => ({ before: old.get(place) ?? null, after: now.get(place) ?? null }));
}

function byPlace(statements: readonly SupposedStatement[]): ReadonlyMap<string, SupposedStatement> {
  return new Map(
    statements.map((each) => {
      const { period, currency } = each.posted;
      return [[period.to, period.id, currency, period.frequency].join('\u0000'), each];
    }),
  );
}

/**
 * A statement before and after in figures.
 *
 * @example
 * comparedPeriod(pair).earned.difference // '4000.00'
 */
export function comparedPeriod({ before, after }: StatementPair): ComparedPeriod {
  const either = after ?? before;
  if (either === null) throw new Error('One statement of a pair is there.');
  const { period, currency } = either.posted;
  const amount = (name: (typeof COMPARED)[number]) =>
    changedAmount(before?.posted.totals[name] ?? 0n, after?.posted.totals[name] ?? 0n, currency);
  return {
    ...{ period: period.id, from: period.from, to: period.to, currency },
    payGroup: payGroupId({ frequency: period.frequency, currency }),
    ...{ earned: amount('earned'), payable: amount('payable'), held: amount('held'), paid: amount('paid') },
    components: comparedComponents(before?.statement, after?.statement, currency),
    attainments: comparedAttainments(before?.statement, after?.statement),
  };
}

/**
 * Whether anything is other after than before.
 *
 * @example
 * pairs.map(comparedPeriod).filter(isChanged)
 */
export function isChanged(period: ComparedPeriod): boolean {
  const isOther = (each: ChangedAmount) => each.before !== each.after;
  return (
    COMPARED.some((name) => isOther(period[name])) ||
    period.components.some(({ earned, payable }) => isOther(earned) || isOther(payable)) ||
    period.attainments.some(({ before, after }) => before?.credited !== after?.credited)
  );
}

function comparedComponents(
  before: Statement | undefined,
  after: Statement | undefined,
  currency: string,
): readonly ComparedComponent[] {
  const [old, now] = [before, after].map(
    (each) =>
      new Map((each?.components ?? []).map((own) => [`${own.assignment}\u0000${own.component}`, own])),
  );
  const minor = (written: string | undefined) => minorUnitsOf(written ?? '0', currency);
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort(compareText).map((key) => {
    const [assignment = '', component = ''] = key.split('\u0000');
    const [was, is] = [old?.get(key), now?.get(key)];
    return {
      ...{ assignment, component },
      earned: changedAmount(minor(was?.earned), minor(is?.earned), currency),
      payable: changedAmount(minor(was?.payable), minor(is?.payable), currency),
    };
  });
}

function comparedAttainments(
  before: Statement | undefined,
  after: Statement | undefined,
): readonly ComparedAttainment[] {
  const [old, now] = [before, after].map(
    (each) => new Map((each?.attainments ?? []).map((own) => [standingKey(own), own])),
  );
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort(compareText).map((key) => {
    const [assignment = '', measure = ''] = key.split('\u0000');
    return { assignment, measure, before: old?.get(key) ?? null, after: now?.get(key) ?? null };
  });
}

function standingKey({ assignment, measure, window }: MeasureStanding): string {
  return [assignment, measure, window.from].join('\u0000');
}

/**
 * The minor units that an amount of a statement is; it is always one.
 *
 * @example
 * minorUnitsOf('4000.00', 'USD') // 400_000n
 */
export function minorUnitsOf(amount: string, currency: string): bigint {
  const minor = parseMinorUnits(amount, currency);
  if (typeof minor === 'string') throw new Error(`A statement has what is no amount: ${amount}.`);
  return minor;
}
