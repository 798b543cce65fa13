import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';
import { heldCompany } from './held-company.js';

let held: Database;
let nothingHeld: Database;

beforeAll(async () => {
  held = await heldCompany();
  nothingHeld = await calculatedDatabase();
});

const viewer = (roles: readonly Role[], payee: string | null): Viewer => {
  return { id: payee ?? 'eve', name: 'Eve', roles, payee };
};

const appOf = (who: Viewer, db = held) =>
  createApp({ ...servicesOver(db).services, viewerOf: async () => who });

describe('what is held of a payee, as a page', () => {
  it('names the amount, why it is held, and which invoice it waits for', async () => {
    const { status, text, html } = await getPage(appOf(viewer(['payee'], 'ada')), '/payees/ada/held');
    expect(status).toBe(200);
    expect(text).toContain('What is held As of Mar 31, 2026 Currency USD');
    // Of D-1 11,600.00 are earned; half of that follows the cash, of which 30,000 of 130,000 has come.
    expect(text).toContain('$4,461.54');
    expect(text).toContain('30,000.00 USD of 130,000.00 USD collected 23.08% of the 50% that waits has come');
    expect(text).toContain('I-1: $50,000.00 open, due Mar 12, 2026 19 days overdue');
    expect(text).toContain('I-2: $50,000.00 open, due Apr 19, 2026');
    expect(text).not.toContain('I-1 open with');
    expect(text).toContain('With an overdue invoice 1');
    expect(html).toContain('href="/api/v1/payees/ada/held?format=csv"');
  });

  it('leads whoever sees the company’s data to the trace of a deal, and nobody else', async () => {
    const finance = await getPage(appOf(viewer(['finance'], null)), '/payees/ada/held');
    expect(finance.text).toContain('Held of Ada Byron');
    expect(finance.html).toContain('href="/reconcile/deals/D-1"');
    const own = await getPage(appOf(viewer(['payee'], 'ada')), '/payees/ada/held');
    expect(own.html).not.toContain('/reconcile/');
  });

  it('says that nothing is held, and where to go on', async () => {
    const { text, html } = await getPage(appOf(viewer(['payee'], 'ada'), nothingHeld), '/payees/ada/held');
    expect(text).toContain('Nothing is held');
    expect(html).toContain('href="/payees/ada/statements"');
  });

  it('is linked from the pay, with the same amount', async () => {
    const { text, html } = await getPage(appOf(viewer(['payee'], 'ada')), '/payees/ada');
    expect(html).toContain('href="/payees/ada/held"');
    const [, amount = 'none'] = /Held at the end (\S+)/.exec(text) ?? [];
    expect((await getPage(appOf(viewer(['payee'], 'ada')), '/payees/ada/held')).text).toContain(
      `Held in USD ${amount}`,
    );
  });

  it('is asked for another payee, another page or nonsense in vain', async () => {
    const app = appOf(viewer(['payee'], 'ada'));
    expect((await getPage(app, '/payees/bo/held')).status).toBe(404);
    for (const query of ['?page=0', '?page=x', '?other=1']) {
      expect((await getPage(app, `/payees/ada/held${query}`)).status, query).toBe(400);
    }
    expect((await getPage(app, '/payees/ada/held?page=9')).status).toBe(200);
  });
});
