import { BRIDGES } from '../../ledger/reconcile/bridge.js';
import { safeCsv } from '../safe-csv.js';
import type { BridgeDocument } from './reconcile-bridge.js';

/**
 * Bridges as CSV: a row for each term.
 *
 * @example
 * bridgeCsv(bridge) // 'bridge,period,currency,deal,term,amount\nrevenue,2026-03,USD,,booked,4000.00\n'
 */
export function bridgeCsv({ rows }: BridgeDocument): string {
  const cells = rows.flatMap((row) => {
    const place = [row.bridge, row.span, row.currency, row.deal];
    const { balance } = BRIDGES[row.bridge];
    return [
      ...Object.entries(row.amounts).map(([term, amount]) => [...place, term, amount]),
      [...place, `${balance}AtTheEnd`, row.closing],
      [...place, 'unexplained', row.unexplained],
    ];
  });
  return safeCsv([['bridge', 'period', 'currency', 'deal', 'term', 'amount'], ...cells]);
}
