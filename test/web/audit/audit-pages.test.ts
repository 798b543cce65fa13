import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { SQLITE } from '../../databases/databases.js';
import { servicesOver } from '../../http/app-services.js';
import { emptyDatabase } from '../../http/service.js';
import type { ClosingCompany } from '../../runs/closing/closing-company.js';
import { cashCompany } from '../../runs/reconcile/cash-company.js';
import { getPage, postForm } from '../page-client.js';

const AUDITOR: Viewer = { id: 'aud', name: 'Aud', roles: ['auditor'], payee: null };
const ADMIN: Viewer = { id: 'comp', name: 'Comp', roles: ['compAdmin'], payee: null };
const ANN: Viewer = { id: 'ann', name: 'Ann Hall', roles: ['payee'], payee: 'ann' };

let company: ClosingCompany;

beforeAll(async () => {
  const db = await emptyDatabase();
  company = await cashCompany({ ...SQLITE, create: async () => db });
  await company.data({
    deals: ['id,account,closeDate,termMonths,tcv', 'D-2,Brightwater,2026-02-05,12,700.00'],
  });
  await company.calculate('2026-03');
  await company.close('2026-01');
});

const appOf = (viewer: Viewer = AUDITOR) =>
  createApp({ ...servicesOver(company.db).services, viewerOf: async () => viewer });

describe('the audit trail', () => {
  it('tells who did what, when and why, the latest first, with what was written', async () => {
    const { status, text, html } = await getPage(appOf(), '/audit-trail');
    expect(status).toBe(200);
    expect(text).toContain('Not audited yet');
    expect(text).toMatch(/Period closed ops .* monthly-USD 2026-01 .* ledger entries/);
    expect(text.indexOf('Period closed')).toBeLessThan(text.indexOf('Period approved'));
    expect(text.indexOf('Period approved')).toBeLessThan(text.indexOf('Records imported'));
    expect(text).toMatch(/has the hash [0-9a-f]{64} :/);
    expect(html).toContain('/api/v1/audit-trail?format=csv');
    expect(html).toContain('/api/v1/audit-trail?format=ndjson');
  });

  it('is narrowed to a person, to what was written and to days', async () => {
    const ofCfo = await getPage(appOf(), '/audit-trail?person=cfo');
    expect(ofCfo.text).toContain('Period approved cfo');
    expect(ofCfo.text).not.toContain('Period closed ops');
    const rules = await getPage(appOf(), '/audit-trail?kind=rule_file');
    expect(rules.text).toContain('Rule files published story');
    expect(rules.text).not.toContain('Period approved cfo');
    const old = await getPage(appOf(), '/audit-trail?to=2001-01-01');
    expect(old.text).toContain('Nothing like it was done');
    const today = new Date().toISOString().slice(0, 10);
    expect((await getPage(appOf(), `/audit-trail?to=${today}&from=2001-01-01`)).text).toContain(
      'Period closed',
    );
    for (const query of ['person=%00', 'kind=nothing', 'from=soon', 'before=0', 'other=1']) {
      expect((await getPage(appOf(), `/audit-trail?${query}`)).status, query).toBe(400);
    }
  });

  it('exports what the filter shows', async () => {
    const { html } = await getPage(appOf(), '/audit-trail?person=ops&kind=closing');
    const [, found = ''] = /href="(\/api\/v1\/audit-trail[^"]+csv)"/.exec(html) ?? [];
    const address = found.replaceAll('&amp;', '&');
    expect(address).toBe('/api/v1/audit-trail?actor=ops&wrote=closing&format=csv');
    const [header, ...rows] = (await getPage(appOf(), address)).html.trim().split('\n');
    expect(header).toBe('record,change,when,who,command,reason,kind,key,before,after');
    // All rows of the act that wrote a closing, and nothing of the acts before it.
    expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(['6']));
    expect(rows.some((row) => row.includes(',ledger_entry,'))).toBe(true);
    const nobody = await getPage(appOf(), '/api/v1/audit-trail?actor=nobody&format=ndjson');
    expect(nobody.html).toBe('');
    expect((await getPage(appOf(), '/api/v1/audit-trail?wrote=nothing')).status).toBe(400);
  });

  it('goes on before an entry', async () => {
    const { text } = await getPage(appOf(), '/audit-trail?before=2');
    expect(text).toContain('Rule files published');
    expect(text).not.toContain('Period closed ops');
  });

  it('shows an entry row by row: what a correction changed, and nothing else of the row', async () => {
    const { text, html } = await getPage(appOf(), '/audit-trail/3');
    expect(text).toContain('Records imported');
    expect(text).toContain('Wrote 1 deal');
    expect(text).toContain('D-2 deals Changed');
    expect(html).toMatch(
      /tcv: <\/span><del class="said-before">600.00<\/del> → <span class="said-after">700.00/,
    );
    expect(text).not.toContain('Brightwater');
    expect(text).toMatch(/Hash of the entry before: [0-9a-f]{64}/);
  });

  it('shows what was added, of records and of what is posted', async () => {
    const imported = await getPage(appOf(), '/audit-trail/2');
    expect(imported.text).toContain('D-1 deals Added');
    const closed = await getPage(appOf(), '/audit-trail/6');
    expect(closed.text).toContain('Period closed');
    expect(closed.text).toContain('closings Added');
    expect(closed.text).toContain('ledger entries Added');
    expect((await getPage(appOf(), '/audit-trail/2?page=9')).text).toContain('← Previous');
    expect((await getPage(appOf(), '/audit-trail/99')).status).toBe(404);
    expect((await getPage(appOf(), '/audit-trail/x')).status).toBe(400);
  });

  it('is written as lines of JSON', async () => {
    const response = await appOf().request('http://localhost/api/v1/audit-trail?format=ndjson');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)).find(({ key }) => key === 'D-2')).toMatchObject({
      kind: 'deal',
      command: 'import',
      who: 'story',
    });
  });

  it('is nobody else’s', async () => {
    for (const path of ['/audit-trail', '/audit-trail/1', '/verification']) {
      expect((await getPage(appOf(ANN), path)).status, path).toBe(403);
    }
  });
});

