import type { Account } from '../../store/accounts.js';
import { Badge } from '../parts/badge.js';

/**
 * Whether the owner of an account may sign in.
 *
 * @example
 * <AccountState account={account} />
 */
export function AccountState({ account: { isDisabled, isPasswordDue } }: { readonly account: Account }) {
  if (isDisabled) return <Badge tone="bad">disabled</Badge>;
  if (isPasswordDue) return <Badge tone="waiting">has to choose a password</Badge>;
  return <Badge tone="good">may sign in</Badge>;
}
