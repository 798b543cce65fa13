import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { movedCompany } from '../../access/moved-company.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';

let db: Database;
let moved: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
  moved = await movedCompany();
});

const ADA: Viewer = { id: 'ada', name: 'Ada Byron', roles: ['payee'], payee: 'ada' };
const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });

const appOf = (viewer: Viewer, database = db) =>
  createApp({ ...servicesOver(database).services, viewerOf: async () => viewer });

describe('the pay of a payee', () => {
  it('begins with what is earned, payable, paid and held of the last period', async () => {
    const { status, text, html } = await getPage(appOf(ADA), '/payees/ada');
    expect(status).toBe(200);
    expect(text).toContain('My pay Period March 2026');
    expect(text).toContain('As of Mar 31, 2026');
    // 10,000.25 of D-3 and 1,000 of D-5 at 12 %, as the quarter is over quota since D-1.
    expect(text).toContain('Earned $');
    expect(html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
    expect(html).toContain('/api/v1/payees/ada/statements/2026-03?currency=USD&amp;format=pdf');
    expect(html.match(/class="figure is-main"/g)).toHaveLength(1);
  });

  it('tells attainment with its tiers, and that the highest is reached', async () => {
    const { html, text } = await getPage(appOf(ADA), '/payees/ada');
    expect(html).toMatch(
      /alt="new-acv: [\d.]+% of the quota is attained. Tiers: 8% from 0%, 12% from 100%."/,
    );
    expect(text).toContain('The highest tier is reached.');
    expect(text).toContain('12% from 100% of quota');
  });

  it('says what is missing to the next tier', async () => {
    const bo: Viewer = { id: 'bo', name: 'Bo Lind', roles: ['payee'], payee: 'bo' };
    const { text } = await getPage(appOf(bo), '/payees/bo');
    expect(text).toContain('$10,000.25 credited of $100,000.00.');
    expect(text).toContain('Sell $89,999.75 more to reach 12% in new-business, from 100% of quota.');
  });

  it('sums the year and shows every period as charts and as a table', async () => {
    const { text, html } = await getPage(appOf(ADA), '/payees/ada');
    expect(text).toContain('Jan 1, 2026 through March 2026');
    expect(html).toMatch(
      /alt="Earned by period: Jan 2026: \$0\.00, Feb 2026: \$[\d,.]+, Mar 2026: \$[\d,.]+\."/,
    );
    expect(html).toMatch(/alt="Paid by period: /);
    expect(html).toMatch(/alt="Attainment of new-acv, of quota by period: Jan 2026: 0%/);
    expect(html).toContain('/api/v1/payees/ada/history?format=csv');
    expect(text).toMatch(/January 2026 0\.00 0\.00 0\.00 0\.00 0%/);
  });

  it('writes figures as the reader does', async () => {
    const { text } = await getPage(appOf(ADA), '/payees/ada', { 'accept-language': 'de-DE' });
    expect(text).toContain('100 %');
    expect(text).toMatch(/\d,\d\d\s\$/);
  });

  it('leads to the other pages, and whoever takes no steps not to the what-if', async () => {
    const own = await getPage(appOf(ADA), '/payees/ada');
    for (const part of ['statements', 'held', 'plan', 'what-if']) {
      expect(own.html).toContain(`href="/payees/ada/${part}"`);
    }
    const audited = await getPage(appOf(as('auditor')), '/payees/ada');
    expect(audited.text).toContain('Pay of Ada Byron');
    expect(audited.html).not.toContain('href="/payees/ada/what-if"');
  });

  it('is where whoever is paid begins, and is marked once in the navigation', async () => {
    const home = await getPage(appOf(ADA), '/');
    expect([home.status, home.headers.get('location')]).toEqual([303, '/payees/ada']);
    const both: Viewer = { ...ADA, roles: ['payee', 'finance'] };
    for (const path of ['/payees/ada', '/payees/ada/statements', '/payees/ada/plan', '/payees']) {
      const { html } = await getPage(appOf(both), path);
      expect(html.match(/aria-current="page"/g), path).toHaveLength(1);
    }
  });

  it('is nothing to anybody else who is paid, and the same as nobody', async () => {
    for (const part of ['', '/held', '/plan', '/plan/curves']) {
      const other = await getPage(appOf(ADA), `/payees/bo${part}`);
      const nobody = await getPage(appOf(ADA), `/payees/nobody${part}`);
      expect([other.status, nobody.status], part).toEqual([404, 404]);
      expect(other.text).toContain('There is no payee bo.');
      expect(nobody.text).toContain('There is no payee nobody.');
    }
  });

  it('shows whoever managed the payee before only the periods of then', async () => {
    const mia: Viewer = { id: 'mia', name: 'Mia Stern', roles: ['manager'], payee: 'mia' };
    const { status, text } = await getPage(appOf(mia, moved), '/payees/ada');
    expect(status).toBe(200);
    expect(text).toContain('February 2026');
    expect(text).not.toContain('March 2026');
    expect((await getPage(appOf(mia, moved), '/payees/ada/held')).status).toBe(404);
  });
});
