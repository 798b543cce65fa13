import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { endOf, eventsOf, type JobAnswer } from './job-answers.js';
import { ask, askRefused, calculatedDatabase, PLAN_TEXT, post, serviceOver } from './service.js';

interface ComparisonAnswer extends JobAnswer {
  readonly result: { readonly gain: number; readonly totals: readonly unknown[] } | null;
  readonly payeeCount: number | null;
}

const RAISED = { name: 'raised.yaml', text: PLAN_TEXT.replace('rate: 8%', 'rate: 9%') };

describe.each(databases)('a comparison on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  it('is asked for, followed, and then tells its sums and every row', async () => {
    const asked = await ask<ComparisonAnswer>(
      service,
      '/api/v1/comparisons',
      post({ plan: 'ae', file: RAISED, from: '2026-01', through: '2026-03' }),
    );
    expect(asked.status).toBe(202);
    const path = `/api/v1/comparisons/${asked.body.id}`;
    expect(asked.headers.get('location')).toBe(path);
    expect(asked.body).toMatchObject({
      plan: 'ae',
      with: { hash: null, file: 'raised.yaml' },
      against: null,
      from: '2026-01',
      payee: null,
      result: null,
      payeeCount: null,
    });
    const events = await eventsOf<ComparisonAnswer>(service, `${path}/events`);
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { id: asked.body.id } });
    const done = await ask<ComparisonAnswer>(service, path);
    const atOnce = await ask(
      service,
      '/api/v1/plans/ae/comparison',
      post({ file: RAISED, from: '2026-01', through: '2026-03' }),
    );
    // The third of them earns nothing by either.
    expect(done.body.payeeCount).toBe(2);
    expect(done.body.result?.gain).toBeGreaterThan(0);
    expect(done.body.result).toEqual(atOnce.body);
    const rows = await (await fetch(`${service.url}${path}/rows`)).text();
    expect(rows.split('\n')[0]).toBe(
      'payee,name,period,component,currency,earnedBefore,earnedAfter,earnedDifference,payableBefore,payableAfter,payableDifference',
    );
    expect(rows).toContain('\nada,Ada Byron,2026-02,');
    const { body } = await ask<{ items: readonly object[] }>(service, '/api/v1/comparisons?status=done');
    expect(body.items).toMatchObject([{ id: asked.body.id, plan: 'ae' }]);
    expect(body.items[0]).not.toHaveProperty('result');
    expect(await askRefused(service, `${path}/cancel`, { method: 'POST' })).toMatchObject({
      status: 409,
      detail: `the comparison ${asked.body.id} has ended already`,
    });
  });

  it('of what is no plan fails, and says what there is', async () => {
    const { body } = await ask<ComparisonAnswer>(
      service,
      '/api/v1/comparisons',
      post({ plan: 'nobody', with: '7bc20321' }),
    );
    const failed = await endOf<ComparisonAnswer>(service, `/api/v1/comparisons/${body.id}`);
    expect(failed).toMatchObject({ status: 'failed', result: null, problems: [{ code: 'not-found' }] });
    expect(await askRefused(service, `/api/v1/comparisons/${body.id}/rows`)).toMatchObject({ status: 404 });
  });

  it('needs one version to try out, and a payee who is there', async () => {
    for (const body of [{ plan: 'ae' }, { plan: 'ae', with: '7bc20321', file: RAISED }]) {
      const refused = await askRefused(service, '/api/v1/comparisons', post(body));
      expect(refused).toMatchObject({ status: 422, field: 'with' });
    }
    const eve = post({ plan: 'ae', with: '7bc20321', payee: 'eve' });
    expect(await askRefused(service, '/api/v1/comparisons', eve)).toMatchObject({
      status: 422,
      field: 'payee',
      detail: 'there is no payee eve',
    });
  });

  it('that is none, but a run, is not there', async () => {
    const { body } = await ask<JobAnswer>(service, '/api/v1/runs', post({ through: '2026-03', full: true }));
    expect(body).toMatchObject({ full: true });
    expect(await endOf(service, `/api/v1/runs/${body.id}`)).not.toHaveProperty('totals.recalculated');
    for (const path of ['', '/rows', '/events']) {
      const refused = await askRefused(service, `/api/v1/comparisons/${body.id}${path}`);
      expect(refused).toMatchObject({ status: 404, detail: `there is no comparison ${body.id}` });
    }
  });
});
