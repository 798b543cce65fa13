import type { Path } from '../../problems/finding.js';
import type { MoneyLiteral } from '../../records/values.js';
import type { Expectation } from './example-schema.js';

/** The figures of pay that an example can expect, in total or by pay period. */
const PAY_FIGURES = ['paid', 'guaranteed', 'drawn', 'recovered', 'forgiven', 'carried', 'owed'] as const;

/** One of {@link PAY_FIGURES}. */
export type PayFigure = (typeof PAY_FIGURES)[number];

/** An amount of pay that an example expects, and where it says so. */
export interface ExpectedPay {
  readonly figure: PayFigure;
  /** The id of a pay period; `null` for all of them. */
  readonly period: string | null;
  readonly amount: MoneyLiteral;
  readonly path: Path;
}

/**
 * The amounts of pay that an example expects of one payee, with their paths below the expectation.
 *
 * @example
 * expectedPay({ paid: { '2026-01': { amount: '3000.00' } } })
 * // [{ figure: 'paid', period: '2026-01', amount: { amount: '3000.00' }, path: ['paid', '2026-01'] }]
 */
export function expectedPay(expectation: Expectation): readonly ExpectedPay[] {
  return PAY_FIGURES.flatMap((figure): readonly ExpectedPay[] => {
    const expected = expectation[figure];
    if (expected === undefined) return [];
    if (isMoney(expected)) return [{ figure, period: null, amount: expected, path: [figure] }];
    return Object.entries(expected).map(([period, amount]) => ({
      figure,
      period,
      amount,
      path: [figure, period],
    }));
  });
}

/**
 * Whether a figure is where a period leaves a balance, and not what moves in it.
 *
 * @example
 * isStanding('owed') // true
 */
export function isStanding(figure: PayFigure): boolean {
  return figure === 'carried' || figure === 'owed';
}

/**
 * Whether one amount is expected, and not several by name.
 *
 * @example
 * isMoney({ amount: '8700.00' }) // true
 */
export function isMoney(
  expected: MoneyLiteral | Readonly<Record<string, MoneyLiteral>>,
): expected is MoneyLiteral {
  return typeof expected['amount'] === 'string';
}
