import { randomBytes } from 'node:crypto';
import type { AccountDesk } from '../http/accounts/account-desk.js';
import type { Auth } from '../http/accounts/make-auth.js';
import { noteAccountAct } from '../runs/accounts/note-account-act.js';
import { type Account, findAccount } from '../store/accounts.js';
import { closeDatabase } from '../store/database.js';
import { openServiceDatabase } from '../store/service-database.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

/**
 * Opens the database and that of the service, where accounts are, for as long as the work takes.
 *
 * @example
 * await withAccounts(session, async (desk) => listAccounts(desk.serviceDb));
 */
export async function withAccounts<T>(session: Session, work: (desk: AccountDesk) => Promise<T>): Promise<T> {
  return session.withDatabase(async (db) => {
    const serviceDb = await openServiceDatabase(session.options.database);
    try {
      return await work({ serviceDb, db, note: async (act) => void (await noteAccountAct(db, act)) });
    } finally {
      await closeDatabase(serviceDb);
    }
  });
}

/**
 * The account that somebody names, by its e-mail address or its person. Throws where there is none.
 *
 * @example
 * const account = await accountNamed(desk, 'maria@example.com');
 */
export async function accountNamed({ serviceDb }: AccountDesk, named: string): Promise<Account> {
  const key = named.includes('@') ? { email: named } : { person: named };
  const account = await findAccount(serviceDb, key);
  if (account === null)
    throw new UsageError(`there is no account ${named}`, '`attain account list` lists them');
  return account;
}

/**
 * What makes tokens. Nobody is signed in by it, so what cookies would be signed with is anything.
 *
 * @example
 * const auth = await tokenMaker(desk);
 */
export async function tokenMaker({ serviceDb }: AccountDesk): Promise<Auth> {
  const { makeAuth } = await import('../http/accounts/make-auth.js');
  const secret = randomBytes(32).toString('hex');
  const logger = { warn: () => undefined, error: () => undefined };
  return makeAuth({ serviceDb, secret, url: 'http://localhost', logger });
}
