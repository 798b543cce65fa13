import { pino } from 'pino';
import { PERMISSIONS, ROLES, type Role } from '../../src/access/permissions.js';
import { makeAuth } from '../../src/http/accounts/make-auth.js';
import { createToken } from '../../src/http/accounts/tokens.js';
import type { Account } from '../../src/store/accounts.js';
import { PASSWORD, type SignedInService, signedInServiceOver } from '../http/accounts/signed-in-service.js';
import { type HostileCompany, hostileCompany, type Writing } from './hostile-company.js';

/** A hostile company that people sign in to, one of each role. */
export interface HostileService extends HostileCompany {
  readonly service: SignedInService;
  readonly accounts: Readonly<Record<Role, Account>>;
  readonly cookies: Readonly<Record<Role, string>>;
  /** Asks as somebody of a role. */
  readonly askAs: (role: Role, path: string, init?: RequestInit) => Promise<Response>;
}

/** The payees whose accounts those of two roles are. */
const PAYEES: Readonly<Partial<Record<Role, string>>> = { payee: 'ada', manager: 'max' };

export async function hostileService(
  write: Writing,
  environment: Readonly<Record<string, string>> = {},
): Promise<HostileService> {
  const company = await hostileCompany(write);
  const { ops, cfo, fin } = company.persons;
  const persons: Readonly<Record<Role, string>> = {
    ...{ payee: 'ada', manager: 'max', compAdmin: ops, finance: cfo },
    ...{ auditor: fin, administrator: write('person.administrator') },
  };
  const service = await signedInServiceOver(company.db, environment);
  const accounts: Partial<Record<Role, Account>> = {};
  const cookies: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const name = role.toLowerCase();
    const whose = { name: write('account.name'), person: persons[role], payee: PAYEES[role] ?? null };
    accounts[role] = await service.account(name, [role], { email: `${name}@example.com`, ...whose });
    cookies[role] = await signInFrom(service, name, write('session.browser'));
  }
  const made = { service, accounts: accounts as HostileService['accounts'], cookies } as HostileService;
  await tokenOf(service, made.accounts.administrator, write('token.name'));
  return {
    ...company,
    ...made,
    askAs: (role, path, init = {}) =>
      service.ask(path, {
        ...init,
        headers: { cookie: made.cookies[role], origin: service.url, ...init.headers },
      }),
  };
}

/** A token of somebody, with all that they may do unless said otherwise. */
export async function tokenOf(
  { serviceDb }: SignedInService,
  owner: Account,
  name: string,
  scopes: readonly (typeof PERMISSIONS)[number][] = PERMISSIONS,
): Promise<string> {
  const logger = pino({ level: 'silent' });
  const auth = makeAuth({
    serviceDb,
    secret: process.env['ATTAIN_SECRET'] ?? '',
    url: 'http://localhost',
    logger,
  });
  const noted = { actor: 'local', note: async () => undefined };
  const made = await createToken(auth, owner, { name, scopes, days: 30 }, noted);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.text;
}

async function signInFrom(service: SignedInService, name: string, browser: string): Promise<string> {
  const form = { email: `${name}@example.com`, password: PASSWORD };
  const headers = { 'user-agent': latin(browser) };
  const response = await service.send('/sign-in', form, headers);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 303 || cookie === undefined) throw new Error(`refused with ${response.status}`);
  return cookie;
}

/** What a header can hold of a text. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
