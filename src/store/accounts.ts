import type { Selectable } from 'kysely';
import type { Role } from '../access/permissions.js';
import type { AccountTables } from './account-tables.js';
import type { Database, Executor, Transaction } from './executor.js';

/** Somebody who may sign in. */
export interface Account {
  readonly id: string;
  /** In small letters; no two accounts have the same. */
  readonly email: string;
  readonly name: string;
  /** The id by which acts are recorded: that of the payee, where it is the account of one. No two have the same. */
  readonly person: string;
  readonly payee: string | null;
  readonly roles: readonly Role[];
  /** How figures are written, as `de-DE`; `null` as the browser asks. */
  readonly locale: string | null;
  readonly isDisabled: boolean;
  /** Whether the password was given out once, and another must be chosen before anything else. */
  readonly isPasswordDue: boolean;
  /** The instant, as ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** What of an account can be changed; what is left out stays. */
export type AccountChange = Partial<
  Pick<Account, 'email' | 'name' | 'roles' | 'payee' | 'locale' | 'isDisabled' | 'isPasswordDue'>
>;

/** By what an account is looked up. */
export type AccountKey = { readonly id: string } | { readonly email: string } | { readonly person: string };

/** What a password belongs to, beside what other services vouch for. */
const PASSWORD = 'credential';

/**
 * The accounts, in the order of their e-mail addresses.
 *
 * @example
 * (await listAccounts(serviceDb)).filter(({ isDisabled }) => !isDisabled)
 */
export async function listAccounts({ queries }: Executor): Promise<readonly Account[]> {
  const rows = await queries.selectFrom('user_account').selectAll().orderBy('email').execute();
  return rows.map(accountOf);
}

/**
 * One account, and `null` where there is none.
 *
 * @example
 * await findAccount(serviceDb, { email: 'maria@example.com' });
 */
export async function findAccount({ queries }: Executor, key: AccountKey): Promise<Account | null> {
  const query = queries.selectFrom('user_account').selectAll();
  const row = await query.where(...whereOf(key)).executeTakeFirst();
  return row === undefined ? null : accountOf(row);
}

/**
 * The names of persons by the ids that their acts are recorded by; who has no account is not among them.
 *
 * @example
 * (await personNames(serviceDb, ['cfo'])).get('cfo') // 'Carla Fox'
 */
export async function personNames(
  { queries }: Executor,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (persons.length === 0) return new Map();
  const query = queries.selectFrom('user_account').select(['person', 'name']);
  const rows = await query.where('person', 'in', [...new Set(persons)]).execute();
  return new Map(rows.map(({ person, name }) => [person, name]));
}

function whereOf(key: AccountKey): ['id' | 'email' | 'person', '=', string] {
  if ('id' in key) return ['id', '=', key.id];
  return 'email' in key ? ['email', '=', key.email.toLowerCase()] : ['person', '=', key.person];
}

/**
 * Writes a new account and, unless it is `null`, its password. Throws where its id, e-mail or person is taken.
 *
 * @param passwordHash as the library that signs people in makes and checks it
 * @example
 * await db.write((trx) => insertAccount(trx, account, await hashPassword(password)));
 */
export async function insertAccount(
  trx: Transaction,
  account: Account,
  passwordHash: string | null,
): Promise<void> {
  const { id, email, name, person, payee, locale, createdAt } = account;
  await trx.queries
    .insertInto('user_account')
    .values({
      id,
      email: email.toLowerCase(),
      // Whoever makes the account vouches for the address.
      email_verified: 1n,
      name,
      image: null,
      person,
      payee,
      locale,
      roles: account.roles.join(' '),
      disabled: flag(account.isDisabled),
      password_due: flag(account.isPasswordDue),
      created_at: createdAt,
      updated_at: createdAt,
    })
    .execute();
  if (passwordHash !== null) await writePassword(trx, id, passwordHash, createdAt);
}

/**
 * Changes an account. With another e-mail address, what other services vouched for the old one counts no longer.
 *
 * @example
 * await db.write((trx) => updateAccount(trx, id, { isDisabled: true }, new Date().toISOString()));
 */
export async function updateAccount(
  trx: Transaction,
  id: string,
  change: AccountChange,
  at: string,
): Promise<void> {
  await trx.queries
    .updateTable('user_account')
    .set({ ...columnsOf(change), updated_at: at })
    .where('id', '=', id)
    .execute();
  if (change.email === undefined) return;
  await trx.queries
    .deleteFrom('account_credential')
    .where('account', '=', id)
    .where('provider', '<>', PASSWORD)
    .execute();
}

/**
 * Sets the password of an account, whether it had one or not.
 *
 * @example
 * await db.write((trx) => writePassword(trx, id, hash, new Date().toISOString()));
 */
export async function writePassword(
  { queries }: Transaction,
  account: string,
  passwordHash: string,
  at: string,
): Promise<void> {
  await queries
    .insertInto('account_credential')
    .values({
      id: `${account}-password`,
      account,
      provider: PASSWORD,
      subject: account,
      password: passwordHash,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider', 'subject']).doUpdateSet({ password: passwordHash, updated_at: at }),
    )
    .execute();
}

/**
 * Whether there is an account that may sign in.
 *
 * @example
 * if (!(await hasAccounts(serviceDb))) terminal.error('make one with `attain account create`');
 */
export async function hasAccounts({ queries }: Pick<Database, 'queries'>): Promise<boolean> {
  const query = queries.selectFrom('user_account').select('id').where('disabled', '=', 0n).limit(1);
  return (await query.executeTakeFirst()) !== undefined;
}

function columnsOf({ email, name, roles, payee, locale, isDisabled, isPasswordDue }: AccountChange) {
  return {
    ...(email !== undefined && { email: email.toLowerCase() }),
    ...(name !== undefined && { name }),
    ...(roles !== undefined && { roles: roles.join(' ') }),
    ...(payee !== undefined && { payee }),
    ...(locale !== undefined && { locale }),
    ...(isDisabled !== undefined && { disabled: flag(isDisabled) }),
    ...(isPasswordDue !== undefined && { password_due: flag(isPasswordDue) }),
  };
}

function flag(is: boolean): bigint {
  return is ? 1n : 0n;
}

/**
 * An account as its row says it.
 *
 * @example
 * accountOf(row).roles // ['finance']
 */
export function accountOf(row: Selectable<AccountTables['user_account']>): Account {
  const { id, email, name, person, payee, locale } = row;
  return {
    id,
    email,
    name,
    person,
    payee,
    // Only known roles are ever written.
    roles: row.roles.split(' ').filter((role) => role !== '') as Role[],
    locale,
    isDisabled: row.disabled !== 0n,
    isPasswordDue: row.password_due !== 0n,
    createdAt: row.created_at,
  };
}
