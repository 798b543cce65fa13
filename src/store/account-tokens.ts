import type { Executor } from './executor.js';

/** A token of an account, by which a machine comes in. Instants are ISO 8601 in UTC. */
export interface AccountToken {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** How it begins, by which its owner tells it from others; the rest is kept as a hash alone. */
  readonly start: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly usedAt: string | null;
  readonly expiresAt: string | null;
}

/**
 * The tokens of an account, or of all, the latest first.
 *
 * @example
 * await listTokens(serviceDb, { account: account.id });
 */
export async function listTokens(
  { queries }: Executor,
  { account }: { readonly account?: string } = {},
): Promise<readonly AccountToken[]> {
  let query = queries
    .selectFrom('account_token')
    .select(['id', 'account', 'name', 'start', 'permissions', 'last_request', 'expires_at', 'created_at']);
  if (account !== undefined) query = query.where('account', '=', account);
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    name: row.name ?? '',
    start: row.start ?? '',
    scopes: scopesIn(row.permissions),
    createdAt: row.created_at,
    usedAt: row.last_request,
    expiresAt: row.expires_at,
  }));
}

/** What a token may do is kept as what the library takes: lists of permissions by what they are for. */
function scopesIn(permissions: string | null): readonly string[] {
  const kept: unknown = permissions === null ? null : JSON.parse(permissions);
  if (typeof kept !== 'object' || kept === null || !('attain' in kept)) return [];
  return Array.isArray(kept.attain) ? kept.attain.map(String) : [];
}

/**
 * Revokes a token, and says whether there was one.
 *
 * @example
 * await deleteToken(serviceDb, { id: 'k1', account: account.id });
 */
export async function deleteToken(
  { queries }: Executor,
  { id, account }: { readonly id: string; readonly account?: string },
): Promise<boolean> {
  let query = queries.deleteFrom('account_token').where('id', '=', id);
  if (account !== undefined) query = query.where('account', '=', account);
  const { numDeletedRows } = await query.executeTakeFirst();
  return numDeletedRows > 0n;
}
