import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/http/route.js';
import { ROUTES } from '../../src/http/routes.js';
import type { RunningServer } from '../../src/http/server.js';
import { approvePeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { findAccount } from '../../src/store/accounts.js';
import { databases } from '../databases/databases.js';
import { MAPPING } from '../runs/payouts/payroll.js';
import { tokenOf } from '../security/hostile-service.js';
import { signedInService } from './accounts/signed-in-service.js';
import { closedDatabase } from './closed-months.js';
import { answerName, documentedAnswers, expectDocumented } from './documented.js';
import { type RawResponse, rawRequest } from './raw-request.js';
import { COMPANY_TEXT, calculatedDatabase, PLAN_TEXT, serviceOver } from './service.js';

/** A request that is answered, and of which route. `{name}` in its path stands for what was kept before. */
interface Call {
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  /** Who acts. */
  readonly as?: string;
  /** Under which name the last part of the `Location` is kept. */
  readonly keeps?: string;
}

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const csvToo = (call: Call): readonly Call[] => {
  const joined = call.path.includes('?') ? '&' : '?';
  return [call, { ...call, path: `${call.path}${joined}format=csv` }];
};
const JANUARY = '/api/v1/pay-periods/monthly-USD/2026-01';
const FEBRUARY = '/api/v1/pay-periods/monthly-USD/2026-02';
const MARCH = '/api/v1/pay-periods/monthly-USD/2026-03';
const PERIOD = '/api/v1/pay-periods/:payGroup/:period';
const BATCH = '/api/v1/payout-batches/:batch';
const ADJUSTMENT = {
  payee: 'ada',
  payGroup: 'monthly-USD',
  period: '2026-03',
  amount: '100.00',
  reason: 'A spot bonus',
  attachment: { file: 'mail.pdf', hash: 'a'.repeat(64) },
};
const files = [{ name: 'ae.yaml', text: PLAN_TEXT }];

/** In the order in which they are made; each route at least once. */
const CALLS: readonly Call[] = [
  { route: 'GET /api/v1', path: '/api/v1', status: 200 },
  { route: 'GET /api/v1/payees', path: '/api/v1/payees?limit=1', status: 200 },
  ...csvToo({ route: 'GET /api/v1/payees/:payee/history', path: '/api/v1/payees/ada/history', status: 200 }),
  ...csvToo({ route: 'GET /api/v1/payees/:payee/held', path: '/api/v1/payees/ada/held', status: 200 }),
  {
    route: 'GET /api/v1/payees/:payee/payout-curves',
    path: '/api/v1/payees/ada/payout-curves?component=new-business',
    status: 200,
  },
  {
    route: 'POST /api/v1/payees/:payee/what-if',
    path: '/api/v1/payees/ada/what-if',
    status: 200,
    ...json({ deals: [{ fields: { closeDate: '2026-03-20', type: 'new', acv: '40000' } }] }),
  },
  {
    route: 'POST /api/v1/payees/:payee/what-if',
    path: '/api/v1/payees/ada/what-if',
    status: 422,
    ...json({ deals: [{ fields: { closeDate: 'soon' } }], without: ['D-404'] }),
  },
  {
    route: 'GET /api/v1/payees/:payee/statements',
    path: '/api/v1/payees/ada/statements?limit=2&from=2026-02&status=complete',
    status: 200,
  },
  {
    route: 'GET /api/v1/statements',
    path: '/api/v1/statements?limit=1&period=2026-02&payee=ada&status=complete&from=2026-01&through=2026-Q1',
    status: 200,
  },
  ...['json', 'text', 'csv', 'pdf', 'xlsx'].map((format) => ({
    route: 'GET /api/v1/payees/:payee/statements/:period',
    path: `/api/v1/payees/ada/statements/2026-02?format=${format}`,
    status: 200,
  })),
  {
    route: 'GET /api/v1/payees/:payee/statements/:period/lines',
    path: '/api/v1/payees/ada/statements/2026-03/lines?limit=1&component=new-business&deal=D-3',
    status: 200,
  },
  {
    route: 'GET /api/v1/lines/:line/explanation',
    path: '/api/v1/lines/ada.2026-02.1/explanation',
    status: 200,
  },
  { route: 'GET /api/v1/deals/:deal', path: '/api/v1/deals/D-3', status: 200 },
  { route: 'GET /api/v1/deals/:deal/crediting', path: '/api/v1/deals/D-2/crediting', status: 200 },
  { route: 'GET /api/v1/teams', path: '/api/v1/teams', status: 200 },
  ...csvToo({
    route: 'GET /api/v1/teams/:team/attainment',
    path: '/api/v1/teams/emea/attainment',
    status: 200,
  }),
  { route: 'GET /api/v1/records/:kind', path: '/api/v1/records/deals?limit=2', status: 200 },
  {
    route: 'GET /api/v1/records/:kind',
    path: '/api/v1/records/deals?account=Acme&closeDateFrom=2026-01-01&closeDateThrough=2026-03-31',
    status: 200,
  },
  {
    route: 'POST /api/v1/records/:kind',
    path: '/api/v1/records/deals',
    status: 201,
    type: 'text/csv',
    body: 'id,closeDate,type,acv\nD-90,2026-03-02,new,5\n',
  },
  {
    route: 'POST /api/v1/records/:kind',
    path: '/api/v1/records/deals',
    status: 200,
    type: 'application/x-ndjson',
    body: '{"id":"D-90","closeDate":"2026-03-02","type":"new","acv":"5"}\n',
  },
  { route: 'GET /api/v1/records/:kind/:key', path: '/api/v1/records/deals/D-90', status: 200 },
  {
    route: 'GET /api/v1/records/:kind/:key/history',
    path: '/api/v1/records/deals/D-90/history',
    status: 200,
  },
  {
    route: 'PUT /api/v1/records/:kind/:key',
    path: '/api/v1/records/deals/D-91',
    status: 200,
    ...json({ closeDate: '2026-03-03', type: 'new', acv: '7' }),
  },
  // Sent again, it changes nothing.
  ...[201, 200].map((status) => ({
    route: 'POST /api/v1/records',
    path: '/api/v1/records?onConflict=correct&reason=late',
    status,
    ...json({
      deals: [{ id: 'D-90', closeDate: '2026-03-02', type: 'new', acv: '6' }],
      receipts: [{ id: 'R-1', date: '2026-03-30', amount: '5.00' }],
    }),
  })),
  ...[201, 200].map((status) => ({
    route: 'POST /api/v1/imports',
    path: '/api/v1/imports',
    status,
    ...json({ payees: [{ id: 'cy', name: 'Cy' }] }),
    keeps: 'import',
  })),
  { route: 'GET /api/v1/imports', path: '/api/v1/imports?limit=1', status: 200 },
  { route: 'GET /api/v1/imports/:id', path: '/api/v1/imports/{import}', status: 200 },
  { route: 'GET /api/v1/imports/:id/events', path: '/api/v1/imports/{import}/events', status: 200 },
  // What is wrong with it is told in a report.
  {
    route: 'POST /api/v1/imports',
    path: '/api/v1/imports',
    status: 422,
    ...json({ payees: [{ id: 'cy', name: 'Cyd' }] }),
    keeps: 'refused',
  },
  {
    route: 'GET /api/v1/imports/:id/problems.csv',
    path: '/api/v1/imports/{refused}/problems.csv',
    status: 200,
  },
  // What has ended cannot be called off.
  { route: 'POST /api/v1/imports/:id/cancel', path: '/api/v1/imports/{import}/cancel', status: 409 },
  { route: 'GET /api/v1/plans', path: '/api/v1/plans?begins=a&on=2026-03-01&currency=USD', status: 200 },
  { route: 'GET /api/v1/plans/:plan', path: '/api/v1/plans/ae', status: 200 },
  {
    route: 'GET /api/v1/plans/:plan/versions/:hash',
    path: '/api/v1/plans/ae/versions/7bc203210caa5eae49dae216454ff42c909046bb519499278d97faed835b6b95',
    status: 200,
  },
  {
    route: 'GET /api/v1/plans/:plan/payout-curves',
    path: '/api/v1/plans/ae/payout-curves?hash=7bc203210caa',
    status: 200,
  },
  ...csvToo({
    route: 'GET /api/v1/plans/:plan/comparison',
    path: '/api/v1/plans/ae/comparison?with=7bc203210caa&from=2026-01&through=2026-03',
    status: 200,
  }),
  ...csvToo({
    route: 'POST /api/v1/plans/:plan/comparison',
    path: '/api/v1/plans/ae/comparison',
    status: 200,
    ...json({ file: { name: 'ae.yaml', text: PLAN_TEXT.replace('rate: 8%', 'rate: 9%') } }),
  }),
  {
    route: 'POST /api/v1/comparisons',
    path: '/api/v1/comparisons',
    status: 202,
    ...json({ plan: 'ae', with: '7bc203210caa', from: '2026-01', through: '2026-03', payee: 'ada' }),
    keeps: 'comparison',
  },
  {
    route: 'POST /api/v1/comparisons',
    path: '/api/v1/comparisons',
    status: 422,
    ...json({ plan: 'ae', with: '7bc203210caa', file: { name: 'ae.yaml', text: PLAN_TEXT } }),
  },
  {
    route: 'GET /api/v1/comparisons/:id/events',
    path: '/api/v1/comparisons/{comparison}/events',
    status: 200,
  },
  { route: 'GET /api/v1/comparisons/:id', path: '/api/v1/comparisons/{comparison}', status: 200 },
  { route: 'GET /api/v1/comparisons/:id/rows', path: '/api/v1/comparisons/{comparison}/rows', status: 200 },
  {
    route: 'POST /api/v1/comparisons/:id/cancel',
    path: '/api/v1/comparisons/{comparison}/cancel',
    status: 409,
  },
  { route: 'GET /api/v1/comparisons', path: '/api/v1/comparisons?status=done', status: 200 },
  ...['', '?asOf=2'].map((asOf) => ({
    route: 'GET /api/v1/rules',
    path: `/api/v1/rules${asOf}`,
    status: 200,
  })),
  {
    route: 'POST /api/v1/rules/payout-curves',
    path: '/api/v1/rules/payout-curves?plan=ae',
    status: 200,
    ...json({ files }),
  },
  { route: 'GET /api/v1/rules/schema', path: '/api/v1/rules/schema', status: 200 },
  { route: 'POST /api/v1/rules/check', path: '/api/v1/rules/check', status: 200, ...json({ files }) },
  { route: 'POST /api/v1/rules/examples', path: '/api/v1/rules/examples', status: 200, ...json({ files }) },
  {
    route: 'PUT /api/v1/rules',
    path: '/api/v1/rules',
    status: 200,
    ...json({ company: COMPANY_TEXT, files, reason: 'a new year' }),
  },
  {
    route: 'POST /api/v1/runs',
    path: '/api/v1/runs',
    status: 202,
    ...json({ through: '2026-03', full: true }),
    keeps: 'run',
  },
  { route: 'GET /api/v1/runs/:id', path: '/api/v1/runs/{run}', status: 200 },
  { route: 'GET /api/v1/runs/:id/events', path: '/api/v1/runs/{run}/events', status: 200 },
  { route: 'GET /api/v1/runs/:id', path: '/api/v1/runs/{run}', status: 200 },
  { route: 'POST /api/v1/runs/:id/cancel', path: '/api/v1/runs/{run}/cancel', status: 409 },
  { route: 'GET /api/v1/runs', path: '/api/v1/runs?status=done', status: 200 },
  { route: 'GET /api/v1/runs/current', path: '/api/v1/runs/current', status: 200 },
  ...csvToo({ route: 'GET /api/v1/pay-periods', path: '/api/v1/pay-periods?limit=1', status: 200 }),
  ...[JANUARY, FEBRUARY].flatMap((path): readonly Call[] => [
    { route: `POST ${PERIOD}/submit`, path: `${path}/submit`, status: 200, ...json({}), as: 'ops' },
    { route: `POST ${PERIOD}/approve`, path: `${path}/approve`, status: 403, ...json({}), as: 'ops' },
    { route: `POST ${PERIOD}/approve`, path: `${path}/approve`, status: 200, ...json({}), as: 'cfo' },
    {
      route: `POST ${PERIOD}/close`,
      path: `${path}/close`,
      status: 200,
      ...json({ reason: 'the month is over' }),
      as: 'ops',
      keeps: 'task',
    },
  ]),
  { route: `POST ${PERIOD}/submit`, path: `${MARCH}/submit`, status: 200, ...json({}), as: 'ops' },
  {
    route: `POST ${PERIOD}/reject`,
    path: `${MARCH}/reject`,
    status: 200,
    ...json({ reason: 'D-7 is missing' }),
    as: 'cfo',
  },
  { route: `GET ${PERIOD}`, path: FEBRUARY, status: 200 },
  { route: `POST ${PERIOD}/verify`, path: `${FEBRUARY}/verify`, status: 200 },
  { route: 'POST /api/v1/audits', path: '/api/v1/audits', status: 200 },
  ...csvToo({ route: 'GET /api/v1/audit-trail', path: '/api/v1/audit-trail?limit=2', status: 200 }),
  { route: 'GET /api/v1/audit-trail', path: '/api/v1/audit-trail?format=ndjson', status: 200 },
  { route: 'GET /api/v1/changes', path: '/api/v1/changes?limit=1', status: 200 },
  { route: 'GET /api/v1/tasks', path: '/api/v1/tasks?status=done', status: 200 },
  { route: 'GET /api/v1/tasks/:id', path: '/api/v1/tasks/{task}', status: 200 },
  { route: 'GET /api/v1/tasks/:id/events', path: '/api/v1/tasks/{task}/events', status: 200 },
  { route: 'POST /api/v1/tasks/:id/cancel', path: '/api/v1/tasks/{task}/cancel', status: 409 },
  ...csvToo({
    route: 'GET /api/v1/prior-period-adjustments',
    path: '/api/v1/prior-period-adjustments',
    status: 200,
  }),
  ...csvToo({
    route: 'GET /api/v1/ledger/balances',
    path: '/api/v1/ledger/balances?limit=1',
    status: 200,
  }),
  { route: 'GET /api/v1/payees/:payee/balances', path: '/api/v1/payees/ada/balances', status: 200 },
  ...csvToo({
    route: 'GET /api/v1/payees/:payee/entries',
    path: '/api/v1/payees/ada/entries?limit=1',
    status: 200,
  }),
  {
    route: 'POST /api/v1/payout-batches',
    path: '/api/v1/payout-batches',
    status: 201,
    ...json({ payGroup: 'monthly-USD', period: '2026-02' }),
    as: 'fin',
    keeps: 'batch',
  },
  {
    route: 'POST /api/v1/payout-batches',
    path: '/api/v1/payout-batches',
    status: 200,
    ...json({ payGroup: 'monthly-USD', period: '2026-01' }),
    as: 'fin',
  },
  {
    route: `POST ${BATCH}/approve`,
    path: '/api/v1/payout-batches/{batch}/approve',
    status: 200,
    ...json({}),
    as: 'cfo',
  },
  {
    route: `POST ${BATCH}/reject`,
    path: '/api/v1/payout-batches/{batch}/reject',
    status: 409,
    ...json({ reason: 'a wrong rate' }),
    as: 'cfo',
  },
  {
    route: `POST ${BATCH}/withdraw`,
    path: '/api/v1/payout-batches/{batch}/withdraw',
    status: 200,
    ...json({ reason: 'a wrong account' }),
    as: 'fin',
  },
  {
    route: 'POST /api/v1/payout-batches',
    path: '/api/v1/payout-batches',
    status: 201,
    ...json({ payGroup: 'monthly-USD', period: '2026-02' }),
    as: 'fin',
    keeps: 'batch',
  },
  {
    route: `POST ${BATCH}/reject`,
    path: '/api/v1/payout-batches/{batch}/reject',
    status: 200,
    ...json({ reason: 'a wrong rate' }),
    as: 'cfo',
  },
  {
    route: 'POST /api/v1/payout-batches',
    path: '/api/v1/payout-batches',
    status: 201,
    ...json({ payGroup: 'monthly-USD', period: '2026-02' }),
    as: 'fin',
    keeps: 'batch',
  },
  {
    route: `POST ${BATCH}/approve`,
    path: '/api/v1/payout-batches/{batch}/approve',
    status: 200,
    ...json({}),
    as: 'cfo',
  },
  {
    route: `POST ${BATCH}/export`,
    path: '/api/v1/payout-batches/{batch}/export',
    status: 200,
    ...json({ mapping: MAPPING }),
    as: 'fin',
  },
  {
    route: `POST ${BATCH}/confirm`,
    path: '/api/v1/payout-batches/{batch}/confirm',
    status: 200,
    ...json({
      mapping: MAPPING,
      file: { text: 'Employee ID,Net,Check,Paid on,State\nada,11600.00,C-1,03/15/2026,OK\n' },
    }),
    as: 'fin',
  },
  ...csvToo({ route: 'GET /api/v1/payout-batches', path: '/api/v1/payout-batches', status: 200 }),
  { route: `GET ${BATCH}`, path: '/api/v1/payout-batches/{batch}', status: 200 },
  ...csvToo({ route: `GET ${BATCH}/payees`, path: '/api/v1/payout-batches/{batch}/payees', status: 200 }),
  ...csvToo({ route: `GET ${BATCH}/trace`, path: '/api/v1/payout-batches/{batch}/trace', status: 200 }),
  ...['bridge', 'bridge?by=deal', 'exceptions?limit=1', 'bases', 'trace'].flatMap((path) =>
    csvToo({
      route: `GET /api/v1/reconciliation/${path.split('?')[0]}`,
      path: `/api/v1/reconciliation/${path}`,
      status: 200,
    }),
  ),
  ...csvToo({
    route: 'GET /api/v1/lines/:line/trace',
    path: '/api/v1/lines/ada.2026-02.1/trace',
    status: 200,
  }),
  ...csvToo({
    route: 'GET /api/v1/payees/:payee/statements/:period/trace',
    path: '/api/v1/payees/ada/statements/2026-02/trace',
    status: 200,
  }),
  ...csvToo({ route: 'GET /api/v1/deals/:deal/trace', path: '/api/v1/deals/D-1/trace', status: 200 }),
  { route: 'GET /api/v1/receipts/:receipt/trace', path: '/api/v1/receipts/R-9/trace', status: 404 },
  ...csvToo({
    route: 'GET /api/v1/receipts/:receipt/trace',
    path: '/api/v1/receipts/R-1/trace',
    status: 200,
  }),
  ...['accruals', 'contract-costs'].flatMap((path) =>
    csvToo({ route: `GET /api/v1/accounting/${path}`, path: `/api/v1/accounting/${path}`, status: 200 }),
  ),
  ...csvToo({
    route: 'GET /api/v1/accounting/contract-costs/contracts',
    path: '/api/v1/accounting/contract-costs/contracts?limit=1',
    status: 200,
  }),
  {
    route: 'GET /api/v1/accounting/accruals/payees',
    path: '/api/v1/accounting/accruals/payees?limit=1',
    status: 200,
  },
  ...['journal', 'cost-of-sales'].flatMap((path) =>
    csvToo({
      route: `POST /api/v1/accounting/${path}`,
      path: `/api/v1/accounting/${path}`,
      status: 200,
      ...json({}),
    }),
  ),
  ...csvToo({
    route: 'GET /api/v1/pay-periods/:payGroup/:period/approvals',
    path: `${MARCH}/approvals?limit=1`,
    status: 200,
  }),
  {
    route: 'POST /api/v1/pay-periods/:payGroup/:period/approvals',
    path: `${MARCH}/approvals`,
    status: 200,
    ...json({ level: 'finance', decision: 'approved' }),
    as: 'fin',
  },
  {
    route: 'POST /api/v1/adjustments',
    path: '/api/v1/adjustments',
    status: 201,
    ...json({ items: [ADJUSTMENT, { ...ADJUSTMENT, amount: '-20.00', note: 'taken back' }] }),
    as: 'ops',
  },
  {
    route: 'POST /api/v1/adjustments/files',
    path: '/api/v1/adjustments/files',
    status: 201,
    ...json({ text: 'payee,payGroup,period,amount,reason\nbo,monthly-USD,2026-03,5.00,A spot bonus\n' }),
    as: 'ops',
  },
  {
    route: 'POST /api/v1/adjustments/decisions',
    path: '/api/v1/adjustments/decisions',
    status: 200,
    ...json({ decision: 'approved', numbers: [1] }),
    as: 'cfo',
  },
  {
    route: 'POST /api/v1/adjustments/decisions',
    path: '/api/v1/adjustments/decisions',
    status: 403,
    ...json({ decision: 'rejected', numbers: [2], reason: 'no' }),
    as: 'ops',
  },
  { route: 'GET /api/v1/adjustments', path: '/api/v1/adjustments?limit=1', status: 200 },
  { route: 'GET /api/v1/adjustments/:adjustment', path: '/api/v1/adjustments/1', status: 200 },
  ...(['accept', 'reject', 'withdraw'] as const).flatMap((step): readonly Call[] => [
    {
      route: 'POST /api/v1/disputes',
      path: '/api/v1/disputes',
      status: 201,
      ...json({
        line: 'ada.2026-03.1',
        expected: '1300.00',
        message: 'D-3 is more mine',
        corrections: [
          { kind: 'split', fields: { deal: 'D-3', payee: 'ada', role: 'owner', share: '60%' } },
          { kind: 'split', fields: { deal: 'D-3', payee: 'bo', role: 'owner', share: '40%' } },
        ],
      }),
      as: 'ada',
      keeps: 'dispute',
    },
    {
      route: 'POST /api/v1/disputes/:dispute/replies',
      path: '/api/v1/disputes/{dispute}/replies',
      status: 200,
      ...json({ message: 'The contract says so.' }),
      as: 'ops',
    },
    {
      route: 'GET /api/v1/disputes/:dispute/preview',
      path: '/api/v1/disputes/{dispute}/preview',
      status: 200,
    },
    {
      route: `POST /api/v1/disputes/:dispute/${step}`,
      path: `/api/v1/disputes/{dispute}/${step}`,
      status: 200,
      ...json({ reason: 'as agreed' }),
      as: step === 'withdraw' ? 'ada' : 'cfo',
    },
    { route: 'GET /api/v1/disputes/:dispute', path: '/api/v1/disputes/{dispute}', status: 200 },
  ]),
  ...csvToo({ route: 'GET /api/v1/disputes', path: '/api/v1/disputes?state=accepted', status: 200 }),
  ...['json', 'text'].map((format) => ({
    route: 'GET /api/v1/plans/:plan/document',
    path: `/api/v1/plans/ae/document?payee=ada&format=${format}`,
    status: 200,
  })),
  ...[201, 200].map((status) => ({
    route: 'POST /api/v1/plans/:plan/acceptances',
    path: '/api/v1/plans/ae/acceptances',
    status,
    ...json({}),
    as: 'ada',
  })),
  { route: 'GET /api/v1/acceptances', path: '/api/v1/acceptances?only=missing&limit=1', status: 200 },
  { route: 'GET /api/v1/problem-codes', path: '/api/v1/problem-codes', status: 200 },
  { route: 'GET /api/v1/problem-codes/:code', path: '/api/v1/problem-codes/missing-quota', status: 200 },
  { route: 'GET /api/v1/openapi.json', path: '/api/v1/openapi.json', status: 200 },
  { route: 'GET /api/v1/docs', path: '/api/v1/docs', status: 200 },
  ...['start.js', 'swagger-ui.css', 'favicon.png'].map((file) => ({
    route: 'GET /api/v1/docs/:file',
    path: `/api/v1/docs/${file}`,
    status: 200,
  })),
  { route: 'GET /healthz', path: '/healthz', status: 200 },
  { route: 'GET /readyz', path: '/readyz', status: 200 },
  { route: 'GET /metrics', path: '/metrics', status: 200 },
];

/** Where people sign in, as an administrator by a token; `{administrator}` is the id of that account. */
const ACCOUNT_CALLS: readonly Call[] = [
  {
    route: 'POST /api/v1/accounts',
    path: '/api/v1/accounts',
    status: 201,
    ...json({ email: 'bo@example.com', name: 'Bo', roles: ['finance'] }),
    keeps: 'account',
  },
  { route: 'GET /api/v1/accounts', path: '/api/v1/accounts?limit=1', status: 200 },
  { route: 'GET /api/v1/accounts/:account', path: '/api/v1/accounts/{account}', status: 200 },
  {
    route: 'PATCH /api/v1/accounts/:account',
    path: '/api/v1/accounts/{account}',
    status: 200,
    ...json({ roles: ['auditor'] }),
  },
  {
    route: 'POST /api/v1/accounts/:account/password',
    path: '/api/v1/accounts/{account}/password',
    status: 200,
  },
  {
    route: 'POST /api/v1/tokens',
    path: '/api/v1/tokens',
    status: 201,
    ...json({ account: '{account}', name: 'CRM', scopes: ['runs'], days: 30 }),
    keeps: 'token',
  },
  { route: 'GET /api/v1/tokens', path: '/api/v1/tokens?account={account}', status: 200 },
  { route: 'DELETE /api/v1/tokens/:token', path: '/api/v1/tokens/{token}', status: 204 },
];

/** Where nobody works on what is asked for: all at once, since each is waited for. */
const WAITING_CALLS: readonly Call[] = [
  {
    route: 'POST /api/v1/records/:kind',
    path: '/api/v1/records/deals',
    status: 202,
    type: 'text/csv',
    body: 'id,closeDate,type,acv\nD-90,2026-03-02,new,5\n',
  },
  ...['POST /api/v1/records', 'POST /api/v1/imports'].map((route) => ({
    route,
    path: route.slice('POST '.length),
    status: 202,
    ...json({ payees: [{ id: 'cy', name: 'Cy' }] }),
    keeps: 'import',
  })),
  {
    route: 'PUT /api/v1/records/:kind/:key',
    path: '/api/v1/records/deals/D-91',
    status: 202,
    ...json({ closeDate: '2026-03-03', type: 'new', acv: '7' }),
  },
  {
    route: 'POST /api/v1/runs',
    path: '/api/v1/runs',
    status: 202,
    ...json({ through: '2026-03' }),
    keeps: 'run',
  },
  {
    route: 'POST /api/v1/comparisons',
    path: '/api/v1/comparisons',
    status: 202,
    ...json({ plan: 'ae', with: '7bc203210caa' }),
    keeps: 'comparison',
  },
  { route: 'POST /api/v1/audits', path: '/api/v1/audits', status: 202, keeps: 'task' },
  { route: `POST ${PERIOD}/verify`, path: `${JANUARY}/verify`, status: 202 },
  { route: `POST ${PERIOD}/close`, path: `${FEBRUARY}/close`, status: 202, ...json({}) },
];

/** What is being waited for can be called off. */
const CANCEL_CALLS = ['import', 'run', 'comparison', 'task'].map((what) => ({
  route: `POST /api/v1/${what}s/:id/cancel`,
  path: `/api/v1/${what}s/{${what}}/cancel`,
  status: 202,
}));

it('every route is called', () => {
  const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
  const called = [...CALLS, ...ACCOUNT_CALLS].map(({ route }) => route);
  expect([...new Set(called)].sort()).toEqual(routes.sort());
});

describe.each(databases)('on $name', (kind) => {
  let asker: Asker;
  const seen = new Set<string>();

  beforeAll(async () => {
    asker = new Asker(await serviceOver(await calculatedDatabase(kind)), seen);
  });

  it.each(CALLS)('$route is answered as the document says: $status at $path', async (call) => {
    await asker.call(call);
  });

  it('accounts and tokens are answered as the document says', async () => {
    const service = await signedInService(kind);
    const { id } = await service.account('maria', ['administrator']);
    const owner = await findAccount(service.serviceDb, { id });
    const token = owner === null ? '' : await tokenOf(service, owner, 'all');
    const administrator = new Asker(service, seen, { authorization: `Bearer ${token}` });
    for (const call of ACCOUNT_CALLS) await administrator.call(call);
  });

  it('what is not over yet is answered as the document says, and can be called off', async () => {
    const db = await closedDatabase(kind, ['2026-01']);
    const february = { payGroup: 'monthly-USD', period: '2026-02' };
    await submitPeriod(db, { ...february, actor: 'ops' });
    await approvePeriod(db, { ...february, actor: 'cfo' });
    const waiting = new Asker(await serviceOver(db, { workers: 0 }), seen);
    await Promise.all(WAITING_CALLS.map((call) => waiting.call(call)));
    for (const call of CANCEL_CALLS) await waiting.call(call);
  });

  it('every answer that the document tells of was seen', () => {
    expect(documentedAnswers().filter((answer) => !seen.has(answer))).toEqual([]);
  });
});

function routeOf({ route }: Call): Pick<Route, 'method' | 'path'> {
  const [method = '', path = ''] = route.split(' ');
  return { method: method as Route['method'], path };
}

/** Makes calls of a service, and notes which answers of the document came. */
class Asker {
  readonly #kept = new Map<string, string>();

  constructor(
    readonly service: Pick<RunningServer, 'url'>,
    readonly seen: Set<string>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async call(call: Call): Promise<void> {
    const response = await this.#ask(call);
    const { location, etag } = response.headers;
    // On a busy machine, even a small import may not be over yet.
    const isLate = response.status === 202 && call.status !== 202;
    if (isLate) {
      await rawRequest(this.service, { path: `${location}/events` });
      this.seen.add(answerName({ ...routeOf(call), status: String(call.status), type: 'application/json' }));
    } else expect(response.status, response.body).toBe(call.status);
    const place = location?.split('/').at(-1);
    if (call.keeps !== undefined && place !== undefined) this.#kept.set(call.keeps, place);
    const isTagged = call.route.startsWith('GET ') && etag !== undefined;
    if (isTagged) expect((await this.#ask(call, { 'if-none-match': etag })).status).toBe(304);
  }

  async #ask(call: Call, more: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
    const { method, path } = routeOf(call);
    const headers = {
      ...this.headers,
      ...(call.type !== undefined && { 'content-type': call.type }),
      ...(call.as !== undefined && { 'attain-person': call.as }),
      ...more,
    };
    const asked = { method, path: this.#filled(call.path), headers, body: this.#filled(call.body ?? '') };
    const response = await rawRequest(this.service, asked);
    this.seen.add(expectDocumented({ method, path }, response));
    return response;
  }

  #filled(text: string): string {
    return text.replace(/\{(\w+)\}/g, (written, name: string) => this.#kept.get(name) ?? written);
  }
}
