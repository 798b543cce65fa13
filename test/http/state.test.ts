import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.js';
import { createMetrics } from '../../src/http/metrics.js';
import type { Services } from '../../src/http/services.js';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';
import { servicesOver } from './app-services.js';
import { calculatedDatabase, emptyDatabase } from './service.js';

let db: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const appWith = (changed: Partial<Services> = {}) => createApp({ ...servicesOver(db).services, ...changed });

async function readiness(changed: Partial<Services>) {
  const response = await appWith(changed).request('/readyz');
  return { status: response.status, body: await response.json() };
}

describe('the service is ready', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attain-state-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('when its database answers and has all tables', async () => {
    expect(await readiness({})).toEqual({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', migrations: 'ok', running: 'ok' } },
    });
  });

  it('no more when it stops', async () => {
    expect(await readiness({ closing: AbortSignal.abort() })).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        checks: { database: 'ok', migrations: 'ok', running: 'the service is stopping' },
      },
    });
  });

  it('not while tables are missing, though it is up', async () => {
    const bare = await openDatabase(join(folder, 'bare.sqlite'));
    const { status, body } = await readiness({ db: bare });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      checks: { database: 'ok', migrations: expect.stringMatching(/^\d+ are missing, from 0001-changes$/) },
    });
    expect((await appWith({ db: bare }).request('/healthz')).status).toBe(200);
    await closeDatabase(bare);
  });

  it('not when its database does not answer, and does not tell where that is', async () => {
    const closed = await emptyDatabase();
    await closed.close();
    expect(await readiness({ db: closed })).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        checks: { database: 'the database does not answer', migrations: 'not known', running: 'ok' },
      },
    });
  });
});

describe('the service counts', () => {
  const lines = async (app: ReturnType<typeof createApp>) =>
    (await (await app.request('/metrics')).text()).split('\n');

  it('requests by method, route and status, and how long they took', async () => {
    const app = appWith();
    await app.request('/api/v1/payees');
    await app.request('/api/v1/payees?limit=0');
    await app.request('/api/v1/payees/ada/statements');
    await app.request('/api/v1/payees/bo/statements');
    await app.request('/nothing/here');
    await app.request('/healthz', { method: 'PURGE' });
    const told = await lines(app);
    const requests = 'attain_http_requests_total';
    for (const expected of [
      `${requests}{method="GET",route="/api/v1/payees",status="200"} 1`,
      `${requests}{method="GET",route="/api/v1/payees",status="400"} 1`,
      `${requests}{method="GET",route="/api/v1/payees/:payee/statements",status="200"} 2`,
      `${requests}{method="GET",route="none",status="404"} 1`,
      `${requests}{method="other",route="none",status="405"} 1`,
      'attain_http_request_duration_seconds_count{method="GET",route="/api/v1/payees"} 2',
      // The one that asks.
      'attain_http_requests_in_flight 1',
    ]) {
      expect(told).toContain(expected);
    }
  });

  it('jobs that have ended', async () => {
    const metrics = createMetrics();
    metrics.jobEnded('import', 'done');
    metrics.jobEnded('import', 'done');
    metrics.jobEnded('calculate', 'failed');
    const told = await lines(appWith({ metrics }));
    expect(told).toContain('attain_jobs_total{kind="import",status="done"} 2');
    expect(told).toContain('attain_jobs_total{kind="calculate",status="failed"} 1');
  });

  it('what the process uses, where it is asked to', async () => {
    const told = (await createMetrics({ process: true }).text())
      .split('\n')
      .map((line) => line.split(' ')[0]);
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ]) {
      expect(told).toContain(name);
    }
  });
});

describe('an answer', () => {
  const path = '/api/v1/payees/ada/statements/2026-02';
  const ask = (headers: Readonly<Record<string, string>>, of = path) => appWith().request(of, { headers });

  it('comes compressed to whom takes it so, and says what it depends on', async () => {
    const plain = await ask({});
    const packed = await ask({ 'accept-encoding': 'br, gzip;q=0.8' });
    expect(plain.headers.has('content-encoding')).toBe(false);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    for (const { headers } of [plain, packed]) expect(headers.get('vary')).toBe('Accept-Encoding');
    const unpacked = packed.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(unpacked).text()).toBe(await plain.text());
  });

  it.each(['identity', 'br', 'gzip;q=0', ''])('comes as it is to whom takes "%s"', async (encoding) => {
    expect((await ask({ 'accept-encoding': encoding })).headers.has('content-encoding')).toBe(false);
  });

  it('has a tag by which it is known, compressed or not', async () => {
    const tag = (await ask({})).headers.get('etag') ?? '';
    const packed = (await ask({ 'accept-encoding': 'gzip' })).headers.get('etag');
    expect(packed).toBe(`W/${tag}`);
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await ask({ 'if-none-match': known, 'accept-encoding': 'gzip' });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
    expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
  });

  it('that is a refusal comes compressed too', async () => {
    const refused = await ask({ 'accept-encoding': 'gzip' }, '/nothing');
    expect(refused.status).toBe(404);
    expect(refused.headers.get('content-encoding')).toBe('gzip');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });
});
