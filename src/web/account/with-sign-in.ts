import type { Viewer } from '../../access/viewer.js';
import type { SignedIn } from '../../http/accounts/accounts.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { Refusal } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import { type Problem, problem } from '../../problems/problem.js';

/**
 * Who is signed in with the browser. Throws a refusal where nobody is, as where a token came instead.
 *
 * @example
 * const { account, session } = await signedInOf(request, services);
 */
export async function signedInOf(
  { header }: { readonly header: (name: string) => string | undefined },
  services: Services,
): Promise<SignedIn> {
  const signedIn = await signInOf(services).accounts.signedIn(header('cookie'));
  if (signedIn === null) throw new Refusal(401, [signInNeeded()]);
  return signedIn;
}

/**
 * Who is signed in with the browser and acts for themselves: passwords, tokens and sessions are nobody else's. Throws
 * a refusal that says for whom they act, where they do.
 *
 * @example
 * const { account } = await ownSignedIn(request, services);
 */
export async function ownSignedIn(
  request: { readonly header: (name: string) => string | undefined; readonly viewer: Viewer },
  services: Services,
): Promise<SignedIn> {
  const signedIn = await signedInOf(request, services);
  const { onBehalfOf } = request.viewer;
  if (onBehalfOf === undefined) return signedIn;
  const message = `you act for ${onBehalfOf.name}: stop, and then see to your own password, tokens and sessions`;
  throw new Refusal(403, [problem('not-allowed', message)]);
}

function signInNeeded(): Problem {
  return problem('sign-in-needed', 'this is for those who have signed in with a browser');
}

/**
 * A response that gives the browser cookies to keep.
 *
 * @example
 * return withCookies(redirect('/'), cookies);
 */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}
