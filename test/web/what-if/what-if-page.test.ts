import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import { createApp } from '../../../src/http/app.js';
import { latestChange } from '../../../src/store/change.js';
import { payeeAs } from '../../access/answers-to.js';
import { databases } from '../../databases/databases.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase, emptyDatabase, type ServedDatabase } from '../../http/service.js';
import { salesCompany } from '../../runs/what-if/sales-company.js';
import { getPage, postForm } from '../page-client.js';

let db: ServedDatabase;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const PATH = '/payees/ada/what-if';

const appOf = (payee = 'ada', role: Role = 'payee') =>
  createApp({ ...servicesOver(db).services, viewerOf: async () => payeeAs(payee, role) });

const ask = (fields: Readonly<Record<string, string>>, app = appOf()) => postForm(app, PATH, fields);

/** What stands beside a field. */
function besides(html: string, name: string): string {
  const [, text = ''] = new RegExp(`id="${name.replaceAll('.', '\\.')}-problem">(.*?)</p>`).exec(html) ?? [];
  return text.replace(/<[^>]+>/g, '');
}

const NEW = {
  'deals.0.fields.acv': '40000',
  'deals.0.fields.closeDate': '2026-03-28',
  'deals.0.fields.type': 'new',
};

describe('the form of a what-if', () => {
  it('asks for what the plan counts, and offers what its conditions and the deals know', async () => {
    const { status, html, text } = await getPage(appOf(), PATH);
    expect(status).toBe(200);
    expect(text).toContain('What if, Ada Byron As of Mar 31, 2026 Plan’s currency USD');
    expect(html).toContain('name="deals.0.fields.acv"');
    expect(html).not.toContain('name="deals.0.fields.tcv"');
    expect(html).not.toContain('name="deals.0.paid.date"');
    expect(html).toContain('<option value="new"></option><option value="renewal"></option>');
    expect(text).toContain('A new deal D-5, closed Mar 25, 2026 D-3, closed Mar 20, 2026');
    expect(html).toContain('<option value="2026-04-30">April 2026</option>');
    expect(text).not.toContain('What would be');
  });

  it('begins with the deal that is named', async () => {
    const { html } = await getPage(appOf(), `${PATH}?deal=D-2`);
    expect(html).toContain('<option value="D-2" selected="">');
  });

  it('adds room for another deal without a script, keeps what is filled in, and stops at ten', async () => {
    const { status, html, text } = await ask({ ...NEW, more: 'yes' });
    expect(status).toBe(200);
    expect(html).toContain('name="deals.1.fields.acv"');
    expect(html).toContain('value="40000"');
    expect(text).not.toContain('Nothing was calculated');
    const full = await ask({ 'deals.9.fields.acv': '1', more: 'yes' });
    expect(full.html).toContain('name="deals.9.fields.acv"');
    expect(full.html).not.toContain('name="deals.10.fields.acv"');
    expect(full.html).not.toContain('Add another deal');
  });

  it('says so where nothing is calculated yet', async () => {
    const empty = await emptyDatabase();
    const app = createApp(servicesOver(empty).services);
    expect((await getPage(app, PATH)).status).toBe(404);
  });
});

