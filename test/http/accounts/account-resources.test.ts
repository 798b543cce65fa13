import { beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '../../../src/access/permissions.js';
import type { Page } from '../../../src/http/page.js';
import type { ProblemDocument } from '../../../src/http/problem-document.js';
import { findAccount } from '../../../src/store/accounts.js';
import { listChanges } from '../../../src/store/change.js';
import { databases } from '../../databases/databases.js';
import { tokenOf } from '../../security/hostile-service.js';
import { type SignedInService, signedInService } from './signed-in-service.js';

/** What the tests look at of an account, of a token, and of what is shown once. */
interface Told {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly passwordDue: boolean;
  readonly disabled: boolean;
  readonly password: string | null;
  readonly token: string | null;
  readonly start: string;
}

const BO = { email: 'Bo@example.com', name: 'Bo', roles: ['finance'] };

describe.each(databases)('over HTTP on $name', (database) => {
  let service: SignedInService;
  let maria: string;

  /** Asks with a token of maria, who administers. */
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    { token = maria, key }: { readonly token?: string; readonly key?: string } = {},
  ) =>
    service.ask(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const told = async <Body = Told>(response: Response, status: number): Promise<Body> => {
    const text = await response.text();
    expect(response.status, text).toBe(status);
    return JSON.parse(text) as Body;
  };
  const machineOf = async (scopes: readonly Permission[]): Promise<string> => {
    const owner = await findAccount(service.serviceDb, { person: 'maria' });
    if (owner === null) throw new Error('There is no maria.');
    return tokenOf(service, owner, 'machine', scopes);
  };

  beforeAll(async () => {
    service = await signedInService(database);
    await service.account('maria', ['administrator']);
    maria = await machineOf(['administer', 'runs', 'payee-data']);
  });

  it('an account is made, shown, changed and disabled, and its password is shown once', async () => {
    const made = await told(await ask('POST', '/accounts', BO, { key: 'bo' }), 201);
    expect(made).toMatchObject({ email: 'bo@example.com', person: 'Bo', passwordDue: true, disabled: false });
    expect(made.password).toMatch(/^[\w-]{20}$/);
    expect(
      (await service.send('/sign-in', { email: 'bo@example.com', password: made.password ?? '' })).status,
    ).toBe(303);
    const again = await ask('POST', '/accounts', BO, { key: 'bo' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await told(again, 201)).toEqual({ ...made, password: null });
    const changed = await told(await ask('PATCH', `/accounts/${made.id}`, { roles: ['auditor'] }), 200);
    expect(changed.roles).toEqual(['auditor']);
    const disabled = await told(await ask('PATCH', `/accounts/${made.id}`, { disabled: true }), 200);
    expect(disabled).toMatchObject({ roles: ['auditor'], disabled: true });
    expect(await told(await ask('GET', `/accounts/${made.id}`), 200)).toEqual(disabled);
    const first = await told<Page<Told>>(await ask('GET', '/accounts?limit=1'), 200);
    const second = await told<Page<Told>>(await ask('GET', `/accounts?limit=1&cursor=${first.next}`), 200);
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual([
      'bo@example.com',
      'maria@example.com',
    ]);
    expect(second.next).toBeNull();
  });

  it('another password is shown once, and kept nowhere', async () => {
    const { id } = await service.account('cy', ['finance']);
    const given = await told(await ask('POST', `/accounts/${id}/password`, undefined, { key: 'cy' }), 200);
    const again = await told(await ask('POST', `/accounts/${id}/password`, undefined, { key: 'cy' }), 200);
    expect(again).toEqual({ account: id, password: null });
    const signedIn = await service.send('/sign-in', {
      email: 'cy@example.com',
      password: given.password ?? '',
    });
    expect(signedIn.headers.get('location')).toBe('/account/password');
    expect(await storedTexts(service)).not.toContain(given.password);
  });

  it('a token is made, lets in, is listed without what lets in, and is ended', async () => {
    const { id: account } = await service.account('di', ['finance']);
    const wanted = { account, name: 'CRM', scopes: ['runs'], days: 30 };
    const made = await told(await ask('POST', '/tokens', wanted, { key: 'di' }), 201);
    expect(made.token).toMatch(/^attain_[A-Za-z]{64}$/);
    const again = await told(await ask('POST', '/tokens', wanted, { key: 'di' }), 201);
    expect(again).toEqual({ ...made, token: null });
    const machine = { token: made.token ?? '' };
    expect((await ask('GET', '/runs', undefined, machine)).status).toBe(200);
    expect((await ask('GET', '/payees', undefined, machine)).status).toBe(403);
    const list = await ask('GET', `/tokens?account=${account}`);
    const text = await list.clone().text();
    expect(text).not.toContain(made.token);
    const { items } = await told<Page<Told>>(list, 200);
    expect(items).toMatchObject([{ id: made.id, account: 'di@example.com', scopes: ['runs'] }]);
    expect(await storedTexts(service)).not.toContain(made.token);
    expect((await ask('DELETE', `/tokens/${made.id}`)).status).toBe(204);
    expect((await ask('GET', '/runs', undefined, machine)).status).toBe(401);
    expect(await told<ProblemDocument>(await ask('DELETE', `/tokens/${made.id}`), 404)).toMatchObject({
      code: 'not-found',
    });
  });

  it('tokens come page by page, the latest first', async () => {
    const { id } = await service.account('ed', ['finance']);
    for (const name of ['one', 'two', 'three']) {
      await told(await ask('POST', '/tokens', { account: id, name, scopes: ['runs'] }), 201);
    }
    const names: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page<{ readonly name: string }> = await told(
        await ask('GET', `/tokens?account=${id}&limit=1${next === '' ? '' : `&cursor=${next}`}`),
        200,
      );
      names.push(...page.items.map(({ name }) => name));
      next = page.next;
    }
    expect(names).toEqual(['three', 'two', 'one']);
  });

  it('nobody makes a token that may do more than they may themselves', async () => {
    const { id: account } = await service.account('fay', ['finance']);
    const beyond = { account, name: 'payroll', scopes: ['runs', 'finance-step'] };
    expect(await told<ProblemDocument>(await ask('POST', '/tokens', beyond), 422)).toMatchObject({
      code: 'invalid-value',
      field: 'scopes',
      found: 'finance-step',
      expected: 'some of payee-data, runs, administer',
    });
    const fields = async (wrong: object) => {
      const sent = { ...beyond, ...wrong };
      const refused = await told<ProblemDocument>(await ask('POST', '/tokens', sent), 400);
      return refused.field;
    };
    expect(await fields({ scopes: [] })).toBe('scopes');
    expect(await fields({ days: 0 })).toBe('days');
    expect(await fields({ name: 'x'.repeat(101) })).toBe('name');
  });

  it('what is no account is refused with all that is wrong, and changes nothing', async () => {
    const wrong = { email: 'no address', name: '\u0007', roles: ['payee'] };
    const { problems } = await told<ProblemDocument>(await ask('POST', '/accounts', wrong), 422);
    expect(problems?.map(({ field }) => field).sort()).toEqual(['email', 'name', 'payee']);
    for (const text of ['a\u0000b@example.com', '\ud800@example.com']) {
      const refused = await told<ProblemDocument>(
        await ask('POST', '/accounts', { ...BO, email: text }),
        400,
      );
      expect(refused).toMatchObject({ code: 'invalid-value', field: 'email' });
    }
    const last = await findAccount(service.serviceDb, { person: 'maria' });
    const gone = await told<ProblemDocument>(
      await ask('PATCH', `/accounts/${last?.id}`, { disabled: true }),
      422,
    );
    expect(gone.detail).toBe('nobody would be left to administer');
    expect((await ask('GET', '/accounts/nobody')).status).toBe(404);
  });

  it('whoever does not administer learns of no account, and what was done is in the changes', async () => {
    const machine = { token: await machineOf(['runs', 'company-data', 'account']) };
    for (const [method, path] of [
      ['GET', '/accounts'],
      ['GET', '/tokens'],
      ['POST', '/accounts'],
      ['POST', '/tokens'],
      ['DELETE', '/tokens/1'],
    ] as const) {
      expect((await ask(method, path, undefined, machine)).status, `${method} ${path}`).toBe(403);
    }
    const noted = (await listChanges(service.db, { limit: 100 })).map(({ actor, command }) => [
      actor,
      command,
    ]);
    for (const command of [
      'account create',
      'account change',
      'account password',
      'token create',
      'token revoke',
    ]) {
      expect(noted).toContainEqual(['maria', command]);
    }
  });
});

/** Every text that the service keeps: what lets in may be in none. */
async function storedTexts({ serviceDb }: SignedInService): Promise<string> {
  const tables = ['idempotency_key', 'account_token', 'account_credential', 'user_account'] as const;
  const rows = await Promise.all(
    tables.map((table) => serviceDb.queries.selectFrom(table).selectAll().execute()),
  );
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
