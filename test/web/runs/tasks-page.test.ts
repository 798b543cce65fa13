import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { runStep } from '../../../src/runs/jobs/steps.js';
import { calculatedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';
import { type WorkingApp, workingApp } from './working-app.js';

const JANUARY = { payGroup: 'monthly-USD', period: '2026-01' };

let working: WorkingApp;

beforeAll(async () => {
  const database = await calculatedDatabase();
  working = workingApp(database);
  await runStep(database, 'submitPeriod', { ...JANUARY, actor: 'ops' });
  await runStep(database, 'approvePeriod', { ...JANUARY, actor: 'cfo' });
});

const as = (role: Role): Viewer => ({ id: 'eve', name: 'Eve', roles: [role], payee: null });

/** Has a task done, and gives its page at its end. */
async function done(request: Parameters<WorkingApp['services']['jobs']['submit']>[0]) {
  const { id } = await working.services.jobs.submit(request, 'ops');
  await working.ended(id);
  return { id, ...(await getPage(working.appOf(), `/tasks/${id}`)) };
}

describe('tasks', () => {
  it('begin with the way to the pay periods', async () => {
    const page = await getPage(working.appOf(), '/tasks');
    expect(page.text).toContain('Nothing was closed, verified or audited here yet');
    expect(page.html).toContain('href="/periods"');
  });

  it('are a verification that stands against what is not closed', async () => {
    const page = await done({ kind: 'verify', ...JANUARY });
    expect(page.text).toContain('Verification of January 2026 (Monthly, USD)');
    expect(page.text).toContain('Failed');
    expect(page.text).toContain('What stood against it');
    expect(page.text).toContain('Asked for by ops');
  });

  it('are a closing, with the way to its period', async () => {
    const page = await done({ kind: 'close', ...JANUARY, reason: null });
    expect(page.text).toContain('Closing of January 2026 (Monthly, USD)');
    expect(page.text).toContain('is closed: its statements are frozen, and the ledger is posted.');
    expect(page.html).toContain('href="/periods/monthly-USD/2026-01"');
    expect(page.html).not.toContain('every 2s');
  });

  it('are a verification that finds every byte the same', async () => {
    const page = await done({ kind: 'verify', ...JANUARY });
    expect(page.text).toContain(
      'Differences 0 calculated again from what was recorded, every byte is the same',
    );
    expect(page.text).toContain('Engine 0.2.0 closed with 0.2.0, as closing 1');
  });

  it('are an audit, with its checks, the balances and the hash to note', async () => {
    const page = await done({ kind: 'audit', head: null });
    expect(page.text).toContain('Audit of all that is posted');
    expect(page.text).toContain('Breaks 0 all that is posted follows from its smallest parts');
    expect(page.text).toContain('What was checked');
    expect(page.text).toMatch(/Record \d+ of .* [0-9a-f]{64}/);
  });

  it('are an audit with breaks, each with what must hold', async () => {
    const page = await done({ kind: 'audit', head: 'f'.repeat(64) });
    expect(page.text).toContain('Breaks 1 the books are not as they must be');
    expect(page.text).toContain('a head that was noted is the hash of a record of the chain');
  });

  it('are listed, the latest first', async () => {
    const { text } = await getPage(working.appOf(), '/tasks');
    expect(text).toMatch(
      /Audit of all that is posted Done ops .*Closing of January 2026 \(Monthly, USD\) Done ops/,
    );
  });

  it('can be had as a file', async () => {
    const { html, headers } = await getPage(working.appOf(), '/tasks?format=csv');
    expect(headers.get('content-disposition')).toContain('filename="tasks.csv"');
    expect(html).toMatch(/^task,kind,payGroup,period,state,by,askedAt\n/);
    expect(html).toMatch(/\n\d+,close,monthly-USD,2026-01,done,ops,20/);
    expect(html).toMatch(/\n\d+,audit,,,done,ops,20/);
  });

  it('that go on are called off by whoever may do them', async () => {
    const { appOf, services } = workingApp(await calculatedDatabase(), { workers: 0 });
    const closing = await services.jobs.submit({ kind: 'close', ...JANUARY, reason: null }, 'ops');
    const audit = await services.jobs.submit({ kind: 'audit', head: null }, 'ops');
    const waiting = await getPage(appOf(as('finance')), `/tasks/${closing.id}`);
    expect(waiting.text).toContain('It waits for its turn.');
    expect(waiting.html).toContain('action="/tasks/1/cancel"');
    expect((await getPage(appOf(as('auditor')), '/tasks/1')).html).not.toContain('/tasks/1/cancel');
    expect((await postForm(appOf(as('auditor')), '/tasks/1/cancel', {})).status).toBe(403);
    expect((await postForm(appOf(as('compAdmin')), `/tasks/${audit.id}/cancel`, {})).status).toBe(403);
    expect((await postForm(appOf(as('auditor')), `/tasks/${audit.id}/cancel`, {})).status).toBe(303);
    expect((await getPage(appOf(), `/tasks/${audit.id}`)).text).toContain('nothing of it was kept');
    const again = await postForm(appOf(), `/tasks/${audit.id}/cancel`, {});
    expect([again.status, again.text]).toEqual([
      409,
      expect.stringContaining('The task 2 has ended already.'),
    ]);
    expect((await getPage(appOf(as('manager')), '/tasks/1')).status).toBe(403);
    expect((await getPage(appOf(), '/tasks/9')).status).toBe(404);
  });
});
