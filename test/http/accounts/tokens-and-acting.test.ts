import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../src/access/permissions.js';
import { makeAuth } from '../../../src/http/accounts/make-auth.js';
import { createToken } from '../../../src/http/accounts/tokens.js';
import { viewerOfToken } from '../../../src/http/accounts/viewer-of-account.js';
import { listTokens } from '../../../src/store/account-tokens.js';
import type { Account } from '../../../src/store/accounts.js';
import { listChanges } from '../../../src/store/change.js';
import { databases } from '../../databases/databases.js';
import { ClosedBooks } from '../../runs/payouts/closed-books.js';
import { type SignedInService, signedInService } from './signed-in-service.js';

async function tokenOf(
  { serviceDb }: SignedInService,
  owner: Account,
  scopes: readonly Permission[],
): Promise<string> {
  const made = await createToken(authOver(serviceDb), owner, { name: 'CRM', scopes, days: 30 }, noted);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.text;
}

const noted = { actor: 'local', note: async () => undefined };

function authOver(serviceDb: SignedInService['serviceDb']) {
  const logger = pino({ level: 'silent' });
  return makeAuth({ serviceDb, secret: 'only-for-tests-'.repeat(3), url: 'http://localhost', logger });
}

describe.each(databases)('a token on $name', (database) => {
  it('builds pay as its owner, who may not approve it, and another may', async () => {
    const service = await signedInService(database);
    const eve = await service.account('eve', ['finance']);
    const fin = await service.account('fin', ['finance']);
    await new ClosedBooks(service.db).close('2026-03', { ada: { earned: 300_000n } });
    const asked = async (path: string, token: string, body: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return service.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    const token = await tokenOf(service, eve, ['finance-step']);
    const built = await asked('/api/v1/payout-batches', token, {
      payGroup: 'monthly-USD',
      period: '2026-03',
    });
    expect(await built.json()).toMatchObject({ batch: { batch: 1, maker: 'eve' } });
    const approve = '/api/v1/payout-batches/1/approve';
    for (const own of [token, await tokenOf(service, eve, ['finance-step'])]) {
      const refused = await asked(approve, own, {});
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'own-work' });
    }
    const cookie = await service.signIn('eve');
    expect((await service.send('/payouts/1/approve', {}, { cookie })).status).toBe(403);
    expect((await asked(approve, await tokenOf(service, fin, ['finance-step']), {})).status).toBe(200);
  });

  it('lets a machine in until it is revoked, has expired, or its owner is disabled', async () => {
    const service = await signedInService(database);
    await service.account('maria', ['administrator']);
    const eve = await service.account('eve', ['finance', 'compAdmin']);
    const token = await tokenOf(service, eve, ['payee-data', 'company-data']);
    const status = async (sent: string) =>
      (await service.ask('/api/v1/payees', { headers: { authorization: sent } })).status;
    expect(await status(`Bearer ${token}`)).toBe(200);
    for (const wrong of [
      token,
      `Basic ${token}`,
      `Bearer ${token}x`,
      'Bearer attain_',
      `Bearer ${token.slice(0, -1)}`,
    ]) {
      expect(await status(wrong)).toBe(401);
    }
    const [kept] = await service.serviceDb.queries.selectFrom('account_token').selectAll().execute();
    expect(JSON.stringify(Object.values(kept ?? {}).map(String))).not.toContain(token);

    const viewer = await viewerOfToken(authOver(service.serviceDb), service.serviceDb, `Bearer ${token}`);
    expect(viewer).toEqual({
      id: 'eve',
      name: 'eve',
      roles: ['finance', 'compAdmin'],
      payee: null,
      permissions: ['payee-data', 'company-data'],
    });

    const { queries } = service.serviceDb;
    await queries.updateTable('user_account').set({ disabled: 1n }).where('id', '=', eve.id).execute();
    expect(await status(`Bearer ${token}`)).toBe(401);
    await queries.updateTable('user_account').set({ disabled: 0n }).where('id', '=', eve.id).execute();
    expect(await status(`Bearer ${token}`)).toBe(200);

    const cookie = await service.signIn('eve');
    const [listed] = await listTokens(service.serviceDb, { account: eve.id });
    expect(listed).toMatchObject({ name: 'CRM', scopes: ['payee-data', 'company-data'] });
    const revoked = await service.send(`/account/tokens/${listed?.id}/revoke`, {}, { cookie });
    expect(revoked.status).toBe(303);
    expect(await status(`Bearer ${token}`)).toBe(401);

    const second = await tokenOf(service, eve, ['runs']);
    await queries.updateTable('account_token').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute();
    expect(await status(`Bearer ${second}`)).toBe(401);
  });

  it('is not for the tokens of others', async () => {
    const service = await signedInService(database);
    const eve = await service.account('eve', ['finance']);
    await service.account('bo', ['auditor']);
    await tokenOf(service, eve, ['runs']);
    const [listed] = await listTokens(service.serviceDb, { account: eve.id });
    const cookie = await service.signIn('bo');
    expect((await service.send(`/account/tokens/${listed?.id}/revoke`, {}, { cookie })).status).toBe(404);
    expect(await listTokens(service.serviceDb, { account: eve.id })).toHaveLength(1);
  });
});

