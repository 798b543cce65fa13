import type { ApprovalsQuery } from './approvals-view.js';

/**
 * The page of what is to be approved.
 *
 * @example
 * approvalsAddress({ period: '2026-03', payGroup: 'monthly-USD' }) // '/approvals?period=2026-03&payGroup=monthly-USD'
 */
export function approvalsAddress({
  period,
  payGroup,
  level,
  page,
}: ApprovalsQuery & { readonly page?: number }): string {
  const given = new URLSearchParams();
  if (period !== undefined) given.set('period', period);
  if (payGroup !== undefined) given.set('payGroup', payGroup);
  if (level !== undefined) given.set('level', level);
  if (page !== undefined) given.set('page', String(page));
  return given.size === 0 ? '/approvals' : `/approvals?${given}`;
}
