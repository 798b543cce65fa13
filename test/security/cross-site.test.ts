import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/access/permissions.js';
import { databaseHash } from './database-hash.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { EVERY_ROUTE } from './paths-to-try.js';

let hostile: HostileService;

beforeAll(async () => {
  hostile = await hostileService((field) => field.replace('.', '-'));
});

const WRITING = EVERY_ROUTE.filter(({ method }) => method !== 'GET');

/** What another site can make a browser send without asking: forms, and text that is taken for what it is not. */
const FORMS: readonly (readonly [type: string, body: string])[] = [
  ['application/x-www-form-urlencoded', 'reason=x&decision=approved&line=ada.2026-03.1&message=x'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="reason"\r\n\r\nx\r\n--x--\r\n',
  ],
  ['text/plain', '{"reason":"x"}'],
  ['application/json', '{"reason":"x"}'],
];

/** What browsers say of a request that a page of another site has made. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another site, to an old browser': { origin: 'https://evil.example' },
  'a page without an origin': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  'another service of this machine': { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
  'a name that begins alike': { origin: 'http://127.0.0.1.evil.example' },
  'a browser that says nothing of it': {},
  'an origin that is none': { origin: 'not an origin' },
};

describe.each(Object.entries(ELSEWHERE))('what is sent from %s', (_, from) => {
  it('is refused wherever something is changed, and nothing is written', async () => {
    const before = await databaseHash(hostile.db);
    const { queries } = hostile.service.serviceDb;
    const sessions = () => queries.selectFrom('account_session').selectAll().orderBy('id').execute();
    const signedIn = await sessions();
    const found: string[] = [];
    for (const { method, path } of WRITING) {
      for (const [type, body] of FORMS) {
        const cookie = hostile.cookies.administrator;
        const headers = { cookie, 'content-type': type, ...from };
        const response = await hostile.service.ask(path.replace(/:\w+/g, '1'), { method, headers, body });
        const text = await response.text();
        const isRefused = response.status === 403 && /cross-site|page of another site/.test(text);
        if (!isRefused) found.push(`${response.status} ${method} ${path} ${type}`);
      }
    }
    expect(found).toEqual([]);
    expect(await databaseHash(hostile.db)).toEqual(before);
    expect((await sessions()).map(({ id }) => id)).toEqual(signedIn.map(({ id }) => id));
  });
});

it('a page of another site is not told that it may ask', async () => {
  for (const { path } of EVERY_ROUTE) {
    const asked = path.replace(/:\w+/g, '1');
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    const response = await hostile.service.ask(asked, { method: 'OPTIONS', headers });
    await response.text();
    expect(response.status, path).toBeGreaterThanOrEqual(400);
    const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
    expect(names, path).toEqual([]);
  }
});

it('nothing is changed by being asked for with GET, so that no picture or link of another site does', async () => {
  const before = await databaseHash(hostile.db);
  const roles: readonly Role[] = ['administrator', 'payee'];
  for (const { path } of WRITING) {
    for (const role of roles) await (await hostile.askAs(role, path.replace(/:\w+/g, '1'))).text();
  }
  expect(await databaseHash(hostile.db)).toEqual(before);
});
