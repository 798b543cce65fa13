import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import {
  ask,
  askRefused,
  COMPANY_TEXT,
  calculatedDatabase,
  emptyDatabase,
  PLAN_TEXT,
  post,
  serviceOver,
} from './service.js';

interface PlanAnswer {
  readonly plan: string;
  readonly versions: readonly { readonly hash: string; readonly untilChange: number | null }[];
}

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const put = (body: unknown): RequestInit => ({ ...post(body), method: 'PUT' });
  const files = (text: string, name = 'ae.yaml') => [{ name, text }];
  const NEXT_TEXT = PLAN_TEXT.replace('rate: 8%', 'rate: 9%');

  describe('plans', () => {
    it('are listed with the versions that hold', async () => {
      const { body } = await ask<{ items: readonly PlanAnswer[] }>(service, '/api/v1/plans');
      expect(body).toMatchObject({
        items: [
          {
            plan: 'ae',
            versions: [
              {
                path: 'plans/ae.yaml',
                effective: { from: '2026-01-01', to: '2027-01-01' },
                currency: 'USD',
                corrects: null,
                change: 2,
                untilChange: null,
              },
            ],
          },
        ],
        next: null,
      });
      expect(body.items[0]?.versions[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('that are published anew keep what was published before', async () => {
      const { status, body } = await ask(
        service,
        '/api/v1/rules',
        put({ files: files(NEXT_TEXT), reason: 'raise' }),
      );
      expect(status).toBe(200);
      expect(body).toEqual({ change: 3, plans: 1, examples: 0, problems: [] });
      const { body: plan } = await ask<PlanAnswer>(service, '/api/v1/plans/ae');
      expect(plan.versions.map(({ untilChange }) => untilChange)).toEqual([3, null]);
      const sources = await Promise.all(
        plan.versions.map(async ({ hash }) => {
          const version = await ask<{ source: string }>(service, `/api/v1/plans/ae/versions/${hash}`);
          return version.body.source;
        }),
      );
      expect(sources).toEqual([PLAN_TEXT, NEXT_TEXT]);
      const again = await ask(service, '/api/v1/rules', put({ files: files(NEXT_TEXT, 'plans/ae.yaml') }));
      expect(again.body).toMatchObject({ change: null });
    });

    it('and versions that there are not are not there', async () => {
      expect(await askRefused(service, '/api/v1/plans/none')).toMatchObject({ status: 404 });
      expect(await askRefused(service, '/api/v1/plans/ae/versions/00')).toMatchObject({
        status: 404,
        hint: 'GET /api/v1/plans/ae lists its versions',
      });
    });
  });

  describe('publishing', () => {
    it('stores nothing of what is wrong, and says where it is', async () => {
      const empty = await serviceOver(await emptyDatabase(kind));
      const wrong = put({ company: COMPANY_TEXT, files: files(PLAN_TEXT.replace('rate: 8%', 'rate: 8')) });
      expect(await askRefused(empty, '/api/v1/rules', wrong)).toMatchObject({
        status: 422,
        code: 'percent-expected',
        location: { file: 'plans/ae.yaml', line: 22, column: 29 },
        hint: 'did you mean 8%?',
      });
      expect((await ask(empty, '/api/v1/rules')).body).toEqual({ items: [] });
      expect(await askRefused(empty, '/api/v1/rules', put({ files: files(PLAN_TEXT) }))).toMatchObject({
        status: 422,
        code: 'company-file-missing',
      });
      const right = put({ company: COMPANY_TEXT, files: files(PLAN_TEXT) });
      expect((await ask(empty, '/api/v1/rules', right)).body).toMatchObject({ change: 1, plans: 1 });
      const { body } = await ask<{ items: readonly object[] }>(empty, '/api/v1/rules');
      expect(body.items).toMatchObject([
        { path: 'company.yaml', kind: 'company', plan: null, source: COMPANY_TEXT },
        { path: 'plans/ae.yaml', kind: 'plan', plan: 'ae', source: PLAN_TEXT },
      ]);
    });

    it('takes no file outside of the folder of rules', async () => {
      for (const name of ['../ae.yaml', '/etc/ae.yaml', 'a/../../ae.yaml', '.hidden.yaml', 'ae.txt']) {
        expect(
          await askRefused(service, '/api/v1/rules', put({ files: files(PLAN_TEXT, name) })),
        ).toMatchObject({
          status: 400,
          field: 'files.0.name',
        });
      }
    });
  });

  describe('the examples in plan files', () => {
    it('are each told with what was found and what was expected', async () => {
      const example = (it: string, earned: string) => `
  - it: ${it}
    given: { quota: { new-acv: 100000 }, deals: [ { id: D-1, closeDate: 2026-02-10, type: new, acv: 1000 } ] }
    expect: { earned: "${earned}" }`;
      const text = `${PLAN_TEXT}examples:${example('pays eight percent', '80.00')}${example('pays more', '80.01')}\n`;
      const { status, body } = await ask(service, '/api/v1/rules/examples', post({ files: files(text) }));
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ok: false,
        examples: [
          { file: 'ae.yaml', plan: 'ae', it: 'pays eight percent', ok: true, problems: [] },
          {
            it: 'pays more',
            ok: false,
            problems: [{ code: 'example-failed', found: '80.00', expected: '80.01', location: { line: 30 } }],
          },
        ],
        problems: [],
      });
    });
  });

  describe('the schema of plan files', () => {
    it('is what editors check them by', async () => {
      const response = await fetch(`${service.url}/api/v1/rules/schema`);
      expect(response.headers.get('content-type')).toBe('application/schema+json');
      expect(await response.json()).toMatchObject({ title: 'A plan of Attain', type: 'object' });
    });
  });
});
