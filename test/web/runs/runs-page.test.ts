import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { packageFile } from '../../../src/runs/package-file.js';
import { calculatedDatabase, emptyDatabase, type ServedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { jobOf, type WorkingApp, workingApp } from './working-app.js';

let database: ServedDatabase;
let working: WorkingApp;

beforeAll(async () => {
  database = await calculatedDatabase();
  working = workingApp(database);
});

const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });

/** Starts a run, and gives its page at its end. */
async function calculated(fields: Readonly<Record<string, string>>) {
  const sent = await postForm(working.appOf(), '/runs', fields);
  expect(sent.status, sent.text).toBe(303);
  const id = jobOf(sent.headers);
  const job = await working.ended(id);
  return { job, ...(await getPage(working.appOf(), `/runs/${id}`)) };
}

describe('runs', () => {
  it('tell what is shown, and that the command line calculated it', async () => {
    const page = await getPage(working.appOf(), '/runs');
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/Shown through Mar 31, 2026 As of .* By local/);
    expect(page.text).toContain('Statements shown 7 of 3 payees, through Mar 31, 2026');
    expect(page.text).toContain('Incomplete statements 0');
    expect(page.text).toContain('What is shown was calculated by the command line.');
    expect(page.html).toContain('value="2026-03-31"');
  });

  it('are started through a period, calculated, and tell what they came to and from what', async () => {
    const page = await calculated({ through: '2026-03', full: 'yes' });
    expect(page.job.request).toEqual({ kind: 'calculate', through: '2026-04-01', full: true });
    expect(page.text).toContain('Through Mar 31, 2026 Asked for by local');
    expect(page.text).toContain('These results are shown to everybody.');
    expect(page.text).toContain('Statements 7 of 3 payees Incomplete 0');
    expect(page.text).toMatch(/Rules [0-9a-f]{64} Inputs [0-9a-f]{64} Engine /);
    expect(page.text).toContain(`Engine ${packageFile().version} `);
    // D-4 is won, and nobody has a share in it.
    expect(page.html).toContain('href="/records/deals/D-4"');
    expect(page.text).toContain('Nobody holds a share of the deal, which was won on 2026-03-21.');
  });

  it('tell which statements a problem keeps back, with the way to them', async () => {
    const page = await calculated({ through: '2027-01' });
    expect(page.text).toMatch(/Incomplete [1-9]/);
    expect(page.text).toContain('What keeps statements from being complete');
    expect(page.html).toContain('<a href="/payees/ada/statements">Ada Byron</a>');
    const before = await getPage(working.appOf(), '/runs/1');
    expect(before.text).toContain('A later calculation has taken the place of these results.');
  });

  it('are listed, the latest first', async () => {
    const { text } = await getPage(working.appOf(), '/runs');
    expect(text).toMatch(/Run 2 Done Jan 31, 2027 \d+ [1-9]\d* local .*Run 1 Done Mar 31, 2026 7 0 local/);
  });

  it('can be had as a file', async () => {
    const { html, headers } = await getPage(working.appOf(), '/runs?format=csv');
    expect(headers.get('content-disposition')).toContain('filename="runs.csv"');
    expect(html).toMatch(
      /^run,state,through,statements,incomplete,by,askedAt\n2,done,2027-01-31,\d+,[1-9]\d*,local,20.*\n1,done,2026-03-31,7,0,local,20/,
    );
    expect((await getPage(working.appOf(), '/runs')).html).toContain('href="/runs?format=csv"');
  });

  it.each(['', 'soon', '2026-13', '2026-02-30', '<b>'])(
    'through %j are refused beside the field',
    async (through) => {
      const sent = await postForm(working.appOf(), '/runs', { through });
      expect([400, 422]).toContain(sent.status);
      expect(sent.html).toContain('id="through-problem"');
      expect(sent.text).toContain('Nothing was started.');
      expect(sent.html).not.toContain('<b>');
    },
  );

  it('are read by whoever reads runs, and started by comp admins', async () => {
    for (const role of ['finance', 'auditor'] as const) {
      const page = await getPage(working.appOf(as(role)), '/runs');
      expect(page.text).toContain('Comp admins and administrators start calculations.');
      expect(page.html).not.toContain('action="/runs"');
      expect((await postForm(working.appOf(as(role)), '/runs', { through: '2026-03' })).status).toBe(403);
    }
    expect((await getPage(working.appOf(as('manager')), '/runs')).status).toBe(403);
    expect((await getPage(working.appOf(), '/runs/99')).status).toBe(404);
    expect((await getPage(working.appOf(), '/runs/x')).status).toBe(400);
  });
});

describe('where nothing is calculated yet', () => {
  it('runs lead to imports, wait for their turn, and are called off once', async () => {
    const { appOf } = workingApp(await emptyDatabase(), { workers: 0 });
    const empty = await getPage(appOf(), '/runs');
    expect(empty.text).toContain('Nothing is calculated yet');
    expect(empty.html).toContain('href="/imports"');
    const sent = await postForm(appOf(), '/runs', { through: '2026-03' });
    const path = `/runs/${jobOf(sent.headers)}`;
    const waiting = await getPage(appOf(), path);
    expect(waiting.text).toContain('It waits for its turn.');
    expect(waiting.html).toContain('<meta http-equiv="refresh" content="3"');
    expect((await getPage(appOf(as('auditor')), path)).html).not.toContain(`${path}/cancel`);
    expect((await postForm(appOf(), `${path}/cancel`, {})).status).toBe(303);
    expect((await getPage(appOf(), path)).text).toContain('what was shown before is shown on');
    const again = await postForm(appOf(), `${path}/cancel`, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('The run 1 has ended already.');
  });

  it('a run without rules says why nothing was calculated', async () => {
    const own = workingApp(await emptyDatabase());
    const sent = await postForm(own.appOf(), '/runs', { through: '2026-03' });
    await own.ended(jobOf(sent.headers));
    const page = await getPage(own.appOf(), '/runs/1');
    expect(page.text).toContain('Why nothing was calculated');
    expect(page.text).toMatch(/Failed .*rule/);
  });
});
