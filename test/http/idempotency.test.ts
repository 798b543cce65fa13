import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { administratorNamed } from '../../src/access/viewer.js';
import { createApp } from '../../src/http/app.js';
import type { Page } from '../../src/http/page.js';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import { notFound } from '../../src/http/refusal.js';
import { defineRoute } from '../../src/http/route.js';
import { ROUTES } from '../../src/http/routes.js';
import type { Services } from '../../src/http/services.js';
import type { Database } from '../../src/store/executor.js';
import { databases, SQLITE } from '../databases/databases.js';
import { servicesOver } from './app-services.js';
import { closedDatabase } from './closed-months.js';
import { ask, emptyDatabase, post, serviceOver as serverOver } from './service.js';

describe.each(databases)('on $name', (kind) => {
  let db: Database;
  let app: ReturnType<typeof createApp>;

  /** What was done, and what a request waits for before it is answered. */
  const done: unknown[] = [];
  let before: Promise<void> = Promise.resolve();

  const orders = defineRoute({
    method: 'POST',
    path: '/orders',
    access: 'public',
    summary: 'Takes an order',
    idempotent: true,
    query: z.strictObject({ of: z.string().optional() }),
    body: { schema: z.strictObject({ item: z.string() }), maxBytes: 1000 },
    answer: async ({ body }) => {
      if (body.item === 'nothing') throw notFound('there is no such item');
      done.push(body.item);
      await before;
      const order = { order: done.length, item: body.item };
      return Response.json(order, { status: 201, headers: { location: `/orders/${done.length}` } });
    },
  });

  const uploads = defineRoute({
    method: 'POST',
    path: '/uploads',
    access: 'public',
    summary: 'Takes a text',
    idempotent: true,
    body: { content: { 'text/csv': z.string() }, maxBytes: 1000 },
    answer: async ({ body }) => {
      const text = await new Response(body.stream).text();
      done.push(text);
      return Response.json({ length: text.length }, { status: 201 });
    },
  });

  const serviceOver = (changed: Partial<Services> = {}) =>
    createApp({ ...servicesOver(db).services, ...changed }, [orders, uploads]);

  beforeAll(async () => {
    db = await emptyDatabase(kind);
  });

  beforeEach(() => {
    done.length = 0;
    before = Promise.resolve();
    app = serviceOver();
  });

  const order = (key: string, item = 'tea', path = '/orders') =>
    app.request(path, post({ item }, { 'idempotency-key': key }));
  const upload = (key: string, text: string) =>
    app.request('/uploads', {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'text/csv', 'idempotency-key': key },
    });
  const told = async (response: Response) => (await response.json()) as ProblemDocument;

  describe('a request that is sent twice with one key', () => {
    it('is done once, and answered the same', async () => {
      const first = await order('k-1');
      const second = await order('k-1');
      expect(done).toEqual(['tea']);
      for (const response of [first, second]) {
        expect(response.status).toBe(201);
        expect(response.headers.get('location')).toBe('/orders/1');
        expect(response.headers.get('content-type')).toBe('application/json');
        expect(response.headers.get('cache-control')).toBe('no-store');
      }
      expect(await second.text()).toBe(await first.text());
      expect(first.headers.has('idempotency-replayed')).toBe(false);
      expect(second.headers.get('idempotency-replayed')).toBe('true');
    });

    it('is done twice where it has no key, or another', async () => {
      for (const response of [
        await app.request('/orders', post({ item: 'tea' })),
        await app.request('/orders', post({ item: 'tea' })),
        await order('k-2'),
        await order('k-3'),
      ]) {
        expect(response.status).toBe(201);
      }
      expect(done).toEqual(['tea', 'tea', 'tea', 'tea']);
    });

    it('is done for each of two viewers', async () => {
      await order('k-4');
      app = serviceOver({ viewerOf: async () => administratorNamed('eve') });
      expect((await order('k-4')).headers.has('idempotency-replayed')).toBe(false);
      expect(done).toEqual(['tea', 'tea']);
    });

    it.each([
      ['another body', () => order('k-5', 'coffee')],
      ['another query', () => order('k-5', 'tea', '/orders?of=me')],
      ['another path', () => upload('k-5', 'tea')],
    ])('with %s is refused', async (_, second) => {
      await order('k-5');
      done.length = 0;
      const response = await second();
      expect(response.status).toBe(422);
      expect(await told(response)).toMatchObject({
        code: 'idempotency-key-reused',
        field: 'idempotency-key',
      });
      expect(done).toEqual([]);
    });

    it('while the first is being answered is refused, and told to wait', async () => {
      let finish = (): void => {};
      before = new Promise((resolve) => {
        finish = resolve;
      });
      const first = order('k-6');
      while (done.length === 0) await new Promise(setImmediate);
      const second = await order('k-6');
      expect(second.status).toBe(409);
      expect(second.headers.get('retry-after')).toBe('1');
      expect(await told(second)).toMatchObject({ code: 'request-in-progress' });
      finish();
      expect((await first).status).toBe(201);
      expect((await order('k-6')).headers.get('idempotency-replayed')).toBe('true');
      expect(done).toEqual(['tea']);
    });

    it('ten times at once is done once', async () => {
      const statuses = await Promise.all(
        Array.from({ length: 10 }, async () => (await order('k-7', 'milk')).status),
      );
      expect(done).toEqual(['milk']);
      expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
      expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    });

    it('is asked anew where it was refused, as nothing was done', async () => {
      expect((await order('k-8', 'nothing')).status).toBe(404);
      expect((await order('k-8', 'nothing')).status).toBe(404);
      expect((await order('k-8', 'tea')).status).toBe(201);
    });
  });

  describe('a stream that is sent twice with one key', () => {
    it('is done once where its bytes are the same', async () => {
      expect(await (await upload('s-1', 'a,b\n1,2\n')).json()).toEqual({ length: 8 });
      const again = await upload('s-1', 'a,b\n1,2\n');
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(await again.json()).toEqual({ length: 8 });
      expect(done).toEqual(['a,b\n1,2\n']);
    });

    it('with other bytes is refused', async () => {
      await upload('s-2', 'a,b\n1,2\n');
      const response = await upload('s-2', 'a,b\n1,3\n');
      expect(response.status).toBe(422);
      expect(await told(response)).toMatchObject({ code: 'idempotency-key-reused' });
    });

    it('with too many bytes is refused, and may be sent again', async () => {
      expect((await upload('s-3', 'x'.repeat(1001))).status).toBe(413);
      expect((await upload('s-3', 'x'.repeat(1000))).status).toBe(201);
      expect((await upload('s-3', 'x'.repeat(1001))).status).toBe(413);
    });
  });

  describe('a key', () => {
    it.each(['', ' ', 'a b', 'ä', 'x'.repeat(256)])('"%s" is none', async (key) => {
      const response = await order(key);
      expect(response.status).toBe(400);
      expect(await told(response)).toMatchObject({ code: 'invalid-value', field: 'idempotency-key' });
    });
  });
});

