import { traceAddress } from './reconcile-address.js';

/**
 * The way from a statement to where its pay comes from: bookings, revenue and the customers' receipts.
 *
 * @example
 * <TraceLink payee="ada" period="2026-03" />
 */
export function TraceLink({ payee, period }: { readonly payee: string; readonly period: string }) {
  return (
    <a class="button" href={traceAddress(payee, period)}>
      Where it comes from
    </a>
  );
}
