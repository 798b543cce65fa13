import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/access/permissions.js';
import type { Route } from '../../src/http/route.js';
import { PAGES } from '../../src/web/pages.js';
import { PASSWORD } from '../http/accounts/signed-in-service.js';
import { type HostileService, hostileService, tokenOf } from './hostile-service.js';
import { EVERY_ROUTE } from './paths-to-try.js';

let hostile: HostileService;
let token: string;

beforeAll(async () => {
  // A proxy that is trusted says where requests come from, so that no test is throttled by another.
  hostile = await hostileService((field) => field.replace('.', '-'), { ATTAIN_TRUST_PROXY: '1' });
  token = await tokenOf(hostile.service, hostile.accounts.administrator, 'all');
});

const CLOSED = EVERY_ROUTE.filter(({ access }) => access !== 'public');
const PAGE_PATHS: ReadonlySet<string> = new Set(PAGES.map(({ path }) => path));

/** Asks for a route without a way into it, and says whether it was answered as a stranger is. */
async function isStranger({ method, path }: Route, headers: Readonly<Record<string, string>>, query = '') {
  const asked = path.replace(/:\w+/g, '1') + query;
  const origin = hostile.service.url;
  const response = await hostile.service.ask(asked, { method, headers: { origin, ...headers } });
  const text = await response.text();
  const told = `${method} ${asked}: ${response.status} ${text.slice(0, 300)}`;
  if (PAGE_PATHS.has(path)) {
    expect(response.headers.get('location'), told).toMatch(/^\/sign-in\?next=/);
    expect(text, told).toBe('');
  } else {
    expect(response.status, told).toBe(401);
    expect(JSON.parse(text).code, told).toBe('sign-in-needed');
  }
}

async function statusBy(headers: Readonly<Record<string, string>>, path = '/api/v1/payees') {
  return (await hostile.service.ask(path, { headers })).status;
}

let addresses = 0;

/** Tries to sign in, each time from elsewhere unless said. */
async function trySignIn(email: string, password: string, from?: string) {
  addresses += 1;
  const forwarded = from ?? `198.51.${addresses >> 8}.${addresses & 255}`;
  return hostile.service.send('/sign-in', { email, password }, { 'x-forwarded-for': forwarded });
}

