import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { calculatedDatabase, emptyDatabase, type ServedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { jobOf, type WorkingApp, workingApp } from '../runs/working-app.js';
import { postFiles } from './post-files.js';

const DEALS = 'id,closeDate,type,acv\nN-1,2026-03-28,new,1000.00\n';
const SPLITS = 'deal,payee,role,share\nN-1,ada,owner,100%\n';

let database: ServedDatabase;
let working: WorkingApp;

beforeAll(async () => {
  database = await calculatedDatabase();
  working = workingApp(database);
});

const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });

/** Imports files, and gives the page of the import at its end. */
async function imported(
  files: readonly (readonly [string, string])[],
  fields: Readonly<Record<string, string>> = {},
) {
  const sent = await postFiles(working.appOf(), '/imports', files, fields);
  expect(sent.status).toBe(303);
  const id = jobOf(sent.headers);
  await working.ended(id);
  return { id, ...(await getPage(working.appOf(), `/imports/${id}`)) };
}

describe('imports', () => {
  it('begin with what there is to do', async () => {
    const page = await getPage(working.appOf(), '/imports');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing was imported here yet');
    expect(page.html).toContain('enctype="multipart/form-data"');
    expect(page.text).toContain('invoice-lines.csv');
  });

  it('of a file with a wrong row take nothing, and say where, what and what to do', async () => {
    const wrong = `${DEALS}N-2,2026-02-30,new,5\nN-3,2026-03-01,new,"1,000"\n`;
    const page = await imported([['deals.csv', wrong]], { reason: 'March deals' });
    expect(page.text).toContain('Refused');
    expect(page.text).toContain('Nothing was taken: everything is as it was before');
    expect(page.text).toMatch(
      /deals\.csv, line 3 closeDate, character 5 2026-02-30 is not a calendar date\. Expected: a calendar date/,
    );
    expect(page.text).toMatch(/deals\.csv, line 4 acv, character \d+ .*Did you mean 1000\?/);
    expect(page.text).toContain('Reason March deals');
    expect(page.html).toContain(`href="/api/v1/imports/${page.id}/problems.csv"`);
    expect(page.html).toContain('href="/imports#new"');
    expect(page.html).not.toContain('every 2s');
    const csv = await working.appOf().request(`/api/v1/imports/${page.id}/problems.csv`);
    expect((await csv.text()).split('\n')).toHaveLength(4);
  });

  it('of several files are one change, with what changed by kind and the way to a calculation', async () => {
    const page = await imported([
      ['deals.csv', DEALS],
      ['Splits (1).csv', SPLITS],
    ]);
    expect(page.text).toContain('Done');
    expect(page.text).toMatch(/Records changed 2 Written as change \d+/);
    expect(page.text).toMatch(/Deals 1 1 0 0 Splits 1 1 0 0/);
    expect(page.html).toContain('href="/records/deals"');
    expect(page.html).toContain('href="/runs#new"');
    expect(readdirSync(database.spool).filter((name) => !name.endsWith('.csv'))).toEqual([]);
  });

  it('of known records correct them with a way to what they said, or are refused', async () => {
    const other = DEALS.replace('1000.00', '2000.00');
    const refused = await imported([['deals.csv', other]], { onConflict: 'refuse' });
    expect(refused.text).toContain('Refused');
    const page = await imported([['deals.csv', other]]);
    expect(page.text).toContain('Corrected records');
    expect(page.html).toContain('href="/records/deals/N-1"');
    const again = await imported([['deals.csv', other]]);
    expect(again.text).toContain('All of it was known already');
    expect(again.html).not.toContain('href="/runs#new"');
  });

  it('are listed, the latest first, with who, when, which files, rows and state', async () => {
    const { text } = await getPage(working.appOf(), '/imports');
    expect(text).toMatch(/Import 5 Done deals\.csv 1 0 local/);
    expect(text).toMatch(/Import 2 Done deals\.csv, splits\.csv 2 0 local/);
    expect(text).toMatch(/Import 1 Refused deals\.csv 3 2 local/);
    const older = await getPage(working.appOf(), '/imports?before=3');
    expect(older.text).not.toContain('Import 3');
    expect(older.text).toContain('Import 2');
  });

  it('can be had as a file, all that there were', async () => {
    const { html, headers } = await getPage(working.appOf(), '/imports?format=csv');
    expect(headers.get('content-disposition')).toContain('filename="imports.csv"');
    const rows = html.split('\n');
    expect(rows[0]).toBe('import,state,what,recordsRead,problems,by,sentAt');
    expect(html).toMatch(/\n2,done,"deals\.csv, splits\.csv",2,0,local,20\d\d-/);
    expect(html).toMatch(/\n1,refused,deals\.csv,3,2,local,20\d\d-/);
    expect((await getPage(working.appOf(), '/imports')).html).toContain('href="/imports?format=csv"');
    expect((await getPage(working.appOf(as('manager')), '/imports?format=csv')).status).toBe(403);
  });

  it.each([
    ['no file', [], 'No file is chosen.'],
    ['a name that tells nothing', [['export.csv', DEALS]], 'does not tell what is in it'],
    ['a name that is nearly right', [['deal.csv', DEALS]], 'Did you mean deals.csv?'],
    ['what is read in one piece by the API', [['body.json', '{}']], 'does not tell what is in it'],
    ['a path', [['../../etc/passwd', 'x']], 'the name of passwd does not tell'],
    [
      'one kind twice',
      [
        ['deals.csv', DEALS],
        ['deals (2).csv', DEALS],
      ],
      'Deals.csv is there twice.',
    ],
  ] as const)('of %s are refused beside the field, and nothing stays', async (_, files, words) => {
    const sent = await postFiles(working.appOf(), '/imports', files, { reason: 'kept <b>' });
    expect(sent.status).toBe(422);
    expect(sent.html.toLowerCase()).toContain(words.toLowerCase());
    expect(sent.html).toContain('id="files-problem"');
    expect(sent.html).toContain('value="kept &lt;b&gt;"');
    expect(readdirSync(database.spool).filter((name) => !name.endsWith('.csv'))).toEqual([]);
  });

  it('take no fields that the form has not, and nothing from elsewhere', async () => {
    const sent = await postFiles(working.appOf(), '/imports', [['deals.csv', DEALS]], { onConflict: 'x' });
    expect(sent.status).toBe(422);
    const elsewhere = await working.appOf().request('http://localhost/imports', {
      method: 'POST',
      body: new FormData(),
      headers: { origin: 'http://evil.example' },
    });
    expect(elsewhere.status).toBe(403);
    const url = await postForm(working.appOf(), '/imports', { reason: 'x' });
    expect(url.status).toBe(415);
  });

  it('are read by whoever reads what is the company’s, and made by comp admins', async () => {
    for (const role of ['finance', 'auditor'] as const) {
      const page = await getPage(working.appOf(as(role)), '/imports');
      expect(page.text).toContain('Comp admins and administrators import records.');
      expect(page.html).not.toContain('multipart/form-data');
      expect((await getPage(working.appOf(as(role)), '/imports/1')).html).not.toContain('/imports#new');
    }
    expect((await getPage(working.appOf(as('manager')), '/imports')).status).toBe(403);
    expect((await getPage(working.appOf(), '/imports/99')).status).toBe(404);
  });
});

