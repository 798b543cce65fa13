import type { Viewer } from '../../access/viewer.js';
import type { Acting } from '../../store/account-sessions.js';
import { type Account, findAccount } from '../../store/accounts.js';
import type { Executor } from '../../store/executor.js';
import { hearDatabase } from './hear-database.js';
import type { Auth } from './make-auth.js';
import { permissionsIn } from './tokens.js';

/**
 * An account as the viewer that its requests have: its owner, or the owner on behalf of somebody whom an
 * administrator acts for.
 *
 * @example
 * (await viewerOfAccount(serviceDb, account, null)).roles // ['finance']
 */
export async function viewerOfAccount(
  serviceDb: Executor,
  account: Account,
  acting: Acting | null,
): Promise<Viewer> {
  const own = viewerOf(account);
  if (acting === null || acting.until <= new Date().toISOString()) return own;
  if (!account.roles.includes('administrator')) return own;
  const other = await findAccount(serviceDb, { id: acting.account });
  if (other === null || other.isDisabled) return own;
  const { roles, payee, person, name } = other;
  return { ...own, roles, payee, onBehalfOf: { id: person, name } };
}

/**
 * The owner of a token, with no more permissions than the token has; `null` where it is none, has expired or was
 * revoked, and where its owner may not come in any more.
 *
 * @param authorization the header, such as `Bearer attain_…`
 * @example
 * await viewerOfToken(auth, serviceDb, headers.get('authorization') ?? '');
 */
export async function viewerOfToken(
  auth: Auth,
  serviceDb: Executor,
  authorization: string,
): Promise<Viewer | null> {
  const key = /^Bearer +(attain_[A-Za-z]{20,200})$/i.exec(authorization)?.[1];
  if (key === undefined) return null;
  const { valid, key: token } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid || token === null) {
    await hearDatabase(serviceDb);
    return null;
  }
  const owner = await findAccount(serviceDb, { id: token.referenceId });
  if (owner === null || owner.isDisabled) return null;
  return { ...viewerOf(owner), permissions: permissionsIn(token.permissions) };
}

function viewerOf({ person: id, name, roles, payee, locale }: Account): Viewer {
  return { id, name, roles, payee, ...(locale !== null && { locale }) };
}
