import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { databases, POSTGRES } from '../databases/databases.js';
import { seedOf } from '../property/seed.js';
import { databaseHash } from '../security/database-hash.js';
import { expectDocumented } from './documented.js';
import { filledWith } from './fuzz-bodies.js';
import { expectSound, OPERATIONS, type Operation } from './fuzz-operations.js';
import { type RawRequest, type RawResponse, rawRequest } from './raw-request.js';
import { calculatedDatabase, type ServedDatabase, serviceOver } from './service.js';

/** What one database or another cannot hold: NUL, half a character, what is too large for eight bytes. */
const POISONS = ['a\u0000b', '\ud800', '9223372036854775808', '-9223372036854775809'] as const;

/** As an address writes it; half a character as the bytes that would be it. */
const inAddress = (text: string): string => (text === '\ud800' ? '%ED%A0%80' : encodeURIComponent(text));

/** By the names in paths, things that there are, so that the rest of a request is looked at. */
const KNOWN: Readonly<Record<string, string>> = {
  ':kind': 'deals',
  ':key': 'D-1',
  ':payee': 'ada',
  // Of a period that there is, a step would be taken.
  ':period': '2020-01',
  ':payGroup': 'monthly-USD',
  ':line': 'ada.2026-02.1',
  ':deal': 'D-1',
  ':plan': 'ae',
  ':team': 'emea',
};

const filled = ({ path }: Operation): string => path.replaceAll(/:\w+/g, (name) => KNOWN[name] ?? '999999');

/** What goes on and on is not followed. */
const FOLLOWED = OPERATIONS.filter(({ path }) => !path.endsWith('/events'));
const TAKING = OPERATIONS.filter(({ bodies }) => Object.keys(bodies).length > 0);

/** Requests that are understood so far that their headers matter, and that come to nothing. */
const HEADED: readonly RawRequest[] = [
  { method: 'PUT', path: '/api/v1/records/deals/D-1', body: '{"acv":"much"}' },
  { method: 'POST', path: '/api/v1/records', body: '{"deals":[{"id":"D-1"}]}' },
  { method: 'POST', path: '/api/v1/runs', body: '{"through":"soon"}' },
  { method: 'POST', path: '/api/v1/runs/999999/cancel' },
  { method: 'POST', path: '/api/v1/disputes/999999/replies', body: '{"message":"why"}' },
  { method: 'POST', path: '/api/v1/payout-batches', body: '{"payGroup":"none","period":"2026-02"}' },
  {
    method: 'POST',
    path: '/api/v1/adjustments/decisions',
    body: '{"decision":"approved","numbers":[999999]}',
  },
  { method: 'POST', path: '/api/v1/plans/none/acceptances', body: '{}' },
  { path: '/api/v1/payees/ada/statements/2026-02' },
  { path: '/api/v1/records/deals/D-1' },
];

/** Any text that a header can be sent with. */
const headerText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '"', '"1"', 'W/"1"', '*', '0', '-1', '9223372036854775808', '1e9', 'ada', "' or 1=1"],
  ),
  fc.constantFrom(
    '"9223372036854775808"',
    '"99999999999999"',
    'ä'.repeat(300),
    'x'.repeat(255),
    'x'.repeat(5000),
  ),
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
  }),
);

describe.each(databases)('whatever is sent, nothing is a fault and nothing of it stays: on $name', (kind) => {
  let db: ServedDatabase;
  let service: RunningServer;
  let before: Readonly<Record<string, string>>;

  beforeAll(async () => {
    db = await calculatedDatabase(kind);
    service = await serviceOver(db);
    before = await databaseHash(db);
  });

  const send = async (request: RawRequest): Promise<RawResponse> => {
    const response = await rawRequest(service, request);
    if (response.status !== 304) expectSound(request, response);
    return response;
  };

  // SQLite is asked far more, at random, in a file of its own.
  const asked = (all: readonly Operation[]) => (kind === POSTGRES ? all : []);

  it.each(asked(FOLLOWED))('$route in its path and in its query', async (operation) => {
    const { method, path, names } = operation;
    const ask = async (at: string) => {
      const response = await send({ method, path: at });
      if (response.status !== 404) expectDocumented({ method, path }, response);
    };
    for (const poison of POISONS.map(inAddress)) {
      if (path.includes(':')) await ask(path.replaceAll(/:\w+/g, poison));
      const query = method === 'GET' ? names.map((name) => `${name}=${poison}`) : [];
      await Promise.all(query.map((each) => ask(`${filled(operation)}?${each}`)));
    }
  });

  it.each(asked(TAKING))('$route in every text and number of its body', async (operation) => {
    const { method, path, bodies } = operation;
    for (const [type, schema] of Object.entries(bodies)) {
      const values = POISONS.map((text) => filledWith(schema, { text, number: Number(text) || -1 }));
      const sent = values.map((value) =>
        typeof value === 'string' && type !== 'application/json' ? value : JSON.stringify(value),
      );
      const headers = { 'content-type': type };
      const answers = sent.map((body) => send({ method, path: filled(operation), headers, body }));
      for (const response of await Promise.all(answers)) expectDocumented({ method, path }, response);
    }
  });

  it('in the headers by which a request is done once, goes by a tag, follows events, and says who acts', async () => {
    const headers = { 'content-type': 'application/json' };
    const refused = await rawRequest(service, {
      ...{ method: 'POST', path: '/api/v1/imports', headers },
      body: '{"payees":[{"id":"ada","name":"Another"}]}',
    });
    const events: RawRequest = { path: `${refused.headers.location}/events` };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...HEADED, events),
        fc.array(headerText, { minLength: 4, maxLength: 4 }),
        async (request, [key = '', tag = '', last = '', person = '']) => {
          const named = { 'idempotency-key': key, 'if-match': tag, 'if-none-match': tag };
          const told = { 'last-event-id': last, 'attain-person': person };
          const isRead = request.body === undefined;
          await send({ ...request, headers: { ...named, ...told, ...(!isRead && headers) } });
        },
      ),
      { seed: seedOf('fuzz of headers', 120), numRuns: 120 },
    );
  });

  it('and after all this, nothing is stored that was not before', async () => {
    expect(await databaseHash(db)).toEqual(before);
  });
});
