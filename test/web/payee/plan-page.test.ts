import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { movedCompany } from '../../access/moved-company.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';

let db: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const viewer = (id: string, roles: readonly Role[], payee: string | null): Viewer => {
  return { id, name: id, roles, payee };
};
const ADA = viewer('ada', ['payee'], 'ada');
const BO = viewer('bo', ['payee'], 'bo');

const appOf = (who: Viewer) => createApp({ ...servicesOver(db).services, viewerOf: async () => who });

async function offered(who: Viewer, payee: string): Promise<Readonly<Record<string, string>>> {
  const { html } = await getPage(appOf(who), `/payees/${payee}/plan`);
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(plan|hash)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

describe('the plan of a payee', () => {
  it('tells its terms, with the payee’s own quota, and what its levels pay', async () => {
    const { status, text, html } = await getPage(appOf(ADA), '/payees/ada/plan');
    expect(status).toBe(200);
    expect(text).toContain('My plan In force Jan 1, 2026 through Dec 31, 2026 Currency USD');
    expect(text).toContain('Account executive, 2026');
    expect(text).toContain('Quota new-acv $100,000.00 of a full window');
    expect(text).toContain('What it pays new-business');
    expect(text).toContain('From To Rate 0% below 100% 8% 100% and above 12%');
    expect(text).toContain('It starts anew with each quarter.');
    expect(text).toContain('Ada Byron is on it Jan 1, 2026 through Dec 31, 2026.');
    expect(html.match(/class="figure is-main"/g)).toHaveLength(1);
  });

  it('has the curves fetched after it, and leads to them without scripts', async () => {
    const { html } = await getPage(appOf(ADA), '/payees/ada/plan');
    expect(html).toContain('hx-get="/payees/ada/plan/curves"');
    expect(html).toContain('href="/payees/ada/plan/curves"');
    const page = await getPage(appOf(ADA), '/payees/ada/plan/curves');
    expect(page.text).toContain('My payout curves');
    const part = await getPage(appOf(ADA), '/payees/ada/plan/curves', { 'hx-request': 'true' });
    expect(part.html).not.toContain('<html');
    expect(part.text).toContain('new-business');
  });

  it('draws what each component pays, with the place of now and all points in words', async () => {
    const { text, html } = await getPage(appOf(BO), '/payees/bo/plan/curves');
    expect(text).toContain('You have $10,000.25 credited (10% of quota), which earns $800.02');
    expect(text).toContain('$8,000.00 at 100% of quota.');
    expect(text).toContain('Sell $89,999.75 more to reach 12% in new-business, from 100% of quota.');
    expect(html).toMatch(/alt="What new-business pays, [^"]*You are here: \$10,000\.25, \$800\.02\."/);
    expect(text).toContain('100% of quota $100,000.00 12%');
    const other = await getPage(appOf(viewer('eve', ['finance'], null)), '/payees/bo/plan/curves');
    expect(other.text).toContain('There is $10,000.25 credited');
  });

  it('is accepted by the payee, once, and says when', async () => {
    const before = await getPage(appOf(ADA), '/payees/ada/plan');
    expect(before.text).toContain('Not accepted yet');
    expect(before.text).toContain('Accept this plan');
    const fields = await offered(ADA, 'ada');
    expect(Object.keys(fields)).toEqual(['plan', 'hash']);
    const sent = await postForm(appOf(ADA), '/payees/ada/plan', fields);
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `/payees/ada/plan?version=${fields['hash']}`,
    ]);
    const after = await getPage(appOf(ADA), sent.headers.get('location') ?? '');
    expect(after.text).toContain('Accepted');
    expect(after.text).toContain(fields['hash']?.slice(0, 12));
    expect(after.text).not.toContain('Accept this plan');
    expect((await postForm(appOf(ADA), '/payees/ada/plan', fields)).status).toBe(303);
  });

  it('offers its acceptance to nobody else, and takes it from nobody else', async () => {
    const fields = await offered(BO, 'bo');
    for (const [who, status] of [
      [viewer('ada', ['payee'], 'ada'), 404],
      [viewer('eve', ['finance'], null), 403],
      [viewer('eve', ['auditor'], null), 403],
      [{ ...viewer('eve', ['payee'], 'bo'), onBehalfOf: { id: 'bo', name: 'Bo' } }, 403],
    ] as const) {
      const sent = await postForm(appOf(who), '/payees/bo/plan', fields);
      expect(sent.status, who.roles.join()).toBe(status);
      if (status === 404) continue;
      const page = await getPage(appOf(who), '/payees/bo/plan');
      expect(page.text).not.toContain('Accept this plan');
      expect(page.text).toContain('Bo Lind accepts it, signed in with their own account.');
    }
    expect((await getPage(appOf(BO), '/payees/bo/plan')).text).toContain('Not accepted yet');
  });

  it('is refused beside the form where another version is named, or none', async () => {
    const wrong = await postForm(appOf(BO), '/payees/bo/plan', { plan: 'ae', hash: 'f00d' });
    expect(wrong.status).toBe(404);
    expect((await postForm(appOf(BO), '/payees/bo/plan', { plan: 'ae' })).status).toBe(422);
    expect((await getPage(appOf(BO), '/payees/bo/plan?version=f00d')).status).toBe(404);
  });

  it('is found under an id with a slash, and under its last version where none is named', async () => {
    const finance = viewer('eve', ['finance'], null);
    const { status, text } = await getPage(appOf(finance), `/payees/${encodeURIComponent('zoë/1')}/plan`);
    expect(status).toBe(200);
    expect(text).toContain('Plan of Zoë');
    expect(text).toContain('Account executive, 2026 (shown)');
  });

  it('is not there for whoever is on none, and the page says what is missing', async () => {
    const mia = viewer('mia', ['manager'], 'mia');
    const moved = createApp({
      ...servicesOver(await movedCompany()).services,
      viewerOf: async () => mia,
    });
    expect((await getPage(moved, '/payees/mia/plan')).text).toContain('There is no plan');
    expect((await getPage(moved, '/payees/mia/plan/curves')).text).toContain('There are no payout curves');
    expect((await getPage(moved, '/payees/mia')).text).toContain('There is no pay to show yet');
  });
});
