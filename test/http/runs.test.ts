import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { importBody } from '../../src/intake/import-records.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { insertJob } from '../../src/store/jobs.js';
import { openServiceDatabase } from '../../src/store/service-database.js';
import { databases } from '../databases/databases.js';
import { endOf, eventsOf, type JobAnswer } from './job-answers.js';
import {
  ask,
  askRefused,
  COMPANY_TEXT,
  calculatedDatabase,
  emptyDatabase,
  post,
  serviceOver,
} from './service.js';

interface RunAnswer extends JobAnswer {
  readonly through: string;
  readonly totals: { readonly run: number; readonly payees: number } | null;
}

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  describe('a run', () => {
    it('is asked for, followed, and then shown', async () => {
      const before = await ask<{ id: number }>(service, '/api/v1/runs/current');
      const { status, headers, body } = await ask<RunAnswer>(
        service,
        '/api/v1/runs',
        post({ through: '2026-Q1' }),
      );
      expect(status).toBe(202);
      expect(headers.get('location')).toBe(`/api/v1/runs/${body.id}`);
      expect(body).toMatchObject({ status: 'waiting', actor: 'local', through: '2026-03-31', totals: null });

      const events = await eventsOf<RunAnswer>(service, `/api/v1/runs/${body.id}/events`);
      expect(events.at(-1)).toMatchObject({ event: 'done', data: { id: body.id, status: 'done' } });
      expect(events.slice(0, -1).map(({ event }) => event)).toEqual(
        events.slice(0, -1).map(() => 'progress'),
      );
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => String(index + 1)));

      const done = await ask<RunAnswer>(service, `/api/v1/runs/${body.id}`);
      expect(done.body).toMatchObject({
        status: 'done',
        totals: { run: before.body.id + 1, payees: 3 },
        progress: { done: 3, total: 3, unit: 'payees' },
      });
      const current = await ask(service, '/api/v1/runs/current');
      expect(current.body).toMatchObject({ id: done.body.totals?.run, through: '2026-03-31' });
    });

    it('whose events are asked for after its end has one: what became of it', async () => {
      const { body } = await ask<RunAnswer>(service, '/api/v1/runs', post({ through: '2026-03' }));
      const path = `/api/v1/runs/${body.id}`;
      await endOf(service, path);
      const events = await eventsOf<RunAnswer>(service, `${path}/events`, { 'last-event-id': '41' });
      expect(events).toMatchObject([{ event: 'done', id: '42', data: { id: body.id } }]);
    });

    it('asked for twice with one key is one run', async () => {
      const keyed = () => post({ through: '2026-03' }, { 'idempotency-key': 'run-once' });
      const first = await ask<RunAnswer>(service, '/api/v1/runs', keyed());
      const second = await ask<RunAnswer>(service, '/api/v1/runs', keyed());
      expect(second.body).toEqual(first.body);
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      const other = post({ through: '2026-02' }, { 'idempotency-key': 'run-once' });
      expect(await askRefused(service, '/api/v1/runs', other)).toMatchObject({
        status: 422,
        code: 'idempotency-key-reused',
      });
    });

    it('needs a period or a day', async () => {
      expect(await askRefused(service, '/api/v1/runs', post({ through: '2026-13' }))).toMatchObject({
        status: 400,
        code: 'date-expected',
        field: 'through',
      });
    });

    it('that nobody asked for is not there', async () => {
      for (const path of ['/api/v1/runs/999', '/api/v1/runs/999/events']) {
        expect(await askRefused(service, path)).toMatchObject({ status: 404, detail: 'there is no run 999' });
      }
      expect(await askRefused(service, '/api/v1/runs/999/cancel', { method: 'POST' })).toMatchObject({
        status: 404,
      });
    });

    it('without rules fails, and says that none are published', async () => {
      const empty = await serviceOver(await emptyDatabase(kind));
      const { body } = await ask<RunAnswer>(empty, '/api/v1/runs', post({ through: '2026-03' }));
      const failed = await endOf<RunAnswer>(empty, `/api/v1/runs/${body.id}`);
      expect(failed).toMatchObject({
        status: 'failed',
        totals: null,
        problems: [{ code: 'company-file-missing' }],
      });
    });
  });

  describe('a run that waits', () => {
    /** A service that works on nothing itself, as one of several may. */
    async function idleService(): Promise<RunningServer> {
      return serviceOver(await emptyDatabase(kind), { workers: 0 });
    }

    it('is called off at once, and cannot be called off again', async () => {
      const idle = await idleService();
      await ask(idle, '/api/v1/runs', post({ through: '2026-03' }));
      const cancel = { method: 'POST' };
      const { status, body } = await ask<RunAnswer>(idle, '/api/v1/runs/1/cancel', cancel);
      expect(status).toBe(202);
      expect(body).toMatchObject({ id: 1, status: 'cancelled' });
      expect(await eventsOf(idle, '/api/v1/runs/1/events')).toMatchObject([{ event: 'cancelled' }]);
      expect(await askRefused(idle, '/api/v1/runs/1/cancel', cancel)).toMatchObject({
        status: 409,
        detail: 'the run 1 has ended already',
      });
    });

    it('is listed with the latest first, page by page, by what has become of it', async () => {
      const idle = await idleService();
      for (const through of ['2026-01', '2026-02', '2026-03']) {
        await ask(idle, '/api/v1/runs', post({ through }));
      }
      await ask(idle, '/api/v1/runs/2/cancel', { method: 'POST' });
      const list = async (query: string) => {
        const { body } = await ask<{ items: RunAnswer[]; next: string | null }>(
          idle,
          `/api/v1/runs?${query}`,
        );
        return { ids: body.items.map(({ id }) => id), next: body.next };
      };
      const first = await list('limit=2');
      expect(first.ids).toEqual([3, 2]);
      expect(await list(`limit=2&cursor=${first.next}`)).toEqual({ ids: [1], next: null });
      expect((await list('status=cancelled')).ids).toEqual([2]);
      expect(await askRefused(idle, '/api/v1/runs?status=gone')).toMatchObject({
        status: 400,
        field: 'status',
      });
    });

    it('is no import, and an import is no run', async () => {
      const database = await emptyDatabase(kind);
      const idle = await serviceOver(database, { workers: 0 });
      const serviceDb = await openServiceDatabase(database.address);
      const request = {
        kind: 'import',
        folder: 'x',
        onConflict: 'refuse',
        command: 'POST',
        reason: null,
      };
      await insertJob(serviceDb, { kind: 'import', actor: 'local', request: JSON.stringify(request) });
      await serviceDb.close();
      expect((await ask(idle, '/api/v1/imports/1')).status).toBe(200);
      expect(await askRefused(idle, '/api/v1/runs/1')).toMatchObject({ status: 404 });
    });

    it('has a stream of events that ends when the service stops', async () => {
      const idle = await idleService();
      await ask(idle, '/api/v1/runs', post({ through: '2026-03' }));
      const events = eventsOf<RunAnswer>(idle, '/api/v1/runs/1/events');
      // Answered on another connection, after the stream has begun.
      await ask(idle, '/api/v1/runs/1');
      await idle.stop();
      expect(await events).toMatchObject([{ event: 'progress', data: { status: 'waiting' } }]);
    });
  });

  describe('the problems of the data', () => {
    it('are told with the run, each with whom it is about', async () => {
      const database = await calculatedDatabase(kind);
      const company = readCompanyFile(COMPANY_TEXT, 'company.yaml');
      if (!company.ok) throw new Error('The company file is not sound.');
      const options = { company: company.value, actor: 'local', onConflict: 'correct' } as const;
      const newcomer = {
        payees: [{ id: 'cy', name: 'Cy' }],
        assignments: [{ payee: 'cy', plan: 'ae', from: '2026-01-01' }],
      };
      await importBody(database, JSON.stringify(newcomer), options);
      const own = await serviceOver(database);
      const { body } = await ask<RunAnswer>(own, '/api/v1/runs', post({ through: '2026-03' }));
      const done = await endOf<RunAnswer>(own, `/api/v1/runs/${body.id}`);
      expect(done.status).toBe('done');
      expect(done.problemCount).toBe(done.problems.length);
      expect(done.problems).toContainEqual(
        expect.objectContaining({ code: 'missing-quota', severity: 'error' }),
      );
    });
  });
});
