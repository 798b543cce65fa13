import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { PlanComparison } from '../../runs/plan-comparison/compare-plan.js';
import type { ComparedSum } from '../../runs/plan-comparison/comparison-totals.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';

/** The parts of a comparison, each a table that can be had as a file. */
export const COMPARED_PARTS = ['totals', 'components', 'periods', 'payees'] as const;

/** A part of a comparison. */
export type ComparedPart = (typeof COMPARED_PARTS)[number];

/**
 * What names the rows of each part of a comparison; in all, the currency alone does.
 *
 * @example
 * namedIn(format).periods[0]?.heading // 'Period'
 */
export function namedIn(format: ReaderFormat): {
  readonly [Part in ComparedPart]: readonly FiledColumn<PlanComparison[Part][number]>[];
} {
  return {
    totals: [],
    components: [
      {
        heading: 'Component',
        namesRow: true,
        cell: ({ component }) => component,
        inFile: { component: ({ component }) => component },
      },
    ],
    periods: [
      {
        heading: 'Period',
        namesRow: true,
        cell: ({ period }) => format.period(period),
        inFile: { period: ({ period }) => period },
      },
    ],
    payees: [
      {
        heading: 'Payee',
        namesRow: true,
        cell: ({ payee, name }) => <a href={ownPay(payee)}>{name}</a>,
        inFile: { payee: ({ payee }) => payee, name: ({ name }) => name },
      },
    ],
  };
}

const IN_FILE: Readonly<Record<keyof ChangedAmount, string>> = {
  before: 'Before',
  after: 'After',
  difference: 'Difference',
};

/**
 * The columns of a part of a comparison: what names its rows, and what is earned and payable before and after.
 *
 * @param hasCurrency whether each row names its currency; where there is one alone, the page does
 * @example
 * comparedColumns(namedIn(format).periods, false, format)
 */
export function comparedColumns<Row extends ComparedSum>(
  named: readonly FiledColumn<Row>[],
  hasCurrency: boolean,
  format: ReaderFormat,
): readonly FiledColumn<Row>[] {
  const currency: FiledColumn<Row> = {
    heading: 'Currency',
    namesRow: named.length === 0,
    cell: (row) => row.currency,
    inFile: { currency: (row) => row.currency },
  };
  const amount = (
    heading: string,
    of: 'earned' | 'payable',
    part: keyof ChangedAmount,
  ): FiledColumn<Row> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[of][part]} currency={row.currency} bare />,
    inFile: { [`${of}${IN_FILE[part]}`]: (row) => row[of][part] },
  });
  return [
    ...named,
    ...(hasCurrency ? [currency] : []),
    amount('Earned before', 'earned', 'before'),
    amount('Earned after', 'earned', 'after'),
    amount('Difference', 'earned', 'difference'),
    amount('Payable before', 'payable', 'before'),
    amount('Payable after', 'payable', 'after'),
    amount('Difference', 'payable', 'difference'),
  ];
}

/**
 * A part of a comparison as CSV, whose rows name their currencies.
 *
 * @example
 * comparedCsv(comparison, 'periods', format).split('\n')[1] // '2026-01,USD,100.00,120.00,20.00,…'
 */
export function comparedCsv(comparison: PlanComparison, part: ComparedPart, format: ReaderFormat): string {
  const named = namedIn(format);
  switch (part) {
    case 'totals':
      return tableCsv(comparedColumns(named.totals, true, format), comparison.totals);
    case 'components':
      return tableCsv(comparedColumns(named.components, true, format), comparison.components);
    case 'periods':
      return tableCsv(comparedColumns(named.periods, true, format), comparison.periods);
    case 'payees':
      return tableCsv(comparedColumns(named.payees, true, format), comparison.payees);
  }
}
