import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { eventsOf } from './job-answers.js';
import { ask, askRefused, calculatedDatabase, post, serviceOver } from './service.js';

interface PeriodAnswer {
  readonly period: { readonly id: string };
  readonly state: string;
  readonly earned: string;
  readonly closing: number | null;
}

interface TaskAnswer {
  readonly id: number;
  readonly status: string;
  readonly closed: PeriodAnswer | null;
  readonly verifications: readonly object[] | null;
  readonly audit: object | null;
}

const PERIODS = '/api/v1/pay-periods';
const JANUARY = `${PERIODS}/monthly-USD/2026-01`;
const FEBRUARY = `${PERIODS}/monthly-USD/2026-02`;

const as = (person: string) => ({ 'attain-person': person });

describe.each(databases)('pay periods on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  /** Asks for a task, and gives it at its end, however busy the machine is. */
  async function taskAt(path: string, init: RequestInit): Promise<TaskAnswer> {
    const { headers } = await ask(service, path, init);
    const location = headers.get('location') ?? '';
    await eventsOf(service, `${location}/events`);
    return (await ask<TaskAnswer>(service, location)).body;
  }

  it('are listed page by page with their states', async () => {
    const first = await ask<Page<PeriodAnswer>>(service, `${PERIODS}?limit=2`);
    expect(first.body.items.map(({ period, state, earned }) => [period.id, state, earned])).toEqual([
      ['2026-01', 'calculated', '0.00'],
      ['2026-02', 'calculated', '11600.00'],
    ]);
    const second = await ask<Page<PeriodAnswer>>(service, `${PERIODS}?limit=2&cursor=${first.body.next}`);
    expect(second.body.items.map(({ period }) => period.id)).toEqual(['2026-03']);
    expect(second.body.next).toBeNull();
    const none = await ask<Page<PeriodAnswer>>(service, `${PERIODS}?state=closed`);
    expect(none.body.items).toEqual([]);
  });

  it('are approved by another person than submitted them', async () => {
    const submitted = await ask<PeriodAnswer>(service, `${JANUARY}/submit`, post({}, as('ops')));
    expect(submitted).toMatchObject({ status: 200, body: { state: 'inApproval' } });
    const own = await askRefused(service, `${JANUARY}/approve`, post({}, as('ops')));
    expect(own).toMatchObject({ status: 403, code: 'own-work', subject: 'monthly-USD 2026-01' });
    const approved = await ask(service, `${JANUARY}/approve`, post({ reason: 'all seen' }, as('cfo')));
    expect(approved).toMatchObject({ status: 200, body: { state: 'inApproval' } });
    const { body } = await ask<{ readonly events: readonly object[] }>(service, JANUARY);
    expect(body.events).toMatchObject([
      { sequence: 1, act: 'submitted', actor: 'ops', reason: null },
      { sequence: 2, act: 'approved', actor: 'cfo', reason: 'all seen' },
    ]);
  });

  it('are closed, verified and audited beside the requests', async () => {
    const closed = await taskAt(`${JANUARY}/close`, post({}, as('ops')));
    expect(closed).toMatchObject({
      status: 'done',
      actor: 'ops',
      kind: 'close',
      closed: { state: 'closed', closing: 1, statements: 2 },
    });
    const verified = await taskAt(`${JANUARY}/verify`, { method: 'POST' });
    expect(verified).toMatchObject({
      status: 'done',
      kind: 'verify',
      verifications: [{ closing: 1, isEqual: true, differences: [], differenceCount: 0 }],
    });
    const audited = await taskAt('/api/v1/audits', { method: 'POST' });
    expect(audited).toMatchObject({ status: 'done', audit: { sound: true, breaks: [] } });
    const { body } = await ask<Page<TaskAnswer>>(service, '/api/v1/tasks?limit=2');
    expect(body.items.map(({ id }) => id)).toEqual([audited.id, verified.id]);
  });

  it('that are closed take no more steps', async () => {
    expect(await askRefused(service, `${JANUARY}/close`, post({}))).toMatchObject({
      status: 409,
      code: 'period-state',
      found: 'closed',
    });
    expect(await askRefused(service, `${JANUARY}/submit`, post({}))).toMatchObject({ status: 409 });
    expect(await askRefused(service, `${FEBRUARY}/verify`, { method: 'POST' })).toMatchObject({
      status: 409,
      code: 'not-closed',
    });
  });

  it('are rejected with a reason', async () => {
    await ask(service, `${FEBRUARY}/submit`, post({}, as('ops')));
    const silent = await askRefused(service, `${FEBRUARY}/reject`, post({}, as('cfo')));
    expect(silent).toMatchObject({ status: 400, code: 'missing-key', field: 'reason' });
    const rejected = await ask(service, `${FEBRUARY}/reject`, post({ reason: 'D-7' }, as('cfo')));
    expect(rejected).toMatchObject({ status: 200, body: { state: 'open', last: { reason: 'D-7' } } });
  });

  it('that do not exist are not found', async () => {
    const path = `${PERIODS}/monthly-USD/2025-01`;
    expect(await askRefused(service, `${path}/submit`, post({}))).toMatchObject({
      status: 404,
      detail: 'there is no pay period 2025-01 of monthly-USD',
    });
    expect(await askRefused(service, `${PERIODS}/all/2025-01`)).toMatchObject({
      status: 400,
      code: 'invalid-value',
      field: 'payGroup',
    });
  });

  it('show what would be posted of closed ones', async () => {
    const path = '/api/v1/prior-period-adjustments?payGroup=monthly-USD';
    const preview = await ask<{ readonly items: readonly object[] }>(service, path);
    expect(preview.body.items).toMatchObject([{ postedIn: '2026-02', adjustments: [], earned: '0.00' }]);
    const csv = await fetch(service.url + path, { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(await csv.text()).toBe(
      'payGroup,postedIn,payee,period,component,deal,currency,earned,payable,cause,change,source\n',
    );
  });

  it('are asked for by somebody who has an id', async () => {
    expect(await askRefused(service, PERIODS, { headers: as('x'.repeat(201)) })).toMatchObject({
      status: 400,
      code: 'id-expected',
      field: 'attain-person',
    });
  });
});
