import type { AccountToken } from '../../store/account-tokens.js';
import type { Account } from '../../store/accounts.js';

/**
 * An account as tools read it.
 *
 * @example
 * accountDocument(account).disabled // false
 */
export function accountDocument({ isDisabled, isPasswordDue, ...account }: Account) {
  const { id, email, name, person, payee, roles, locale, createdAt } = account;
  const state = { disabled: isDisabled, passwordDue: isPasswordDue };
  return { id, email, name, person, payee, roles, locale, ...state, createdAt };
}

/**
 * A token as tools read it: what it lets in with cannot be read again.
 *
 * @param owner whose it is; its account may be gone
 * @example
 * tokenDocument(token, owner).account // 'maria@example.com'
 */
export function tokenDocument(token: AccountToken, owner: Pick<Account, 'email'> | undefined) {
  const { id, name, start, scopes, createdAt, usedAt, expiresAt } = token;
  return { id, account: owner?.email ?? '', name, start, scopes, createdAt, usedAt, expiresAt };
}
