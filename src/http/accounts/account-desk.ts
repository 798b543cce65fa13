import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Role } from '../../access/permissions.js';
import { payeesAlone } from '../../access/scope.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { AccountAct } from '../../runs/accounts/note-account-act.js';
import { endSessions } from '../../store/account-sessions.js';
import {
  type Account,
  type AccountChange,
  findAccount,
  insertAccount,
  listAccounts,
  updateAccount,
  writePassword,
} from '../../store/accounts.js';
import type { Database, Executor } from '../../store/executor.js';
import { listPayees } from '../../store/payee-list.js';
import { accountProblems, passwordProblem } from './account-problems.js';

/** What accounts are administered with. */
export interface AccountDesk {
  /** Where accounts are. */
  readonly serviceDb: Database;
  /** Where payees are. */
  readonly db: Executor;
  /** Writes into the audit trail what is about to be done. */
  readonly note: (act: AccountAct) => Promise<void>;
}

/** By what somebody with a new account comes in: one password for once, one of their own, or a provider alone. */
export type FirstPassword =
  | { readonly kind: 'once' }
  | { readonly kind: 'given'; readonly text: string }
  | { readonly kind: 'none' };

/** An account that is wanted. */
export interface AccountToCreate extends Pick<Account, 'email' | 'name' | 'roles' | 'payee'> {
  /** The id by which acts are recorded; that of the payee, or what comes before the `@`, when left out. */
  readonly person?: string | undefined;
  readonly password: FirstPassword;
}

/** An account that was created, with the password to hand over where it is for once. */
export interface CreatedAccount {
  readonly account: Account;
  readonly oncePassword: string | null;
}

/**
 * Creates an account. Fails with all that is wrong with it.
 *
 * @example
 * await createAccount(desk, { email, name, roles: ['finance'], payee: null, password: { kind: 'once' } }, 'maria');
 */
export async function createAccount(
  desk: AccountDesk,
  { password, person, ...wanted }: AccountToCreate,
  actor: string,
): Promise<Result<CreatedAccount>> {
  const account: Account = {
    ...wanted,
    id: randomUUID(),
    email: wanted.email.trim().toLowerCase(),
    name: wanted.name.trim(),
    person: person ?? wanted.payee ?? wanted.email.split('@')[0] ?? '',
    locale: null,
    isDisabled: false,
    isPasswordDue: password.kind === 'once',
    createdAt: new Date().toISOString(),
  };
  const problems = [...accountProblems(account), ...(await conflicts(desk, account))];
  const unfit = password.kind === 'given' ? passwordProblem(password.text) : null;
  if (unfit !== null) problems.push(unfit);
  if (problems.length > 0) return failed(problems);
  const text = password.kind === 'once' ? oncePassword() : password.kind === 'given' ? password.text : null;
  const hash = text === null ? null : await hashPassword(text);
  await desk.note({ actor, act: 'account create', subject: account.person, detail: said(account) });
  await desk.serviceDb.write((trx) => insertAccount(trx, account, hash));
  return ok({ account, oncePassword: password.kind === 'once' ? text : null });
}

/**
 * Changes an account. Where that changes what its owner may see or by what they come in, every session of theirs
 * ends. Fails with all that is wrong, and where nobody would be left to administer.
 *
 * @example
 * await changeAccount(desk, account, { roles: ['auditor'] }, 'maria');
 */
export async function changeAccount(
  desk: AccountDesk,
  account: Account,
  change: AccountChange,
  actor: string,
): Promise<Result<Account>> {
  const changed = { ...account, ...change, email: (change.email ?? account.email).trim().toLowerCase() };
  const problems = [...accountProblems(changed), ...(await conflicts(desk, changed))];
  const last = await lastAdministrator(desk, account, changed);
  if (last !== null) problems.push(last);
  if (problems.length > 0) return failed(problems);
  await desk.note({ actor, act: 'account change', subject: account.person, detail: said(changed) });
  await desk.serviceDb.write(async (trx) => {
    await updateAccount(trx, account.id, { ...change, email: changed.email }, new Date().toISOString());
    if (comesInOtherwise(account, changed)) await endSessions(trx, { account: account.id });
  });
  return ok(changed);
}

/**
 * Gives an account another password: one for once, which is returned, or one that is told. Every session of the
 * account ends.
 *
 * @example
 * const given = await givePassword(desk, account, { kind: 'once' }, 'maria');
 */
export async function givePassword(
  desk: AccountDesk,
  account: Account,
  password: Exclude<FirstPassword, { kind: 'none' }>,
  actor: string,
): Promise<Result<string | null>> {
  const unfit = password.kind === 'given' ? passwordProblem(password.text) : null;
  if (unfit !== null) return failed([unfit]);
  const text = password.kind === 'given' ? password.text : oncePassword();
  const hash = await hashPassword(text);
  await desk.note({ actor, act: 'account password', subject: account.person, detail: password.kind });
  const now = new Date().toISOString();
  await desk.serviceDb.write(async (trx) => {
    await writePassword(trx, account.id, hash, now);
    await updateAccount(trx, account.id, { isPasswordDue: password.kind === 'once' }, now);
    await endSessions(trx, { account: account.id });
  });
  return ok(password.kind === 'once' ? text : null);
}

function oncePassword(): string {
  return randomBytes(15).toString('base64url');
}

/** An account as the audit trail tells of it. */
function said({ email, roles, payee, isDisabled }: Account): string {
  const parts = [email, roles.join(', ')];
  if (payee !== null) parts.push(`payee ${payee}`);
  if (isDisabled) parts.push('disabled');
  return parts.join('; ');
}

function comesInOtherwise(before: Account, after: Account): boolean {
  const decisive = ({ email, roles, payee, isDisabled }: Account) =>
    JSON.stringify([email, roles, payee, isDisabled]);
  return decisive(before) !== decisive(after);
}

async function conflicts({ serviceDb, db }: AccountDesk, account: Account): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [field, found] of [
    ['email', await findAccount(serviceDb, { email: account.email })],
    ['person', await findAccount(serviceDb, { person: account.person })],
  ] as const) {
    if (found === null || found.id === account.id) continue;
    const detail = { field, found: account[field], hint: '`attain account list` lists them' };
    problems.push(problem('conflicting-record', `another account has this ${field}`, detail));
  }
  const { person, payee } = account;
  if (payee !== null && !(await isPayee(db, payee))) {
    problems.push(
      problem('unknown-reference', `there is no payee ${payee}`, { field: 'payee', found: payee }),
    );
  }
  if (person !== payee && (await isPayee(db, person))) {
    const hint = 'say that it is the account of this payee, or choose another person';
    problems.push(
      problem('conflicting-record', `${person} is a payee`, { field: 'person', found: person, hint }),
    );
  }
  return problems;
}

async function isPayee(db: Executor, id: string): Promise<boolean> {
  const [found] = await listPayees(db, payeesAlone(id), { limit: 1 });
  return found !== undefined;
}

async function lastAdministrator(
  { serviceDb }: AccountDesk,
  before: Account,
  after: Account,
): Promise<Problem | null> {
  if (!administers(before) || administers(after)) return null;
  const others = await listAccounts(serviceDb);
  if (others.some((each) => each.id !== before.id && administers(each))) return null;
  const hint = 'make another administrator first';
  return problem('invalid-value', 'nobody would be left to administer', { field: 'roles', hint });
}

function administers({ roles, isDisabled }: Account): boolean {
  const role: Role = 'administrator';
  return !isDisabled && roles.includes(role);
}
