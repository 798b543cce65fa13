import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import type { CheckReport } from '../../src/rules/check-rules.js';
import { databases } from '../databases/databases.js';
import { ask, calculatedDatabase, emptyDatabase, PLAN_TEXT, post, serviceOver } from './service.js';

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const get = async <Body>(path: string): Promise<Body> => {
    const { status, body } = await ask<Body>(service, path);
    expect(status).toBe(200);
    return body;
  };

  describe('rule files', () => {
    const check = (body: unknown) => ask<CheckReport>(service, '/api/v1/rules/check', post(body));

    it('are found sound by the company file in use', async () => {
      const { status, body } = await check({ files: [{ name: 'plans/ae.yaml', text: PLAN_TEXT }] });
      expect(status).toBe(200);
      expect(body).toEqual({ ok: true, plans: 1, examples: 0, problems: [] });
    });

    it('have each problem told with its file, line and column', async () => {
      const text = PLAN_TEXT.replace('rate: 8%', 'rate: 8').replace(
        'payFrequency: monthly',
        'payFrequency: montly',
      );
      const { status, body } = await check({ files: [{ name: 'plans/ae.yaml', text }] });
      expect(status).toBe(200);
      expect(body).toMatchObject({ ok: false, plans: 1, examples: 0 });
      expect(body.problems).toEqual([
        {
          code: 'invalid-value',
          severity: 'error',
          message: 'montly is not known here',
          location: { file: 'plans/ae.yaml', line: 6, column: 15 },
          field: 'payFrequency',
          found: 'montly',
          expected: 'one of weekly, biweekly, semimonthly, monthly, quarterly, semiannual, annual',
          hint: 'did you mean monthly?',
        },
        {
          code: 'percent-expected',
          severity: 'error',
          message: '8 is not a percent',
          location: { file: 'plans/ae.yaml', line: 22, column: 29 },
          field: 'components.new-business.commission.rates[0].rate',
          found: '8',
          expected: 'a percent, such as 8% or 0.08',
          hint: 'did you mean 8%?',
        },
      ]);
    });

    it('have their examples run and counted', async () => {
      const example = (earned: string) => `
  - it: pays eight percent
    given: { quota: { new-acv: 100000 }, deals: [ { id: D-1, closeDate: 2026-02-10, type: new, acv: 1000 } ] }
    expect: { earned: "${earned}" }`;
      const text = `${PLAN_TEXT}examples:${example('80.00')}${example('80.01')}\n`;
      const { body } = await check({ files: [{ name: 'ae.yaml', text }] });
      expect(body).toMatchObject({ ok: false, plans: 1, examples: 2 });
      expect(body.problems).toMatchObject([
        {
          code: 'example-failed',
          location: { file: 'ae.yaml', line: 30, column: 23 },
          found: '80.00',
          expected: '80.01',
        },
      ]);
    });

    it('are checked by a company file that is sent along', async () => {
      const company = 'name: Other\nhomeCurrency: EUR\nroles: { full: [seller] }\n';
      const { body } = await check({ company, files: [{ name: 'ae.yaml', text: PLAN_TEXT }] });
      expect(body.problems).toMatchObject([{ code: 'unknown-role', found: 'owner', expected: 'seller' }]);
      const broken = await check({ company: 'name: [', files: [{ name: 'ae.yaml', text: PLAN_TEXT }] });
      expect(broken.body.problems[0]).toMatchObject({
        code: 'yaml-syntax',
        location: { file: 'company.yaml', line: 1 },
      });
    });

    it('are stored nowhere', async () => {
      const before = await get('/api/v1/runs/current');
      await check({ files: [{ name: 'other.yaml', text: PLAN_TEXT.replace('plan: ae', 'plan: other') }] });
      expect(await get('/api/v1/runs/current')).toEqual(before);
      const { body } = await check({ files: [{ name: 'ae.yaml', text: PLAN_TEXT }] });
      expect(body.ok).toBe(true);
    });
  });

  describe('before anything is calculated', () => {
    it('lists are empty, and what would be shown is not there', async () => {
      const empty = await serviceOver(await emptyDatabase(kind));
      const nothing = { items: [], next: null };
      expect((await ask(empty, '/api/v1/payees')).body).toEqual(nothing);
      expect((await ask(empty, '/api/v1/teams')).body).toEqual(nothing);
      const { status, body } = await ask(empty, '/api/v1/runs/current');
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'not-found', detail: 'nothing is calculated yet' });
    });

    it('a check without a company file says that there is none', async () => {
      const empty = await serviceOver(await emptyDatabase(kind));
      const files = [{ name: 'ae.yaml', text: PLAN_TEXT }];
      expect((await ask(empty, '/api/v1/rules/check', post({ files }))).body).toEqual({
        ok: false,
        plans: 1,
        examples: 0,
        problems: [
          {
            code: 'company-file-missing',
            severity: 'error',
            message: 'no company file is given, and none is in use',
            field: 'company',
            expected: 'the text of a company file',
          },
        ],
      });
    });
  });
});