describe('the answer of a what-if', () => {
  it('can be had as a file of what it shows', async () => {
    const { html } = await ask(NEW);
    expect(html).toContain('<input type="hidden" name="deals.0.fields.acv" value="40000"/>');
    expect(html).toContain('<input type="hidden" name="as" value="csv"/>');
    const file = await ask({ ...NEW, as: 'csv' });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toContain('what-if-ada.csv');
    const rows = file.html.trimEnd().split('\n');
    expect(rows[0]).toBe('of,period,currency,componentOrMeasure,deal,date,amount,now,wouldBe,difference');
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(
      expect.arrayContaining(['together', 'period', 'component', 'measure', 'line']),
    );
    for (const row of rows.slice(1)) expect(row.split(',')).toHaveLength(10);
  });

  it('tells what would be earned, by period, component, attainment and line', async () => {
    const before = await latestChange(db);
    const { status, text, html } = await ask(NEW);
    expect(status).toBe(200);
    expect(text).toContain('Earned in USD +$4,800.00');
    expect(text).toContain('March 2026 Earned $1,320.03 $6,120.03 +$4,800.00');
    expect(text).toContain('new-business March 2026 Payable $1,320.03 $6,120.03 +$4,800.00');
    expect(text).toContain('New deal 1 (what-if-1) new-business none $4,800.00 +$4,800.00');
    expect(text).toContain('$4,800.00: 40,000.00 USD at 12% (from 100%)');
    expect(text).toContain('through Mar 31, 2026');
    expect(html).toContain('value="40000"');
    expect(await latestChange(db)).toBe(before);
  });

  it('looks ahead as far as the days that are named, or as is chosen', async () => {
    const later = { ...NEW, 'deals.0.fields.closeDate': '2026-05-03' };
    const { text } = await ask(later);
    expect(text).toContain('through May 31, 2026');
    expect(text).toContain('May 2026 Earned $0.00 $3,200.00 +$3,200.00');
    const chosen = await ask({ ...later, through: '2026-04-30' });
    expect(chosen.text).toContain('Nothing would change');
    expect(chosen.text).toContain('where the plan’s conditions are met: look at type.');
  });

  it('changes a deal that is there, and leaves one out', async () => {
    const changed = await ask({
      'deals.0.fields.id': 'D-5',
      'deals.0.fields.acv': '2000',
      'deals.0.outcome': 'won',
    });
    expect(changed.text).toContain('D-5 new-business $120.00 $240.00 +$120.00');
    const left = await ask({
      'deals.0.outcome': 'won',
      'deals.1.fields.id': 'D-1',
      'deals.1.outcome': 'without',
    });
    expect(left.text).toContain('Earned in USD −$12,');
    expect(left.text).toContain('D-1 new-business');
  });

  it('puts what is wrong beside its field, whatever stands above it empty', async () => {
    const { status, html, text } = await ask({
      'deals.0.outcome': 'won',
      'deals.1.fields.acv': 'lots',
      'deals.2.fields.closeDate': '2026-03-28',
      'deals.2.fields.termMonths': 'x',
    });
    expect(status).toBe(422);
    expect(text).toContain('Nothing was calculated. Deal 2, close date : Close date is empty.');
    expect(besides(html, 'deals.1.fields.acv')).toContain('Found: lots.');
    expect(besides(html, 'deals.1.fields.closeDate')).toContain('Close date is empty');
    expect(text).toContain('Deal 3, term in months');
    expect(html).toContain('value="lots"');
  });

  it('says what is lacking where nothing is supposed, and which deal is not there', async () => {
    const nothing = await ask({ 'deals.0.outcome': 'won' });
    expect(nothing.status).toBe(422);
    expect(besides(nothing.html, 'deals.0.fields.closeDate')).toContain('Nothing is supposed yet.');
    const without = await ask({ ...NEW, 'deals.1.outcome': 'without', 'deals.1.fields.name': 'x' });
    expect(besides(without.html, 'deals.1.fields.id')).toContain('Choose the deal that is not there.');
    const ofBo = await ask({ 'deals.0.fields.id': 'D-9', 'deals.0.fields.acv': '1' });
    expect(besides(ofBo.html, 'deals.0.fields.id')).toContain('Ada has no deal D-9.');
  });

  it('refuses fields that there are not, and a day too far', async () => {
    expect((await ask({ ...NEW, 'deals.0.colour': 'red' })).text).toContain('The form has no such field.');
    expect((await ask({ ...NEW, 'deals.0.fields.colour': 'red' })).text).toContain(
      'A deal has no field colour.',
    );
    const far = await ask({ ...NEW, through: '2031-01-31' });
    expect(far.status).toBe(422);
    expect(besides(far.html, 'through')).toContain('is not within what can be supposed');
  });

  it('writes what is filled in as text, whatever it is', async () => {
    const { html } = await ask({ ...NEW, 'deals.0.fields.name': '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; (what-if-1)');
  });

  it('is no one else’s to ask, and no auditor’s', async () => {
    expect((await getPage(appOf('bo'), PATH)).status).toBe(404);
    expect((await ask(NEW, appOf('bo'))).status).toBe(404);
    expect((await ask({ ...NEW, more: 'yes' }, appOf('bo'))).status).toBe(404);
    expect((await getPage(appOf('ada', 'auditor'), PATH)).status).toBe(403);
    expect((await getPage(appOf('ops', 'compAdmin'), PATH)).status).toBe(200);
  });
});

describe('a what-if of cash and of a team', () => {
  const [sqlite] = databases;

  it('releases what is held when the customer pays, and asks a manager who sells', async () => {
    if (sqlite === undefined) throw new Error('There is a database to test on.');
    const { db: sales } = await salesCompany(sqlite);
    const app = createApp(servicesOver(sales).services);
    const form = await getPage(app, '/payees/ann/what-if');
    expect(form.html).toContain('name="deals.0.paid.invoice"');
    expect(form.text).toContain('Harbour (D-1), closed Jan 20, 2026');
    const paid = await postForm(app, '/payees/ann/what-if', {
      'deals.0.fields.id': 'D-2',
      'deals.0.paid.date': '2026-03-25',
      'deals.0.paid.amount': '28000',
      'deals.0.paid.invoice': 'I-2',
    });
    expect(paid.text).toContain('March 2026 Payable $0.00 $1,120.00 +$1,120.00');
    expect(paid.text).toContain('March 2026 Held $2,320.00 $1,200.00 −$1,120.00');
    const wrong = await postForm(app, '/payees/ann/what-if', {
      'deals.1.fields.id': 'D-2',
      'deals.1.paid.date': '2026-03-25',
      'deals.1.paid.amount': '28000',
      'deals.1.paid.invoice': 'I-9',
    });
    expect(besides(wrong.html, 'deals.1.paid.invoice')).toContain('Deal D-2 has no invoice I-9.');

    const sold = { 'deals.0.fields.tcv': '10000', 'deals.0.fields.closeDate': '2026-03-28' };
    const asked = await postForm(app, '/payees/mia/what-if', sold);
    expect(besides(asked.html, 'deals.0.seller')).toContain('Choose who of the team sells it.');
    const told = await postForm(app, '/payees/mia/what-if', { ...sold, 'deals.0.seller': 'bob' });
    expect(told.text).toContain('Earned in USD +$100.00');
    const own = createApp({ ...servicesOver(sales).services, viewerOf: async () => payeeAs('mia', 'payee') });
    const alone = await getPage(own, '/payees/mia/what-if');
    expect(alone.text).not.toMatch(/\b(Ann|Bob|ann|bob)\b/);
    expect(alone.html).toContain('name="deals.0.other"');
  });
});
