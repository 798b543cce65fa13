import type { Path } from '../../problems/finding.js';
import type { MoneyLiteral } from '../../records/values.js';
import type { Expectation, WrittenExample } from './example-schema.js';
import { expectedPay, isMoney } from './expected-pay.js';

/** The figures that an example can expect by component or in total. */
const FIGURES = ['earned', 'payable', 'held'] as const;

/** One of {@link FIGURES}. */
export type Figure = (typeof FIGURES)[number];

/** An amount that an example expects, and where it says so. */
export interface ExpectedAmount {
  readonly figure: Figure;
  /** `null` for the total over all components. */
  readonly component: string | null;
  readonly amount: MoneyLiteral;
  readonly path: Path;
}

/**
 * The amounts that an example expects of one payee, with their paths below the expectation.
 *
 * @example
 * expectedAmounts({ earned: { 'new-business': { amount: '8700.00' } } })
 * // [{ figure: 'earned', component: 'new-business', amount: { amount: '8700.00' }, path: ['earned', 'new-business'] }]
 */
export function expectedAmounts(expectation: Expectation): readonly ExpectedAmount[] {
  return FIGURES.flatMap((figure): readonly ExpectedAmount[] => {
    const expected = expectation[figure];
    if (expected === undefined) return [];
    if (isMoney(expected)) return [{ figure, component: null, amount: expected, path: [figure] }];
    return Object.entries(expected).map(([component, amount]) => ({
      figure,
      component,
      amount,
      path: [figure, component],
    }));
  });
}

/**
 * Whether an example expects some money or some problem of somebody. Attainment alone proves nothing about
 * what is paid.
 *
 * @example
 * assertsSomething({ attainment: { 'new-acv': … } }) // false
 */
export function assertsSomething(expected: WrittenExample['expect']): boolean {
  return [expected, ...Object.values(expected.payees ?? {})].some(
    (each) =>
      expectedAmounts(each).length > 0 ||
      expectedPay(each).length > 0 ||
      Object.keys(each.lines ?? {}).length > 0 ||
      (each.problems ?? []).length > 0,
  );
}

/**
 * Whether something is expected without saying of whom.
 *
 * @example
 * namesNobody({ earned: { amount: '8700.00' } }) // true
 */
export function namesNobody(expected: WrittenExample['expect']): boolean {
  const { payees: _, teams: __, ...own } = expected;
  return Object.keys(own).length > 0;
}
