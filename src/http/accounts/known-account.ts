import { type Account, findAccount } from '../../store/accounts.js';
import { notFound } from '../refusal.js';
import type { Services } from '../services.js';
import { signInOf } from './sign-in-of.js';

/**
 * An account by its id. Throws a refusal where there is none.
 *
 * @example
 * const { name } = await knownAccount(services, params.account);
 */
export async function knownAccount(services: Services, id: string): Promise<Account> {
  const account = await findAccount(signInOf(services).desk.serviceDb, { id });
  if (account === null) throw notFound('there is no such account');
  return account;
}
