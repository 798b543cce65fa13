import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/http/routes.js';
import type { RunningServer } from '../../src/http/server.js';
import { publishedRun } from '../../src/store/runs.js';
import { seedOf } from '../property/seed.js';
import { databaseHash } from '../security/database-hash.js';
import { expectDocumented } from './documented.js';
import { almost, anyText, MONSTERS } from './fuzz-bodies.js';
import { expectSound, OPERATIONS, type Operation } from './fuzz-operations.js';
import { type RawRequest, type RawResponse, rawRequest } from './raw-request.js';
import { COMPANY_TEXT, calculatedDatabase, PLAN_TEXT, type ServedDatabase, serviceOver } from './service.js';

let db: ServedDatabase;
let service: RunningServer;

beforeAll(async () => {
  db = await calculatedDatabase();
  service = await serviceOver(db);
});

const runs = { seed: seedOf('fuzz of the service', 80), numRuns: 80 } as const;

const name = anyText;
const encoded = fc.oneof(
  name.map((text) => encodeURIComponent(text)),
  fc.constantFrom('%', '%zz', '%E0%A4%A', '%ED%A0%80', '%00', '%ff'),
);

/** What every route is asked with in its path and query, before what is made at random. */
const PIECES = ['%', '%E0%A4%A', '%ED%A0%80', '%00', '%22%3Cb%3E', '..%2F', '-1', '9'.repeat(400)] as const;

async function sendAndExpect(request: RawRequest): Promise<RawResponse> {
  const response = await rawRequest(service, request);
  expectSound(request, response);
  return response;
}

const json = { 'content-type': 'application/json' };
const check = (body: string | Buffer) =>
  sendAndExpect({ method: 'POST', path: '/api/v1/rules/check', headers: json, body });

const WRITING = OPERATIONS.filter(({ method }) => method !== 'GET');

/** What of an operation is asked: its path filled, and a query of names that it has and others. */
function target({ path, names }: Operation): fc.Arbitrary<string> {
  const known = names.length === 0 ? fc.constant('x') : fc.constantFrom(...names);
  const query = fc.array(fc.tuple(fc.oneof(known, encoded), encoded), { maxLength: 4 });
  return fc.tuple(fc.array(encoded, { minLength: 3, maxLength: 3 }), query).map(([values, pairs]) => {
    const filled = values.reduce((rest, value) => rest.replace(/:\w+/, () => value), path);
    const written = pairs.map(([key, value]) => `${key}=${value}`).join('&');
    return written === '' ? filled : `${filled}?${written}`;
  });
}

/** What a database holds, and which results are shown: what is refused leaves both as they are. */
async function stateOf(): Promise<unknown> {
  return { held: await databaseHash(db), published: await publishedRun(db) };
}

describe('whatever is asked, it is answered or refused with a problem document', () => {
  it.each(OPERATIONS)('$route with anything in its path and query', async (operation) => {
    const { method, path } = operation;
    const ask = async (filled: string) => {
      const response = await sendAndExpect({ method, path: filled });
      // A path that was filled so that another route is for it is described there.
      if (response.status !== 404 && response.status !== 405) expectDocumented({ method, path }, response);
    };
    for (const piece of PIECES) {
      await ask(`${path.replaceAll(/:\w+/g, () => piece)}?${operation.names[0] ?? 'x'}=${piece}`);
    }
    await fc.assert(fc.asyncProperty(target(operation), ask), { ...runs, numRuns: 15 });
  });

  it('any path that is hardly one', async () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abA1/.?&=%#:;,+~\'"[]{}|^\\<>@!$*()_-') });
    await fc.assert(
      fc.asyncProperty(plain, async (path) => {
        await sendAndExpect({ path: `/${path}` });
        await sendAndExpect({ path: `/api/v1/${path}` });
      }),
      runs,
    );
  });

  it('any method', async () => {
    for (const method of [
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'PURGE',
      'QUERY',
      'POST',
    ]) {
      for (const { path } of ROUTES) {
        if (ROUTES.some((each) => each.path === path && each.method === method)) continue;
        const response = await sendAndExpect({ method, path: path.replaceAll(/:\w+/g, 'x') });
        expect(response.status).toBe(405);
      }
    }
  });

  it('any headers', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1 ,;=/*"-W') });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (tag, accept, type) => {
        const headers = {
          'if-none-match': tag,
          accept,
          range: accept,
          'content-type': type,
          'x-request-id': tag,
        };
        const path = '/api/v1/payees/ada/statements/2026-02';
        const response = await rawRequest(service, { path, headers });
        expect([200, 304]).toContain(response.status);
        await sendAndExpect({ method: 'POST', path: '/api/v1/rules/check', headers, body: '{}' });
      }),
      runs,
    );
  });
});

describe('whatever is sent as a body, it is taken or refused, and nothing of what is refused stays', () => {
  const sendTo = async (
    { method, path }: Operation,
    type: string,
    body: string | Buffer,
    at = path,
  ): Promise<RawResponse> => {
    const filled = at.replaceAll(/:\w+/g, (each) => SAMPLES[each] ?? 'x');
    const response = await sendAndExpect({ method, path: filled, headers: { 'content-type': type }, body });
    expectDocumented({ method, path }, response);
    return response;
  };
  const SAMPLES: Readonly<Record<string, string>> = { ':kind': 'deals', ':id': '999999' };
  const TAKING = WRITING.filter(({ bodies }) => Object.keys(bodies).length > 0);
  // Several at a time, as some are waited for.
  const handful = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 10, maxLength: 10 });

  it.each(WRITING)('$route with what is no body of it', async (operation) => {
    const before = await stateOf();
    for (const type of [...Object.keys(operation.bodies), 'text/plain']) {
      await Promise.all(MONSTERS.map((body) => sendTo(operation, type, body)));
    }
    expect(await stateOf()).toEqual(before);
  });

  it.each(TAKING)('$route with what is almost a body of it', async (operation) => {
    const before = await stateOf();
    const body = fc
      .constantFrom(...Object.entries(operation.bodies))
      .chain(([type, schema]) => fc.tuple(fc.constant(type), almost(schema)))
      .filter(([, value]) => !isRunThrough(value));
    await fc.assert(
      fc.asyncProperty(handful(body), async (bodies) => {
        const texts = bodies.map(([type, value]) => {
          const isText = typeof value === 'string' && type !== 'application/json';
          return [type, isText ? value : JSON.stringify(value)] as const;
        });
        await Promise.all(texts.map(([type, text]) => sendTo(operation, type, text)));
      }),
      { ...runs, numRuns: 3 },
    );
    expect(await stateOf()).toEqual(before);
  });

  it.each(TAKING)('$route with any bytes', async (operation) => {
    const [type = ''] = Object.keys(operation.bodies);
    await fc.assert(
      fc.asyncProperty(handful(fc.uint8Array()), async (bodies) => {
        await Promise.all(bodies.map((bytes) => sendTo(operation, type, Buffer.from(bytes))));
      }),
      { ...runs, numRuns: 3 },
    );
  });

  /** What is right would be done, and change what is shown. */
  function isRunThrough(value: unknown): boolean {
    const through = typeof value === 'object' && value !== null && 'through' in value ? value.through : null;
    return typeof through === 'string' && /^\d{4}/.test(through);
  }
});

