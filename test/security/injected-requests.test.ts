import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permit } from '../../src/access/permit.js';
import type { Route } from '../../src/http/route.js';
import { PROBLEM_CODES } from '../../src/problems/codes.js';
import { payeeAs } from '../access/answers-to.js';
import { databaseHash } from './database-hash.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { ENDLESS, EVERY_ROUTE } from './paths-to-try.js';

let hostile: HostileService;

beforeAll(async () => {
  hostile = await hostileService((field) => field.replace('.', '-'), {
    ATTAIN_URL: 'https://pay.example.com',
  });
});

const SCRIPT = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

/** What is put where a name or a number belongs, as it stands in an address. */
const ATTEMPTS: readonly string[] = [
  '../../../../etc/passwd',
  '%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '%c0%ae%c0%ae%5cwin.ini',
  'ada%00.csv',
  '%ED%A0%80',
  '%',
  "'%20OR%201=1%20--",
  '%22;DROP%20TABLE%20deal;--',
  "ada'%20UNION%20VALUES(1)--",
  encodeURIComponent(SCRIPT),
  '%0d%0aSet-Cookie:%20x=1',
  '%F0%9F%92%B0',
  'x'.repeat(6000),
  'NaN',
  '1e309',
  '-1',
  '99999999999999999999999999',
  '2026-02-30',
  '__proto__',
];

/** Those of which each breaks something else, for where there are many places to put them. */
const FEW = ATTEMPTS.filter((_, place) => [0, 3, 4, 6, 7, 9].includes(place));

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
afterAll(() => agent.destroy());

/** An answer as it came; nothing of the address is made proper on the way to it. */
interface RawAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

