import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';

/** How a company lets its own people in: as a client of its OpenID provider. */
export interface CompanySettings {
  /** The address whose `/.well-known/openid-configuration` tells the rest. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What of signing in is settled by the environment. */
export interface AccountSettings {
  /** Where people reach the service, without a slash at the end; `null` where that is not told. */
  readonly url: string | null;
  /** What cookies are signed with; `null` where the service keeps one of its own. */
  readonly secret: string | null;
  /** Whether a proxy stands before the service that says where requests come from. */
  readonly isProxied: boolean;
  readonly company: CompanySettings | null;
}

/** Shorter ones can be guessed. */
const SHORTEST_SECRET = 32;

const OIDC = ['ATTAIN_OIDC_ISSUER', 'ATTAIN_OIDC_CLIENT_ID', 'ATTAIN_OIDC_CLIENT_SECRET'] as const;

/**
 * What the environment says of signing in. Fails with all that is wrong with it.
 *
 * @example
 * accountSettings({ ATTAIN_URL: 'https://pay.example.com' })
 */
export function accountSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Result<AccountSettings> {
  const given = (name: string): string | null => environment[name] || null;
  const problems: Problem[] = [];
  const url = given('ATTAIN_URL');
  if (url !== null && originOf(url) === null) problems.push(notAnAddress('ATTAIN_URL', url));
  const secret = given('ATTAIN_SECRET');
  if (secret !== null && secret.length < SHORTEST_SECRET) problems.push(shortSecret());
  const company = companyOf(given, url, problems);
  if (problems.length > 0) return failed(problems);
  const isProxied = given('ATTAIN_TRUST_PROXY') === '1';
  return ok({ url: url === null ? null : originOf(url), secret, isProxied, company });
}

function companyOf(
  given: (name: string) => string | null,
  url: string | null,
  problems: Problem[],
): CompanySettings | null {
  const [issuer, clientId, clientSecret] = OIDC.map(given);
  if (!issuer && !clientId && !clientSecret) return null;
  for (const name of OIDC) if (given(name) === null) problems.push(missing(name));
  if (url === null) problems.push(missing('ATTAIN_URL'));
  if (!issuer || !clientId || !clientSecret) return null;
  if (!URL.canParse(issuer)) problems.push(notAnAddress(OIDC[0], issuer));
  return { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret };
}

/** The service is at the root of its host: what follows the host is nothing of the address. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin, pathname } = new URL(url);
  return /^https?:$/.test(protocol) && pathname === '/' ? origin : null;
}

function notAnAddress(field: string, found: string): Problem {
  const expected = 'an address such as https://pay.example.com';
  return problem('invalid-value', `${field} is no address of a service`, { field, found, expected });
}

function missing(field: string): Problem {
  const hint = `people of the company sign in by ${OIDC.join(', ')} and ATTAIN_URL`;
  return problem('missing-value', `${field} is not set in the environment`, { field, hint });
}

function shortSecret(): Problem {
  const hint = '`openssl rand -base64 48` makes one';
  const detail = { field: 'ATTAIN_SECRET', expected: `at least ${SHORTEST_SECRET} characters`, hint };
  return problem('out-of-range', 'ATTAIN_SECRET is too short to keep cookies from being forged', detail);
}