describe('whatever is posted to be checked, it is checked or refused', () => {
  it('any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => void (await check(body))),
      runs,
    );
  });

  it('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => void (await check(Buffer.from(bytes)))),
      runs,
    );
  });

  it('JSON of the right shape with anything in it', async () => {
    const value = fc.oneof(name, fc.constant('\ud800'), fc.jsonValue());
    const file = fc.record({ name: fc.oneof(fc.constant('a.yaml'), value), text: value });
    const body = fc.record({ company: value, files: fc.oneof(fc.array(file), value) }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(body, async (written) => void (await check(JSON.stringify(written)))),
      runs,
    );
  });

  it('a plan and a company file with something cut out, put in or doubled', async () => {
    const pieces = fc.oneof(
      name,
      fc.constantFrom(
        '\n',
        ': ',
        '- ',
        '{',
        ']',
        '#',
        '"',
        '8%',
        '1e99',
        '!!js ',
        '&a ',
        '*a',
        '<<: *a',
        '\t',
        '---\n',
      ),
    );
    const place = fc.nat({ max: PLAN_TEXT.length });
    const edited = (text: string, from: number, length: number, piece: string) =>
      text.slice(0, from) + piece + text.slice(from + length);
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.nat({ max: 40 }),
        pieces,
        fc.boolean(),
        async (from, length, piece, inPlan) => {
          const files = [
            { name: 'a.yaml', text: inPlan ? edited(PLAN_TEXT, from, length, piece) : PLAN_TEXT },
          ];
          const company = inPlan
            ? COMPANY_TEXT
            : edited(COMPANY_TEXT, from % COMPANY_TEXT.length, length, piece);
          const response = await check(JSON.stringify({ company, files }));
          expect(response.status).toBe(200);
          expect(typeof JSON.parse(response.body).ok).toBe('boolean');
        },
      ),
      { ...runs, numRuns: 400 },
    );
  });

  it('texts that nest, repeat or number beyond measure', async () => {
    const texts = [
      '['.repeat(50_000),
      '{a: '.repeat(50_000),
      '- '.repeat(50_000),
      ' '.repeat(100_000),
      'a: '.repeat(20_000),
      'a: &a [*a]',
      `x: ${'9'.repeat(200_000)}`,
      PLAN_TEXT.replace('8%', `${'9'.repeat(100_000)}%`),
      PLAN_TEXT.replace('8%', `0.${'0'.repeat(100_000)}1`),
      PLAN_TEXT.replace('2026-01-01', '0001-01-01').replace('2027-01-01', '9999-12-31'),
      `${PLAN_TEXT}examples:\n  - { it: x, given: { through: 9999-12-31, quota: { new-acv: 1e400 } }, expect: {} }\n`,
      `${PLAN_TEXT}examples:\n${'  - { it: x, given: {}, expect: { earned: 0 } }\n'.repeat(200)}`,
      '\u0000'.repeat(1000),
      '\ufeff\ufeff',
    ];
    for (const text of texts) {
      const response = await check(JSON.stringify({ files: [{ name: 'a.yaml', text }] }));
      expect(response.status).toBe(200);
    }
  });
});

it('after all this, the service shows what it showed before', async () => {
  const { body } = await sendAndExpect({ path: '/api/v1/payees/ada/statements/2026-02' });
  expect(JSON.parse(body).balances.earned).toBe('11600.00');
  expect((await publishedRun(db))?.change).toBe(2);
});
