import { describe, expect, it } from 'vitest';
import { endSessions } from '../../../src/store/account-sessions.js';
import { findAccount } from '../../../src/store/accounts.js';
import { databases } from '../../databases/databases.js';
import { PASSWORD, signedInService } from './signed-in-service.js';

const FORM = { email: 'maria@example.com', password: PASSWORD };

describe.each(databases)('signing in on $name', (database) => {
  it('lets in by a password, until the session ends', async () => {
    const service = await signedInService(database);
    await service.account('maria', ['administrator']);
    const page = await service.ask('/account', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/sign-in?next=%2Faccount');

    const answered = await service.send('/sign-in', { ...FORM, next: '/account' });
    expect([answered.status, answered.headers.get('location')]).toEqual([303, '/account']);
    const [cookie = ''] = answered.headers.getSetCookie();
    expect(cookie).toMatch(/^attain\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const account = await service.ask('/account', { headers });
    expect([account.status, await account.text()]).toEqual([
      200,
      expect.stringContaining('maria@example.com'),
    ]);
    expect((await service.ask('/api/v1/payees', { headers })).status).toBe(200);

    const out = await service.send('/sign-out', {}, headers);
    expect(out.headers.getSetCookie().join()).toContain('attain.session_token=; Max-Age=0');
    expect((await service.ask('/api/v1/payees', { headers })).status).toBe(401);
  });

  it('tells a stranger of the API where to come in, and nothing else', async () => {
    const service = await signedInService(database);
    const answered = await service.ask('/api/v1/payees');
    expect(answered.status).toBe(401);
    expect(answered.headers.get('www-authenticate')).toBe('Bearer realm="attain"');
    expect(await answered.json()).toMatchObject({ code: 'sign-in-needed' });
    expect((await service.ask('/api/v1/payees', { headers: { 'attain-person': 'maria' } })).status).toBe(401);
  });

  it('refuses forged, tampered, expired and unused sessions', async () => {
    const service = await signedInService(database);
    const { id } = await service.account('maria', ['administrator']);
    const cookie = await service.signIn('maria');
    const status = async (sent: string) =>
      (await service.ask('/api/v1/payees', { headers: { cookie: sent } })).status;
    expect(await status(cookie)).toBe(200);
    const [token = '', signature = ''] = cookie.split('=')[1]?.split('.') ?? [];
    expect(await status(`attain.session_token=${token}`)).toBe(401);
    expect(await status(`attain.session_token=${token}.${signature.replace(/./, 'x')}`)).toBe(401);
    expect(await status(`attain.session_token=${token.replace(/./, 'x')}.${signature}`)).toBe(401);
    expect(await status(`attain.session_token=${token}.`)).toBe(401);
    const { queries } = service.serviceDb;
    const long = '2020-01-01T00:00:00.000Z';
    await queries.updateTable('account_session').set({ updated_at: long }).execute();
    expect(await status(cookie)).toBe(401);
    const second = await service.signIn('maria');
    await queries.updateTable('account_session').set({ expires_at: long }).execute();
    expect(await status(second)).toBe(401);
    const third = await service.signIn('maria');
    await endSessions(service.serviceDb, { account: id });
    expect(await status(third)).toBe(401);
  });

  it('refuses the sixth wrong password, also the right one, and says when to try again', async () => {
    const service = await signedInService(database);
    await service.account('maria', ['administrator']);
    for (let tries = 1; tries <= 5; tries += 1) {
      expect((await service.send('/sign-in', { ...FORM, password: 'wrong horse battery' })).status).toBe(403);
    }
    const sixth = await service.send('/sign-in', FORM);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(await sixth.text()).toContain('too many attempts');
    // Another account is not held up by it.
    await service.account('bo', ['auditor']);
    await service.signIn('bo');
  });
});

it('answers an unknown address as a wrong password', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const wrong = await service.send('/sign-in', { ...FORM, password: 'wrong horse battery' });
  const unknown = await service.send('/sign-in', { ...FORM, email: 'maria2@example.com' });
  expect(unknown.status).toBe(wrong.status);
  const plain = async (response: Response) => (await response.text()).replaceAll('maria2@', 'maria@');
  expect(await plain(unknown)).toBe(await plain(wrong));
  expect(unknown.headers.getSetCookie()).toEqual([]);
});

it('leads nowhere but to its own pages', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ]) {
    const answered = await service.send('/sign-in', { ...FORM, next });
    const location = answered.headers.get('location') ?? '';
    expect(new URL(location, service.url).origin).toBe(service.url);
    expect(location).not.toMatch(/^\/[/\\]/);
    await service.serviceDb.queries.deleteFrom('account_session').execute();
    await service.serviceDb.queries.deleteFrom('account_attempts' as 'account_session').execute();
  }
});

