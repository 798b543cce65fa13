import type { BridgeName } from '../../ledger/reconcile/bridge.js';

/** Names and values of a query; what is not given is left out. */
type Query = Readonly<Record<string, string | undefined>>;

/**
 * The address of a page with a query.
 *
 * @example
 * addressOf('/reconcile', { period: '2026-03', currency: undefined }) // '/reconcile?period=2026-03'
 */
export function addressOf(path: string, query: Query): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value);
  return asked.size === 0 ? path : `${path}?${asked}`;
}

/**
 * The bridge of a period.
 *
 * @example
 * bridgeAddress({ period: '2026-03', currency: 'USD' }) // '/reconcile?period=2026-03&currency=USD'
 */
export function bridgeAddress(query: { readonly period: string; readonly currency?: string }): string {
  return addressOf('/reconcile', query);
}

/**
 * A bridge of a period deal by deal.
 *
 * @example
 * dealsAddress({ period: '2026-03', currency: 'USD', bridge: 'cash' })
 */
export function dealsAddress(query: {
  readonly period: string;
  readonly currency: string;
  readonly bridge: BridgeName;
  readonly page?: string;
}): string {
  return addressOf('/reconcile/deals', query);
}

/**
 * What became of a deal.
 *
 * @example
 * dealAddress('D-1') // '/reconcile/deals/D-1'
 */
export function dealAddress(deal: string): string {
  return `/reconcile/deals/${encodeURIComponent(deal)}`;
}

/**
 * What became of a receipt.
 *
 * @example
 * receiptAddress('R-1') // '/reconcile/receipts/R-1'
 */
export function receiptAddress(receipt: string): string {
  return `/reconcile/receipts/${encodeURIComponent(receipt)}`;
}

/**
 * What became payable on the statements of a payee in a period, traced to receipts.
 *
 * @example
 * traceAddress('ada', '2026-03') // '/reconcile/statements/ada/2026-03'
 */
export function traceAddress(payee: string, period: string): string {
  return `/reconcile/statements/${encodeURIComponent(payee)}/${encodeURIComponent(period)}`;
}
