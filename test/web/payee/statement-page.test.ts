import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';

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
  });

  it('is asked for in another currency, another page, or by a script in vain', async () => {
    for (const path of ['?currency=EUR', '?page=0', '?page=x', '?currency=%3Cscript%3E', '?other=1']) {
      const { status, html } = await getPage(appOf(), `/payees/ada/statements/2026-01${path}`);
      expect([400, 404], path).toContain(status);
      expect(html).not.toContain('<script>');
    }
  });
});
