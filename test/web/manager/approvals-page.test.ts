import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { statementsToApprove } from '../../../src/runs/approvals/statements-to-approve.js';
import { closePeriod } from '../../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import type { Database } from '../../../src/store/executor.js';
import { publishedRun } from '../../../src/store/runs.js';
import { resultsName } from '../../../src/web/manager/results-name.js';
import { calculate, calculatedDatabase, emptyDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { appAs, payeeAs, personAs, teamCompany } from './team-company.js';

const MIA = payeeAs('mia', 'manager');
const MAX = payeeAs('max', 'manager');
const FIN = personAs('fin', 'finance');
const JANUARY = { period: '2026-01' };
const FEBRUARY = { period: '2026-02' };
const MARCH = { payGroup: 'monthly-USD', period: '2026-03' };

let db: Database;

const see = (viewer: Viewer | undefined, query = 'period=2026-03') =>
  getPage(appAs(db, viewer), `/approvals?${query}`);

async function decide(viewer: Viewer, fields: Readonly<Record<string, string | readonly string[]>>) {
  const results = resultsName(await publishedRun(db));
  return postForm(appAs(db, viewer), '/approvals', { ...MARCH, level: 'manager', results, ...fields });
}

async function decisions(period = '2026-03') {
  const all = await statementsToApprove(db, EVERY_PAYEE, { ...MARCH, period });
  return all.flatMap(({ payee, decisions: { manager, finance } }) => [
    ...(manager === null ? [] : [`${payee}: ${manager.decision} by ${manager.actor}`]),
    ...(finance === null ? [] : [`${payee}: ${finance.decision} for finance by ${finance.actor}`]),
  ]);
}

const fileOf = (file: string, level = 'manager') =>
  `href="/approvals?period=2026-03&amp;payGroup=monthly-USD&amp;level=${level}&amp;file=${file}"`;

/** The payees of a table's file, in its order, and those that the table itself shows. */
async function filed(viewer: Viewer, file: string, caption: string) {
  const { html } = await see(viewer);
  const table = html.split('<caption>').find((each) => each.startsWith(caption)) ?? '';
  const shown = [...(table.split('</table>')[0] ?? '').matchAll(/\/payees\/(\w+)\/statements/g)];
  const { html: csv } = await see(viewer, `period=2026-03&payGroup=monthly-USD&level=manager&file=${file}`);
  const [, ...rows] = csv.trim().split('\n');
  return { csv, rows: rows.map((row) => row.split(',')[0]), shown: shown.map(([, payee]) => payee) };
}

describe('what waits for approval', () => {
  // Each test decides in a period of its own.
  beforeAll(async () => {
    db = await teamCompany();
  });

  it('is for a manager the statements of those below, with their amounts, and why not their own', async () => {
    const { status, text, html } = await see(MIA);
    expect(status).toBe(200);
    expect(text).toContain('Period March 2026 Pay group Monthly, USD Currency USD Calculated');
    expect(text).toContain('Waiting for you 5 $2,120.05 to be paid');
    expect(text).toContain('Ada Byron 1,320.03 1,320.03 0.00 waits waits');
    expect(text).toContain('Cy Young Incomplete');
    expect(text).toContain('Not for you to decide This is your own statement: another person decides on it.');
    expect(html).toContain('name="payee" value="ada" aria-label="Choose Ada Byron"');
    expect(html).not.toContain('name="payee" value="mia"');
    expect(html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
    expect(html).toContain(fileOf('waiting'));
    expect(html).toContain(fileOf('blocked'));
    const ofMax = await see(MAX);
    expect(ofMax.text).toContain('Waiting for you 2');
    expect(ofMax.html).not.toMatch(/\bada\b|Byron|\bmia\b/);
  });

  it('is decided on by ticking, with the way back and how many', async () => {
    const sent = await decide(MIA, { decision: 'approved', payee: ['ada', 'bo'] });
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      '/approvals?period=2026-03&payGroup=monthly-USD&level=manager',
    ]);
    expect(sent.headers.get('set-cookie')).toContain('attain-notice=2%20statements%20are%20approved.');
    expect(await decisions()).toEqual(['ada: approved by mia', 'bo: approved by mia']);
    const { text } = await see(MIA);
    expect(text).toContain('Waiting for you 3');
    expect(text).toContain('Approved 2');
    const waiting = await filed(MIA, 'waiting', 'Statements that nobody has decided on');
    expect(waiting.rows).toEqual(waiting.shown);
    expect(waiting.rows).toHaveLength(3);
    const decided = await filed(MIA, 'decided', 'Statements that are decided on');
    expect([decided.rows, decided.shown]).toEqual([
      ['ada', 'bo'],
      ['ada', 'bo'],
    ]);
    expect(decided.csv.split('\n').slice(0, 2)).toEqual([
      'payee,name,currency,status,paid,earned,held,manager,managerBy,managerReason,finance,financeBy,financeReason,whyNotYou',
      'ada,Ada Byron,USD,complete,1320.03,1320.03,0.00,approved,mia,,,,,',
    ]);
    const blocked = await filed(MIA, 'blocked', 'Statements that another person decides on');
    expect([blocked.rows, blocked.shown]).toEqual([['mia'], ['mia']]);
    expect(blocked.csv).toContain('This is your own statement: another person decides on it.');
    expect(text).toMatch(
      /Decided To change a decision, .* Ada Byron [\d,.]+ [\d,.]+ 0\.00 Approved by mia waits/,
    );
  });

  it('is rejected with a reason, and not without', async () => {
    const bare = await decide(MIA, { ...FEBRUARY, decision: 'rejected', payee: 'ada' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Nothing was decided. A rejection needs a reason');
    expect(bare.html).toMatch(/value="ada" aria-label="Choose Ada Byron" checked/);
    expect(bare.html).toMatch(/<textarea[^>]+aria-invalid="true"/);
    const sent = await decide(MIA, {
      ...FEBRUARY,
      decision: 'rejected',
      payee: 'ada',
      reason: 'D-1 is <b>missing</b>',
    });
    expect(sent.status).toBe(303);
    const { text, html } = await see(MIA, 'period=2026-02');
    expect(text).toContain('Rejected by mia: D-1 is <b>missing</b>');
    expect(html).not.toContain('<b>missing</b>');
    const after = await decide(MIA, { ...FEBRUARY, decision: 'approved', payee: 'ada' });
    expect(after.status).toBe(303);
    expect(await decisions('2026-02')).toEqual(['ada: approved by mia']);
  });

  it('is approved at once, without what is decided already', async () => {
    await decide(MIA, { ...JANUARY, decision: 'rejected', payee: 'ada', reason: 'no' });
    const sent = await decide(MIA, { ...JANUARY, decision: 'allApproved' });
    expect(sent.headers.get('set-cookie')).toContain('3%20statements%20are%20approved.');
    expect((await decisions('2026-01'))[0]).toBe('ada: rejected by mia');
    const { text, html } = await see(MIA, 'period=2026-01');
    expect(text).toContain('Nothing waits for you in January 2026');
    expect(text).not.toContain('that wait Not');
    const again = await decide(MIA, { ...JANUARY, decision: 'allApproved' });
    expect([again.status, again.text]).toEqual([
      422,
      expect.stringContaining('Nothing waits for you any more'),
    ]);
    expect(html).toContain('href="/approvals?period=2026-02&amp;payGroup=monthly-USD"');
  });

  it('is not decided where nothing is ticked, or something that is not theirs', async () => {
    const before = await decisions();
    const none = await decide(MIA, { decision: 'approved' });
    expect([none.status, none.text]).toEqual([
      422,
      expect.stringContaining('Tick the statements that you decide on'),
    ]);
    const own = await decide(MIA, { decision: 'approved', payee: ['ada', 'mia'] });
    expect([own.status, own.text]).toEqual([
      403,
      expect.stringContaining('Nobody decides on their own statement'),
    ]);
    const others = await decide(MAX, { decision: 'approved', payee: ['cy', 'ada'] });
    expect(others.status).toBe(404);
    expect((await decide(MAX, { decision: 'approved', payee: 'ada', level: 'finance' })).status).toBe(403);
    const strange = await decide(MIA, { decision: 'perhaps', payee: 'ada' });
    expect(strange.status).toBe(422);
    expect(await decisions()).toEqual(before);
  });

  it('is not decided on other amounts than were shown', async () => {
    const before = await decisions();
    const results = resultsName(await publishedRun(db));
    await calculate(db);
    const sent = await decide(MIA, { decision: 'approved', payee: 'ada', results });
    expect(sent.status).toBe(409);
    expect(sent.text).toContain('Other results were published while you looked');
    expect(await decisions()).toEqual(before);
  });

  it('is for finance every statement, but not those that they decided on as a manager', async () => {
    const { text } = await see(FIN);
    expect(text).toContain('Waiting for you 7');
    const sent = await decide(FIN, { decision: 'allApproved', level: 'finance' });
    expect(sent.status).toBe(303);
    expect((await decisions()).filter((each) => each.endsWith('for finance by fin'))).toHaveLength(7);

    const both = payeeAs('mia', 'manager', 'finance');
    expect((await see(both)).html).toContain('<option value="finance">Finance</option>');
    await decide(both, { decision: 'approved', payee: 'ada', period: '2026-02' });
    const asFinance = await see(both, 'period=2026-02&level=finance');
    expect(asFinance.text).toContain('Why not you');
    expect(asFinance.text).toContain('Mia decided on the statement of ada as the manager');
  });

  it('is for nobody who calculated it', async () => {
    const { text, html } = await see(undefined);
    expect(text).toContain('Local calculated the statements, so another person decides on them.');
    expect(html).not.toContain('type="checkbox"');
    expect(html).not.toContain('Approve those');
  });

  it('is nothing to who leads nobody, and no page to payees and auditors', async () => {
    const { status, text, html } = await see(personAs('ops', 'compAdmin'));
    expect(status).toBe(200);
    expect(text).toContain('You lead nobody in March 2026 Managers decide');
    expect(html).not.toContain('type="checkbox"');
    for (const viewer of [payeeAs('ada', 'payee'), personAs('eve', 'auditor')]) {
      expect((await see(viewer)).status).toBe(403);
      expect((await decide(viewer, { decision: 'approved', payee: 'bo' })).status).toBe(403);
    }
  });
});

describe('the period that is shown', () => {
  it('is the earliest in which something waits, and the others are named', async () => {
    db = await teamCompany();
    expect((await see(MIA, '')).text).toContain('Period January 2026');
    await db.write((trx) => trx.queries.updateTable('statement').set({ status: 'complete' }).execute());
    for (const period of ['2026-02', '2026-03']) {
      const done = await submitPeriod(db, { payGroup: 'monthly-USD', period, actor: 'ops' });
      expect(done.ok ? [] : done.problems).toEqual([]);
    }
    const { text, html } = await see(MIA, '');
    expect(text).toContain('Period February 2026 Pay group');
    expect(text).toContain('In approval');
    expect(text).toContain('Also waiting for you: March 2026 (Monthly, USD): 5');
    expect(html).toContain('href="/approvals?period=2026-03&amp;payGroup=monthly-USD"');
  });
});

describe('where nothing can be decided', () => {
  it('says when statements are here, and what is over', async () => {
    db = await emptyDatabase();
    const { status, text } = await see(FIN, '');
    expect([status, text]).toEqual([200, expect.stringContaining('Nothing waits for approval')]);

    db = await calculatedDatabase();
    const january = { payGroup: 'monthly-USD', period: '2026-01' };
    for (const done of [
      await submitPeriod(db, { ...january, actor: 'ops' }),
      await approvePeriod(db, { ...january, actor: 'cfo' }),
      await closePeriod(db, { ...january, actor: 'ops' }),
    ]) {
      expect(done.ok ? [] : done.problems).toEqual([]);
    }
    expect((await see(FIN, 'period=2026-01')).text).toContain('January 2026 is closed What is closed stays');
    expect((await see(FIN, '')).text).toContain('Period February 2026');
    for (const query of ['level=all', 'page=0', 'payGroup=x', 'other=1']) {
      expect((await see(FIN, query)).status, query).toBe(400);
    }
  });
});