describe('an import that goes on', () => {
  it('shows that it waits, is loaded again, and can be called off once', async () => {
    const { appOf, services } = workingApp(await emptyDatabase(), { workers: 0 });
    const sent = await postFiles(appOf(), '/imports', [['deals.csv', DEALS]]);
    const path = `/imports/${jobOf(sent.headers)}`;
    const waiting = await getPage(appOf(), path);
    expect(waiting.text).toContain('It waits for its turn.');
    expect(waiting.text).toContain('You can leave this page and come back');
    expect(waiting.html).toContain('<meta http-equiv="refresh" content="3"');
    expect(waiting.html).toContain('hx-trigger="every 2s"');
    expect((await getPage(appOf(as('auditor')), path)).html).not.toContain(`${path}/cancel`);
    expect((await postForm(appOf(as('auditor')), `${path}/cancel`, {})).status).toBe(403);
    expect((await postForm(appOf(), `${path}/cancel`, {})).status).toBe(303);
    const cancelled = await getPage(appOf(), path);
    expect(cancelled.text).toContain('It was called off: nothing of it was taken.');
    expect(cancelled.html).not.toContain('http-equiv="refresh"');
    const again = await postForm(appOf(), `${path}/cancel`, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('The import 1 has ended already.');
    const other = await services.jobs.submit({ kind: 'audit', head: null }, 'ops');
    expect((await getPage(appOf(), `/imports/${other.id}`)).status).toBe(404);
  });
});
