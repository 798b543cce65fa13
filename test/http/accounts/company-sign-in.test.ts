import { expect, it } from 'vitest';
import { type NextSignIn, openIdProvider, toldOf } from './openid-provider.js';
import { type SignedInService, signedInService } from './signed-in-service.js';

const MARIA = { sub: 'u-1', email: 'Maria@example.com', email_verified: true, name: 'Maria at work' };

async function served() {
  const provider = await openIdProvider();
  const service = await signedInService(undefined, toldOf(provider));
  await service.account('maria', ['finance'], { password: { kind: 'none' } });
  return { provider, service };
}

type Served = Awaited<ReturnType<typeof served>>;

/** Begins to sign in: where the browser is sent, and the cookie that it keeps. */
async function begin(service: SignedInService, next = '/account') {
  const started = await service.ask(`/sign-in/company?next=${encodeURIComponent(next)}`);
  const cookie = started.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return { address: started.headers.get('location') ?? '', cookie };
}

/** Comes back from the provider. */
async function comeBack(service: SignedInService, back: URL, cookie: string) {
  const ended = await service.ask(back.pathname + back.search, { headers: { cookie } });
  const session = ended.headers.getSetCookie().find((each) => /session_token=[^;]/.test(each));
  return { location: ended.headers.get('location'), session: session?.split(';')[0] ?? null };
}

async function signIn({ provider, service }: Served, next: NextSignIn) {
  const { address, cookie } = await begin(service);
  return comeBack(service, provider.authorize(address, next), cookie);
}

it('lets in whoever has an account by a verified address, and again by who they are', async () => {
  const both = await served();
  const { address } = await begin(both.service);
  const asked = new URL(address).searchParams;
  expect(asked.get('redirect_uri')).toBe('http://attain.test/sign-in/callback/company');
  expect([asked.get('code_challenge_method'), asked.get('scope')]).toEqual(['S256', 'openid email profile']);

  const first = await signIn(both, { claims: MARIA });
  expect(first.location).toBe('/account');
  const headers = { cookie: first.session ?? '' };
  expect(await (await both.service.ask('/account', { headers })).text()).toContain('maria@example.com');
  const again = await signIn(both, { claims: { ...MARIA, name: 'Another name' } });
  expect(again).toMatchObject({ location: '/account', session: expect.any(String) });
  const kept = await both.service.serviceDb.queries.selectFrom('account_credential').selectAll().execute();
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatchObject({ access_token: null, refresh_token: null, id_token: null });
});

it('lets nobody in without an account, nor by an address that is not verified', async () => {
  const both = await served();
  const strangers: readonly (readonly [string, NextSignIn['claims']])[] = [
    ['signup_disabled', { sub: 'u-2', email: 'eve@example.com', email_verified: true }],
    ['email_not_found', { ...MARIA, email_verified: false }],
    ['email_not_found', { sub: 'u-1', email: 'maria@example.com' }],
  ];
  for (const [error, claims] of strangers) {
    expect(await signIn(both, { claims })).toEqual({ location: `/sign-in?error=${error}`, session: null });
  }
  const page = await both.service.ask('/sign-in?error=signup_disabled');
  expect(await page.text()).toContain('There is no account for your address');
});

it('lets nobody in by a forged token, state or nonce', async () => {
  const both = await served();
  const { provider, service } = both;
  const wrong: readonly Omit<NextSignIn, 'claims'>[] = [
    { isForged: true },
    { nonce: 'another' },
    { audience: 'another client' },
  ];
  for (const next of wrong) {
    const { location, session } = await signIn(both, { claims: MARIA, ...next });
    expect([location, session]).toEqual(['/sign-in?error=unable_to_get_user_info', null]);
  }
  const { address, cookie } = await begin(service);
  const back = provider.authorize(address, { claims: MARIA });
  const forged = new URL(back);
  forged.searchParams.set('state', 'x'.repeat(32));
  expect(await comeBack(service, forged, cookie)).toEqual({
    location: '/sign-in?error=state_mismatch',
    session: null,
  });
  // Sent along by somebody else: the browser has not begun it.
  expect((await comeBack(service, back, '')).session).toBeNull();
});

it('lets nobody in by a disabled account', async () => {
  const both = await served();
  const { queries } = both.service.serviceDb;
  await queries.updateTable('user_account').set({ disabled: 1n }).execute();
  const { location, session } = await signIn(both, { claims: MARIA });
  expect([location, session]).toEqual(['/sign-in?error=unable_to_create_session', null]);
});

it('says that the provider does not answer, and asks it again the next time', async () => {
  const service = await signedInService(undefined, {
    ...toldOf({ issuer: 'http://127.0.0.1:1', authorize: () => new URL('http://x') }),
  });
  const answered = await service.ask('/sign-in/company', { headers: { accept: 'text/html' } });
  expect(answered.status).toBe(503);
  expect(await answered.text()).toContain('does not answer');
  expect((await service.ask('/healthz')).status).toBe(200);
});
