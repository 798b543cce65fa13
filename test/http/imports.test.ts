import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { askNotTaken, askTaken, endOf, eventsOf, type ImportAnswer } from './job-answers.js';
import {
  ask,
  askRefused,
  calculatedDatabase,
  emptyDatabase,
  post,
  type ServedDatabase,
  serviceOver,
} from './service.js';

describe.each(databases)('on $name', (kind) => {
  let database: ServedDatabase;
  let service: RunningServer;

  beforeAll(async () => {
    database = await calculatedDatabase(kind);
    service = await serviceOver(database);
  });

  const deal = (id: string, acv = '1000.00') => ({ id, closeDate: '2026-03-01', type: 'new', acv });
  const spool = () => database.spool;

  describe('an import', () => {
    it('of a few records is answered with what came of it', async () => {
      const records = {
        deals: [deal('N-1')],
        splits: [{ deal: 'N-1', payee: 'ada', role: 'owner', share: '100%' }],
      };
      const { status, headers, body } = await askTaken(service, '/api/v1/imports', post(records));
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/api/v1/imports/${body.id}`);
      expect(body).toMatchObject({
        status: 'done',
        accepted: true,
        onConflict: 'refuse',
        counts: {
          deals: { read: 1, inserted: 1, unchanged: 0, corrected: 0 },
          splits: { read: 1, inserted: 1, unchanged: 0, corrected: 0 },
        },
        corrections: [],
        problems: [],
        problemCount: 0,
        report: null,
      });
      expect(body.change).toBeGreaterThan(0);
      expect((await ask(service, `/api/v1/imports/${body.id}`)).body).toEqual(body);
      // What was sent is deleted once the end is known.
      await expect.poll(() => readdirSync(spool())).toEqual([]);
    });

    it('of what is known already changes nothing', async () => {
      const { status, body } = await askTaken(service, '/api/v1/imports', post({ deals: [deal('N-1')] }));
      expect(status).toBe(200);
      expect(body).toMatchObject({ accepted: true, change: null, counts: { deals: { unchanged: 1 } } });
    });

    it('of a known key that says something else is refused, unless it corrects', async () => {
      const other = post({ deals: [deal('N-1', '2000.00')] });
      expect((await askNotTaken(service, '/api/v1/imports', other)).document).toMatchObject({
        status: 422,
        code: 'conflicting-record',
        location: { file: 'body', line: 1 },
        subject: 'deal N-1',
      });
      const path = '/api/v1/imports?onConflict=correct&reason=a%20typo';
      const { status, body } = await askTaken(service, path, other);
      expect(status).toBe(201);
      expect(body).toMatchObject({ reason: 'a typo', corrections: [{ kind: 'deals', key: 'N-1' }] });
    });

    it('with a wrong row takes nothing, and tells every problem, as CSV too', async () => {
      const records = { deals: [deal('N-2'), { ...deal('N-3'), closeDate: '2026-02-30' }] };
      const refused = await askNotTaken(service, '/api/v1/imports', post(records));
      expect(refused.document).toMatchObject({ status: 422, code: 'date-expected', found: '2026-02-30' });
      const path = refused.location;
      const { body } = await ask<ImportAnswer>(service, path);
      expect(body).toMatchObject({ status: 'failed', accepted: false, problemCount: 1 });
      expect(body.report).toBe(`${path}/problems.csv`);
      const report = await fetch(service.url + body.report);
      expect(report.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const [header, row, ...rest] = (await report.text()).split('\n');
      expect(header).toBe('file,line,column,severity,code,message,subject,field,found,expected,hint');
      expect(row).toMatch(/^body,1,\d+,error,date-expected,/);
      expect(rest).toEqual(['']);
      expect((await askRefused(service, '/api/v1/records/deals/N-2')).status).toBe(404);
    });

    it('that is sent twice with one key is one import', async () => {
      const keyed = () => post({ deals: [deal('N-4')] }, { 'idempotency-key': 'import-once' });
      const first = await askTaken(service, '/api/v1/imports', keyed());
      const second = await askTaken(service, '/api/v1/imports', keyed());
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
    });

    it('that is no JSON, or of a kind that there is not, says so', async () => {
      const cut = await askNotTaken(service, '/api/v1/imports', post('{"deals": ['));
      expect(cut.document).toMatchObject({
        status: 422,
        code: 'json-syntax',
        location: { file: 'body', line: 1 },
      });
      const unknown = await askNotTaken(service, '/api/v1/imports', post({ deal: [] }));
      expect(unknown.document).toMatchObject({
        status: 422,
        code: 'unknown-key',
        hint: 'did you mean deals?',
      });
    });

    it('before rules are published says that they are missing', async () => {
      const empty = await serviceOver(await emptyDatabase(kind));
      const refused = await askNotTaken(empty, '/api/v1/imports', post({ deals: [deal('N-1')] }));
      expect(refused.document).toMatchObject({
        status: 422,
        code: 'company-file-missing',
        hint: 'PUT /api/v1/rules publishes rule files',
      });
    });
  });

  describe('a large import', () => {
    const rows = Array.from({ length: 8000 }, (_, index) => `L-${index},2026-03-01,new,${index}.00,,,,,,,,,`);
    const csv = `id,closeDate,type,acv,name,account,stage,product,region,segment,channel,margin,discount\n${rows.join('\n')}\n`;
    const upload = (): RequestInit => ({
      method: 'POST',
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });

    it('is answered at once, and followed by its events', async () => {
      expect(csv.length).toBeGreaterThan(256 * 1024);
      const { status, body } = await ask<ImportAnswer>(service, '/api/v1/records/deals', upload());
      expect(status).toBe(202);
      expect(body).toMatchObject({ accepted: null, change: null, counts: {}, report: null });
      const events = await eventsOf<ImportAnswer>(service, `/api/v1/imports/${body.id}/events`);
      expect(events.at(-1)).toMatchObject({
        event: 'done',
        data: {
          accepted: true,
          counts: { deals: { inserted: 8000 } },
          progress: { unit: 'bytes', done: csv.length },
        },
      });
    });

    it('names the files of its problems as they were sent', async () => {
      const broken = csv.replaceAll(',2026-03-01,', ',2026-03-32,');
      const init = { ...upload(), body: broken };
      const { body } = await ask<ImportAnswer>(service, '/api/v1/records/deals', init);
      const failed = await endOf<ImportAnswer>(service, `/api/v1/imports/${body.id}`);
      expect(failed).toMatchObject({ status: 'failed', problemCount: 8000 });
      expect(failed.problems).toHaveLength(100);
      expect(failed.problems[0]).toMatchObject({ location: { file: 'deals.csv', line: 2, column: 5 } });
      const report = await (await fetch(service.url + failed.report)).text();
      expect(report.split('\n')).toHaveLength(8002);
      expect(report).not.toContain(spool());
    });

    it('is called off with nothing of it taken', async () => {
      const idle = await serviceOver(await calculatedDatabase(kind), { workers: 0 });
      const { body } = await ask<ImportAnswer>(idle, '/api/v1/records/deals', upload());
      expect((await ask(idle, `/api/v1/imports/${body.id}/cancel`, { method: 'POST' })).status).toBe(202);
      expect((await ask(idle, `/api/v1/imports/${body.id}`)).body).toMatchObject({
        status: 'cancelled',
        accepted: null,
      });
      expect(await askRefused(idle, `/api/v1/imports/${body.id}/problems.csv`)).toMatchObject({
        status: 404,
      });
    });
  });

  describe('imports', () => {
    it('are listed with the latest first, by what became of them', async () => {
      const { body } = await ask<{ items: ImportAnswer[] }>(service, '/api/v1/imports?status=failed&limit=2');
      expect(body.items.map(({ status }) => status)).toEqual(['failed', 'failed']);
      const [first, second] = body.items;
      expect(first?.id).toBeGreaterThan(second?.id ?? 0);
    });

    it('leave nothing in the spool but the reports of those that failed', () => {
      expect(existsSync(spool())).toBe(true);
      expect(readdirSync(spool()).filter((name) => !/^import-\d+-problems\.csv$/.test(name))).toEqual([]);
    });
  });
});
