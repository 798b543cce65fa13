import { notFound } from '../refusal.js';
import type { Services } from '../services.js';
import type { SignIn } from './sign-in.js';

/**
 * What people sign in by. Throws a refusal where nobody has to.
 *
 * @example
 * const { accounts } = signInOf(services);
 */
export function signInOf({ signIn }: Services): SignIn {
  if (signIn !== null) return signIn;
  throw notFound('there are no accounts here: the service runs without sign-in');
}
