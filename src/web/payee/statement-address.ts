/**
 * The page of a statement.
 *
 * @example
 * statementAddress({ payee: 'ada', period: '2026-03', currency: 'USD' })
 * // '/payees/ada/statements/2026-03?currency=USD'
 */
export function statementAddress({
  payee,
  period,
  currency,
  page,
}: {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
  readonly page?: number;
}): string {
  const asked = new URLSearchParams({ currency, ...(page !== undefined && { page: String(page) }) });
  return `/payees/${encodeURIComponent(payee)}/statements/${encodeURIComponent(period)}?${asked}`;
}
