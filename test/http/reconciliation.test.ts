import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import type { ClosingCompany } from '../runs/closing/closing-company.js';
import { cashCompany } from '../runs/reconcile/cash-company.js';
import { expectDocumented } from './documented.js';
import { rawRequest } from './raw-request.js';
import { ask, askRefused, emptyDatabase, post, serviceOver } from './service.js';

interface PartAnswer {
  readonly payee: string;
  readonly period: string;
  readonly deal: string | null;
  readonly cause: string;
  readonly receipt: string | null;
  readonly amount: string;
}

interface ExceptionAnswer {
  readonly kind: string;
  readonly deal: string;
  readonly payee: string | null;
  readonly amount: string;
}

const told = ({ period, payee, deal, cause, receipt, amount }: PartAnswer) =>
  `${period} ${payee} ${deal} ${receipt ?? cause} ${amount}`;

const CHART = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts: { number: 1350, name: Costs to obtain contracts }
  amortisation: { number: 6110, name: Amortisation of contract costs }
  impairment: { number: 6120, name: Impairment of contract costs }
  drawAdvances: { number: 1360, name: Draws to be recovered }
  payroll: { number: 2100, name: Payroll clearing }
`;

const FROM_JANUARY = 'from=2026-01&through=2026-03';

describe.each(databases)('reconciliation on $name', (kind) => {
  let company: ClosingCompany;
  let service: RunningServer;

  beforeAll(async () => {
    const db = await emptyDatabase(kind);
    company = await cashCompany({ ...kind, create: async () => db });
    service = await serviceOver(db);
  });

  /** Asks, and expects an answer as the document says. */
  async function get<Body>(route: string, path: string): Promise<Body> {
    const response = await rawRequest(service, { path });
    expectDocumented({ method: 'GET', path: route }, response);
    expect(response.status, response.body).toBe(200);
    return JSON.parse(response.body) as Body;
  }

  const csvOf = async (path: string): Promise<readonly string[]> => {
    const response = await fetch(service.url + path, { headers: { accept: 'text/csv' } });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    return (await response.text()).trimEnd().split('\n');
  };

  it('waits for results', async () => {
    const path = `/api/v1/reconciliation/bridge?${FROM_JANUARY}`;
    expect(await askRefused(service, path)).toMatchObject({
      status: 404,
      detail: 'nothing is calculated yet',
    });
    await company.calculate('2026-03');
    expect((await ask(service, path)).status).toBe(200);
  });

  it('bridges what was received to what it was used for, with nothing unexplained', async () => {
    const route = '/api/v1/reconciliation/bridge';
    const bridge = await get<{
      readonly rows: readonly {
        readonly bridge: string;
        readonly span: string;
        readonly amounts: object;
        readonly unexplained: string;
      }[];
      readonly unexplained: readonly object[];
    }>(route, `${route}?${FROM_JANUARY}`);
    expect(bridge.rows.find((row) => row.bridge === 'cash' && row.span === '2026-03')).toMatchObject({
      amounts: { received: '383.34', applied: '333.34', unapplied: '50.00', refunded: '0.00' },
    });
    expect(bridge.rows.every(({ unexplained }) => unexplained === '0.00')).toBe(true);
    expect(bridge.unexplained).toEqual([]);
    const byDeal = await csvOf(`${route}?${FROM_JANUARY}&by=deal&deal=D-1`);
    expect(byDeal[0]).toBe('bridge,period,currency,deal,term,amount');
    expect(byDeal).toContain('earnings,2026-01..2026-03,USD,D-1,earned,110.00');
  });

  it.each([
    ['from=May', 'date-expected', 'from'],
    ['through=May', 'date-expected', 'through'],
    ['from=2026-09&through=2026-01', 'out-of-range', 'from'],
    ['from=1900-01-01&through=2026-01', 'out-of-range', 'from'],
  ])('refuses %s', async (query, code, field) => {
    const refused = await askRefused(service, `/api/v1/reconciliation/bridge?${query}`);
    expect(refused).toMatchObject({ status: 422, code, field });
  });

  it('traces a line and a statement forward, and a receipt backward', async () => {
    const line = await get<{ readonly parts: readonly PartAnswer[]; readonly unexplained: string }>(
      '/api/v1/lines/:line/trace',
      '/api/v1/lines/ann.2026-01.1/trace',
    );
    expect(line.parts.map(told)).toEqual([
      '2026-01 ann D-1 booking 50.00',
      '2026-01 ann D-1 R-1 16.67',
      '2026-02 ann D-1 R-2 16.66',
      '2026-03 ann D-1 R-3 16.67',
    ]);
    expect(line.unexplained).toBe('0.00');
    const { items } = await get<{ readonly items: readonly { readonly parts: readonly PartAnswer[] }[] }>(
      '/api/v1/payees/:payee/statements/:period/trace',
      '/api/v1/payees/ben/statements/2026-02/trace',
    );
    expect(items.flatMap(({ parts }) => parts.map(told))).toEqual(['2026-02 ben D-1 R-2 3.34']);
    const receipt = await get<{ readonly released: readonly PartAnswer[]; readonly unapplied: string }>(
      '/api/v1/receipts/:receipt/trace',
      '/api/v1/receipts/R-3/trace',
    );
    expect(receipt.unapplied).toBe('50.00');
    expect(receipt.released.map(told)).toEqual(['2026-03 ann D-1 R-3 16.67', '2026-03 ben D-1 R-3 3.33']);
    const all = await csvOf('/api/v1/reconciliation/trace');
    expect(all[0]).toBe(
      'payee,period,currency,line,assignment,component,deal,cause,invoice,receipt,amount,paidBy',
    );
    expect(all).toHaveLength(9);
    expect(await askRefused(service, '/api/v1/lines/ann.2026-01.9/trace')).toMatchObject({
      status: 404,
      detail: 'there is no line ann.2026-01.9',
    });
    expect(await askRefused(service, '/api/v1/receipts/R-9/trace')).toMatchObject({ status: 404 });
    expect(await askRefused(service, '/api/v1/payees/eve/statements/2026-02/trace')).toMatchObject({
      status: 404,
      detail: 'there is no payee eve',
    });
  });

  it('sums what became payable by what made it so', async () => {
    const route = '/api/v1/reconciliation/trace';
    const { items } = await get<{ readonly items: readonly object[] }>(route, route);
    expect(items[0]).toMatchObject({
      period: '2026-01',
      currency: 'USD',
      payable: '70.00',
      causes: { booking: '50.00', receipt: '20.00' },
      unexplained: '0.00',
    });
  });

  it('compares the bases', async () => {
    const route = '/api/v1/reconciliation/bases';
    const bases = await get<{ readonly rows: readonly object[] }>(
      route,
      `${route}?payee=ann&${FROM_JANUARY}`,
    );
    expect(bases.rows[0]).toMatchObject({
      month: '2026-01',
      posted: { earned: '100.00', paid: '66.67' },
      booked: { earned: '100.00', paid: '66.67' },
      collected: { earned: '33.33', paid: '33.33' },
    });
    expect(await askRefused(service, `${route}?plan=nothing`)).toMatchObject({ status: 404 });
    expect(await askRefused(service, `${route}?payee=eve`)).toMatchObject({ status: 404 });
  });

  it('journals and sums what is earned and not paid', async () => {
    const accruals = '/api/v1/accounting/accruals';
    const { totals } = await get<{ readonly totals: readonly object[] }>(
      accruals,
      `${accruals}?month=2026-01`,
    );
    expect(totals.at(-1)).toMatchObject({ plan: null, earned: '103.33', paid: '70.00', accrued: '33.33' });
    const first = await get<Page<{ readonly payee: string }>>(
      `${accruals}/payees`,
      `${accruals}/payees?limit=4`,
    );
    const second = await get<Page<{ readonly payee: string }>>(
      `${accruals}/payees`,
      `${accruals}/payees?limit=4&cursor=${first.next}`,
    );
    expect([...first.items, ...second.items].map(({ payee }) => payee).join()).toBe(
      'ann,ann,ann,ben,ben,ben',
    );
    expect(second.next).toBeNull();
    const journal = '/api/v1/accounting/journal';
    const sent = await ask<{ readonly entries: readonly { readonly lines: readonly object[] }[] }>(
      service,
      journal,
      post({ month: '2026-01', chart: { text: CHART } }),
    );
    expect(sent.body.entries[0]?.lines[0]).toMatchObject({ account: '6100', debit: '3.33', credit: '0.00' });
    expect(await askRefused(service, journal, post({ chart: { text: 'language: 2\n' } }))).toMatchObject({
      status: 422,
    });
    expect(await askRefused(service, journal, post({ month: '2026-13' }))).toMatchObject({
      status: 400,
      code: 'date-expected',
      field: 'month',
    });
    const cost = '/api/v1/accounting/cost-of-sales';
    const costs = 'language: 1\ncosts: [ { month: 2026-01, name: salaries, amount: 700 } ]\n';
    const sales = await ask(service, cost, post({ by: 'quarter', costs: { text: costs }, flagAt: '50%' }));
    expect(sales.body).toMatchObject({
      flaggedAt: '0.5',
      periods: [{ period: '2026-Q1', otherCosts: '700.00', bookings: '1600.00' }],
    });
  });

  it('lists exceptions page by page, until something changes', async () => {
    await company.data({
      receipts: ['id,date,amount', 'R-7,2026-03-30,216.00'],
      applications: ['receipt,invoice,amount', 'R-7,INV-2,216.00'],
      refunds: ['id,receipt,date,kind,invoice,amount', 'F-1,R-2,2026-04-03,chargeback,INV-1,111.11'],
    });
    const route = '/api/v1/reconciliation/exceptions';
    const first = await get<Page<ExceptionAnswer>>(route, `${route}?limit=2`);
    const second = await get<Page<ExceptionAnswer>>(route, `${route}?limit=2&cursor=${first.next}`);
    const all = [...first.items, ...second.items];
    expect(all.map((each) => `${each.kind} ${each.deal} ${each.payee} ${each.amount}`)).toEqual([
      'refunded D-1 ann 5.55',
      'unreleased D-2 ann 10.00',
      'refunded D-1 ben 1.11',
    ]);
    expect(second.next).toBeNull();
    expect(await csvOf(`${route}?kind=unreleased`)).toHaveLength(2);
    await company.data({ receipts: ['id,date,amount', 'R-8,2026-03-30,1.00'] });
    expect(await askRefused(service, `${route}?limit=2&cursor=${first.next}`)).toMatchObject({
      status: 410,
      code: 'cursor-expired',
    });
  });
});
