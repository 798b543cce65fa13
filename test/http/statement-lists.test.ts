import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { askTaken } from './job-answers.js';
import { ask, askRefused, calculatedDatabase, post, serviceOver } from './service.js';

interface Summary {
  readonly payee: string;
  readonly period: string;
  readonly totals: { readonly earned: string };
}

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const items = async <Item>(path: string): Promise<readonly Item[]> => {
    const { status, body } = await ask<Page<Item>>(service, `/api/v1${path}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.items;
  };
  const named = async (path: string) =>
    (await items<Summary>(path)).map(({ payee, period }) => `${payee} ${period}`);

  describe('the statements of all payees', () => {
    it('come in the order of payee and period, and page by page', async () => {
      const all = await named('/statements');
      expect(all.slice(0, 4)).toEqual(['ada 2026-01', 'ada 2026-02', 'ada 2026-03', 'bo 2026-01']);
      const found: string[] = [];
      let path: string | undefined = '/api/v1/statements?limit=2';
      while (path !== undefined) {
        const { headers, body }: { headers: Headers; body: Page<Summary> } = await ask(service, path);
        found.push(...body.items.map(({ payee, period }) => `${payee} ${period}`));
        path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(found).toEqual(all);
    });

    it('are narrowed to a payee, a period, and a status', async () => {
      const [february] = await items<Summary>('/statements?payee=ada&period=2026-02');
      expect(february?.totals.earned).toBe('11600.00');
      expect(await named('/statements?period=2026-03')).toContain('bo 2026-03');
      const complete = await named('/statements?status=complete');
      const incomplete = await named('/statements?status=incomplete');
      expect([...complete, ...incomplete].sort()).toEqual((await named('/statements')).toSorted());
    });

    it('are refused of a payee who is not there, and by a cursor of another list', async () => {
      expect(await askRefused(service, '/api/v1/statements?payee=eve')).toMatchObject({ code: 'not-found' });
      const { body } = await ask<Page<Summary>>(service, '/api/v1/payees/ada/statements?limit=1');
      expect(await askRefused(service, `/api/v1/statements?cursor=${body.next}`)).toMatchObject({
        code: 'cursor-invalid',
      });
    });
  });

  describe('the statements of a payee', () => {
    it.each([
      ['from=2026-02', ['ada 2026-02', 'ada 2026-03']],
      ['from=2026-02-28&through=2026-02', ['ada 2026-02']],
      ['through=2026-02-01', ['ada 2026-01', 'ada 2026-02']],
      ['through=2026-01-31', ['ada 2026-01']],
      ['from=2026-Q1&through=2026-Q1', ['ada 2026-01', 'ada 2026-02', 'ada 2026-03']],
      ['from=2027', []],
      ['status=incomplete', []],
    ])('with %s are those', async (query, expected) => {
      expect(await named(`/payees/ada/statements?${query}`)).toEqual(expected);
    });

    it('are refused for what is no period and no day', async () => {
      for (const field of ['from', 'through']) {
        expect(await askRefused(service, `/api/v1/payees/ada/statements?${field}=soon`)).toMatchObject({
          status: 400,
          code: 'date-expected',
          field,
        });
      }
    });
  });

  it('lines are narrowed to a component and a deal', async () => {
    const lines = (query: string) =>
      items<{ deal: string | null; component: string }>(`/payees/ada/statements/2026-03/lines?${query}`);
    const all = await lines('');
    const [first] = all;
    expect(await lines(`deal=${first?.deal}`)).toEqual(all.filter(({ deal }) => deal === first?.deal));
    expect(await lines(`component=${first?.component}`)).toEqual(
      all.filter(({ component }) => component === first?.component),
    );
    expect(await lines('component=nothing')).toEqual([]);
    expect(await lines('deal=D-404')).toEqual([]);
  });

  it('deals are found by their account and the day on which they close', async () => {
    const deals = [
      { id: 'D-71', closeDate: '2026-05-01', type: 'new', acv: '1', account: 'Acme' },
      { id: 'D-72', closeDate: '2026-05-31', type: 'new', acv: '1', account: 'Acme' },
      { id: 'D-73', closeDate: '2026-05-31', type: 'new', acv: '1', account: 'Bolt' },
    ];
    expect((await askTaken(service, '/api/v1/records', post({ deals }))).status).toBe(201);
    const found = async (query: string) =>
      (await items<{ key: string }>(`/records/deals?${query}`)).map(({ key }) => key);
    expect(await found('account=Acme')).toEqual(['D-71', 'D-72']);
    expect(await found('account=Acme&closeDateFrom=2026-05-02')).toEqual(['D-72']);
    expect(await found('closeDateFrom=2026-05-01&closeDateThrough=2026-05-30')).toEqual(['D-71']);
    expect(await found('closeDateFrom=2026-05-31&limit=1')).toEqual(['D-72']);
    expect(await askRefused(service, '/api/v1/records/splits?account=Acme')).toMatchObject({
      code: 'unknown-key',
      field: 'account',
    });
    expect(await askRefused(service, '/api/v1/records/deals?closeDateFrom=2026-02-30')).toMatchObject({
      code: 'date-expected',
      field: 'closeDateFrom',
    });
  });

  it('plans are found by how they begin, the day on which they hold, and their currency', async () => {
    const found = async (query: string) =>
      (await items<{ plan: string }>(`/plans?${query}`)).map(({ plan }) => plan);
    expect(await found('begins=a&on=2026-12-31&currency=USD')).toEqual(['ae']);
    for (const query of ['begins=z', 'on=2025-12-31', 'on=2027-01-01', 'currency=EUR']) {
      expect(await found(query), query).toEqual([]);
    }
  });

  it('changes come the latest first, page by page', async () => {
    const first = await ask<Page<{ sequence: number }>>(service, '/api/v1/changes?limit=1');
    const [latest] = first.body.items;
    const rest = await items<{ sequence: number; command: string }>(`/changes?cursor=${first.body.next}`);
    expect(rest.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: (latest?.sequence ?? 0) - 1 }, (_, place) => (latest?.sequence ?? 0) - 1 - place),
    );
    expect(rest.at(-1)).toMatchObject({ sequence: 1, command: 'import', reason: null });
  });

  it('rule files are read as they stood', async () => {
    type File = { readonly path: string; readonly change: number };
    const told = async (query: string) =>
      (await items<File>(`/rules${query}`)).map(({ path, change }) => [path, change]);
    expect(await told('')).toEqual([
      ['company.yaml', 2],
      ['plans/ae.yaml', 2],
    ]);
    expect(await told('?asOf=2')).toEqual(await told(''));
    expect(await told('?asOf=1')).toEqual([]);
    expect(await askRefused(service, '/api/v1/rules?asOf=99')).toMatchObject({
      status: 404,
      detail: 'there is no change 99',
    });
    expect(await askRefused(service, '/api/v1/rules?asOf=soon')).toMatchObject({ code: 'number-expected' });
  });
});
