import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { isStreamed } from '../../src/http/route-body.js';
import { databaseHash } from './database-hash.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { ENDLESS, EVERY_ROUTE } from './paths-to-try.js';

let hostile: HostileService;
let before: Readonly<Record<string, string>>;

beforeAll(async () => {
  hostile = await hostileService((field) => field.replace('.', '-'));
  before = await databaseHash(hostile.db);
});

const MEBIBYTE = 1024 * 1024;
/** Many times what it takes, for busy machines; what grows with the square of the size takes longer. */
const MOST_MILLISECONDS = 5000;
/** What an operating system takes in while nobody reads. */
const UNREAD_BYTES = 8 * MEBIBYTE;

const TAKING = EVERY_ROUTE.flatMap(({ method, path, body }) => {
  if (body === undefined) return [];
  const types = isStreamed(body) ? Object.keys(body.content) : ['application/json'];
  const type = types[0] === 'multipart/form-data' ? `${types[0]}; boundary=x` : (types[0] ?? '');
  return [{ route: `${method} ${path}`, method, path: filled(path), type, maxBytes: body.maxBytes }];
});

/** So much is sent to see that no more is taken; what may be larger goes to a file as it comes in. */
const SMALL = TAKING.filter(({ maxBytes }) => maxBytes <= 20 * MEBIBYTE);

function filled(path: string): string {
  const usual: Readonly<Record<string, string>> = {
    kind: 'deals',
    payGroup: 'monthly-USD',
    period: '2026-03',
  };
  return path.replace(/:(\w+)/g, (_, name: string) => usual[name] ?? '1');
}

/** What came back for bytes that are written as they are, and how many of them were taken until it hung up. */
interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly taken: number;
}

/** Writes a request head, and then pieces for as long as the other end takes them. */
function write(head: readonly string[], pieces: Iterable<Buffer> = []): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(hostile.service.url);
  const cookie = hostile.cookies.administrator;
  const all = [
    ...head,
    `Host: ${host}`,
    `Cookie: ${cookie}`,
    `Origin: ${hostile.service.url}`,
    'Connection: close',
  ];
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let taken = 0;
    const socket = connect(Number(port), hostname);
    const waiting = pieces[Symbol.iterator]();
    const send = () => {
      for (;;) {
        const { value, done } = waiting.next();
        if (done === true || socket.destroyed) return;
        taken += value.length;
        if (!socket.write(value)) return;
      }
    };
    socket.on('connect', () => {
      socket.write(`${all.join('\r\n')}\r\n\r\n`);
      send();
    });
    socket.on('drain', send);
    socket.on('data', (chunk) => chunks.push(chunk));
    // Whoever is hung up on while writing is told so as an error.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, taken });
    });
  });
}

function* pieces(bytes: number, isChunked: boolean): Generator<Buffer> {
  const size = 64 * 1024;
  const piece = Buffer.alloc(size, ' ');
  const chunk = isChunked
    ? Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
    : piece;
  for (let sent = 0; sent < bytes; sent += size) yield chunk;
  if (isChunked) yield Buffer.from('0\r\n\r\n');
}

/** What an answer to somebody who sends too much is like. */
function expectRefused({ status, text }: RawAnswer, statuses: readonly number[], told: string): void {
  expect(statuses, `${told}: ${text.slice(0, 600)}`).toContain(status);
  expect(text.toLowerCase(), told).toMatch(/content-type: (?:application\/problem\+json|text\/html)/);
}

describe.each(TAKING)('$route', ({ method, path, type, maxBytes }) => {
  const head = (...more: readonly string[]) => [
    `${method} ${path} HTTP/1.1`,
    `Content-Type: ${type}`,
    ...more,
  ];

  it('refuses a body that says it is too large, without reading it', async () => {
    const declared = write(head(`Content-Length: ${maxBytes + 1}`), [Buffer.alloc(1000, ' ')]);
    const answered = await Promise.race([
      declared,
      new Promise<null>((resolve) => setTimeout(resolve, 5000, null)),
    ]);
    expect(answered, 'it waits for the body').not.toBeNull();
    if (answered !== null) expectRefused(answered, [413], path);
  });

  it('refuses what is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(4 * MEBIBYTE, '['));
    for (const encoding of ['gzip', 'br, gzip']) {
      const init = { method, body: bomb, headers: { 'content-type': type, 'content-encoding': encoding } };
      const answered = await hostile.askAs('administrator', path, init);
      await answered.text();
      expect([413, 415], encoding).toContain(answered.status);
    }
  });
});

