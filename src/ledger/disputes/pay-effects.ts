import { compareText } from '../../engine/record-index.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { payGroupId } from '../pay-group.js';
import type { PostedStatement, StatementTotals } from '../posted-statement.js';

/** An amount before something changes, after it, and the difference; decimal text, signed. */
export interface ChangedAmount {
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** What a change does to what a payee has on the statement of one open period. */
export interface PayEffect {
  readonly payee: string;
  readonly payGroup: string;
  /** The id of the open period that would post it. */
  readonly period: string;
  readonly currency: string;
  readonly earned: ChangedAmount;
  readonly payable: ChangedAmount;
  readonly paid: ChangedAmount;
  /** The periods that what is earned belongs to, closed ones too, each with the difference. */
  readonly belongsTo: readonly { readonly period: string; readonly earned: string }[];
}

/** What of a statement tells what a payee is paid. */
export type ComparedStatement = Pick<PostedStatement, 'payee' | 'period' | 'currency' | 'totals' | 'lines'>;

/**
 * Who gains and who loses what, and on which statement: those alone whom the change concerns, in the order of
 * payees and periods.
 *
 * @param before the statements of open periods as they are
 * @param after the same as they would be
 * @example
 * payEffects(before, after).map(({ payee, earned }) => [payee, earned.difference]) // [['ada', '-600.00'], …]
 */
export function payEffects(
  before: readonly ComparedStatement[],
  after: readonly ComparedStatement[],
): readonly PayEffect[] {
  const [old, now] = [byPlace(before), byPlace(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort(compareText)
    .flatMap((place) => effectOf(old.get(place), now.get(place)) ?? []);
}

function byPlace(statements: readonly ComparedStatement[]): ReadonlyMap<string, ComparedStatement> {
  return new Map(
    statements.map((each) => {
      const { payee, period, currency } = each;
      return [`${payee}\u0000${period.to}\u0000${period.id}\u0000${currency}\u0000${period.frequency}`, each];
    }),
  );
}

function effectOf(
  before: ComparedStatement | undefined,
  after: ComparedStatement | undefined,
): PayEffect | null {
  const either = after ?? before;
  if (either === undefined) return null;
  const { payee, period, currency } = either;
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const changed = (name: keyof StatementTotals): ChangedAmount => {
    const [old, now] = [before?.totals[name] ?? 0n, after?.totals[name] ?? 0n];
    return { before: money(old), after: money(now), difference: money(now - old) };
  };
  const [old, now] = [earnedByPeriod(before), earnedByPeriod(after)];
  const belongsTo = [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((id) => {
    const difference = (now.get(id) ?? 0n) - (old.get(id) ?? 0n);
    return difference === 0n ? [] : [{ period: id, earned: money(difference) }];
  });
  const isSame = COMPARED.every((name) => before?.totals[name] === after?.totals[name]);
  if (isSame && belongsTo.length === 0) return null;
  const payGroup = payGroupId({ frequency: period.frequency, currency });
  return {
    ...{ payee, payGroup, period: period.id, currency },
    ...{ earned: changed('earned'), payable: changed('payable'), paid: changed('paid'), belongsTo },
  };
}

const COMPARED = [
  'earned',
  'payable',
  'paid',
  'held',
  'drawn',
  'guaranteed',
  'recovered',
  'carried',
] as const;

function earnedByPeriod(statement: ComparedStatement | undefined): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { adjusts, amount } of statement?.lines ?? []) {
    const period = adjusts?.period ?? statement?.period.id ?? '';
    sums.set(period, (sums.get(period) ?? 0n) + amount);
  }
  return sums;
}