function get(path: string, cookie: string, method = 'GET'): Promise<RawAnswer> {
  const { hostname, port } = new URL(hostile.service.url);
  const headers = { cookie, host: `${hostname}:${port}`, origin: hostile.service.url };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: answered } = response;
        resolve({ status: statusCode, headers: answered, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The addresses of a route with each attempt in each place of it. */
function attacked({ path, query }: Route, attempts: readonly string[]): readonly string[] {
  const found = path.includes(':') ? attempts.map((attempt) => path.replace(/:\w+/g, () => attempt)) : [];
  const usual = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(USUAL[name] ?? '1'));
  const names = Object.keys(query?.shape ?? {});
  return [
    ...found,
    ...names.flatMap((name) => FEW.map((attempt) => `${usual}?${name}=${attempt}`)),
    `${usual}?${encodeURIComponent(SCRIPT)}=1`,
    `${usual}?__proto__=1&constructor=1&a[b]=1&a=1&a=2`,
  ];
}

const USUAL: Readonly<Record<string, string>> = {
  ...{ payee: 'ada', period: '2026-03', payGroup: 'monthly-USD', line: 'ada.2026-01.1', deal: 'D-2' },
  ...{ team: 'world', plan: 'ae', receipt: 'R-2', kind: 'deals', key: 'D-2' },
};

/** Where a fault came from, or how the program and its database are made. */
const TELLTALE =
  /node_modules|\.(?:ts|tsx|js):\d+|\bat \S+ \(|sqlite|kysely|zod|select |\/(?:work|home|dev|tmp|usr)\//i;

function expectSound(path: string, { status, headers, text }: RawAnswer): void {
  const told = `${path}: ${status} ${text.slice(0, 500)}`;
  expect(status, told).toBeLessThan(500);
  expect(headers['set-cookie']?.toString() ?? '', told).not.toMatch(/\bx=1/);
  const type = String(headers['content-type'] ?? '');
  if (type.startsWith('text/html')) expect(text, told).not.toMatch(/<script>alert|<img src=x/i);
  if (status < 400) return;
  expect(text.replace(/"\/files\/[^"]*"/g, ''), told).not.toMatch(TELLTALE);
  if (type.startsWith('application/problem+json')) {
    expect(Object.keys(PROBLEM_CODES), told).toContain(JSON.parse(text).code);
    expect(JSON.parse(text).status, told).toBe(status);
  } else {
    expect(type, told).toMatch(/^text\/html/);
  }
}

const READING = EVERY_ROUTE.filter(({ method, path }) => method === 'GET' && !ENDLESS.test(path));

/** Thousands of requests: seconds on an idle machine, minutes on one that many share. */
const MOST_MILLISECONDS = 400_000;

describe.each(['administrator', 'payee'] as const)('whatever %s puts into an address', (role) => {
  const viewer = payeeAs('ada', role);
  const open = READING.filter(({ access }) => permit(access, viewer));

  it(
    'is answered or refused as any other, and changes nothing',
    async () => {
      const before = await databaseHash(hostile.db);
      const paths = open.flatMap((route) => attacked(route, role === 'payee' ? FEW : ATTEMPTS));
      const waiting = paths.values();
      const work = async () => {
        for (const path of waiting) expectSound(path, await get(path, hostile.cookies[role]));
      };
      await Promise.all(Array.from({ length: 6 }, work));
      expect(paths.length).toBeGreaterThan(300);
      expect(await databaseHash(hostile.db)).toEqual(before);
    },
    MOST_MILLISECONDS,
  );

  it('finds nothing that its own text does not name', async () => {
    for (const attempt of ["'%20OR%20'1'='1", "ada'%20--", 'ad%25', 'ad_', '*', 'ada%20', '%20ada', 'ADA']) {
      for (const path of [
        `/api/v1/payees/${attempt}/statements`,
        `/api/v1/deals/${attempt}`,
        `/payees/${attempt}/statements`,
      ]) {
        expect((await get(path, hostile.cookies[role])).status, path).toBe(404);
      }
    }
    const begins = JSON.parse((await get('/api/v1/payees?begins=%25', hostile.cookies[role])).text);
    expect(begins.items).toEqual([]);
  });
});

it('whatever is put where something is changed changes nothing', async () => {
  const before = await databaseHash(hostile.db);
  const writing = EVERY_ROUTE.filter(({ method, path }) => method !== 'GET' && path.includes(':'));
  for (const { method, path } of writing) {
    for (const attempt of FEW) {
      const asked = path.replace(/:\w+/g, () => attempt);
      const answered = await get(asked, hostile.cookies.administrator, method);
      expectSound(`${method} ${asked}`, answered);
      expect(answered.status, asked).toBeGreaterThanOrEqual(400);
    }
  }
  expect(await databaseHash(hostile.db)).toEqual(before);
});

describe('every answer', () => {
  const asked = () => [
    ...READING.map(({ path }) =>
      path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(USUAL[name] ?? '1')),
    ),
    ...[
      '/nowhere',
      '/api/v1/nowhere',
      '/%',
      '/files/x/style.css',
      '/sign-in/nowhere',
      '/.env',
      '/.git/config',
      '//evil.example',
    ],
  ];

  it('says that it may not be run, framed, guessed at, or kept by others', async () => {
    for (const path of asked()) {
      for (const cookie of [hostile.cookies.administrator, '']) {
        const { status, headers } = await get(path, cookie);
        const told = `${status} ${path} ${JSON.stringify(headers)}`;
        const policy = String(headers['content-security-policy'] ?? '');
        expect(policy, told).toMatch(/default-src 'none'/);
        expect(policy, told).toMatch(/frame-ancestors 'none'/);
        // The page of the API's documentation is made by what draws it with styles of its own.
        const strict =
          path === '/api/v1/docs' ? policy.replace(`style-src 'self' 'unsafe-inline'`, '') : policy;
        expect(strict, told).not.toMatch(/unsafe|\*|https?:/);
        if (String(headers['content-type']).startsWith('text/html')) {
          expect(policy, told).toMatch(/base-uri 'none'/);
          expect(policy, told).toMatch(/form-action '(?:self|none)'/);
        }
        expect(headers['x-content-type-options'], told).toBe('nosniff');
        expect(headers['x-frame-options'], told).toBe('DENY');
        expect(headers['referrer-policy'], told).toMatch(/^(?:no-referrer|same-origin)$/);
        expect(headers['strict-transport-security'], told).toBe('max-age=31536000');
        expect(headers['x-powered-by'] ?? headers['server'], told).toBeUndefined();
        expect(headers['x-request-id'], told).toMatch(/^[0-9a-f-]{36}$/);
        const kept = String(headers['cache-control'] ?? '');
        const isOfProgram = /^\/(?:files|api\/v1\/docs)\//.test(path);
        if (!isOfProgram) expect(kept, told).toMatch(/^(?:no-store|private, no-cache)$/);
        if (!isOfProgram && cookie === '') expect(kept, told).not.toMatch(/public/);
      }
    }
  });

  it('to what is not there is a refusal like any other', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'OPTIONS']) {
      for (const path of [
        '/nowhere',
        '/api/v1/nowhere',
        '/api/v1/payees/ada',
        '/sign-in/email',
        '/healthz',
        '/',
      ]) {
        const answered = await get(path, hostile.cookies.administrator, method);
        if (answered.status < 400) continue;
        expect([400, 404, 405, 415], `${method} ${path} ${answered.status}`).toContain(answered.status);
        expectSound(`${method} ${path}`, answered);
      }
    }
  });

  it('keeps what is of the viewer from what is shown to the next', async () => {
    const { text } = await get('/api/v1/payees/ada/statements', hostile.cookies.payee);
    expect(JSON.parse(text).items.length).toBeGreaterThan(0);
    for (const path of ['/api/v1/payees/ada/statements', '/payees/ada/statements']) {
      const stranger = await get(path, '');
      expect([401, 303]).toContain(stranger.status);
      expect(stranger.text).not.toMatch(/2026-0/);
    }
  });

  it('sets cookies for TLS alone where the service is reached by it', async () => {
    const answered = await hostile.service.send('/sign-in', { email: 'x@example.com', password: 'y' });
    for (const cookie of answered.headers.getSetCookie()) expect(cookie).toMatch(/Secure/);
    const out = await hostile.service.send(
      '/account/locale',
      { locale: 'de-AT' },
      { cookie: hostile.cookies.payee },
    );
    const notices = out.headers.getSetCookie();
    expect(notices.length).toBeGreaterThan(0);
    for (const cookie of notices) expect(cookie).toMatch(/HttpOnly/);
  });
});
