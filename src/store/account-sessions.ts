import { type Account, accountOf } from './accounts.js';
import type { Executor, Transaction } from './executor.js';

/** That somebody is signed in with a browser. Instants are ISO 8601 in UTC. */
export interface AccountSession {
  readonly id: string;
  /** Where the sign-in came from. */
  readonly address: string | null;
  /** What the browser says of itself. */
  readonly browser: string | null;
  readonly createdAt: string;
  /** When the last request came, to within some minutes. */
  readonly seenAt: string;
  readonly expiresAt: string;
  /** Whom the administrator of the account acts for. */
  readonly acting: Acting | null;
}

/** Acting for somebody else, until an instant. */
export interface Acting {
  /** The id of the account. */
  readonly account: string;
  readonly until: string;
}

/**
 * A session with the account whose it is, and `null` where it has ended.
 *
 * @example
 * const found = await readSession(serviceDb, id);
 */
export async function readSession(
  { queries }: Executor,
  id: string,
): Promise<{ readonly session: AccountSession; readonly account: Account } | null> {
  const row = await queries.selectFrom('account_session').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const owner = queries.selectFrom('user_account').selectAll().where('id', '=', row.account);
  return { session: sessionOf(row), account: accountOf(await owner.executeTakeFirstOrThrow()) };
}

/**
 * The sessions of an account, the one that was used last first.
 *
 * @example
 * await listSessions(serviceDb, account.id);
 */
export async function listSessions(
  { queries }: Executor,
  account: string,
): Promise<readonly AccountSession[]> {
  const query = queries.selectFrom('account_session').selectAll().where('account', '=', account);
  const rows = await query.orderBy('updated_at', 'desc').orderBy('id').execute();
  return rows.map(sessionOf);
}

/**
 * Says that a session was used.
 *
 * @example
 * await touchSession(serviceDb, session.id, new Date().toISOString());
 */
export async function touchSession({ queries }: Executor, id: string, at: string): Promise<void> {
  await queries.updateTable('account_session').set({ updated_at: at }).where('id', '=', id).execute();
}

/** Which sessions of an account end: one, all but one, or all. */
export interface EndedSessions {
  readonly account: string;
  readonly only?: string;
  readonly but?: string;
}

/**
 * Ends sessions: whoever comes with one of them has to sign in again.
 *
 * @example
 * await endSessions(serviceDb, { account: account.id, but: session.id });
 */
export async function endSessions(
  { queries }: Executor | Transaction,
  { account, only, but }: EndedSessions,
): Promise<void> {
  let query = queries.deleteFrom('account_session').where('account', '=', account);
  if (only !== undefined) query = query.where('id', '=', only);
  if (but !== undefined) query = query.where('id', '<>', but);
  await query.execute();
}

/**
 * Deletes the sessions and proofs of sign-in that nobody can use any more.
 *
 * @param seenBefore sessions without a request since this instant have ended
 * @example
 * await pruneSessions(serviceDb, { now: '2026-03-01T08:00:00.000Z', seenBefore: '2026-03-01T00:00:00.000Z' });
 */
export async function pruneSessions(
  { queries }: Executor,
  { now, seenBefore }: { readonly now: string; readonly seenBefore: string },
): Promise<void> {
  await queries
    .deleteFrom('account_session')
    .where((either) => either.or([either('expires_at', '<', now), either('updated_at', '<', seenBefore)]))
    .execute();
}

/**
 * Lets the administrator of a session act for somebody else, or, with `null`, for themselves again.
 *
 * @example
 * await writeActing(serviceDb, session.id, { account: 'a1', until: '2026-03-01T09:00:00.000Z' });
 */
export async function writeActing({ queries }: Executor, id: string, acting: Acting | null): Promise<void> {
  const columns = { acting_for: acting?.account ?? null, acting_until: acting?.until ?? null };
  await queries.updateTable('account_session').set(columns).where('id', '=', id).execute();
}

interface SessionRow {
  readonly id: string;
  readonly address: string | null;
  readonly browser: string | null;
  readonly acting_for: string | null;
  readonly acting_until: string | null;
  readonly expires_at: string;
  readonly created_at: string;
  readonly updated_at: string;
}

function sessionOf(row: SessionRow): AccountSession {
  const { id, address, browser, acting_for: account, acting_until: until } = row;
  return {
    id,
    address,
    browser,
    createdAt: row.created_at,
    seenAt: row.updated_at,
    expiresAt: row.expires_at,
    acting: account === null || until === null ? null : { account, until },
  };
}
