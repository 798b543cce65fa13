import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.js';
import { listTokens } from '../../../src/store/account-tokens.js';
import { updateAccount } from '../../../src/store/accounts.js';
import { listChanges } from '../../../src/store/change.js';
import { type SignedInService, signedInService } from '../../http/accounts/signed-in-service.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase, emptyDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';

describe('the locale of an account', () => {
  it('is how figures are written for its owner, whatever their browser asks for', async () => {
    const { services } = servicesOver(await calculatedDatabase());
    const ada = { id: 'ada', name: 'Ada', roles: ['payee'], payee: 'ada' } as const;
    const asked = { 'accept-language': 'en-US' };
    const german = createApp({ ...services, viewerOf: async () => ({ ...ada, locale: 'de-DE' }) });
    const page = await getPage(german, '/payees/ada/statements/2026-02', asked);
    expect(page.text).toContain('130.000,00');
    expect(page.text).not.toContain('130,000.00');
    const undecided = createApp({ ...services, viewerOf: async () => ada });
    expect((await getPage(undecided, '/payees/ada/statements/2026-02', asked)).text).toContain('130,000.00');
  });
});

describe('without sign-in', () => {
  it('there is no account to look at and nothing to sign out of', async () => {
    const { services } = servicesOver(await emptyDatabase());
    const app = createApp(services);
    const { html, text } = await getPage(app, '/payees');
    expect(text).toContain('Local administrator');
    expect(html).not.toMatch(/Sign out|\/sign-out|href="\/account["/]/);
    const { html: named } = await getPage(app, '/payees', { 'attain-person': 'ops' });
    expect(named).toContain('<div class="viewer-menu">ops</div>');
    expect((await getPage(app, '/account/tokens')).status).toBe(404);
  });
});

describe('the account pages', () => {
  let service: SignedInService;
  let cookie: string;
  let id: string;

  beforeAll(async () => {
    service = await signedInService();
    ({ id } = await service.account('eve', ['finance']));
    cookie = await service.signIn('eve');
  });

  const page = async (path: string) => (await service.ask(path, { headers: { cookie } })).text();

  async function make(fields: readonly (readonly [string, string])[], headers = {}): Promise<Response> {
    return service.ask('/account/tokens', {
      method: 'POST',
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
      headers: { origin: service.url, accept: 'text/html', cookie, ...headers },
    });
  }

  it('take the locale that is chosen there for all pages', async () => {
    const saved = await service.send('/account/locale', { locale: 'de-DE' }, { cookie });
    expect(saved.status).toBe(303);
    expect(await page('/account')).toMatch(/\d{1,2}\. \p{L}+\.? \d{4}/u);
    const wrong = await service.send('/account/locale', { locale: 'nonsense!' }, { cookie });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('no language of the list'),
    ]);
    await service.send('/account/locale', {}, { cookie });
    expect(await page('/account')).toMatch(/[A-Z][a-z]{2} \d{1,2}, \d{4}/);
  });

  it('offer only what the owner may do', async () => {
    const html = await page('/account/tokens');
    for (const own of ['payee-data', 'company-data', 'finance-step', 'verify']) {
      expect(html).toContain(`name="scope" id="scope-${own}" value="${own}"`);
    }
    for (const beyond of ['configure', 'administer', 'monitor'])
      expect(html).not.toContain(`value="${beyond}"`);
    expect(html).toContain('value="365"');
  });

  it('make a token that is shown this once, and lets in to what was ticked alone', async () => {
    const made = await make([
      ['name', 'CRM <b>'],
      ['scope', 'payee-data'],
      ['scope', 'runs'],
      ['expires', '30'],
    ]);
    expect(made.status).toBe(200);
    expect([made.headers.get('location'), made.headers.get('set-cookie')]).toEqual([null, null]);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const html = await made.text();
    expect(html).toContain('CRM &lt;b&gt;');
    const [, token = ''] = /<code class="made-token">(attain_[A-Za-z]+)<\/code>/.exec(html) ?? [];
    const status = async (path: string) =>
      (await service.ask(path, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await status('/api/v1/payees'), await status('/api/v1/runs')]).toEqual([200, 200]);
    expect([await status('/api/v1/audit-trail'), await status('/account/tokens')]).toEqual([403, 403]);

    const [kept] = await listTokens(service.serviceDb, { account: id });
    expect(kept).toMatchObject({ name: 'CRM <b>', scopes: ['payee-data', 'runs'] });
    const days = (Date.parse(kept?.expiresAt ?? '') - Date.parse(kept?.createdAt ?? '')) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    const later = await page('/account');
    expect(later).toContain('CRM &lt;b&gt;');
    expect(later).not.toContain(token);
    expect(JSON.stringify(service.log)).not.toContain(token);
    const noted = await listChanges(service.db, { limit: 1 });
    expect(JSON.stringify(noted)).toContain('token create');
    expect(JSON.stringify(noted)).not.toContain(token);
  });

  it('say what is wrong with a token that is wanted, and keep what was filled in', async () => {
    const nothing = await make([
      ['name', ' '],
      ['expires', '30'],
    ]);
    expect(nothing.status).toBe(422);
    const html = await nothing.text();
    expect(html).toContain('No token was made.');
    expect(html).toContain('A token needs a name.');
    expect(html).toMatch(/id="scope-problem"[\s\S]*A token needs a scope\./);
    expect(html).toContain('value="30"');
    const beyond = await make([
      ['name', 'CRM'],
      ['scope', 'runs'],
      ['scope', 'administer'],
      ['expires', '30'],
    ]);
    expect(beyond.status).toBe(422);
    expect(await beyond.text()).toMatch(/A token may do no more than you may\.[^.]*Found: administer\./);
    for (const [scope, days] of [
      ['everything', '30'],
      ['runs', '0'],
      ['runs', '3651'],
      ['runs', 'soon'],
    ] as const) {
      const refused = await make([
        ['name', 'CRM'],
        ['scope', scope],
        ['expires', days],
      ]);
      expect(refused.status, `${scope} ${days}`).toBe(422);
    }
    expect(
      (await listTokens(service.serviceDb, { account: id })).filter(({ name }) => name === 'CRM'),
    ).toEqual([]);
  });

  it('are for whoever sits at the browser: nobody else makes a token there', async () => {
    const fields = [
      ['name', 'CRM'],
      ['scope', 'runs'],
      ['expires', '30'],
    ] as const;
    expect((await make(fields, { cookie: '' })).headers.get('location')).toBe('/sign-in?next=%2F');
    expect((await make(fields, { origin: 'https://elsewhere.example' })).status).toBe(403);

    const maria = await service.account('maria', ['administrator']);
    const hers = await service.signIn('maria');
    await service.send(`/accounts/${id}/act-for`, {}, { cookie: hers });
    const acting = await make(fields, { cookie: hers });
    expect([acting.status, await acting.text()]).toEqual([
      403,
      expect.stringContaining('You act for eve: stop'),
    ]);
    const form = await service.ask('/account/tokens', { headers: { cookie: hers } });
    expect(form.status).toBe(403);
    expect(await listTokens(service.serviceDb, { account: maria.id })).toEqual([]);
  });

  it('forget a locale that Intl does not know', async () => {
    await service.serviceDb.write((trx) =>
      updateAccount(trx, id, { locale: 'xx-??' }, new Date().toISOString()),
    );
    expect(await page('/account')).toContain('Your account');
  });
});
