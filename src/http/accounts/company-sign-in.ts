import { problem } from '../../problems/problem.js';
import { Refusal } from '../refusal.js';
import type { Client } from './client.js';
import { ADDRESS_HEADER, AUTH_PATH, type Auth, type AuthOptions, COMPANY, makeAuth } from './make-auth.js';

/** Where the browser goes next, and the cookies it is to keep. */
export interface Onward {
  readonly location: string;
  readonly cookies: readonly string[];
}

/**
 * Signing in by the OpenID provider of a company. What the provider offers is asked of it when it is needed first, and
 * again until it has answered: the service runs without it.
 *
 * @example
 * const { location, cookies } = await company.begin('/payees/ada', client);
 */
export class CompanySignIn {
  readonly #options: AuthOptions;
  #auth: Auth | null = null;

  constructor(options: AuthOptions) {
    this.#options = options;
  }

  /** Sends the browser to the provider, to come back to a path of ours. Throws a refusal where that cannot be. */
  async begin(next: string, client: Client): Promise<Onward> {
    const { url } = this.#options;
    const body = { provider: COMPANY, callbackURL: `${url}${next}`, errorCallbackURL: `${url}/sign-in` };
    const response = await this.#ask('/sign-in/social', client, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw unavailable();
    const answered = (await response.json()) as { readonly url: string };
    return { location: answered.url, cookies: response.headers.getSetCookie() };
  }

  /** Takes the browser back from the provider: to where it was to go, or to the sign-in with what went wrong. */
  async end(search: string, cookie: string, client: Client): Promise<Onward> {
    const response = await this.#ask(`/callback/${COMPANY}${search}`, client, { headers: { cookie } });
    const { url } = this.#options;
    const location = new URL(response.headers.get('location') ?? '/sign-in?error=refused', url);
    const path =
      location.origin === url ? `${location.pathname}${location.search}` : '/sign-in?error=refused';
    return { location: path, cookies: response.headers.getSetCookie() };
  }

  async #ask(path: string, { address, browser }: Client, init: RequestInit): Promise<Response> {
    const auth = await this.#ready();
    const headers = new Headers(init.headers);
    headers.set(ADDRESS_HEADER, address);
    headers.set('user-agent', browser);
    const response = await auth.handler(
      new Request(`${this.#options.url}${AUTH_PATH}${path}`, { ...init, headers }),
    );
    if (response.status === 429) {
      throw tooMany(Number(response.headers.get('x-retry-after') ?? 60));
    }
    return response;
  }

  async #ready(): Promise<Auth> {
    if (this.#auth !== null) return this.#auth;
    const auth = makeAuth(this.#options);
    const { socialProviders } = await auth.$context;
    // A provider that did not answer is left out: next time it is asked again.
    if (!socialProviders.some(({ id }) => id === COMPANY)) throw unavailable();
    this.#auth = auth;
    return auth;
  }
}

function unavailable(): Refusal {
  const found = problem('unavailable', 'the sign-in of the company does not answer', {
    hint: 'try again in a minute, or sign in with a password',
  });
  return new Refusal(503, [found], { 'retry-after': '60' });
}

/**
 * The refusal of somebody who tries too often.
 *
 * @param seconds after how many it may be tried again
 * @example
 * throw tooMany(300);
 */
export function tooMany(seconds: number): Refusal {
  const found = problem('too-many-attempts', 'there were too many attempts to sign in', {
    hint: `try again in ${seconds} seconds`,
  });
  return new Refusal(429, [found], { 'retry-after': String(seconds) });
}
