import { beforeAll, describe, expect, it } from 'vitest';
import { importBody } from '../../../src/intake/import-records.js';
import { closePeriod } from '../../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { calculate, calculatedDatabase, emptyDatabase } from '../../http/service.js';
import { succeeded } from '../../runs/payouts/payroll.js';
import { getPage, postForm } from '../page-client.js';
import { ADA, AUDITOR, appAs, CFO, COMP_ADMIN, FIN } from './people.js';

const JANUARY = '/periods/monthly-USD/2026-01';
const FEBRUARY = '/periods/monthly-USD/2026-02';

describe('the pay periods', () => {
  let db: Database;

  beforeAll(async () => {
    db = await calculatedDatabase();
  });

  it('are listed with what is to be done next, one after the other', async () => {
    const { status, text, html } = await getPage(appAs(db, FIN), '/periods');
    expect(status).toBe(200);
    expect(text).toContain('Next to close: January 2026 (Monthly, USD) $0.00 Submit for approval');
    expect(text).toContain('February 2026 Calculated 2 USD 11,600.00 11,600.00 11,600.00 After January 2026');
    expect(html).toContain(`href="${JANUARY}#next"`);
    expect(html).toContain('href="/periods?state=all&amp;format=csv"');
  });

  it('are filtered by state, and by nothing where nothing is chosen', async () => {
    const none = await getPage(appAs(db, FIN), '/periods?state=closed');
    expect(none.text).toContain('No period is like that');
    const all = await getPage(appAs(db, FIN), '/periods?payGroup=&state=all&page=');
    expect(all.text).toContain('March 2026');
    expect((await getPage(appAs(db, FIN), '/periods?state=lost')).status).toBe(400);
  });

  it('are exported as they are listed', async () => {
    const own = await getPage(appAs(db, FIN), '/periods?state=calculated&format=csv');
    expect(own.html).toContain(
      'payGroup,period,from,to,state,statements,incomplete,currency,earned,payable,paid,next',
    );
    expect(own.html).toContain(
      'monthly-USD,2026-02,2026-02-01,2026-03-01,calculated,2,0,USD,11600.00,11600.00,11600.00,After January 2026',
    );
    const none = await getPage(appAs(db, FIN), '/periods?state=approved&format=csv');
    expect(none.html.trim().split('\n')).toHaveLength(1);
    const { text } = await getPage(appAs(db, FIN), '/api/v1/pay-periods?format=csv');
    expect(text).toContain(
      'payGroup,period,from,to,state,statements,incomplete,currency,earned,payable,paid',
    );
    expect(text).toContain(
      'monthly-USD,2026-02,2026-02-01,2026-03-01,calculated,2,0,USD,11600.00,11600.00,11600.00',
    );
  });

  it('say what to do where there are none', async () => {
    const { text } = await getPage(appAs(await emptyDatabase(), FIN), '/periods');
    expect(text).toContain('There are no pay periods yet');
  });

  it('are nothing to payees, and not there where there are none', async () => {
    expect((await getPage(appAs(db, ADA), '/periods')).status).toBe(403);
    expect((await getPage(appAs(db, ADA), FEBRUARY)).status).toBe(403);
    expect((await getPage(appAs(db, FIN), '/periods/monthly-USD/2031-01')).status).toBe(404);
    expect((await getPage(appAs(db, FIN), '/periods/often-USD/2026-01')).status).toBe(400);
  });

  it('show each statement with its amounts and what was decided on it', async () => {
    const { text, html } = await getPage(appAs(db, FIN), FEBRUARY);
    expect(text).toContain('To be paid $11,600.00');
    expect(text).toContain('Ada Byron 11,600.00 11,600.00 11,600.00 Complete waits waits');
    expect(text).toContain('2 in all 11,600.00 11,600.00 11,600.00');
    expect(html).toContain('href="/payees/ada/statements/2026-02?currency=USD"');
    expect(html).toContain(
      'href="/api/v1/pay-periods/monthly-USD/2026-02/approvals?show=all&amp;format=csv"',
    );
    const paid = await getPage(appAs(db, FIN), `${FEBRUARY}?show=paid`);
    expect(paid.text).toContain('1 in all 11,600.00');
    const csv = await getPage(appAs(db, FIN), '/api/v1/pay-periods/monthly-USD/2026-02/approvals?format=csv');
    expect(csv.text).toContain('ada,2026-02,complete,USD,11600.00,0.00,11600.00');
  });

  it('have buttons only for who may press them', async () => {
    expect((await getPage(appAs(db, FIN), JANUARY)).html).toContain(`action="${JANUARY}/submit"`);
    for (const viewer of [AUDITOR, COMP_ADMIN]) {
      const { html, text } = await getPage(appAs(db, viewer), JANUARY);
      expect(html).not.toContain('<button type="submit" class="button is-main"');
      expect(text).toContain('Finance submits it for approval.');
      expect((await postForm(appAs(db, viewer), `${JANUARY}/submit`, {})).status).toBe(403);
    }
  });

  it('are submitted, and approved by somebody else', async () => {
    const sent = await postForm(appAs(db, FIN), `${JANUARY}/submit`, { reason: 'all in' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, JANUARY]);
    const own = await getPage(appAs(db, FIN), JANUARY);
    expect(own.text).toMatch(/You submitted it on .*: all in\. Somebody else of finance approves it\./);
    expect(own.html).not.toContain(`action="${JANUARY}/approve"`);
    const refused = await postForm(appAs(db, FIN), `${JANUARY}/approve`, {});
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('submitted it and may not approve it');
    const other = await getPage(appAs(db, CFO), JANUARY);
    expect(other.text).toContain('fin submitted it on');
    expect(other.html).toContain(`action="${JANUARY}/approve"`);
    expect((await postForm(appAs(db, CFO), `${JANUARY}/approve`, { note: 'fine' })).status).toBe(303);
    expect((await getPage(appAs(db, FIN), JANUARY)).text).toContain('cfo approved it on');
  });

  it('are rejected with a reason only', async () => {
    const empty = await postForm(appAs(db, CFO), `${JANUARY}/reject`, { reason: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('It was not rejected. Reason : This is needed.');
    expect((await postForm(appAs(db, CFO), `${JANUARY}/reject`, { reason: '<b>late</b>' })).status).toBe(303);
    const { text, html } = await getPage(appAs(db, FIN), JANUARY);
    expect(text).toContain('cfo rejected it on');
    expect(text).toContain('Put it right, and calculate again');
    expect(html).toContain('&lt;b&gt;late&lt;/b&gt;');
  });

  it('are closed by a task that is followed elsewhere, once they are approved', async () => {
    const early = await postForm(appAs(db, FIN), `${FEBRUARY}/close`, {});
    expect(early.status).toBe(409);
    expect(early.text).toContain('A period that is calculated cannot be closed.');
    await calculate(db);
    succeeded(await submitPeriod(db, { payGroup: 'monthly-USD', period: '2026-01', actor: 'ops' }));
    succeeded(await approvePeriod(db, { payGroup: 'monthly-USD', period: '2026-01', actor: 'cfo' }));
    const approved = await getPage(appAs(db, FIN), JANUARY);
    expect(approved.html).toContain('hx-get="/prior-period-adjustments?payGroup=monthly-USD"');
    const sent = await postForm(appAs(db, FIN), `${JANUARY}/close`, {});
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/tasks/1']);
    const { text, html } = await getPage(appAs(db, FIN), JANUARY);
    expect(text).toContain('It is being closed just now');
    expect(html).toContain('href="/tasks/1"');
    // What the task does, before the task itself is over.
    succeeded(await closePeriod(db, { payGroup: 'monthly-USD', period: '2026-01', actor: 'fin' }));
    const closed = await getPage(appAs(db, FIN), JANUARY);
    expect(closed.text).toContain('nothing of it changes any more. Next: build the payout');
    await servicesOver(db).services.jobs.cancel(1);
  });
});

describe('a closed pay period', () => {
  let db: Database;

  beforeAll(async () => {
    db = await calculatedDatabase();
    for (const period of ['2026-01', '2026-02']) await close(period);
    const { company } = succeeded(await readStoredRules(db)).book;
    const splits = [{ deal: 'D-1', payee: 'ada', role: 'owner', share: '50%' }];
    const changed = { splits: [...splits, { ...splits[0], payee: 'bo' }] };
    const options = { company, actor: 'comp', onConflict: 'correct' } as const;
    const imported = await importBody(db, JSON.stringify(changed), options);
    expect(imported.accepted).toBe(true);
  });

  async function close(period: string): Promise<void> {
    const named = { payGroup: 'monthly-USD', period };
    succeeded(await submitPeriod(db, { ...named, actor: 'ops' }));
    succeeded(await approvePeriod(db, { ...named, actor: 'cfo' }));
    succeeded(await closePeriod(db, { ...named, actor: 'ops' }));
  }

  it('says what it was made from, and is verified by finance and auditors', async () => {
    const { text, html } = await getPage(appAs(db, AUDITOR), FEBRUARY);
    expect(text).toContain('by ops, as closing 2');
    expect(text.match(/\b[0-9a-f]{64}\b/g)).toHaveLength(3);
    expect(text).toContain('Nothing of it was corrected so far');
    expect(html).toContain(`action="${FEBRUARY}/verify"`);
    expect((await getPage(appAs(db, COMP_ADMIN), FEBRUARY)).html).not.toContain('/verify"');
    const sent = await postForm(appAs(db, AUDITOR), `${FEBRUARY}/verify`, {});
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/tasks/1']);
    expect((await getPage(appAs(db, AUDITOR), FEBRUARY)).text).toContain('It is being verified just now');
    expect((await postForm(appAs(db, COMP_ADMIN), `${FEBRUARY}/verify`, {})).status).toBe(403);
    const open = await postForm(appAs(db, AUDITOR), '/periods/monthly-USD/2026-03/verify', {});
    expect([open.status, open.text]).toEqual([409, expect.stringContaining('is not closed')]);
  });

  it('shows what the open period would post of it, before it does', async () => {
    const { text, html } = await getPage(appAs(db, FIN), '/prior-period-adjustments?payGroup=monthly-USD');
    expect(text).toContain('Monthly, USD: what March 2026 posts of closed periods');
    expect(text).toContain('February 2026 Who is credited what 2');
    expect(text).toContain('Ada Byron February 2026 D-1 new-business Who is credited what');
    expect(html).toContain('href="/api/v1/prior-period-adjustments?payGroup=monthly-USD&amp;format=csv"');
    const part = await getPage(appAs(db, FIN), '/prior-period-adjustments', { 'hx-request': 'true' });
    expect(part.html).not.toContain('<html');
  });

  it('is to be paid next', async () => {
    const { text } = await getPage(appAs(db, FIN), '/periods');
    expect(text).toContain('Closed and not paid yet $11,600.00 2 periods');
    expect(text).toMatch(/February 2026 Closed .* Build the payout/);
  });

  it('shows what later periods posted of it', async () => {
    await calculate(db);
    await close('2026-03');
    const { text, html } = await getPage(appAs(db, FIN), FEBRUARY);
    expect(text).toContain('Corrections by what was changed, in USD');
    expect(text).toMatch(/Ada Byron March 2026 Who is credited what .*D-1.* −\d/);
    expect(html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
    expect((await getPage(appAs(db, FIN), '/periods')).text).not.toContain('Next to close');
  });

  it('gives its steps and its corrections as files', async () => {
    const steps = await getPage(appAs(db, FIN), `${FEBRUARY}?file=steps`);
    expect(
      steps.html
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<then>')
        .trim()
        .split('\n'),
    ).toEqual(['step,by,at,note', 'submitted,ops,<then>,', 'approved,cfo,<then>,', 'closed,ops,<then>,']);
    const corrections = await getPage(appAs(db, FIN), `${FEBRUARY}?file=corrections`);
    const [header, ...rows] = corrections.html.trim().split('\n');
    expect(header).toBe('payee,name,postedIn,cause,source,change,currency,earned');
    expect(rows[0]).toMatch(/^ada,Ada Byron,2026-03,credit,.*D-1.*,\d+,USD,-[\d.]+$/);
    expect((await getPage(appAs(db, ADA), `${FEBRUARY}?file=steps`)).status).toBe(403);
  });
});

it('nothing is posted of closed periods where none is closed', async () => {
  const { text } = await getPage(appAs(await calculatedDatabase(), FIN), '/prior-period-adjustments');
  expect(text).toContain('No period is closed yet');
});
