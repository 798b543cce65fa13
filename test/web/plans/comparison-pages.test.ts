import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { readRuleFiles } from '../../../src/store/rule-files.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase, emptyDatabase, PLAN_TEXT, type ServedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { jobOf, type WorkingApp, workingApp } from '../runs/working-app.js';

/** Nine percent below the quota, in place of eight. */
const RAISED = PLAN_TEXT.replace('rate: 8%', 'rate: 9%');

let database: ServedDatabase;
let empty: ServedDatabase;
let working: WorkingApp;

beforeAll(async () => {
  database = await calculatedDatabase();
  empty = await emptyDatabase();
  working = workingApp(database);
});

const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });

/** Has versions compared, and gives the page at the end. */
async function compared(fields: Readonly<Record<string, string>>) {
  const sent = await postForm(working.appOf(), '/compare', { plan: 'ae', with: 'text', ...fields });
  expect(sent.status, sent.text).toBe(303);
  const id = jobOf(sent.headers);
  const job = await working.ended(id);
  return { id, job, ...(await getPage(working.appOf(), `/compare/${id}`)) };
}

describe('a comparison', () => {
  it('is asked for by plan, then by version or text, months and payee', async () => {
    const start = await getPage(working.appOf(), '/compare');
    expect(start.status).toBe(200);
    expect(start.text).toContain('Nothing is compared yet');
    expect(start.html).not.toContain('<textarea');
    const chosen = await getPage(working.appOf(), '/compare?plan=ae');
    expect(chosen.html).toContain('<textarea');
    expect(chosen.text).toContain('What is published, each version on its own days');
    expect((await getPage(working.appOf(), '/compare?plan=none')).status).toBe(404);
  });

  it('says what to do where no plan is published', async () => {
    const { text } = await getPage(createApp(servicesOver(empty).services), '/compare');
    expect(text).toContain('No plan is published');
  });

  it('tells in all, by component, by period and by payee what a text would have paid', async () => {
    const { status, text, html, job } = await compared({ text: RAISED });
    expect(job.status).toBe('done');
    expect(status).toBe(200);
    // One percent more of what is below the quotas of a quarter: 100,000 of Ada's and Bo's 10,000.25.
    expect(text).toContain('More is earned $1,100.00');
    expect(text).toContain('$13,720.05 before, $14,820.05 after');
    expect(text).toContain('Earn more 2 payees Earn less 0 payees');
    expect(text).toContain('new-business 13,720.05 14,820.05 1,100.00');
    expect(text).toContain('Ada Byron');
    expect(text.indexOf('Ada Byron 12,920.03 13,920.03 1,000.00')).toBeGreaterThan(0);
    expect(text.indexOf('Bo Lind 800.02 900.02 100.00')).toBeGreaterThan(text.indexOf('Ada Byron'));
    expect(text).toContain('Months Jan 1, 2026 to Mar 31, 2026 Currency USD');
    expect(html).toContain('href="/payees/ada"');
    expect((await readRuleFiles(database)).map(({ source }) => source)).toContain(PLAN_TEXT);
  });

  it('has all payees, periods and components as CSV', async () => {
    const { id, html } = await compared({ text: RAISED });
    expect(html).toContain(`href="/compare/${id}/rows.csv"`);
    const response = await working.appOf().request(`http://localhost/compare/${id}/rows.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [header, ...rows] = (await response.text()).trimEnd().split(/\r?\n/);
    expect(header).toContain('payee,name,period,component,currency,earnedBefore,earnedAfter');
    expect(rows).toContain('bo,Bo Lind,2026-03,new-business,USD,800.02,900.02,100.00,800.02,900.02,100.00');
  });

  it('has each of its tables as CSV, with what they show', async () => {
    const { id, html } = await compared({ text: RAISED });
    const amounts = 'earnedBefore,earnedAfter,earnedDifference,payableBefore,payableAfter,payableDifference';
    const files = {
      totals: `currency,${amounts}\nUSD,13720.05,14820.05,1100.00,`,
      components: `component,currency,${amounts}\nnew-business,USD,13720.05,14820.05,1100.00,`,
      periods: `period,currency,${amounts}\n2026-02,USD,`,
      payees: `payee,name,currency,${amounts}\nada,Ada Byron,USD,12920.03,13920.03,1000.00,`,
    };
    for (const [part, begins] of Object.entries(files)) {
      expect(html).toContain(`href="/compare/${id}?file=${part}"`);
      const file = await getPage(working.appOf(), `/compare/${id}?file=${part}`);
      expect(file.headers.get('content-disposition')).toContain(`filename="comparison-${id}-${part}.csv"`);
      expect(file.html.slice(0, begins.length)).toBe(begins);
    }
    expect((await getPage(working.appOf(), `/compare/${id}?file=other`)).status).toBe(400);
  });

  it('is of one payee and some months where that is asked', async () => {
    const { text } = await compared({ text: RAISED, payee: 'bo', from: '2026-03', through: '2026-03' });
    expect(text).toContain('More is earned $100.00');
    expect(text).not.toContain('Ada Byron');
    expect(text).toContain('Months Mar 1, 2026 to Mar 31, 2026');
  });

  it('of a published version with itself finds nothing other', async () => {
    const hash = /value="([0-9a-f]{64})"/.exec(
      (await getPage(working.appOf(), '/compare?plan=ae')).html,
    )?.[1];
    const { text } = await compared({ with: hash ?? '' });
    expect(text).toContain('As much is earned $0.00');
    expect(text).toContain('Earn the same 2 payees');
  });

  it('shows what is wrong with a text in place, and gives it back', async () => {
    const wrong = PLAN_TEXT.replace('rate: 8%', 'rate: 8');
    const { text, html, job } = await compared({ text: wrong });
    expect(job.status).toBe('failed');
    expect(text).toContain('Line 22, column 29');
    expect(text).toContain('Did you mean 8%?');
    expect(html).toContain('rate: 8 }');
  });

  it('tells beside the field what is no month', async () => {
    const { text, html } = await compared({ text: RAISED, from: 'spring' });
    expect(text).toContain('Nothing was compared.');
    expect(text).toContain('From spring is no period and no day');
    expect(html).toContain('id="from-problem"');
    expect(html).toContain('value="spring"');
  });

  it('is refused without a text, and for nobody, with all that was filled in', async () => {
    const none = await postForm(working.appOf(), '/compare', { plan: 'ae', with: 'text', from: '2026-02' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('There is no text to try out');
    expect(none.html).toContain('value="2026-02"');
    const nobody = await postForm(working.appOf(), '/compare', {
      ...{ plan: 'ae', with: 'text', text: RAISED, payee: 'nobody' },
    });
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('There is no payee nobody');
    expect(nobody.html).toContain('rate: 9%');
  });

  it('is listed with the others, and leads on while it waits', async () => {
    const { id } = await working.services.jobs.submit(
      { kind: 'compare', question: { plan: 'ae', with: { file: 'plans/ae.yaml', text: RAISED } } },
      'ops',
    );
    await working.ended(id);
    const { text, html } = await getPage(working.appOf(), '/compare');
    expect(text).toContain('ae: plans/ae.yaml against what is published');
    expect(html).toContain(`href="/compare/${id}"`);
    expect((await getPage(working.appOf(), '/compare/999')).status).toBe(404);
    const late = await postForm(working.appOf(), `/compare/${id}/cancel`, {});
    expect(late.status).toBe(409);
  });

  it('is no task of the books, and no payee may ask for one', async () => {
    const { id } = await compared({ text: RAISED });
    expect((await getPage(working.appOf(), `/tasks/${id}`)).status).toBe(404);
    for (const role of ['payee', 'manager'] as const) {
      expect((await getPage(working.appOf(as(role)), `/compare/${id}`)).status).toBe(403);
      expect((await getPage(working.appOf(as(role)), '/compare')).status).toBe(403);
    }
    expect((await getPage(working.appOf(as('auditor')), `/compare/${id}`)).status).toBe(200);
  });
});

describe('a comparison that nobody works on yet', () => {
  it('says that it waits, is loaded again, and can be called off', async () => {
    const { services, appOf } = workingApp(empty, { workers: 0 });
    const sent = await postForm(appOf(), '/compare', { plan: 'ae', with: 'text', text: RAISED });
    const address = sent.headers.get('location') ?? '';
    const page = await getPage(appOf(), address);
    expect(page.text).toContain('It waits for its turn');
    expect(page.html).toContain('http-equiv="refresh"');
    const other = await postForm(appOf(as('auditor')), `${address}/cancel`, {});
    expect(other.status).toBe(403);
    const off = await postForm(appOf(), `${address}/cancel`, {});
    expect(off.status).toBe(303);
    expect((await services.jobs.find(jobOf(sent.headers)))?.status).toBe('cancelled');
    expect((await getPage(appOf(), address)).text).toContain('Cancelled');
  });
});
