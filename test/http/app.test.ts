import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { isScoped, ROUTE_ACCESS } from '../../src/access/route-access.js';
import { payeesAlone } from '../../src/access/scope.js';
import { createApp } from '../../src/http/app.js';
import type { Page } from '../../src/http/page.js';
import { ROUTES } from '../../src/http/routes.js';
import type { Services } from '../../src/http/services.js';
import { PROBLEM_CODES } from '../../src/problems/codes.js';
import type { Database } from '../../src/store/executor.js';
import { PAGES } from '../../src/web/pages.js';
import { servicesOver } from './app-services.js';
import { payEverybody } from './closed-months.js';
import { calculatedDatabase, emptyDatabase } from './service.js';

let db: Database;

beforeAll(async () => {
  db = await calculatedDatabase();
});

/** The app with what a test changes of it, and the lines of its log. */
function appWith(changed: Partial<Services> = {}) {
  const { services, log } = servicesOver(db);
  return { app: createApp({ ...services, ...changed }), log };
}

type App = ReturnType<typeof createApp>;

/** The routes of the API and the pages. */
const EVERY_ROUTE = [...ROUTES, ...PAGES];

/** Routes that are in place and that no list declares what they read for. */
function undeclaredRoutes(app: App): readonly string[] {
  const declared = new Set(
    EVERY_ROUTE.filter(({ access }) => Object.hasOwn(ROUTE_ACCESS, access)).map(
      ({ method, path }) => `${method} ${path}`,
    ),
  );
  const inPlace = app.routes
    .filter(({ path }) => path !== '/*')
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(inPlace)].filter((route) => !declared.has(route));
}

describe('the service itself', () => {
  const get = async <Body>(path: string): Promise<Body> => {
    const response = await appWith().app.request(path);
    expect(response.status).toBe(200);
    return (await response.json()) as Body;
  };

  it('says that it is up', async () => {
    expect(await get('/healthz')).toEqual({ status: 'ok' });
  });

  it('lists every route with what it reads', async () => {
    const { service, routes } = await get<{ service: string; routes: readonly object[] }>('/api/v1');
    expect(service).toBe('Attain');
    expect(routes).toContainEqual({
      method: 'GET',
      path: '/api/v1/payees/:payee/statements',
      access: 'payee-data',
      summary: 'The statements of a payee with their totals, in the order of period and currency',
    });
    expect(routes).toHaveLength(ROUTES.length - 1);
  });

  it('explains every code of problem', async () => {
    const { items, next } = await get<Page<object>>('/api/v1/problem-codes');
    expect(items).toHaveLength(Object.keys(PROBLEM_CODES).length);
    expect(next).toBeNull();
    expect(await get('/api/v1/problem-codes/percent-expected')).toEqual({
      code: 'percent-expected',
      meaning: 'the place takes a percent, such as 8% or 0.08',
    });
  });
});

describe('every route', () => {
  it('declares what it reads', () => {
    expect(undeclaredRoutes(appWith().app)).toEqual([]);
  });

  it('that is put into place without a declaration is found', () => {
    const { app } = appWith();
    app.get('/api/v1/secrets', () => Response.json({}));
    app.post('/api/v1/payees', () => Response.json({}));
    expect(undeclaredRoutes(app)).toEqual(['GET /api/v1/secrets', 'POST /api/v1/payees']);
  });

  it('is declared once and is in place', () => {
    const inPlace = new Set(appWith().app.routes.map(({ method, path }) => `${method} ${path}`));
    const declared = EVERY_ROUTE.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(declared).size).toBe(declared.length);
    expect(declared.filter((route) => !inPlace.has(route))).toEqual([]);
  });

  it('takes the scope it is handed, and makes none of its own', () => {
    const sources = ['http', 'web'].flatMap((layer) => {
      const folder = fileURLToPath(new URL(`../../src/${layer}`, import.meta.url));
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return files.filter((path) => /\.tsx?$/.test(path)).map((path) => `${folder}/${path}`);
    });
    const making = sources.filter((path) => /EVERY_PAYEE|\{ all: true/.test(readFileSync(path, 'utf8')));
    expect(sources.length).toBeGreaterThan(10);
    expect(making).toEqual([]);
  });
});

