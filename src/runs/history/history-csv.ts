import { addDays } from '../../calendar/civil-date.js';
import { safeCsv } from '../safe-csv.js';
import type { PayeeHistory } from './payee-history.js';

const COLUMNS = [
  ...['period', 'from', 'through', 'payGroup', 'currency', 'status', 'earned', 'payable', 'paid', 'held'],
  ...['yearEarned', 'yearPayable', 'yearPaid', 'attainment'],
];

/**
 * The periods of a payee as CSV, a row for each.
 *
 * @example
 * historyCsv(history).split('\n')[0] // 'period,from,through,…'
 */
export function historyCsv({ periods }: PayeeHistory): string {
  const rows = periods.map((each) => [
    ...[each.period, each.from, addDays(each.to, -1), each.payGroup, each.currency, each.status],
    ...[each.earned, each.payable, each.paid, each.held],
    ...[each.yearToDate.earned, each.yearToDate.payable, each.yearToDate.paid],
    each.attainments
      .flatMap(({ measure, attainment }) => (attainment === null ? [] : [`${measure} ${attainment}`]))
      .join('; '),
  ]);
  return safeCsv([COLUMNS, ...rows]);
}
