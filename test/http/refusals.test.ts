import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { beginRun, publishRun } from '../../src/store/runs.js';
import { writeRunPeriods, writeShardResults } from '../../src/store/write-results.js';
import { databases } from '../databases/databases.js';
import { PERIODS, payeeResult, statement } from '../store/result-samples.js';
import { rawRequest } from './raw-request.js';
import { ask, askRefused, calculate, calculatedDatabase, serviceOver } from './service.js';

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const refused = (path: string) => askRefused(service, path);

  const NOT_FOUND = {
    type: '/api/v1/problem-codes/not-found',
    title: 'there is nothing under this name',
    status: 404,
    code: 'not-found',
  };
  const BAD_REQUEST = {
    type: '/api/v1/problem-codes/bad-request',
    title: 'the request cannot be understood',
    status: 400,
    code: 'bad-request',
  };
  const CHECK = '/api/v1/rules/check';

  describe('what is not there', () => {
    it('is told as a problem document, in full', async () => {
      expect(await refused('/api/v1/payees/eve/statements')).toEqual({
        ...NOT_FOUND,
        detail: 'there is no payee eve',
        instance: '/api/v1/payees/eve/statements',
        hint: 'GET /api/v1/payees lists them',
      });
    });

    it.each([
      ['/api/v2', 'there is no such path'],
      ['/api/v1/', 'there is no such path'],
      ['/api/v1/payees/ada', 'there is no such path'],
      ['/api/v1/payees/eve/statements/2026-02', 'there is no payee eve'],
      ['/api/v1/payees/eve/statements/2026-02/lines', 'there is no payee eve'],
      ['/api/v1/payees/ada/statements/2026-13', 'there is no statement of ada for 2026-13'],
      [
        '/api/v1/payees/ada/statements/2026-02?currency=EUR',
        'there is no statement of ada for 2026-02 in EUR',
      ],
      ['/api/v1/payees/ada/statements/2025-12/lines', 'there is no statement of ada for 2025-12'],
      ['/api/v1/lines/ada.2026-02.2/explanation', 'there is no line ada.2026-02.2'],
      ['/api/v1/deals/D-9/crediting', 'there is no deal D-9'],
      ['/api/v1/deals/D-1/crediting?payee=eve', 'there is no payee eve'],
      ['/api/v1/teams/apac/attainment', 'there is no team apac'],
      ['/api/v1/problem-codes/nothing', 'there is no kind of problem nothing'],
      ['/api/v1/problem-codes/toString', 'there is no kind of problem toString'],
    ])('%s', async (path, detail) => {
      expect(await refused(path)).toMatchObject({ ...NOT_FOUND, detail, instance: path.split('?')[0] });
    });
  });

  describe('a method that a path does not have', () => {
    it.each([
      ['POST', '/api/v1/payees', 'GET, HEAD'],
      ['DELETE', '/api/v1/payees/ada/statements/2026-02', 'GET, HEAD'],
      ['OPTIONS', '/api/v1/runs/current', 'GET, HEAD'],
      ['GET', CHECK, 'POST'],
      ['PUT', CHECK, 'POST'],
    ])('%s %s is refused, and those it has are named', async (method, path, allow) => {
      const response = await rawRequest(service, { method, path });
      expect(response).toMatchObject({ status: 405, type: 'application/problem+json', allow });
      expect(JSON.parse(response.body)).toEqual({
        type: '/api/v1/problem-codes/method-not-allowed',
        title: 'the path is not for this method',
        status: 405,
        code: 'method-not-allowed',
        detail: `${method} is not for this path`,
        instance: path,
        expected: allow,
      });
    });

    it('is another thing than a path that is not there', async () => {
      expect((await rawRequest(service, { method: 'POST', path: '/api/v1/nothing' })).status).toBe(404);
    });

    it('HEAD is answered wherever GET is, without a body', async () => {
      expect(await rawRequest(service, { method: 'HEAD', path: '/api/v1/payees' })).toMatchObject({
        status: 200,
        body: '',
      });
    });
  });

  describe('a query', () => {
    it.each([
      ['limit=0', { code: 'out-of-range', found: '0' }],
      ['limit=201', { code: 'out-of-range', found: '201' }],
      ['limit=-1', { code: 'out-of-range', found: '-1' }],
      ['limit=1.5', { code: 'number-expected', found: '1.5' }],
      ['limit=1e2', { code: 'number-expected', found: '1e2' }],
      ['limit=99999999999999999999', { code: 'number-expected', found: '99999999999999999999' }],
      ['limit=NaN', { code: 'number-expected', found: 'NaN' }],
    ])('with %s has no page', async (query, expected) => {
      const problem = { field: 'limit', expected: 'a whole number from 1 to 200', ...expected };
      expect(await refused(`/api/v1/payees?${query}`)).toMatchObject({ status: 400, ...problem });
    });

    it('may have a page of 1 and of 200', async () => {
      expect((await ask(service, '/api/v1/payees?limit=1')).status).toBe(200);
      expect((await ask(service, '/api/v1/payees?limit=200')).status).toBe(200);
    });

    it.each(['x', '', 'e30', 'bnVsbA', Buffer.from('{"run":-1,"offset":1}').toString('base64url')])(
      'with the cursor "%s" leads nowhere',
      async (cursor) => {
        const path = `/api/v1/payees/ada/statements?cursor=${cursor}`;
        const expected = '`next` of the page before';
        expect(await refused(path)).toMatchObject({
          status: 400,
          code: 'cursor-invalid',
          field: 'cursor',
          expected,
        });
      },
    );

    it('with a name that is not known is told which there are', async () => {
      expect(await refused('/api/v1/payees?limt=5')).toMatchObject({
        status: 400,
        code: 'unknown-key',
        field: 'limt',
        expected: 'one of limit, cursor, begins, team',
        hint: 'did you mean limit?',
      });
      expect(await refused('/api/v1/runs/current?x=1')).toMatchObject({ status: 400, expected: 'nothing' });
    });

    it('with several problems has them all told at once, in order', async () => {
      expect(await refused('/api/v1/payees?limit=0&page=2')).toEqual({
        ...BAD_REQUEST,
        detail: 'the request has 2 problems',
        instance: '/api/v1/payees',
        problems: [
          {
            code: 'out-of-range',
            severity: 'error',
            message: 'limit in the query is not what belongs there',
            field: 'limit',
            found: '0',
            expected: 'a whole number from 1 to 200',
          },
          {
            code: 'unknown-key',
            severity: 'error',
            message: 'there is no such name in the query',
            field: 'page',
            expected: 'one of limit, cursor, begins, team',
          },
        ],
      });
    });

    it.each([
      [
        'statements/2026-02?format=docx',
        { code: 'invalid-value', field: 'format', expected: 'one of json, text, csv, pdf, xlsx' },
      ],
      ['statements/2026-02?format=text&format=csv', { code: 'invalid-value', field: 'format' }],
      ['statements/2026-02?currency=usd', { code: 'currency-unknown', field: 'currency' }],
    ])('%s is refused', async (rest, expected) => {
      expect(await refused(`/api/v1/payees/ada/${rest}`)).toMatchObject({ status: 400, ...expected });
    });

    it.each(['2026-3', '2026-Q5', 'yesterday', '2026-02-30', "' or 1=1 --"])(
      'through %s is no day and no period',
      async (through) => {
        const path = `/api/v1/teams/emea/attainment?through=${encodeURIComponent(through)}`;
        expect(await refused(path)).toMatchObject({ status: 400, code: 'date-expected', found: through });
      },
    );
  });

  describe('a path', () => {
    it.each(['%00', 'a%0Ab', 'x'.repeat(201), '%F0%9F%92%A9%07'])('with the id %s is refused', async (id) => {
      expect(await refused(`/api/v1/lines/${id}/explanation`)).toMatchObject({
        status: 400,
        code: 'id-expected',
        field: 'line',
      });
    });

    it.each([
      '/api/v1/payees/..%2F..%2Fetc%2Fpasswd/statements',
      '/api/v1/payees/../../../etc/passwd',
      "/api/v1/payees/ada';drop%20table%20line;--/statements",
      '/api/v1/payees/%E0%A4%A/statements',
      '/api/v1/lines/ada.2026-02.1%27%20or%20%271%27=%271/explanation',
    ])('%s leads to nothing', async (path) => {
      expect((await rawRequest(service, { path })).status).toBe(404);
    });
  });

  describe('results that came and went', () => {
    it('refuse a cursor when they are not kept any more', async () => {
      const db = await calculatedDatabase(kind);
      const own = await serviceOver(db);
      const path = '/api/v1/payees/ada/statements?limit=1';
      const { next } = (await ask<Page<object>>(own, path)).body;
      await calculate(db);
      const kept = await ask<Page<object>>(own, `${path}&cursor=${next}`);
      expect(kept.body.items).toMatchObject([{ period: '2026-02' }]);
      await calculate(db);
      const gone = await ask(own, `${path}&cursor=${next}`);
      expect(gone.status).toBe(410);
      expect(gone.body).toMatchObject({
        code: 'cursor-expired',
        field: 'cursor',
        hint: 'begin again without a cursor',
      });
    });

    it('in several currencies are told apart by `currency`', async () => {
      const db = await calculatedDatabase(kind);
      const own = await serviceOver(db);
      await db.write(async (trx) => {
        const made = { change: 2, rulesHash: 'r', inputsHash: 'i', engineVersion: '1', actor: 'local' };
        const run = await beginRun(trx, { through: '2026-03-31', ...made }, [['ada']]);
        await writeRunPeriods(trx, run, PERIODS);
        const statements = ['JPY', 'USD'].map((currency) => statement({ currency }));
        const payees = [payeeResult('ada')];
        await writeShardResults(trx, run, 0, { payees, entitlements: [], statements, problems: [] });
        await publishRun(trx, run);
      });
      const path = '/api/v1/payees/ada/statements/2026-02';
      expect((await ask(own, path)).body).toMatchObject({
        status: 400,
        code: 'missing-key',
        field: 'currency',
        expected: 'one of JPY, USD',
      });
      expect((await ask(own, `${path}?currency=USD`)).body).toMatchObject({ currency: 'USD' });
      const { items } = (await ask<Page<object>>(own, '/api/v1/payees/ada/statements')).body;
      expect(items).toMatchObject([
        { currency: 'JPY', totals: { earned: '9007199254740993', held: '-2' } },
        { currency: 'USD', totals: { earned: '90071992547409.93', held: '-0.02' } },
      ]);
    });
  });
});