describe('verification', () => {
  it('starts a task for a closed period, and leads to its page', async () => {
    const before = await getPage(appOf(), '/verification');
    expect(before.text).toContain('Verified 0 of 1');
    expect(before.text).toContain('January 2026 Monthly, USD');
    expect(before.text).toContain('The books were never audited here');
    expect(before.html).toContain('href="/verification?file=periods"');
    const periods = await getPage(appOf(), '/verification?file=periods');
    expect(periods.html).toMatch(
      /^period,payGroup,statements,currency,paid,task,result,at,by\n2026-01,monthly-USD,\d+,USD,[\d.]+,,never,,\n$/,
    );
    const sent = await postForm(appOf(), '/verification', { payGroup: 'monthly-USD', period: '2026-01' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toMatch(/^\/tasks\/\d+$/);
    const after = await getPage(appOf(), '/verification');
    expect(after.html).toContain(`href="${sent.headers.get('location')}"`);
    expect(after.text).toContain('Waiting');
  });

  it('refuses a period that is open or that there is not, on the same page', async () => {
    const open = await postForm(appOf(), '/verification', { payGroup: 'monthly-USD', period: '2026-02' });
    expect(open.status).toBe(409);
    expect(open.text).toContain('Monthly-USD 2026-02 is not closed.');
    expect(open.text).not.toContain('No audit was started');
    const none = await postForm(appOf(), '/verification', { payGroup: 'monthly-USD', period: '1999-01' });
    expect(none.status).toBe(404);
    expect((await postForm(appOf(), '/verification', { payGroup: 'monthly-USD' })).status).toBe(422);
  });

  it('starts an audit, also for a hash that was noted', async () => {
    const sent = await postForm(appOf(), '/verification/audits', {});
    expect(sent.headers.get('location')).toMatch(/^\/tasks\/\d+$/);
    const noted = await postForm(appOf(), '/verification/audits', { head: 'abc' });
    expect(noted.status).toBe(303);
    expect((await getPage(appOf(), '/verification')).text).not.toContain('never audited');
  });

  it('shows results to those who may not start anything, and no button', async () => {
    const { text, html } = await getPage(appOf(ADMIN), '/verification');
    expect(text).toContain('Finance, auditors and administrators can start one.');
    expect(html).not.toContain('action="/verification');
    const sent = await postForm(appOf(ADMIN), '/verification', {
      payGroup: 'monthly-USD',
      period: '2026-01',
    });
    expect(sent.status).toBe(403);
    expect((await postForm(appOf(ADMIN), '/verification/audits', {})).status).toBe(403);
  });
});
