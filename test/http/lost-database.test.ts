import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import type { RunningServer } from '../../src/http/server.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import { startPostgres } from '../databases/postgres-server.js';
import { temporaryPath } from '../databases/sqlite.js';
import { type SignedInService, signedInServiceOver } from './accounts/signed-in-service.js';
import { ask, expectRefused, post, serviceOver } from './service.js';

const PAYEES = '/api/v1/payees';

/** Looks as tokens do; whether it is one, only the database knows. */
const TOKEN = `Bearer attain_${'a'.repeat(64)}`;

let open: RunningServer;
let signedIn: SignedInService;
let cookie: string;

// Services that have answered requests, over a database whose server is stopped then.
beforeAll(async () => {
  const server = await startPostgres();
  const address = server.address('postgres');
  const db = Object.assign(await openDatabase(address), { address, spool: temporaryPath() });
  await migrateToLatest(db);
  open = await serviceOver(db);
  signedIn = await signedInServiceOver(db);
  await signedIn.account('ada', ['administrator']);
  cookie = await signedIn.signIn('ada');
  expect((await ask(open, PAYEES)).status).toBe(200);
  expect((await signedIn.ask(PAYEES, { headers: { cookie } })).status).toBe(200);
  expect((await signedIn.ask(PAYEES, { headers: { authorization: TOKEN } })).status).toBe(401);
  await closeDatabase(db);
  await server.stop();
});

async function expectUnavailable(response: Response): Promise<void> {
  const body = (await response.json()) as ProblemDocument;
  expectRefused({ status: response.status, headers: response.headers, body });
  expect(body).toMatchObject({
    status: 503,
    code: 'unavailable',
    detail: 'the database cannot be reached',
  });
  expect(response.headers.get('retry-after')).toBe('5');
  expect(JSON.stringify(body)).not.toContain('127.0.0.1');
}

describe('while the database is down', () => {
  it.each([
    ['what is read', PAYEES, {}],
    ['what is ordered', '/api/v1/runs', post({ through: '2026-03' })],
    [
      'what another thread does',
      '/api/v1/payout-batches',
      post({ payGroup: 'monthly-USD', period: '2026-01' }),
    ],
    ['what another thread reads', '/api/v1/payees/ada/history', {}],
  ])('%s is refused for now', async (_, path, init) => {
    await expectUnavailable(await fetch(open.url + path, init));
  });

  it.each([
    ['a cookie', () => ({ cookie })],
    ['a token', () => ({ authorization: TOKEN })],
  ])('whoever asks with %s is not taken for a stranger', async (_, headers) => {
    await expectUnavailable(await signedIn.ask(PAYEES, { headers: headers() }));
  });

  it('nobody is told that a password is wrong', async () => {
    const form = { email: 'ada@example.com', password: 'whatever it is' };
    const answered = await signedIn.send('/sign-in', form);
    expect(answered.status).toBe(503);
    expect(await answered.text()).toContain('Not available now');
  });

  it('a reader of pages is told so on a page', async () => {
    const answered = await signedIn.ask('/', { headers: { cookie, accept: 'text/html' } });
    expect(answered.status).toBe(503);
    expect(await answered.text()).toContain('The database cannot be reached');
  });

  it('the service says that it is up and not ready', async () => {
    expect((await ask(open, '/healthz')).status).toBe(200);
    expect((await signedIn.ask('/readyz')).status).toBe(503);
    expect(signedIn.log.some((line) => line.includes('"msg":"not ready"'))).toBe(true);
  });
});
