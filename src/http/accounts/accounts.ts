import { createHash } from 'node:crypto';
import type { Viewer } from '../../access/viewer.js';
import { type AccountSession, endSessions, readSession, touchSession } from '../../store/account-sessions.js';
import type { Account } from '../../store/accounts.js';
import type { Executor } from '../../store/executor.js';
import type { Client } from './client.js';
import { hearDatabase } from './hear-database.js';
import { ADDRESS_HEADER, AUTH_PATH, type Auth } from './make-auth.js';
import { viewerOfAccount, viewerOfToken } from './viewer-of-account.js';

/** Somebody who is signed in with a browser. */
export interface SignedIn {
  readonly account: Account;
  readonly session: AccountSession;
}

/** What came of trying to sign in, or to change a password; `cookies` are what the browser is to keep. */
export type Attempt =
  | { readonly outcome: 'done'; readonly cookies: readonly string[] }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'throttled'; readonly seconds: number };

/** A session that is not used for so many milliseconds has ended: eight hours. */
export const IDLE_MILLISECONDS = 8 * 60 * 60 * 1000;
/** How exactly it is kept when a session was used, in milliseconds. */
const SEEN_MILLISECONDS = 5 * 60 * 1000;

/**
 * Who may come in, and who has.
 *
 * @example
 * const viewer = await accounts.viewerOf(request);
 */
export class Accounts {
  readonly #auth: Auth;
  readonly #serviceDb: Executor;
  readonly #url: string;

  constructor({ auth, serviceDb, url }: { auth: Auth; serviceDb: Executor; url: string }) {
    this.#auth = auth;
    this.#serviceDb = serviceDb;
    this.#url = url;
  }

  /**
   * Who sends a request: the owner of the token in it, else whoever is signed in with the browser; `null` for a
   * stranger. Whoever was given a password by somebody else is a stranger everywhere but where they choose their own.
   */
  async viewerOf({ headers, url }: Pick<Request, 'headers' | 'url'>): Promise<Viewer | null> {
    const authorization = headers.get('authorization');
    if (authorization !== null) return viewerOfToken(this.#auth, this.#serviceDb, authorization);
    const signedIn = await this.signedIn(headers.get('cookie'));
    if (signedIn === null) return null;
    const { account, session } = signedIn;
    if (account.isPasswordDue && new URL(url).pathname !== PASSWORD_PATH) return null;
    return viewerOfAccount(this.#serviceDb, account, session.acting);
  }

  /** Who is signed in by the cookies of a request. */
  async signedIn(cookie: string | null | undefined): Promise<SignedIn | null> {
    if (!cookie) return null;
    const query = { disableRefresh: true };
    const asked = this.#auth.api.getSession({ headers: new Headers({ cookie }), query });
    const checked = await asked.catch(async (fault: unknown) => {
      await hearDatabase(this.#serviceDb);
      throw fault;
    });
    if (checked === null) return null;
    const found = await readSession(this.#serviceDb, checked.session.id);
    if (found === null || found.account.isDisabled) return null;
    const now = Date.now();
    const { id, seenAt } = found.session;
    const unused = now - Date.parse(seenAt);
    if (unused > IDLE_MILLISECONDS) {
      await endSessions(this.#serviceDb, { account: found.account.id, only: id });
      return null;
    }
    if (unused > SEEN_MILLISECONDS) await touchSession(this.#serviceDb, id, new Date(now).toISOString());
    return found;
  }

  /**
   * Signs in with a password. A wrong password and an unknown address are refused alike, and take the same time.
   * Tries are counted for each address of an account and of a client, and refused when there are too many.
   */
  async signIn(email: string, password: string, client: Client): Promise<Attempt> {
    const account = createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
    // Counted by the limit on this path alone: there is nothing at it.
    const counted = await this.#ask(`/attempt/${account}`, client);
    if (counted.status === 429) return throttled(counted);
    return this.#attempt(await this.#ask('/sign-in/email', client, { email: email.trim(), password }));
  }

  /** Signs out, and gives the cookies that make the browser forget. */
  async signOut(cookie: string): Promise<readonly string[]> {
    const { headers } = await this.#auth.api.signOut({ headers: new Headers({ cookie }), asResponse: true });
    return headers.getSetCookie();
  }

  /** Changes the password of whoever is signed in; every session of theirs ends but a new one of this browser. */
  async changePassword(
    { current, wanted }: { readonly current: string; readonly wanted: string },
    cookie: string,
    client: Client,
  ): Promise<Attempt> {
    const body = { currentPassword: current, newPassword: wanted, revokeOtherSessions: true };
    return this.#attempt(await this.#ask('/change-password', client, body, cookie));
  }

  async #attempt(response: Response): Promise<Attempt> {
    if (response.status === 429) return throttled(response);
    if (response.status >= 500) {
      await hearDatabase(this.#serviceDb);
      throw new Error(`Signing in failed with ${response.status}.`);
    }
    if (!response.ok) return { outcome: 'refused' };
    return { outcome: 'done', cookies: response.headers.getSetCookie() };
  }

  async #ask(path: string, client: Client, body?: unknown, cookie?: string): Promise<Response> {
    const headers = new Headers({ [ADDRESS_HEADER]: client.address, 'user-agent': client.browser });
    if (cookie !== undefined) headers.set('cookie', cookie);
    const address = `${this.#url}${AUTH_PATH}${path}`;
    if (body === undefined) return this.#auth.handler(new Request(address, { headers }));
    headers.set('content-type', 'application/json');
    // Where the request came from is checked before it comes here.
    headers.set('origin', this.#url);
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return this.#auth.handler(new Request(address, init));
  }
}

/** Where a password is changed: the one place for whoever has to. */
const PASSWORD_PATH = '/account/password';

function throttled({ headers }: Response): Attempt {
  return { outcome: 'throttled', seconds: Math.max(1, Number(headers.get('x-retry-after') ?? 60)) };
}
