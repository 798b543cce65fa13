import { z } from 'zod';
import { type Problem, problem } from '../../problems/problem.js';
import type { Account } from '../../store/accounts.js';

/** Shorter ones can be guessed by trying. */
export const SHORTEST_PASSWORD = 12;
/** Longer ones only cost time to hash. */
export const LONGEST_PASSWORD = 128;

/** No name or address is longer. */
const LONGEST = 200;

/**
 * What is wrong with an account by itself.
 *
 * @example
 * accountProblems({ ...account, email: 'maria' })[0]?.code // 'invalid-value'
 */
export function accountProblems({ email, name, person, roles, payee }: Account): Problem[] {
  const problems: Problem[] = [];
  if (email.length > LONGEST || !z.email().safeParse(email).success) {
    problems.push(
      problem('invalid-value', 'this is no e-mail address', {
        field: 'email',
        found: email.slice(0, LONGEST),
        expected: 'an address such as maria@example.com',
      }),
    );
  }
  for (const [field, text] of [
    ['name', name],
    ['person', person],
  ] as const) {
    if (text.length > 0 && text.length <= LONGEST && !/\p{Cc}|\p{Cs}/u.test(text)) continue;
    const expected = `1 to ${LONGEST} characters, none of them a control character`;
    problems.push(problem('invalid-value', `this is no ${field}`, { field, expected }));
  }
  if (roles.length === 0) {
    problems.push(problem('missing-value', 'an account needs a role', { field: 'roles' }));
  }
  if (roles.includes('payee') && payee === null) {
    const hint = 'say whose figures are their own';
    problems.push(problem('missing-value', 'a payee’s account needs the payee', { field: 'payee', hint }));
  }
  return problems;
}

/**
 * Why a password may not be chosen; `null` where it may.
 *
 * @example
 * passwordProblem('secret')?.message // 'the password is too short'
 */
export function passwordProblem(password: string, field = 'password'): Problem | null {
  const expected = `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`;
  if (password.length < SHORTEST_PASSWORD) {
    return problem('out-of-range', 'the password is too short', { field, expected });
  }
  if (password.length > LONGEST_PASSWORD) {
    return problem('out-of-range', 'the password is too long', { field, expected });
  }
  return null;
}
