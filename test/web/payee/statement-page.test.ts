import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { importBody } from '../../../src/intake/import-records.js';
import { readCompanyFile } from '../../../src/rules/company-file.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { COMPANY_TEXT, calculate, calculatedDatabase } from '../../http/service.js';
import { succeeded } from '../../runs/payouts/payroll.js';
import { getPage } from '../page-client.js';
import { heldCompany } from './held-company.js';

let db: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const appOf = (viewer?: Viewer) => {
  const { services } = servicesOver(db);
  return createApp(viewer === undefined ? services : { ...services, viewerOf: async () => viewer });
};

describe('a statement as a page', () => {
  it('shows what is paid, each line, and the way to how it came about', async () => {
    const list = await getPage(appOf(), '/payees');
    expect(list.status).toBe(200);
    const statements = await getPage(appOf(), '/payees/ada/statements');
    expect(statements.status).toBe(200);
    expect(statements.html).toContain('/payees/ada/statements/2026-01?currency=USD');
    const page = await getPage(appOf(), '/payees/ada/statements/2026-02');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Provisional: the period is open');
    const [, line = ''] = /href="(\/lines\/ada\.2026-02\.\d+)"/.exec(page.html) ?? [];
    const explained = await getPage(appOf(), line);
    expect(explained.status).toBe(200);
    expect(explained.text).toContain('What sums up to $');
  });

  it('is nothing to anybody else who is paid', async () => {
    const bo: Viewer = { id: 'bo', name: 'Bo', roles: ['payee'], payee: 'bo' };
    expect((await getPage(appOf(bo), '/payees/ada/statements/2026-01')).status).toBe(404);
    expect((await getPage(appOf(bo), '/payees/ada/statements')).status).toBe(404);
    expect((await getPage(appOf(bo), '/lines/ada.2026-01.1')).status).toBe(404);
    expect((await getPage(appOf(bo), '/accounts')).status).toBe(403);
    expect((await getPage(appOf(bo), '/payees')).text).not.toContain('ada');
    expect((await getPage(appOf(bo), '/payees?format=csv')).html).toMatch(
      /^name,id,role,region\n.*,bo,.*\n$/,
    );
  });

  it('is asked for in another currency, another page, or by a script in vain', async () => {
    for (const path of ['?currency=EUR', '?page=0', '?page=x', '?currency=%3Cscript%3E', '?other=1']) {
      const { status, html } = await getPage(appOf(), `/payees/ada/statements/2026-01${path}`);
      expect([400, 404], path).toContain(status);
      expect(html).not.toContain('<script>');
    }
  });

  it('shows 200 lines at a time, and the totals of all', async () => {
    const many = await calculatedDatabase();
    const company = succeeded(readCompanyFile(COMPANY_TEXT, 'company.yaml'));
    const ids = Array.from({ length: 250 }, (_, place) => `M-${String(place).padStart(3, '0')}`);
    const deals = ids.map((id) => ({ id, closeDate: '2026-03-02', type: 'new', acv: '100' }));
    const splits = ids.map((deal) => ({ deal, payee: 'zoë/1', role: 'owner', share: '100%' }));
    const taken = await importBody(many, JSON.stringify({ deals, splits }), {
      company,
      actor: 'local',
      onConflict: 'refuse',
    });
    expect(taken.accepted).toBe(true);
    await calculate(many);
    const app = createApp(servicesOver(many).services);
    const address = `/payees/${encodeURIComponent('zoë/1')}/statements/2026-03`;
    const linesOn = async (path: string) => {
      const { text, html } = await getPage(app, path);
      return {
        text,
        lines: [...html.matchAll(/hx-get="\/lines\/([^"]+)"/g)].map(([, line = '']) => line),
      };
    };
    const first = await linesOn(address);
    const second = await linesOn(`${address}?page=2`);
    const beyond = await linesOn(`${address}?page=7`);
    expect([first.lines.length, second.lines.length]).toEqual([200, 50]);
    expect(new Set([...first.lines, ...second.lines]).size).toBe(250);
    expect(beyond.lines).toEqual(second.lines);
    for (const { text } of [first, second]) expect(text).toContain('Earned, all lines 2,000.00');
    expect(first.text).toContain('Page 1 of 2');
    expect(second.text).toContain('Page 2 of 2');
  });

  it('leads to the statements before and after it', async () => {
    const { html } = await getPage(appOf(), '/payees/ada/statements/2026-02');
    expect(html).toContain(
      '<a rel="prev" href="/payees/ada/statements/2026-01?currency=USD">← January 2026</a>',
    );
    expect(html).toContain(
      '<a rel="next" href="/payees/ada/statements/2026-03?currency=USD">March 2026 →</a>',
    );
    const last = await getPage(appOf(), '/payees/ada/statements/2026-03');
    expect(last.html).not.toContain('rel="next"');
    expect(last.html).toContain('rel="prev"');
  });

  it('adds up: what became payable, by what, and what is held, a page of either at a time', async () => {
    const held = createApp(servicesOver(await heldCompany(201)).services);
    const address = `/payees/${encodeURIComponent('zoë/1')}/statements/2026-03`;
    const first = await getPage(held, address);
    // Half of 8 for each of 201 deals is payable when it is booked; the other half waits for cash.
    expect(first.text).toContain('Payable, all of it 804.00');
    expect(first.text).toContain('50% when booked: booked on 2026-03-02 (100%)');
    expect(first.text).toContain('Held, all of it 804.00');
    expect(first.html).toContain('?currency=USD&amp;released=2#released');
    expect(first.html).toContain('?currency=USD&amp;held=2#held');
    const second = await getPage(held, `${address}?currency=USD&held=2&page=2`);
    expect(second.text.split('as cash comes in').length - 1).toBe(1);
    expect(second.text).toContain('Held, all of it 804.00');
    expect(second.html).toContain('?currency=USD&amp;held=2#lines');
    expect(second.html).toContain('?currency=USD&amp;page=2#held');
  });

  it('leads from a line to a question about it, for whoever may ask, and to the deal, for whoever sees it', async () => {
    const as = (roles: Viewer['roles']) => appOf({ id: 'ada', name: 'Ada', roles, payee: 'ada' });
    const address = '/payees/ada/statements/2026-02';
    const own = await getPage(as(['payee']), address);
    const [, line = ''] = /href="\/lines\/(ada\.2026-02\.\d+)"/.exec(own.html) ?? [];
    expect(own.html).toContain(`href="/disputes/new?line=${line}"`);
    expect(own.html).not.toContain('/reconcile/deals/');
    const audited = await getPage(as(['auditor']), address);
    expect(audited.html).not.toContain('/disputes/new');
    expect(audited.html).toContain('href="/reconcile/deals/D-1"');
    expect((await getPage(as(['payee']), `/lines/${line}`)).text).toContain('Question this line');
  });
});
