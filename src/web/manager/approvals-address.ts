import type { ApprovalsPart, ApprovalsQuery } from './approvals-view.js';

/**
 * The page of what is to be approved.
 *
 * @param file a table of it that is had as a file
 * @example
 * approvalsAddress({ period: '2026-03', payGroup: 'monthly-USD' }) // '/approvals?period=2026-03&payGroup=monthly-USD'
 */
export function approvalsAddress({
  period,
  payGroup,
  level,
  page,
  file,
}: ApprovalsQuery & { readonly page?: number; readonly file?: ApprovalsPart }): string {
  const given = new URLSearchParams();
  if (period !== undefined) given.set('period', period);
  if (payGroup !== undefined) given.set('payGroup', payGroup);
  if (level !== undefined) given.set('level', level);
  if (page !== undefined) given.set('page', String(page));
  if (file !== undefined) given.set('file', file);
  return given.size === 0 ? '/approvals' : `/approvals?${given}`;
}
