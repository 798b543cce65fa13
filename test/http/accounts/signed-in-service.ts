import { pino } from 'pino';
import type { Role } from '../../../src/access/permissions.js';
import { type AccountToCreate, createAccount } from '../../../src/http/accounts/account-desk.js';
import { startServer } from '../../../src/http/server.js';
import { noteAccountAct } from '../../../src/runs/accounts/note-account-act.js';
import type { Account } from '../../../src/store/accounts.js';
import { closeDatabase } from '../../../src/store/database.js';
import type { Database } from '../../../src/store/executor.js';
import { openServiceDatabase } from '../../../src/store/service-database.js';
import type { TestDatabase } from '../../databases/databases.js';
import { removeAfterTest } from '../../databases/opened.js';
import { emptyDatabase, type ServedDatabase, setEnvironment } from '../service.js';

/** The password of every account that is made without another. */
export const PASSWORD = 'correct horse battery';

/** A service that is signed in to, over HTTP. */
export interface SignedInService {
  readonly url: string;
  readonly db: ServedDatabase;
  /** Where accounts are. */
  readonly serviceDb: Database;
  /** The lines of its log. */
  readonly log: readonly string[];
  /** Makes an account. */
  readonly account: (
    name: string,
    roles: readonly Role[],
    more?: Partial<AccountToCreate>,
  ) => Promise<Account>;
  /** Signs in, and gives the cookie; throws where that is refused. */
  readonly signIn: (name: string, password?: string) => Promise<string>;
  /** Asks as a browser does that follows no redirect. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Sends a form as a page of the service does. */
  readonly send: (
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
}

/** A service over a database of its own, with what the environment says of signing in. */
export async function signedInService(
  database?: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<SignedInService> {
  return signedInServiceOver(await emptyDatabase(database), environment);
}

/** A service over a database that there is, with what the environment says of signing in. */
export async function signedInServiceOver(
  db: ServedDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<SignedInService> {
  setEnvironment({ ATTAIN_SECRET: 'only-for-tests-'.repeat(3), ATTAIN_SPOOL: db.spool, ...environment });
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const fixed = { database: db.address, host: '127.0.0.1', port: 0, signals: [], logger };
  const started = await startServer({ ...fixed, withoutSignIn: false });
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  removeAfterTest(started.value.stop);
  const { url } = started.value;
  const serviceDb = await openServiceDatabase(db.address);
  removeAfterTest(() => closeDatabase(serviceDb));
  const desk = {
    serviceDb,
    db,
    note: async (act: Parameters<typeof noteAccountAct>[1]) => void (await noteAccountAct(db, act)),
  };
  const ask: SignedInService['ask'] = (path, init = {}) => fetch(url + path, { redirect: 'manual', ...init });
  const send: SignedInService['send'] = (path, fields, headers = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: url, accept: 'text/html', ...headers },
    });
  return {
    url,
    db,
    serviceDb,
    log,
    ask,
    send,
    async account(name, roles, more = {}) {
      const wanted: AccountToCreate = {
        email: `${name}@example.com`,
        name,
        roles,
        payee: null,
        password: { kind: 'given', text: PASSWORD },
        ...more,
      };
      const made = await createAccount(desk, wanted, 'local');
      if (!made.ok) throw new Error(JSON.stringify(made.problems));
      return made.value.account;
    },
    async signIn(name, password = PASSWORD) {
      const response = await send('/sign-in', { email: `${name}@example.com`, password });
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
      if (response.status !== 303 || cookie === undefined) throw new Error(`refused with ${response.status}`);
      return cookie;
    },
  };
}
