import { type ClosedRange, rangesOverlap } from '../../calendar/date-range.js';
import type { Calculation, PayeeBook } from '../../engine/calculate.js';
import { compareText } from '../../engine/record-index.js';
import { buildStatements } from '../../ledger/build-statements.js';
import { entitlementsOf } from '../../ledger/entitlement.js';
import type { NamedPayee } from '../named-payee.js';

/** What a component comes to in a pay period, in minor units of the currency. */
export interface PayAmounts {
  readonly period: string;
  /** The first day after the period. */
  readonly to: string;
  readonly currency: string;
  readonly component: string;
  readonly earned: bigint;
  readonly payable: bigint;
  /** Whether a problem keeps some of it from being known. */
  readonly isIncomplete: boolean;
}

/** An amount in minor units before and after. */
export interface BeforeAndAfter {
  readonly before: bigint;
  readonly after: bigint;
}

/** What a component of a payee comes to in a pay period before and after. */
export interface ComparedPay {
  readonly payee: NamedPayee;
  readonly period: string;
  readonly currency: string;
  readonly component: string;
  readonly earned: BeforeAndAfter;
  readonly payable: BeforeAndAfter;
  /** Whether a problem keeps some of either from being known. */
  readonly isIncomplete: boolean;
}

/**
 * What the components of a payee come to in the pay periods that share a day with some months, as if nothing was
 * closed.
 *
 * @example
 * payOf(calculation, book, { from: '2026-01-01', to: '2026-07-01' })[0]?.earned // 400_000n
 */
export function payOf(calculation: Calculation, book: PayeeBook, months: ClosedRange): readonly PayAmounts[] {
  const entitlements = entitlementsOf({ ...calculation, payees: [book] });
  const components = new Map([...entitlements.values()].map(({ number, component }) => [number, component]));
  const found = new Map<string, PayAmounts>();
  for (const { period, currency, status, deals } of buildStatements(calculation, book, entitlements)) {
    if (!rangesOverlap(period, months)) continue;
    for (const { entitlement, earned, payable } of deals) {
      const component = components.get(entitlement) ?? '';
      const key = placeKey({ to: period.to, period: period.id, currency, component });
      const known = found.get(key);
      found.set(key, {
        ...{ period: period.id, to: period.to, currency, component },
        earned: (known?.earned ?? 0n) + earned,
        payable: (known?.payable ?? 0n) + payable,
        isIncomplete: status === 'incomplete',
      });
    }
  }
  return [...found.values()];
}

function placeKey({
  to,
  period,
  currency,
  component,
}: Pick<PayAmounts, 'to' | 'period' | 'currency' | 'component'>) {
  return [to, period, currency, component].join('\u0000');
}

/**
 * What a payee has before and after, in the order in which periods end, then of currencies and components.
 *
 * @example
 * comparePay({ id: 'ada', name: 'Ada' }, before, after)[0]?.earned // { before: 400_000n, after: 480_000n }
 */
export function comparePay(
  payee: NamedPayee,
  before: readonly PayAmounts[],
  after: readonly PayAmounts[],
): readonly ComparedPay[] {
  const old = new Map(before.map((each) => [placeKey(each), each]));
  const now = new Map(after.map((each) => [placeKey(each), each]));
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const either = is ?? was;
    if (either === undefined) return [];
    const { period, currency, component } = either;
    return [
      {
        ...{ payee, period, currency, component },
        earned: { before: was?.earned ?? 0n, after: is?.earned ?? 0n },
        payable: { before: was?.payable ?? 0n, after: is?.payable ?? 0n },
        isIncomplete: (was?.isIncomplete ?? false) || (is?.isIncomplete ?? false),
      },
    ];
  });
}