it('an administrator acts for somebody else for a while, and the trail says so', async () => {
  const service = await signedInService();
  const maria = await service.account('maria', ['administrator']);
  const eve = await service.account('eve', ['finance']);
  const cookie = await service.signIn('maria');
  const self = await service.send(`/accounts/${maria.id}/act-for`, {}, { cookie });
  expect(self.status).toBe(422);
  expect((await service.send(`/accounts/${eve.id}/act-for`, {}, { cookie })).status).toBe(303);
  const [session] = await service.serviceDb.queries.selectFrom('account_session').selectAll().execute();
  expect(session?.acting_for).toBe(eve.id);
  const asked = (path: string, fields: Readonly<Record<string, string>> = {}) =>
    service.send(path, fields, { cookie });
  expect(
    (await asked('/disputes', { line: 'nobody.2026-03.1', expected: '1', message: 'Why?' })).status,
  ).toBe(404);
  expect((await asked('/acting/stop')).status).toBe(303);
  const changes = await listChanges(service.db, { limit: 3 });
  expect(changes.map(({ actor, command, reason }) => [actor, command, reason?.replace(/\S+Z/, '…')])).toEqual(
    [
      ['maria', 'acting stop', 'eve: at …'],
      ['maria', 'acting', 'eve: POST /disputes, refused with 404'],
      ['maria', 'acting start', 'eve: until …'],
    ],
  );
});

it('who acts for somebody else leaves passwords, tokens and sessions alone, and is told why', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const eve = await service.account('eve', ['finance']);
  const cookie = await service.signIn('maria');
  await service.send(`/accounts/${eve.id}/act-for`, {}, { cookie });
  const passwords = { current: 'a', wanted: 'correct horse', again: 'correct horse' };
  const answers = await Promise.all([
    ...['', '/password', '/tokens'].map((path) => service.ask(`/account${path}`, { headers: { cookie } })),
    service.send('/account/password', passwords, { cookie }),
    service.send('/account/tokens', { name: 'CRM', scope: 'runs', expires: '30' }, { cookie }),
    ...['sessions/end', 'tokens/1/revoke', 'locale'].map((path) =>
      service.send(`/account/${path}`, {}, { cookie }),
    ),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBe(403);
    const html = await answer.text();
    expect(html).toContain('You act for eve: stop, and then see to your own password, tokens and sessions');
    expect(html).not.toMatch(/This browser|type="password"/);
  }
  expect((await service.send('/acting/stop', {}, { cookie })).status).toBe(303);
  expect((await service.ask('/account', { headers: { cookie } })).status).toBe(200);
});
