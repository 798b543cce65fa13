import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { RECORD_KINDS } from '../../../src/records/record-kinds.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { type WorkingApp, workingApp } from '../runs/working-app.js';

let working: WorkingApp;

beforeAll(async () => {
  working = workingApp(await calculatedDatabase());
  // A thread is started for its first job: what is written here is then soon over.
  await working.ended((await working.services.jobs.submit({ kind: 'audit', head: null }, 'ops')).id);
});

const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });
const get = (path: string) => getPage(working.appOf(), path);

/**
 * Writes a record. On a busy machine the service does not wait for the end of its import but leads to that: then this
 * waits, and sends once more what was refused meanwhile.
 */
async function post(path: string, fields: Readonly<Record<string, string>>) {
  for (;;) {
    const sent = await postForm(working.appOf(), path, fields);
    const [, id] = /^\/imports\/(\d+)$/.exec(sent.headers.get('location') ?? '') ?? [];
    if (id === undefined || (await working.ended(Number(id))).status === 'done') return sent;
  }
}

describe('records', () => {
  it('are browsed by every kind that there is', async () => {
    const { html } = await get('/records');
    for (const { file } of Object.values(RECORD_KINDS)) expect(html).toContain(`href="/records/${file}"`);
  });

  it('are listed with what they say, columns that say nothing left out', async () => {
    const page = await get('/records/deals');
    expect(page.text).toMatch(/ID Close date Type ACV .*D-1 Feb 10, 2026 new \$130,000\.00/);
    expect(page.text).not.toContain('Discount');
    const quotas = await get('/records/quotas');
    expect(quotas.text).toContain('ada · new-acv · 2026-01-01');
    expect(quotas.text).toContain('400,000');
    expect(quotas.html).toContain('href="/records/payees/ada">ada</a>');
  });

  it('can be had as the file that would be imported, guarded against formulas, all or some of them', async () => {
    const { html, headers } = await get('/records/splits?deal=D-3&format=csv');
    expect(headers.get('content-disposition')).toContain('filename="splits.csv"');
    expect(html).toBe('deal,payee,role,share,from,to\nD-3,ada,owner,50%,,\nD-3,bo,owner,50%,,\n');
    expect((await get('/records/splits?deal=D-3')).html).toContain(
      'href="/records/splits?deal=D-3&amp;format=csv"',
    );
    const deals = (await get('/records/deals?format=csv')).html.split('\n');
    expect(deals[0]).toContain('id,name,account,stage,closeDate');
    expect(deals[1]).toContain('D-1,');
    await post('/records/payees', { id: 'mal', name: '=1+1' });
    expect((await get('/records/payees?id=mal&format=csv')).html).toContain("\nmal,'=1+1,");
  });

  it('are found by the fields of their key', async () => {
    const page = await get('/records/splits?deal=D-3&payee=&role=');
    expect(page.text).toContain('D-3 · bo · owner');
    expect(page.text).not.toContain('D-1');
    expect((await get('/records/deals?id=D-99')).text).toContain('There is no such record');
    expect((await get('/records/fx-rates')).text).toContain('There are no fx rates yet');
    expect((await get('/records/deals?after=D-3')).text).not.toContain('D-2');
    expect((await get('/records/deal')).status).toBe(400);
    expect((await get('/records/deals?nonsense=1')).status).toBe(400);
  });

  it('of which one is shown in full, with what belongs to it and what it paid', async () => {
    const page = await get('/records/deals/D-1');
    expect(page.text).toContain('ACV $130,000.00');
    expect(page.text).toContain('annual contract value');
    expect(page.html).toContain('href="/reconcile/deals/D-1"');
    expect(page.html).toContain('href="/records/splits?deal=D-1"');
    expect(page.text).toContain('It came in.');
    const payee = await get('/records/payees/zo%C3%AB%2F1');
    expect(payee.text).toContain('Zoë (zoë/1)');
    expect(payee.html).toContain('href="/payees/zo%C3%AB%2F1/statements"');
    expect((await get('/records/deals/D-99')).status).toBe(404);
    expect((await get('/records/splits/D-1')).status).toBe(400);
  });

  it('are corrected by a form of the fields of their kind, and keep what they said', async () => {
    const form = await get('/records/deals/D-2/edit');
    expect(form.text).toContain('Correct D-2');
    expect(form.html).toContain('name="closeDate" required');
    const [, known = ''] = /name="knownChange" value="(\d+)"/.exec(form.html) ?? [];
    const fields = { closeDate: '2026-03-06', currency: 'USD', type: 'renewal', acv: '60000.50' };
    const sent = await post('/records/deals/D-2', { ...fields, knownChange: known, changeReason: 'a typo' });
    expect([sent.status, sent.text]).toEqual([303, '']);
    expect(sent.headers.get('location')).toMatch(/^\/(records\/deals\/D-2|imports\/\d+)$/);
    const page = await get('/records/deals/D-2');
    expect(page.text).toContain('Close date: Mar 5, 2026 → Mar 6, 2026');
    expect(page.text).toContain('ACV: $50,000.00 → $60,000.50');
    expect(page.text).toContain('Reason a typo');
    const stale = await post('/records/deals/D-2', { ...fields, knownChange: known, acv: '1.00' });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain(
      'Somebody else has corrected the record meanwhile. What it says by now stands below.',
    );
    expect(stale.text).toMatch(/What it says by now Written by local, .* ACV \$60,000\.50/);
    expect(stale.html).toContain('value="1.00"');
    const [, now = ''] = /name="knownChange" value="(\d+)"/.exec(stale.html) ?? [];
    expect(Number(now)).toBeGreaterThan(Number(known));
    expect((await post('/records/deals/D-2', { ...fields, knownChange: now })).status).toBe(303);
  });

  it('are refused beside the fields, with what was written', async () => {
    const wrong = { closeDate: '2026-02-30', acv: '1,000', currency: 'usd', product: '<i>' };
    const sent = await post('/records/deals/D-2', wrong);
    expect(sent.status).toBe(422);
    for (const field of ['closeDate', 'acv', 'currency'])
      expect(sent.html).toContain(`id="${field}-problem"`);
    expect(sent.text).toContain('Did you mean USD?');
    expect(sent.text).not.toContain('deals.json');
    expect(sent.html).toContain('value="&lt;i&gt;"');
    const other = await post('/records/deals/D-2', { id: 'D-3', closeDate: '2026-03-06' });
    expect(other.status).toBe(400);
    expect((await get('/records/deals/D-2')).text).toContain('$60,000.50');
  });

  it('are added by the same form, and not over what is there', async () => {
    const form = await get('/records/new/splits');
    for (const field of ['deal', 'payee', 'role', 'share'])
      expect(form.html).toContain(`name="${field}" required`);
    const fields = { deal: 'D-4', payee: 'bo', role: 'owner', share: '100%' };
    const sent = await post('/records/splits', fields);
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toMatch(/^\/(records\/splits\/D-4%2Cbo%2Cowner%2C|imports\/\d+)$/);
    expect((await get('/records/splits?deal=D-4')).text).toContain('100%');
    const again = await post('/records/splits', { ...fields, share: '50%' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('value="50%"');
    const nobody = await post('/records/splits', { ...fields, payee: 'eve' });
    expect(nobody.text).toContain('There is no payee eve.');
  });

  it('are read by whoever reads what is the company’s, and written by comp admins', async () => {
    for (const role of ['finance', 'auditor'] as const) {
      const app = working.appOf(as(role));
      expect((await getPage(app, '/records/deals')).html).not.toContain('/records/new/');
      expect((await getPage(app, '/records/deals/D-1')).html).not.toContain('/edit');
      expect((await getPage(app, '/records/deals/D-1/edit')).status).toBe(403);
      expect((await postForm(app, '/records/deals/D-1', { acv: '1' })).status).toBe(403);
      expect((await postForm(app, '/records/deals', { id: 'X' })).status).toBe(403);
    }
    expect((await getPage(working.appOf(as('manager')), '/records')).status).toBe(403);
  });
});
