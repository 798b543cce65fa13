import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase, emptyDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';

let db: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const appOver = (database: Database, roles?: readonly Role[]) => {
  const { services } = servicesOver(database);
  if (roles === undefined) return createApp(services);
  return createApp({ ...services, viewerOf: async () => ({ id: 'cy', name: 'Cy', roles, payee: null }) });
};

describe('the plans', () => {
  it('are listed with their days, currency, versions and how many are on them', async () => {
    const { status, text, html } = await getPage(appOver(db), '/plans');
    expect(status).toBe(200);
    expect(text).toContain('As of Mar 31, 2026');
    expect(text).toContain('Account executive, 2026 ae Jan 1 – Dec 31, 2026');
    expect(text).toContain('monthly USD 1 3');
    expect(html).toContain('href="/plans/ae"');
    expect(text).toContain('New plan');
  });

  it('can be had as a file', async () => {
    const { html, headers } = await getPage(appOver(db), '/plans?format=csv');
    expect(headers.get('content-disposition')).toContain('filename="plans.csv"');
    expect(html).toBe(
      'plan,title,from,through,howOften,currency,versions,payeesOnIt\n' +
        'ae,"Account executive, 2026",2026-01-01,2026-12-31,monthly,USD,1,3\n',
    );
  });

  it('say what to do where none is published', async () => {
    const { status, text, html } = await getPage(appOver(await emptyDatabase()), '/plans');
    expect(status).toBe(200);
    expect(text).toContain('No plan is published');
    expect(html).toContain('href="/rules"');
  });

  it('are shown to auditors without the way to write them, and to no payee', async () => {
    const auditor = await getPage(appOver(db, ['auditor']), '/plans');
    expect(auditor.status).toBe(200);
    expect(auditor.text).not.toContain('New plan');
    for (const role of ['payee', 'manager'] as const) {
      expect((await getPage(appOver(db, [role]), '/plans')).status).toBe(403);
      expect((await getPage(appOver(db, [role]), '/plans/ae')).status).toBe(403);
    }
  });
});

describe('a plan', () => {
  it('tells what it earned last, component by component, and leads to the period', async () => {
    const { status, text, html } = await getPage(appOver(db), '/plans/ae');
    expect(status).toBe(200);
    // Ada is above quota since February: 12 % of 11,000.25. Bo has 8 % of 10,000.25.
    expect(text).toContain('Earned in March 2026 $2,120.05');
    expect(text).toContain('new-business USD 2,120.05 2,120.05 2 March 2026');
    expect(html).toContain('href="/periods/monthly-USD/2026-03"');
  });

  it('shows its versions with hash, when and by whom they were published', async () => {
    const { text, html } = await getPage(appOver(db), '/plans/ae');
    expect(text).toMatch(
      /Account executive, 2026 [0-9a-f]{12} \w{3} \d+, \d{4}, \d+:\d\d [AP]M UTC local 3 plans\/ae\.yaml/,
    );
    expect(html).toContain('/rules/file?file=plans%2Fae.yaml');
  });

  it('draws its payout curve, with its corners as a table', async () => {
    const { text, html } = await getPage(appOver(db), '/plans/ae');
    expect(html).toContain('src="data:image/svg+xml;base64,');
    expect(text).toContain('Earned in one window, by new-acv');
    expect(text).toContain('a quota of $100,000.00 (new-acv) in a window');
    expect(text).toContain('$100,000.00 100% $8,000.00 12%');
  });

  it('says in words what it pays', async () => {
    const { text } = await getPage(appOver(db), '/plans/ae');
    expect(text).toContain('What is counted');
    expect(text).toContain('Rates of new-business From To Rate 0% below 100% 8% 100% and above 12%');
    expect(text).toContain('The file has no examples');
  });

  it('names who is on it, and who has not accepted', async () => {
    const { text, html } = await getPage(appOver(db), '/plans/ae?only=missing');
    expect(text).toContain('Ada Byron Jan 1 – Dec 31, 2026');
    expect(text).toContain('Zoë Mar 1 – Dec 31, 2026');
    expect(text).toContain('Not yet');
    expect(text).toContain('Accepted 0 of 3');
    expect(html).toContain('href="/payees/ada');
    expect(html).toContain('href="/plans/ae?only=missing&amp;format=csv"');
    const file = await getPage(appOver(db), '/plans/ae?only=missing&format=csv');
    expect(file.headers.get('content-disposition')).toContain('filename="payees-on-ae.csv"');
    expect(file.html).toContain('payee,name,from,through,acceptedAt\nada,Ada Byron,2026-01-01,2026-12-31,\n');
  });

  it('is refused where there is none, or no such version, and for what is no question', async () => {
    const none = await getPage(appOver(db), '/plans/none');
    expect(none.status).toBe(404);
    expect(none.text).toContain('No plan none is published');
    expect((await getPage(appOver(db), '/plans/ae?hash=abc')).status).toBe(404);
    expect((await getPage(appOver(db), '/plans/ae?only=some')).status).toBe(400);
    expect((await getPage(appOver(db), '/plans/ae?page=0')).status).toBe(400);
  });

  it('is edited by who may, and only looked at by others', async () => {
    const own = await getPage(appOver(db, ['compAdmin']), '/plans/ae');
    expect(own.html).toContain('href="/rules/edit?file=plans%2Fae.yaml"');
    const other = await getPage(appOver(db, ['finance']), '/plans/ae');
    expect(other.html).not.toContain('/rules/edit');
  });
});