it('gives another session than one that was brought along', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const fixed = await service.signIn('maria');
  const answered = await service.send('/sign-in', FORM, { cookie: fixed });
  expect(answered.headers.getSetCookie()[0]?.split(';')[0]).not.toBe(fixed);
});

it('refuses what a page of another site sends', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const cookie = await service.signIn('maria');
  const origin = 'https://evil.example';
  expect((await service.send('/sign-out', {}, { cookie, origin })).status).toBe(403);
  expect((await service.send('/sign-in', FORM, { origin })).status).toBe(403);
  expect((await service.send('/sign-out', {}, { cookie, origin: 'null' })).status).toBe(403);
  const { origin: _, ...bare } = { origin, cookie };
  const without = await service.ask('/sign-out', {
    method: 'POST',
    body: new URLSearchParams(),
    headers: bare,
  });
  expect(without.status).toBe(403);
  expect((await service.ask('/account', { headers: { cookie } })).status).toBe(200);
});

it('lets nobody in by a disabled account, and ends the sessions there are', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const bo = await service.account('bo', ['auditor']);
  const cookie = await service.signIn('bo');
  const maria = await service.signIn('maria');
  expect((await service.send(`/accounts/${bo.id}/disable`, {}, { cookie: maria })).status).toBe(303);
  expect((await service.ask('/api/v1/payees', { headers: { cookie } })).status).toBe(401);
  await expect(service.signIn('bo')).rejects.toThrow('refused with 403');
});

it('lets somebody with a password for once do nothing but choose their own', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const maria = await service.signIn('maria');
  const made = await service.send(
    '/accounts',
    { email: 'eve@example.com', name: 'Eve', roles: 'finance' },
    { cookie: maria },
  );
  const once = /<code class="made-token">(\S+)<\/code>/.exec(await made.text())?.[1] ?? '';
  const cookie = await service.signIn('eve', once);
  expect((await service.ask('/api/v1/payees', { headers: { cookie } })).status).toBe(401);
  const page = await service.ask('/sign-in', { headers: { cookie } });
  expect(page.headers.get('location')).toBe('/account/password');
  expect((await service.ask('/account/password', { headers: { cookie } })).status).toBe(200);
  const fields = { current: once, wanted: 'my very own password', again: 'my very own password' };
  const short = await service.send(
    '/account/password',
    { ...fields, wanted: 'short', again: 'short' },
    { cookie },
  );
  expect(short.status).toBe(422);
  const changed = await service.send('/account/password', fields, { cookie });
  expect(changed.headers.get('location')).toBe('/account');
  expect((await service.ask('/account', { headers: { cookie } })).status).toBe(303);
  const other = await service.signIn('eve', 'my very own password');
  expect((await service.ask('/account', { headers: { cookie: other } })).status).toBe(200);
  expect(await findAccount(service.serviceDb, { email: 'eve@example.com' })).toMatchObject({
    isPasswordDue: false,
  });
});

it('sends cookies over TLS alone where that is how it is reached', async () => {
  const service = await signedInService(undefined, { ATTAIN_URL: 'https://pay.example.com' });
  await service.account('maria', ['administrator']);
  const answered = await service.send('/sign-in', FORM);
  expect(answered.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(answered.headers.getSetCookie()[0]).toMatch(
    /^__Secure-attain\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  // Also those of pages, such as what is said once after a step.
  const cookie = (answered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const out = await service.send('/sign-out', {}, { cookie });
  const noted = out.headers.getSetCookie();
  expect(noted).toContainEqual(expect.stringMatching(/^attain-notice=You%20are%20signed%20out\..*; Secure$/));
  for (const each of noted) expect(each).toContain('; Secure');
});

it('writes no password, cookie or token into its log', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const cookie = await service.signIn('maria');
  await service.send('/sign-in', { ...FORM, password: 'wrong horse battery' });
  const log = service.log.join('\n');
  for (const secret of [PASSWORD, 'wrong horse', cookie.split('=')[1] ?? 'x'])
    expect(log).not.toContain(secret);
});