describe('a viewer who may see ada alone', () => {
  const scope = payeesAlone('ada');
  const seen = async (path: string) => {
    const response = await appWith({ scopeOf: async () => scope }).app.request(path);
    return { status: response.status, text: await response.text() };
  };

  // For every route that reads payee data: what is asked of another payee, and how it is answered.
  const HIDDEN: Readonly<Record<string, readonly [path: string, status: number]>> = {
    '/api/v1/payees': ['/api/v1/payees', 200],
    '/api/v1/payees/:payee/statements': ['/api/v1/payees/bo/statements', 404],
    '/api/v1/payees/:payee/statements/:period': ['/api/v1/payees/bo/statements/2026-03', 404],
    '/api/v1/payees/:payee/statements/:period/lines': ['/api/v1/payees/bo/statements/2026-03/lines', 404],
    '/api/v1/lines/:line/explanation': ['/api/v1/lines/bo.2026-03.1/explanation', 404],
    '/api/v1/deals/:deal': ['/api/v1/deals/D-3', 200],
    '/api/v1/deals/:deal/crediting': ['/api/v1/deals/D-3/crediting', 200],
    '/api/v1/teams': ['/api/v1/teams', 200],
    '/api/v1/teams/:team/attainment': ['/api/v1/teams/emea/attainment', 404],
    '/api/v1/records/:kind': ['/api/v1/records/payees', 200],
    '/api/v1/records/:kind/:key': ['/api/v1/records/payees/bo', 404],
    '/api/v1/records/:kind/:key/history': ['/api/v1/records/payees/bo/history', 404],
    '/api/v1/imports': ['/api/v1/imports', 200],
    '/api/v1/imports/:id': ['/api/v1/imports/1', 404],
    '/api/v1/imports/:id/events': ['/api/v1/imports/1/events', 404],
    '/api/v1/imports/:id/problems.csv': ['/api/v1/imports/1/problems.csv', 404],
    '/api/v1/runs': ['/api/v1/runs', 200],
    '/api/v1/runs/current': ['/api/v1/runs/current', 200],
    '/api/v1/runs/:id': ['/api/v1/runs/2', 200],
    '/api/v1/runs/:id/events': ['/api/v1/runs/2/events', 200],
    '/api/v1/plans/:plan/document': ['/api/v1/plans/ae/document?payee=bo', 404],
    '/api/v1/acceptances': ['/api/v1/acceptances', 200],
    '/api/v1/pay-periods': ['/api/v1/pay-periods', 404],
    '/api/v1/pay-periods/:payGroup/:period': ['/api/v1/pay-periods/monthly-USD/2026-03', 404],
    '/api/v1/pay-periods/:payGroup/:period/approvals': [
      '/api/v1/pay-periods/monthly-USD/2026-03/approvals',
      200,
    ],
    '/api/v1/prior-period-adjustments': ['/api/v1/prior-period-adjustments', 404],
    '/api/v1/adjustments': ['/api/v1/adjustments', 200],
    '/api/v1/adjustments/:adjustment': ['/api/v1/adjustments/1', 404],
    '/api/v1/disputes': ['/api/v1/disputes', 200],
    '/api/v1/disputes/:dispute': ['/api/v1/disputes/1', 404],
    '/api/v1/disputes/:dispute/preview': ['/api/v1/disputes/1/preview', 404],
    '/api/v1/ledger/balances': ['/api/v1/ledger/balances', 404],
    '/api/v1/payees/:payee/balances': ['/api/v1/payees/bo/balances', 404],
    '/api/v1/payees/:payee/entries': ['/api/v1/payees/bo/entries', 404],
    '/api/v1/payees/:payee/held': ['/api/v1/payees/bo/held', 404],
    '/api/v1/payees/:payee/history': ['/api/v1/payees/bo/history', 404],
    '/api/v1/payees/:payee/payout-curves': ['/api/v1/payees/bo/payout-curves', 404],
    '/api/v1/plans/:plan/payout-curves': ['/api/v1/plans/ae/payout-curves', 200],
    '/api/v1/plans/:plan/comparison': ['/api/v1/plans/ae/comparison?with=7bc20321', 200],
    '/api/v1/comparisons': ['/api/v1/comparisons', 200],
    '/api/v1/comparisons/:id': ['/api/v1/comparisons/4', 404],
    '/api/v1/comparisons/:id/events': ['/api/v1/comparisons/4/events', 404],
    '/api/v1/comparisons/:id/rows': ['/api/v1/comparisons/4/rows', 404],
    '/api/v1/payout-batches': ['/api/v1/payout-batches', 200],
    '/api/v1/payout-batches/:batch': ['/api/v1/payout-batches/1', 200],
    '/api/v1/payout-batches/:batch/payees': ['/api/v1/payout-batches/1/payees', 200],
    '/api/v1/payout-batches/:batch/trace': ['/api/v1/payout-batches/1/trace', 404],
    '/api/v1/reconciliation/bridge': ['/api/v1/reconciliation/bridge?by=deal', 200],
    '/api/v1/reconciliation/exceptions': ['/api/v1/reconciliation/exceptions', 200],
    '/api/v1/reconciliation/bases': ['/api/v1/reconciliation/bases', 200],
    '/api/v1/reconciliation/trace': ['/api/v1/reconciliation/trace?format=csv', 200],
    '/api/v1/lines/:line/trace': ['/api/v1/lines/bo.2026-03.1/trace', 404],
    '/api/v1/payees/:payee/statements/:period/trace': ['/api/v1/payees/bo/statements/2026-03/trace', 404],
    '/api/v1/receipts/:receipt/trace': ['/api/v1/receipts/R-1/trace', 404],
    '/api/v1/accounting/accruals': ['/api/v1/accounting/accruals?format=csv', 200],
    '/api/v1/accounting/accruals/payees': ['/api/v1/accounting/accruals/payees', 200],
    '/api/v1/accounting/contract-costs': ['/api/v1/accounting/contract-costs', 200],
    '/api/v1/accounting/contract-costs/contracts': ['/api/v1/accounting/contract-costs/contracts', 200],
    '/api/v1/deals/:deal/trace': ['/api/v1/deals/D-1/trace', 404],
    '/api/v1/tasks': ['/api/v1/tasks', 200],
    '/api/v1/tasks/:id': ['/api/v1/tasks/3', 404],
    '/api/v1/tasks/:id/events': ['/api/v1/tasks/3/events', 404],
    '/api/v1/audit-trail': ['/api/v1/audit-trail', 404],
    '/api/v1/changes': ['/api/v1/changes', 404],
    '/api/v1/statements': ['/api/v1/statements', 200],
  };
  // There is a report only of an import that was refused, and there are rows only of a comparison that is done.
  const NOBODY_SEES = ['/api/v1/imports/1/problems.csv', '/api/v1/comparisons/4/rows'];

  beforeAll(async () => {
    const { jobs } = servicesOver(db).services;
    const command = 'POST /api/v1/imports';
    await jobs.submit({ kind: 'import', folder: 'x', onConflict: 'refuse', command, reason: null }, 'local');
    await jobs.submit({ kind: 'calculate', through: '2026-04-01' }, 'local');
    // Nobody works on them here, and what goes on would be followed for ever.
    await jobs.submit({ kind: 'audit', head: null }, 'local');
    await jobs.submit({ kind: 'compare', question: { plan: 'ae', with: { hash: '7bc20321' } } }, 'local');
    for (const id of [1, 2, 3, 4]) await jobs.cancel(id);
    await payEverybody(db);
  });

  it('is asked about at every route that reads anything of payees', () => {
    const reading = ROUTES.filter(
      ({ access, method }) => isScoped(access) && access !== 'rules' && method === 'GET',
    );
    const routes = reading.map(({ path }) => path);
    expect(Object.keys(HIDDEN).sort()).toEqual([...routes].sort());
  });

  it.each(Object.entries(HIDDEN))('learns nothing of bo by %s', async (_, [path, status]) => {
    const { app } = appWith();
    expect((await app.request(path)).status).toBe(NOBODY_SEES.includes(path) ? 404 : 200);
    const found = await seen(path);
    expect(found.status).toBe(status);
    expect(found.text).not.toMatch(/Bo Lind|800\.02|"bo"|0\.1000025/);
  });

  it('cannot tell a payee who is hidden from one who is not there', async () => {
    const hidden = (await seen('/api/v1/payees/bo/statements')).text;
    const missing = (await seen('/api/v1/payees/eve/statements')).text;
    expect(hidden.replaceAll('bo', 'eve')).toBe(missing);
  });

  it('sees what is of ada', async () => {
    expect((await seen('/api/v1/payees/ada/statements/2026-02')).text).toContain('11600.00');
    expect((await seen('/api/v1/lines/ada.2026-02.1/explanation')).status).toBe(200);
    expect((await seen('/api/v1/deals/D-3/crediting?payee=ada')).text).toContain('"ada"');
  });
});

