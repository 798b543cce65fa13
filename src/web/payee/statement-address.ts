/** What tells one statement from all others. */
export interface StatementPlace {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
}

/**
 * The page of a statement.
 *
 * @param page which page of its lines is shown, and `released` and `held` which of those, from 1; the first unless said
 * @example
 * statementAddress({ payee: 'ada', period: '2026-03', currency: 'USD' })
 * // '/payees/ada/statements/2026-03?currency=USD'
 */
export function statementAddress({
  payee,
  period,
  currency,
  page = 1,
  released = 1,
  held = 1,
}: StatementPlace & {
  readonly page?: number;
  readonly released?: number;
  readonly held?: number;
}): string {
  const asked = new URLSearchParams({
    currency,
    ...(page !== 1 && { page: String(page) }),
    ...(released !== 1 && { released: String(released) }),
    ...(held !== 1 && { held: String(held) }),
  });
  return `/payees/${encodeURIComponent(payee)}/statements/${encodeURIComponent(period)}?${asked}`;
}
