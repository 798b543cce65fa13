import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import type { Statement, StatementLine } from '../../src/ledger/statement.js';
import { readStatements } from '../../src/runs/read-statements.js';
import type { StatementSummary } from '../../src/store/results.js';
import { databases } from '../databases/databases.js';
import { ask, calculatedDatabase, type ServedDatabase, serviceOver } from './service.js';

describe.each(databases)('on $name', (kind) => {
  let db: ServedDatabase;
  let service: RunningServer;

  beforeAll(async () => {
    db = await calculatedDatabase(kind);
    service = await serviceOver(db);
  });

  const get = async <Body>(path: string): Promise<Body> => {
    const { status, body } = await ask<Body>(service, path);
    expect(status).toBe(200);
    return body;
  };

  const PLAN_HASH = '7bc203210caa5eae49dae216454ff42c909046bb519499278d97faed835b6b95';
  const ZERO = { drawn: '0.00', guaranteed: '0.00', adjusted: '0.00', recovered: '0.00', carriedIn: '0.00' };
  const FIRST_QUARTER = { from: '2026-01-01', to: '2026-04-01' };

  const FIRST_LINE = {
    id: 'ada.2026-02.1',
    component: 'new-business',
    measure: 'new-acv',
    assignment: 'ae/2026-01-01',
    segmentFrom: '2026-01-01',
    kind: 'credit',
    deal: 'D-1',
    deals: [],
    event: 'booked:D-1:booking',
    date: '2026-02-10',
    window: FIRST_QUARTER,
    share: '100%',
    base: '130000.00',
    credited: '130000.00',
    amount: '11600.00',
    corrects: null,
    limits: [],
    converted: null,
    planHash: PLAN_HASH,
    key: 'credit:booked:D-1:booking',
  };

  describe('payees', () => {
    it('are listed in the order of their ids', async () => {
      const unsaid = {
        email: null,
        role: null,
        region: null,
        hireDate: null,
        leaveDate: null,
        payoutCurrency: null,
      };
      expect(await get('/api/v1/payees')).toEqual({
        items: [
          { ...unsaid, id: 'ada', name: 'Ada Byron', role: 'ae', hireDate: '2025-06-01' },
          { ...unsaid, id: 'bo', name: 'Bo Lind' },
          { ...unsaid, id: 'zoë/1', name: 'Zoë' },
        ],
        next: null,
      });
    });

    it('come page by page, each page ending where the next begins', async () => {
      const ids: string[] = [];
      let [next, pages] = ['', 0];
      do {
        const page = await get<Page<{ readonly id: string }>>(
          `/api/v1/payees?limit=1${next === '' ? '' : `&cursor=${next}`}`,
        );
        ids.push(...page.items.map(({ id }) => id));
        next = page.next ?? '';
        pages += 1;
      } while (next !== '');
      expect(ids).toEqual(['ada', 'bo', 'zoë/1']);
      expect(pages).toBe(3);
    });
  });

  describe('statements', () => {
    it('are listed with their totals as decimal texts in a currency', async () => {
      const { items, next } = await get<Page<StatementSummary>>('/api/v1/payees/ada/statements');
      expect(next).toBeNull();
      expect(items.map(({ period }) => period)).toEqual(['2026-01', '2026-02', '2026-03']);
      expect(items[1]).toEqual({
        payee: 'ada',
        period: '2026-02',
        currency: 'USD',
        from: '2026-02-01',
        to: '2026-03-01',
        status: 'complete',
        totals: {
          ...ZERO,
          earned: '11600.00',
          held: '0.00',
          payable: '11600.00',
          carried: '0.00',
          paid: '11600.00',
        },
      });
    });

    it('are listed page by page', async () => {
      const first = await get<Page<StatementSummary>>('/api/v1/payees/ada/statements?limit=2');
      expect(first.items).toHaveLength(2);
      const second = await get<Page<StatementSummary>>(
        `/api/v1/payees/ada/statements?limit=2&cursor=${first.next}`,
      );
      expect(second.items.map(({ period }) => period)).toEqual(['2026-03']);
      expect(second.next).toBeNull();
    });

    it('are given as they are read from what is stored', async () => {
      const response = await fetch(`${service.url}/api/v1/payees/ada/statements/2026-02`);
      const [stored] = await readStatements(db, EVERY_PAYEE, 'ada', '2026-02');
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.text()).toBe(JSON.stringify(stored));
    });

    it('say in full what was earned and why', async () => {
      expect(await get('/api/v1/payees/ada/statements/2026-02')).toMatchObject({
        payee: { id: 'ada', name: 'Ada Byron' },
        currency: 'USD',
        balances: { earned: '11600.00', payable: '11600.00', paid: '11600.00' },
        components: [{ component: 'new-business', earned: '11600.00', lines: [FIRST_LINE] }],
        attainments: [{ measure: 'new-acv', credited: '130000.00', quota: '100000.00', attainment: '130%' }],
      });
    });

    it('of a payee whose id has letters and slashes of its own are found', async () => {
      const { payee } = await get<Statement>('/api/v1/payees/zo%C3%AB%2F1/statements/2026-03');
      expect(payee).toEqual({ id: 'zoë/1', name: 'Zoë' });
    });

    it('are given as text', async () => {
      const response = await fetch(`${service.url}/api/v1/payees/ada/statements/2026-02?format=text`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      const text = await response.text();
      expect(text).toContain('Ada Byron (ada)');
      expect(text).toContain('11,600.00');
    });

    it('are given as CSV with a name to save it under', async () => {
      const path = '/api/v1/payees/zo%C3%AB%2F1/statements/2026-03?format=csv';
      const response = await fetch(service.url + path);
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="statement-zo__1-2026-03-USD.csv"; filename*=UTF-8''statement-zo%C3%AB%2F1-2026-03-USD.csv`,
      );
      expect((await response.text()).split(',').slice(0, 3)).toEqual(['payee', 'period', 'currency']);
    });

    it.each([
      ['pdf', 'application/pdf', '%PDF-1.7'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ])('are given as %s, the same bytes each time', async (format, type, start) => {
      const path = `${service.url}/api/v1/payees/ada/statements/2026-02?format=${format}`;
      const response = await fetch(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('content-disposition')).toContain(`statement-ada-2026-02-USD.${format}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.toString('latin1').startsWith(start)).toBe(true);
      expect(bytes.equals(Buffer.from(await (await fetch(path)).arrayBuffer()))).toBe(true);
    });

    it('are not sent again to whom has them already', async () => {
      const path = `${service.url}/api/v1/payees/ada/statements/2026-02`;
      const tag = (await fetch(path)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^W\/"[0-9a-f]{40}"$/);
      const again = await fetch(path, { headers: { 'if-none-match': tag } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('cache-control')).toBe('private, no-cache');
      const asText = await fetch(`${path}?format=text`, { headers: { 'if-none-match': tag } });
      expect(asText.status).toBe(200);
    });
  });

  describe('lines', () => {
    it('are what a statement shows, each with its payee, period, plan and currency', async () => {
      expect(await get('/api/v1/payees/ada/statements/2026-02/lines')).toEqual({
        items: [{ payee: 'ada', period: '2026-02', plan: 'ae', currency: 'USD', ...FIRST_LINE }],
        next: null,
      });
    });

    it('come page by page', async () => {
      const path = '/api/v1/payees/ada/statements/2026-03/lines?limit=1';
      const first = await get<Page<StatementLine>>(path);
      const second = await get<Page<StatementLine>>(`${path}&cursor=${first.next}`);
      expect([...first.items, ...second.items].map(({ deal, amount }) => `${deal} ${amount}`)).toEqual([
        'D-3 1200.03',
        'D-5 120.00',
      ]);
      expect(second.next).toBeNull();
    });

    it('are none where nothing was earned', async () => {
      expect(await get('/api/v1/payees/ada/statements/2026-01/lines')).toEqual({ items: [], next: null });
    });

    it('are explained by summands that come to the amount', async () => {
      expect(await get('/api/v1/lines/ada.2026-02.1/explanation')).toMatchObject({
        payee: 'ada',
        period: '2026-02',
        currency: 'USD',
        line: FIRST_LINE,
        leaves: [{ amount: '8000.00' }, { amount: '3600.00' }],
        total: '11600.00',
        equalsStored: true,
      });
    });
  });
});