describe('every response', () => {
  it.each(['/healthz', '/api/v1/payees', '/nothing'])(
    'of %s forbids to run, frame or guess it',
    async (path) => {
      const { headers } = await appWith().app.request(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers.has('access-control-allow-origin')).toBe(false);
    },
  );

  it('has the id of its request, the one it came with where that is plain', async () => {
    const { app } = appWith();
    const idOf = async (id: string) =>
      (await app.request('/healthz', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('abc-1')).toBe('abc-1');
    expect(await idOf('a b"c')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf('x'.repeat(256))).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log', () => {
  it('has a line for every request, without what was asked in the query', async () => {
    const { app, log } = appWith();
    await app.request('/api/v1/payees?limit=0', { headers: { 'x-request-id': 'r-1' } });
    await app.request('/api/v1/runs/current', { headers: { 'x-request-id': 'r-2' } });
    await app.request('/api/v1/payees/bo/statements', { headers: { 'x-request-id': 'r-3' } });
    await app.request('/nothing', { headers: { 'x-request-id': 'r-4' } });
    const told = log.map(({ requestId, path, route, status }) => ({ requestId, path, route, status }));
    expect(told).toEqual([
      { requestId: 'r-1', path: '/api/v1/payees', route: '/api/v1/payees', status: 400 },
      { requestId: 'r-2', path: '/api/v1/runs/current', route: '/api/v1/runs/current', status: 200 },
      {
        requestId: 'r-3',
        path: '/api/v1/payees/bo/statements',
        route: '/api/v1/payees/:payee/statements',
        status: 200,
      },
      { requestId: 'r-4', path: '/nothing', route: 'none', status: 404 },
    ]);
    expect(log.every(({ method, msg }) => method === 'GET' && msg === 'request')).toBe(true);
    expect(log.every(({ ms }) => Number.isInteger(ms))).toBe(true);
    expect(JSON.stringify(log)).not.toContain('limit');
  });
});

describe('a fault of the program', () => {
  it('is told by its request id alone; what went wrong is in the log', async () => {
    const closed = await emptyDatabase();
    await closed.close();
    const { app, log } = appWith({ db: closed });
    const response = await app.request('/api/v1/payees', { headers: { 'x-request-id': 'r-3' } });
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: '/api/v1/problem-codes/internal',
      title: 'the program failed; this is a fault of the program, not of the data',
      status: 500,
      detail: 'the program failed to answer',
      instance: '/api/v1/payees',
      code: 'internal',
      hint: 'the log of the service tells more under the request id r-3',
    });
    expect(log[0]).toMatchObject({ requestId: 'r-3', msg: 'fault', level: 50 });
    expect(log[0]).toHaveProperty('err.stack');
  });
});
