import type { Logger } from 'pino';
import { ok, type Result } from '../../problems/result.js';
import type { AccountAct } from '../../runs/accounts/note-account-act.js';
import { pruneSessions } from '../../store/account-sessions.js';
import { hasAccounts } from '../../store/accounts.js';
import type { Database, Executor } from '../../store/executor.js';
import type { AccountDesk } from './account-desk.js';
import { accountSettings } from './account-settings.js';
import { Accounts, IDLE_MILLISECONDS } from './accounts.js';
import { CompanySignIn } from './company-sign-in.js';
import { type Auth, makeAuth } from './make-auth.js';
import { signingSecret } from './signing-secret.js';

/** What signing in and the administration of accounts work with. */
export interface SignIn {
  readonly accounts: Accounts;
  readonly auth: Auth;
  /** `null` where no provider of a company is set up. */
  readonly company: CompanySignIn | null;
  readonly desk: AccountDesk;
  /** Whether people reach the service by TLS, as its address says. */
  readonly isSecure: boolean;
  /** Whether a proxy says where requests come from. */
  readonly isProxied: boolean;
  /** Whether nobody can sign in, as there is no account. */
  readonly isEmpty: boolean;
}

/** What signing in is opened with. */
export interface SignInOptions {
  /** The address of the database, beside which the secret is kept. */
  readonly database: string;
  readonly db: Executor;
  readonly serviceDb: Database;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Writes into the audit trail what is about to be done with an account. */
  readonly note: (act: AccountAct) => Promise<void>;
}

/** Cookies and paths are the same wherever on this machine the service is reached. */
const LOCAL_URL = 'http://localhost';

/**
 * Opens what signing in works with. Fails with all that is wrong with what the environment says of it.
 *
 * @example
 * const signIn = await openSignIn({ database, db, serviceDb, environment: process.env, logger, note });
 */
export async function openSignIn(options: SignInOptions): Promise<Result<SignIn>> {
  const { database, db, serviceDb, environment, logger, note } = options;
  const settings = accountSettings(environment);
  if (!settings.ok) return settings;
  const secret = await signingSecret(database, settings.value.secret);
  if (!secret.ok) return secret;
  const { company, isProxied, url: told } = settings.value;
  const url = told ?? LOCAL_URL;
  const set = { serviceDb, secret: secret.value, url, logger };
  const auth = makeAuth(set);
  const now = Date.now();
  const seenBefore = new Date(now - IDLE_MILLISECONDS).toISOString();
  await pruneSessions(serviceDb, { now: new Date(now).toISOString(), seenBefore });
  return ok({
    accounts: new Accounts({ auth, serviceDb, url }),
    auth,
    company: company === null ? null : new CompanySignIn({ ...set, company }),
    desk: { serviceDb, db, note },
    isSecure: url.startsWith('https:'),
    isProxied,
    isEmpty: !(await hasAccounts(serviceDb)),
  });
}
