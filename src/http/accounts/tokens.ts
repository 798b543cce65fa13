import { PERMISSIONS, type Permission } from '../../access/permissions.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { AccountAct } from '../../runs/accounts/note-account-act.js';
import type { Account } from '../../store/accounts.js';
import type { Auth } from './make-auth.js';

/** A token that is wanted. */
export interface TokenToCreate {
  /** What its owner calls it. */
  readonly name: string;
  /** What of the permissions of its owner it has. */
  readonly scopes: readonly Permission[];
  /** After how many days it expires; `null` for never. */
  readonly days: number | null;
}

/** A token that was created: by its id it is revoked, and its text lets in. */
export interface CreatedToken {
  readonly id: string;
  readonly text: string;
}

/** What better-auth keeps permissions under. */
const PROGRAM = 'attain';

/** No name of a token is longer, in characters. */
export const LONGEST_TOKEN_NAME = 100;
/** No token is good for longer, in days: ten years. */
export const MOST_TOKEN_DAYS = 3650;

/**
 * Creates a token of an account. Its text is kept as a hash alone and cannot be shown again.
 *
 * @example
 * const token = await createToken(auth, account, { name: 'CRM', scopes: ['configure'], days: 365 }, noted);
 */
export async function createToken(
  auth: Auth,
  owner: Account,
  { name, scopes, days }: TokenToCreate,
  { actor, note }: { readonly actor: string; readonly note: (act: AccountAct) => Promise<void> },
): Promise<Result<CreatedToken>> {
  const problems = wrongTerms({ name, scopes, days });
  if (problems.length > 0) return failed(problems);
  await note({ actor, act: 'token create', subject: owner.person, detail: `${name}; ${scopes.join(', ')}` });
  const { id, key: text } = await auth.api.createApiKey({
    body: {
      name,
      userId: owner.id,
      permissions: { [PROGRAM]: [...scopes] },
      ...(days !== null && { expiresIn: days * 24 * 60 * 60 }),
    },
  });
  return ok({ id, text });
}

function wrongTerms({ name, scopes, days }: TokenToCreate): readonly Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === '' || name.length > LONGEST_TOKEN_NAME) {
    const expected = `1 to ${LONGEST_TOKEN_NAME} characters`;
    problems.push(problem('invalid-value', 'a token needs a name', { field: 'name', expected }));
  }
  if (scopes.length === 0) {
    const expected = `some of ${PERMISSIONS.join(', ')}`;
    problems.push(problem('missing-value', 'a token needs a scope', { field: 'scope', expected }));
  }
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= MOST_TOKEN_DAYS)) {
    const expected = `1 to ${MOST_TOKEN_DAYS} days`;
    problems.push(
      problem('out-of-range', 'a token expires after whole days', { field: 'expires', expected }),
    );
  }
  return problems;
}

/**
 * The permissions among those that better-auth keeps of a token; what is none any more is left out.
 *
 * @example
 * permissionsIn({ attain: ['runs'] }) // ['runs']
 */
export function permissionsIn(
  kept: Readonly<Record<string, readonly string[]>> | null | undefined,
): readonly Permission[] {
  const written = new Set(kept?.[PROGRAM]);
  return PERMISSIONS.filter((permission) => written.has(permission));
}
