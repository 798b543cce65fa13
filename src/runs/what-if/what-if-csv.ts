import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import { type CsvRow, safeCsv } from '../safe-csv.js';
import type { ComparedPeriod } from './compare-supposed.js';
import type { WhatIf } from './what-if.js';

const COLUMNS = [
  ...['of', 'period', 'currency', 'componentOrMeasure', 'deal', 'date', 'amount'],
  ...['now', 'wouldBe', 'difference'],
];

const AMOUNTS = ['earned', 'payable', 'held', 'paid'] as const;

/**
 * What would be of a payee's pay as CSV: a row for each amount of all periods together, of each period and of each
 * component, for each attainment and for each line, those that stay as they are left out but for the sums.
 *
 * @example
 * whatIfCsv(found).split('\n')[1] // 'together,,USD,,,,earned,11600.00,15600.00,4000.00'
 */
export function whatIfCsv({ currencies, periods, lines }: WhatIf): string {
  const together = currencies.flatMap((each) =>
    AMOUNTS.map((name) => ['together', null, each.currency, ...NONE, name, ...changed(each[name])]),
  );
  const ofLines = lines.map(({ period, currency, component, deal, date, before, after, difference }) => [
    ...['line', period, currency, component, deal, date, 'earned', before, after, difference],
  ]);
  return safeCsv([COLUMNS, ...together, ...periods.flatMap(rowsOf), ...ofLines]);
}

const NONE = [null, null, null] as const;

function rowsOf({
  period,
  currency,
  components,
  attainments,
  ...amounts
}: ComparedPeriod): readonly CsvRow[] {
  const place = [period, currency];
  return [
    ...AMOUNTS.filter((name) => isOther(amounts[name])).map((name) => [
      ...['period', ...place, ...NONE, name, ...changed(amounts[name])],
    ]),
    ...components.flatMap(({ component, earned, payable }) =>
      [['earned', earned] as const, ['payable', payable] as const]
        .filter(([, amount]) => isOther(amount))
        .map(([name, amount]) => ['component', ...place, component, null, null, name, ...changed(amount)]),
    ),
    ...attainments
      .filter(({ before, after }) => before?.credited !== after?.credited)
      .flatMap(({ measure, before, after }) => [
        [
          'measure',
          ...place,
          measure,
          null,
          null,
          'credited',
          before?.credited ?? null,
          after?.credited ?? null,
          null,
        ],
        [
          ...['measure', ...place, measure, null, null, 'attainment'],
          ...[before?.attainment ?? null, after?.attainment ?? null, null],
        ],
      ]),
  ];
}

function changed({ before, after, difference }: ChangedAmount): readonly string[] {
  return [before, after, difference];
}

function isOther({ before, after }: ChangedAmount): boolean {
  return before !== after;
}