async function freshCookie(name: string): Promise<string> {
  const response = await trySignIn(`${name}@example.com`, PASSWORD);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('every route that is not for strangers is closed', () => {
  const tampered = () => {
    const [name = '', value = ''] = hostile.cookies.administrator.split(/=(.*)/s);
    const [session = '', signature = ''] = decodeURIComponent(value).split('.');
    const written = (text: string) => `${name}=${encodeURIComponent(text)}`;
    return {
      'a forged session': written(`${'a'.repeat(32)}.${signature}`),
      'a session that is cut off': written(`${session.slice(0, -1)}.${signature}`),
      'a signature that is cut off': written(`${session}.${signature.slice(0, -2)}`),
      'no signature': written(session),
      'the signature of nothing': written(`.${signature}`),
      'a session of another name': `session_token=${value}`,
      'a name for TLS alone': `__Secure-${name}=${value}`,
      nonsense: `${name}=%00%ff; ${name}[]=1; __proto__=1`,
    };
  };

  it.each(Object.keys(EMPTY_NAMES()))('to %s', async (kind) => {
    const cookie = (tampered() as Readonly<Record<string, string>>)[kind] ?? '';
    for (const route of CLOSED) await isStranger(route, { cookie });
  });

  it('to what is no token, and to a token anywhere but in its header', async () => {
    const wrong = [
      ...['Bearer', 'Bearer ', `Basic ${btoa(`attain:${token}`)}`, token, `Token ${token}`],
      ...[`Bearer ${token.slice(0, -1)}`, `Bearer ${token}a`, `Bearer attain_${'a'.repeat(64)}`],
      ...[
        `Bearer ${token}, Bearer ${token}`,
        "Bearer attain_' or 1=1 --",
        `Bearer attain_${'a'.repeat(7000)}`,
      ],
    ];
    for (const authorization of wrong) expect(await statusBy({ authorization }), authorization).toBe(401);
    // Beside a session that is right, too: who sends both means the token.
    const cookie = hostile.cookies.administrator;
    expect(await statusBy({ cookie, authorization: `Bearer ${token.slice(0, -1)}` })).toBe(401);
    for (const name of ['x-api-key', 'api-key', 'x-auth-token', 'cookie', 'proxy-authorization']) {
      expect(await statusBy({ [name]: name === 'cookie' ? `token=${token}` : token }), name).toBe(401);
    }
    for (const route of CLOSED) {
      await isStranger(
        route,
        {},
        `?access_token=${token}&token=${token}&api_key=${token}&authorization=Bearer%20${token}`,
      );
    }
    expect(await statusBy({ authorization: `Bearer ${token}` })).toBe(200);
  });

  it('to a session in the address', async () => {
    const [name = '', value = ''] = hostile.cookies.administrator.split(/=(.*)/s);
    for (const route of CLOSED) await isStranger(route, {}, `?${name}=${value}&session=${value}`);
  });

  it('to a token for nothing that they are for', async () => {
    const few = await tokenOf(hostile.service, hostile.accounts.administrator, 'few', ['monitor']);
    const found: string[] = [];
    for (const { method, path, access } of CLOSED) {
      if (access === 'monitor') continue;
      const asked = path.replace(/:\w+/g, '1');
      const response = await hostile.service.ask(asked, {
        method,
        headers: { authorization: `Bearer ${few}` },
      });
      await response.text();
      if (response.status !== 403) found.push(`${response.status} ${method} ${path}`);
    }
    expect(found).toEqual([]);
    expect(await statusBy({ authorization: `Bearer ${few}` }, '/metrics')).toBe(200);
  });

  it('and what better-auth itself could be asked is not there at all', async () => {
    const { administrator: cookie } = hostile.cookies;
    for (const place of [
      ...[
        'email',
        'sign-up/email',
        'get-session',
        'list-sessions',
        'update-user',
        'change-email',
        'delete-user',
      ],
      ...[
        'change-password',
        'forget-password',
        'reset-password',
        'sign-out',
        'sign-in/email',
        'sign-in/social',
      ],
      ...['api-key/create', 'api-key/list', 'api-key/verify', 'link-social', 'set-password', 'ok', 'error'],
    ]) {
      for (const method of ['GET', 'POST']) {
        const headers = { cookie, origin: hostile.service.url, 'content-type': 'application/json' };
        const body = method === 'POST' ? { body: '{}' } : {};
        const response = await hostile.service.ask(`/sign-in/${place}`, { method, headers, ...body });
        await response.text();
        expect([404, 405], `${method} /sign-in/${place}`).toContain(response.status);
      }
    }
  });
});

/** The names of what is tried, before there is a service. */
function EMPTY_NAMES() {
  return {
    'a forged session': '',
    'a session that is cut off': '',
    'a signature that is cut off': '',
    'no signature': '',
    'the signature of nothing': '',
    'a session of another name': '',
    'a name for TLS alone': '',
    nonsense: '',
  };
}

describe('a session', () => {
  it('is a cookie that no script reads and no other site sends along', async () => {
    const response = await trySignIn('auditor@example.com', PASSWORD);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('cannot be chosen for somebody before they sign in', async () => {
    const [name = ''] = hostile.cookies.auditor.split('=');
    const chosen = `${name}=${'a'.repeat(32)}.c2lnbmF0dXJl`;
    for (const brought of [chosen, hostile.cookies.payee]) {
      addresses += 1;
      const headers = { cookie: brought, 'x-forwarded-for': `203.0.113.${addresses & 255}` };
      const form = { email: 'auditor@example.com', password: PASSWORD };
      const answered = await hostile.service.send('/sign-in', form, headers);
      const given = answered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      expect(answered.status).toBe(303);
      expect(given).not.toBe(brought);
      expect(await statusBy({ cookie: given }, '/api/v1/runs')).toBe(200);
      // What was brought along has not become theirs.
      expect(await statusBy({ cookie: brought }, '/api/v1/runs')).not.toBe(200);
    }
  });

  it('ends with signing out, whoever has kept the cookie', async () => {
    const [kept, other] = [await freshCookie('auditor'), await freshCookie('auditor')];
    expect((await hostile.service.send('/sign-out', {}, { cookie: kept })).status).toBe(303);
    expect(await statusBy({ cookie: kept })).toBe(401);
    expect(await statusBy({ cookie: other })).toBe(200);
  });

  it('of another browser ends when the password is changed', async () => {
    const [here, there] = [await freshCookie('auditor'), await freshCookie('auditor')];
    const change = async (cookie: string, current: string, wanted: string) => {
      const changed = await hostile.service.send(
        '/account/password',
        { current, wanted, again: wanted },
        { cookie },
      );
      expect(changed.status).toBe(303);
      return changed.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    };
    const fresh =
      (await change(here, PASSWORD, 'another password')).find((each) => each.includes('session')) ?? '';
    expect(await statusBy({ cookie: there })).toBe(401);
    expect(await statusBy({ cookie: here })).toBe(401);
    expect(await statusBy({ cookie: fresh })).toBe(200);
    expect((await trySignIn('auditor@example.com', PASSWORD)).status).toBe(403);
    await change(fresh, 'another password', PASSWORD);
  });

  it('ends with other roles, so that nobody keeps what they may no longer', async () => {
    const { compAdmin } = hostile.accounts;
    const cookie = await freshCookie('compadmin');
    const changed = { email: compAdmin.email, name: compAdmin.name, roles: 'auditor' };
    const administrator = { cookie: hostile.cookies.administrator };
    expect((await hostile.service.send(`/accounts/${compAdmin.id}`, changed, administrator)).status).toBe(
      303,
    );
    expect(await statusBy({ cookie })).toBe(401);
  });

  it('of an administrator who acts for a payee is that of the payee until the hour is over', async () => {
    const cookie = await freshCookie('administrator');
    const origin = hostile.service.url;
    const begun = await hostile.service.send(
      `/accounts/${hostile.accounts.payee.id}/act-for`,
      {},
      { cookie },
    );
    expect(begun.status).toBe(303);
    expect(await statusBy({ cookie, origin }, '/accounts')).toBe(403);
    expect(await statusBy({ cookie }, '/api/v1/payees/bo/statements')).toBe(404);
    await hostile.service.serviceDb.queries
      .updateTable('account_session')
      .set({ acting_until: '2020-01-01T00:00:00.000Z' })
      .where('acting_for', 'is not', null)
      .execute();
    expect(await statusBy({ cookie }, '/api/v1/payees/bo/statements')).toBe(200);
  });
});

describe('a token', () => {
  it('of a disabled account, a revoked and an expired one open nothing', async () => {
    const { finance } = hostile.accounts;
    const { queries } = hostile.service.serviceDb;
    const [first, second] = [
      await tokenOf(hostile.service, finance, 'first'),
      await tokenOf(hostile.service, finance, 'second'),
    ];
    const by = (each: string) => statusBy({ authorization: `Bearer ${each}` });
    expect([await by(first), await by(second)]).toEqual([200, 200]);
    const set = (disabled: bigint) =>
      queries.updateTable('user_account').set({ disabled }).where('id', '=', finance.id).execute();
    await set(1n);
    expect([await by(first), await statusBy({ cookie: hostile.cookies.finance })]).toEqual([401, 401]);
    await set(0n);
    await queries.deleteFrom('account_token').where('name', '=', 'first').execute();
    expect(await by(first)).toBe(401);
    await queries
      .updateTable('account_token')
      .set({ expires_at: '2020-01-01T00:00:00.000Z' })
      .where('name', '=', 'second')
      .execute();
    expect(await by(second)).toBe(401);
  });

  it('may no more than its owner, whatever it was made for', async () => {
    const all = await tokenOf(hostile.service, hostile.accounts.payee, 'all of a payee');
    const by = (path: string) => statusBy({ authorization: `Bearer ${all}` }, path);
    expect(await by('/api/v1/payees/ada/statements')).toBe(200);
    expect(await by('/api/v1/payees/bo/statements')).toBe(404);
    expect([await by('/accounts'), await by('/api/v1/runs'), await by('/metrics')]).toEqual([403, 403, 403]);
  });
});

describe('signing in', () => {
  it('leads nowhere but to pages of its own, from wherever', async () => {
    const places = [
      ...[
        'https://evil.example',
        '//evil.example',
        '/\\evil.example',
        '\\\\evil.example',
        '/%5Cevil.example',
      ],
      ...['/\t/evil.example', '/\n/evil.example', ' //evil.example', '///evil.example', '/./\\evil.example'],
      ...[
        '/..//evil.example',
        '/a/..//evil.example',
        'javascript:alert(1)',
        'data:text/html,x',
        '/@evil.example',
      ],
      ...['http:evil.example', '//evil.example/%2f..', '/%09/evil.example', '/\u0000/evil.example', '//[::1'],
    ];
    const isOwn = (location: string) => {
      expect(location).toMatch(/^\/(?![/\\])/);
      expect(location).not.toMatch(/[\t\n\r]/);
      expect(new URL(location, hostile.service.url).origin).toBe(hostile.service.url);
    };
    const cookie = await freshCookie('manager');
    for (const next of places) {
      const asked = `/sign-in?next=${encodeURIComponent(next)}`;
      const led = await hostile.service.ask(asked, { headers: { cookie } });
      expect(led.status).toBe(303);
      isOwn(led.headers.get('location') ?? '');
      const shown = await (await hostile.service.ask(asked)).text();
      isOwn(/name="next" value="([^"]*)"/.exec(shown)?.[1]?.replaceAll('&amp;', '&') ?? '');
    }
    for (const next of places.slice(0, 5)) {
      addresses += 1;
      const form = { email: 'manager@example.com', password: PASSWORD, next };
      const headers = { 'x-forwarded-for': `192.0.2.${addresses & 255}` };
      isOwn((await hostile.service.send('/sign-in', form, headers)).headers.get('location') ?? '');
    }
  });

  it('is held up after five tries, however the address is written', async () => {
    const from = '203.0.113.250';
    const ways = [
      'manager@example.com',
      'MANAGER@example.com',
      ' manager@example.com',
      'Manager@Example.Com ',
    ];
    for (const email of [...ways, 'manager@EXAMPLE.com']) {
      expect((await trySignIn(email, 'wrong horse battery', from)).status).toBe(403);
    }
    for (const email of ways) {
      const held = await trySignIn(email, PASSWORD, from);
      expect(held.status).toBe(429);
      expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    // The first of the addresses is what a client may write itself.
    expect((await trySignIn(ways[0] ?? '', PASSWORD, `198.51.100.99, ${from}`)).status).toBe(429);
    // Whoever is elsewhere is not held up by it.
    expect((await trySignIn(ways[0] ?? '', PASSWORD, '203.0.113.251')).status).toBe(303);
  });

  it('tells neither by its words nor by its time who has an account', async () => {
    await hostile.service.account('by-provider', ['auditor'], { password: { kind: 'none' } });
    const emails: Readonly<Record<string, (number: number) => string>> = {
      unknown: (number) => `nobody-${number}@example.com`,
      known: () => 'finance@example.com',
      'without a password': () => 'by-provider@example.com',
    };
    const times = new Map<string, number[]>(Object.keys(emails).map((kind) => [kind, []]));
    const words = new Set<string>();
    for (let number = 0; number < 12; number += 1) {
      for (const [kind, emailOf] of Object.entries(emails)) {
        const email = emailOf(number);
        const begun = performance.now();
        const response = await trySignIn(email, 'wrong horse battery');
        const text = await response.text();
        times.get(kind)?.push(performance.now() - begun);
        words.add(`${response.status} ${text.replaceAll(email, 'x')}`);
      }
    }
    expect(words.size).toBe(1);
    const medians = [...times].map(([kind, all]) => [kind, median(all)] as const);
    const [shortest, longest] = [Math.min, Math.max].map((pick) => pick(...medians.map(([, time]) => time)));
    expect((longest ?? 0) / (shortest ?? 1), JSON.stringify(medians)).toBeLessThan(1.6);
  });
});

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

it('somebody of each role was signed in all along', async () => {
  const kept = ROLES.filter((role) => !['compAdmin', 'auditor'].includes(role));
  for (const role of kept) expect(await statusBy({ cookie: hostile.cookies[role] }), role).toBe(200);
});
