import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { writeActing } from '../../store/account-sessions.js';
import { type Account, findAccount } from '../../store/accounts.js';
import type { AccountDesk } from './account-desk.js';
import type { SignedIn } from './accounts.js';

/** For how long an administrator acts for somebody unless they stop before, in milliseconds: an hour. */
const ACTING_MILLISECONDS = 60 * 60 * 1000;

/**
 * Lets an administrator act for somebody else, from this browser, for an hour. What begins is written into the audit
 * trail first, with when it ends at the latest.
 *
 * @example
 * await startActing(desk, signedIn, other);
 */
export async function startActing(
  desk: AccountDesk,
  { account, session }: SignedIn,
  other: Account,
): Promise<Result<null>> {
  const refused = refusedTo(account, other);
  if (refused !== null) return failed([refused]);
  const until = new Date(Date.now() + ACTING_MILLISECONDS).toISOString();
  await desk.note({
    actor: account.person,
    act: 'acting start',
    subject: other.person,
    detail: `until ${until}`,
  });
  await writeActing(desk.serviceDb, session.id, { account: other.id, until });
  return ok(null);
}

/**
 * Ends that an administrator acts for somebody else, and writes that into the audit trail; does nothing where they do
 * not, or where the hour is over.
 *
 * @example
 * await stopActing(desk, signedIn);
 */
export async function stopActing(desk: AccountDesk, { account, session }: SignedIn): Promise<void> {
  const { acting } = session;
  if (acting === null) return;
  const now = new Date().toISOString();
  const other = await findAccount(desk.serviceDb, { id: acting.account });
  if (acting.until > now && other !== null) {
    await desk.note({
      actor: account.person,
      act: 'acting stop',
      subject: other.person,
      detail: `at ${now}`,
    });
  }
  await writeActing(desk.serviceDb, session.id, null);
}

function refusedTo(account: Account, other: Account) {
  const detail = { field: 'account', found: other.email };
  if (other.id === account.id) return problem('invalid-value', 'this is your own account', detail);
  if (other.isDisabled) return problem('invalid-value', 'the account is disabled', detail);
  // What an administrator may do, they do under their own name.
  if (other.roles.includes('administrator')) {
    return problem('invalid-value', 'nobody acts for an administrator', detail);
  }
  return null;
}