/** Posts that read alone: what is asked is too large for an address, and asking twice does nothing twice. */
const READING = [
  'POST /api/v1/accounting/cost-of-sales',
  'POST /api/v1/accounting/journal',
  'POST /api/v1/payees/:payee/what-if',
  'POST /api/v1/plans/:plan/comparison',
  'POST /api/v1/rules/check',
  'POST /api/v1/rules/examples',
  'POST /api/v1/rules/payout-curves',
];

it('every POST of the API that does something takes a key', () => {
  const without = ROUTES.filter(({ method, idempotent }) => method === 'POST' && idempotent !== true);
  expect(without.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(READING);
});

it.each([
  ['an audit', '/api/v1/audits'],
  ['a verification', '/api/v1/pay-periods/monthly-USD/2026-01/verify'],
])('%s that is asked for twice with one key is one task', async (_, path) => {
  const service = await serverOver(await closedDatabase(SQLITE, ['2026-01']));
  const asked = { method: 'POST', headers: { 'idempotency-key': 'once' } };
  const first = await ask<{ readonly id: number }>(service, path, asked);
  const second = await ask<{ readonly id: number }>(service, path, asked);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  const { items } = (await ask<Page<object>>(service, '/api/v1/tasks')).body;
  expect(items).toHaveLength(1);
});
