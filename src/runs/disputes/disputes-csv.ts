import type { DisputeDocument } from '../../ledger/disputes/dispute-document.js';
import { safeCsv } from '../safe-csv.js';

const COLUMNS = [
  ...['dispute', 'state', 'payee', 'name', 'payGroup', 'period', 'line', 'component', 'deal', 'date'],
  ...['currency', 'onTheStatement', 'expected', 'askedAt', 'askedBy', 'message', 'replies'],
  ...['decidedAt', 'decidedBy', 'reason'],
];

/**
 * Disputes as CSV, a row for each in the order in which they come. Amounts are decimal text.
 *
 * @param names those of payees, by their ids; who is not among them has none
 * @example
 * disputesCsv(disputes, new Map([['ada', 'Ada Byron']])).split('\n')[1] // '3,open,ada,Ada Byron,…'
 */
export function disputesCsv(
  disputes: readonly DisputeDocument[],
  names: ReadonlyMap<string, string>,
): string {
  const rows = disputes.map((each) => {
    const { payee, decision } = each;
    return [
      ...[String(each.dispute), each.state, payee, names.get(payee) ?? null, each.payGroup, each.period],
      ...[each.line, each.component, each.deal, each.date, each.currency, each.amount, each.expected],
      ...[each.openedAt, each.opener, each.message, String(each.replies.length)],
      ...[decision?.at ?? null, decision?.actor ?? null, decision?.reason ?? null],
    ];
  });
  return safeCsv([COLUMNS, ...rows]);
}
