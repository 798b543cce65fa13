import { deleteToken, listTokens } from '../../store/account-tokens.js';
import { findAccount } from '../../store/accounts.js';
import type { AccountDesk } from './account-desk.js';

/**
 * Ends a token, and says whether there was one.
 *
 * @param token its id and, where only those of one account may be ended, that account
 * @example
 * await revokeToken(desk, { id: 'k1', account: account.id }, 'maria');
 */
export async function revokeToken(
  { serviceDb, note }: Pick<AccountDesk, 'serviceDb' | 'note'>,
  { id, account }: { readonly id: string; readonly account?: string },
  actor: string,
): Promise<boolean> {
  const tokens = await listTokens(serviceDb, account === undefined ? {} : { account });
  const token = tokens.find((each) => each.id === id);
  if (token === undefined) return false;
  const owner = await findAccount(serviceDb, { id: token.account });
  await note({ actor, act: 'token revoke', subject: owner?.person ?? '', detail: token.name });
  return deleteToken(serviceDb, { id });
}