it.each(SMALL)(
  '$route takes no more of an endless body than it may',
  async ({ method, path, type, maxBytes }) => {
    const head = [`${method} ${path} HTTP/1.1`, `Content-Type: ${type}`, 'Transfer-Encoding: chunked'];
    const answered = await write(head, pieces(maxBytes + 4 * UNREAD_BYTES, true));
    // Whoever goes on writing when it hangs up may not get to see why.
    if (answered.status !== 0) expectRefused(answered, [413], path);
    expect(answered.taken).toBeLessThan(maxBytes + UNREAD_BYTES);
  },
);

it('what takes no body refuses one', async () => {
  for (const { method, path } of EVERY_ROUTE.filter(
    (each) => each.body === undefined && !ENDLESS.test(each.path),
  )) {
    for (const length of [`Content-Length: ${MEBIBYTE}`, 'Transfer-Encoding: chunked']) {
      const head = [`${method} ${filled(path)} HTTP/1.1`, length];
      const answered = await write(head, pieces(MEBIBYTE, length.startsWith('T')));
      // Where the query is refused, the body is not even looked at.
      if (answered.status !== 0) expectRefused(answered, [400, 413], `${method} ${path}`);
    }
  }
});

describe('a body of the right size with too much in it', () => {
  const many = (count: number, entry: (number: number) => string, joint: string) =>
    Array.from({ length: count }, (_, number) => entry(number)).join(joint);
  const FORMS: Readonly<Record<string, string>> = {
    'one field again and again': many(30_000, () => 'a=1', '&'),
    'fields without a value': many(30_000, () => 'reason', '&'),
    'many fields': many(30_000, (number) => `f${number}=1`, '&'),
    'a long value': `reason=${'x'.repeat(200_000)}`,
    'a long name': `${'x'.repeat(200_000)}=1`,
    'broken escapes': many(30_000, () => 'a=%', '&'),
    'names of what every object has': '__proto__=1&constructor=1&toString=1&hasOwnProperty=1&length=1',
  };
  const PARTS = many(
    10_000,
    (number) => `--x\r\nContent-Disposition: form-data; name="f${number}"\r\n\r\n1\r\n`,
    '',
  );
  const DEEP = 30_000;
  const JSONS: Readonly<Record<string, string>> = {
    'many keys': `{${many(20_000, (number) => `"f${number}":1`, ',')}}`,
    'one key again and again': `{${many(20_000, () => '"reason":"x"', ',')}}`,
    'lists in lists': '['.repeat(DEEP) + ']'.repeat(DEEP),
    'objects in objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
    'a list in each key': `{"items":[${many(10_000, () => '{}', ',')}],"files":[${many(20_000, () => '1', ',')}]}`,
    'a long number': `{"through":${'9'.repeat(200_000)}}`,
    'a long text': `{"reason":"${'x'.repeat(200_000)}","message":"${'x'.repeat(10_000)}"}`,
    'names of what every object has': '{"__proto__":{"reason":"x"},"constructor":{"prototype":{}}}',
  };

  const forms = TAKING.filter(
    ({ type, route }) => !type.startsWith('application/') || !route.includes('/api/'),
  );
  const ofJson = TAKING.filter(
    ({ type, maxBytes }) => type === 'application/json' && maxBytes <= 20 * MEBIBYTE,
  );

  it.each(forms)('$route', async ({ method, path, type }) => {
    // What it works with is started by the first who asks.
    await (
      await hostile.askAs('administrator', path, { method, body: 'x=1', headers: { 'content-type': type } })
    ).text();
    for (const [name, body] of Object.entries(FORMS)) {
      if (type.startsWith('multipart')) continue;
      await expectBounded(`${name} at ${path}`, path, { method, body, headers: { 'content-type': type } });
    }
    const headers = { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' };
    for (const name of ['__proto__', 'constructor', '']) {
      const part = `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`;
      await expectBounded(`${name} at ${path}`, path, { method, body: `${part}${part}--x--\r\n`, headers });
    }
    await expectBounded(`parts at ${path}`, path, { method, body: `${PARTS}--x--\r\n`, headers });
  });

  it.each(ofJson)('$route', async ({ method, path }) => {
    for (const [name, body] of Object.entries(JSONS)) {
      await expectBounded(`${name} at ${path}`, path, {
        method,
        body,
        headers: { 'content-type': 'application/json' },
      });
    }
  });

  /** Refused in time, and in fewer words than were sent. */
  async function expectBounded(told: string, path: string, init: RequestInit): Promise<void> {
    const begun = performance.now();
    const answered = await hostile.askAs('administrator', path, init).catch((error: Error) => error);
    // As above: this takes in what is sent while it comes, and hangs up in the middle.
    if (answered instanceof Error) return expect(told, answered.message).toBe('parts at /imports');
    const text = await answered.text();
    const milliseconds = Math.round(performance.now() - begun);
    const came = `${told}: ${answered.status} in ${milliseconds} ms, ${text.length} characters: ${text.slice(0, 300)}`;
    expect(answered.status, came).toBeLessThan(500);
    // On a busy machine, what is imported is refused later, where it can be followed.
    if (answered.status !== 202) expect(answered.status, came).toBeGreaterThanOrEqual(400);
    expect(text.length, came).toBeLessThan(MEBIBYTE);
    expect(milliseconds, came).toBeLessThan(MOST_MILLISECONDS);
  }
});

describe('an address or headers beyond measure', () => {
  const get = (path: string, ...headers: readonly string[]) => write([`GET ${path} HTTP/1.1`, ...headers]);

  it('are refused', async () => {
    for (const path of ['/api/v1/payees', '/payees', '/account']) {
      expectRefused(await get(`${path}?q=${'x'.repeat(20_000)}`), [414, 431], path);
      expectRefused(await get(path, `X-Long: ${'x'.repeat(20_000)}`), [431], path);
      expectRefused(
        await get(path, ...Array.from({ length: 900 }, (_, number) => `X-${number}: ${'x'.repeat(20)}`)),
        [431],
        path,
      );
      expectRefused(await get(`${path}?${'a=1&'.repeat(3000)}`), [400, 414, 431], path);
      expectRefused(await get(`${path}/${'x/'.repeat(5000)}`), [404, 414], path);
    }
  });

  it('are read no further than need be', async () => {
    for (const header of [
      `Accept-Language: ${'de-AT,'.repeat(2000)}`,
      `Accept-Language: ${'x-'.repeat(5000)}`,
      `Accept: ${'text/csv;q=0.1,'.repeat(900)}`,
      `If-None-Match: ${'"x",'.repeat(3000)}`,
      `Cookie: attain-notice=${'%F0%9F%92%B0'.repeat(800)}`,
      'Cookie: attain-notice=%; attain.session_token=%E0%A4%A',
      `User-Agent: ${'x'.repeat(10_000)}`,
      `X-Request-Id: ${'x'.repeat(10_000)}`,
      `Range: bytes=${'0-1,'.repeat(2500)}`,
      `X-Forwarded-For: ${'1.1.1.1,'.repeat(1500)}`,
    ]) {
      for (const path of ['/api/v1/payees/ada/statements/2026-03', '/payees', '/nowhere']) {
        const { status, text } = await get(path, header);
        expect(status, `${path} ${header.slice(0, 60)}: ${text.slice(0, 300)}`).toBeGreaterThanOrEqual(200);
        expect(status, `${path} ${header.slice(0, 60)}`).toBeLessThan(500);
        expect(text).not.toContain('x'.repeat(500));
      }
    }
  });
});

it('of all this, nothing was written', async () => {
  expect(await databaseHash(hostile.db)).toEqual(before);
});
