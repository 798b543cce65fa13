import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import type { DealExplanationDocument } from '../../src/runs/explain-deal.js';
import type { TeamDocument } from '../../src/runs/team-document.js';
import { publishedRun } from '../../src/store/runs.js';
import { databases } from '../databases/databases.js';
import { ask, askRefused, calculatedDatabase, type ServedDatabase, serviceOver } from './service.js';

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

  const FIRST_QUARTER = { from: '2026-01-01', to: '2026-04-01' };

  interface DealAnswer {
    readonly deal: string;
    readonly payees: readonly {
      readonly payee: string;
      readonly currency: string;
      readonly earned: string;
      readonly lines: readonly object[];
    }[];
  }

  interface Standing {
    readonly through: string;
    readonly items: readonly TeamDocument[];
  }

  describe('deals', () => {
    it('tell what they paid to whom, line by line', async () => {
      const { deal, payees } = await get<DealAnswer>('/api/v1/deals/D-3');
      expect(deal).toBe('D-3');
      expect(payees.map(({ payee, currency, earned }) => `${payee} ${earned} ${currency}`)).toEqual([
        'ada 1200.03 USD',
        'bo 800.02 USD',
      ]);
      const lines = await get<Page<object>>('/api/v1/payees/bo/statements/2026-03/lines');
      expect(payees[1]?.lines).toEqual(lines.items);
    });

    it('that paid nobody say so, and those that are not there are not found', async () => {
      expect(await get('/api/v1/deals/D-2')).toEqual({ deal: 'D-2', payees: [] });
      expect(await get('/api/v1/deals/D-4')).toEqual({ deal: 'D-4', payees: [] });
      expect(await askRefused(service, '/api/v1/deals/D-0')).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    });

    it('of a deal that nobody holds a share of says so, and credits nobody', async () => {
      expect(await get('/api/v1/deals/D-4/crediting')).toMatchObject({ deal: 'D-4', payees: [] });
    });

    it('tell to whom they were credited', async () => {
      const { payees, ...deal } = await get<DealExplanationDocument>('/api/v1/deals/D-3/crediting');
      expect(deal).toEqual({
        deal: 'D-3',
        name: null,
        account: null,
        stage: null,
        closeDate: '2026-03-20',
        splits: [
          { payee: 'ada', role: 'owner', share: '50%', from: null, to: null, territory: null },
          { payee: 'bo', role: 'owner', share: '50%', from: null, to: null, territory: null },
        ],
      });
      expect(payees).toMatchObject([
        { payee: 'ada', crediting: [{ measure: 'new-acv', credited: true }] },
        { payee: 'bo', crediting: [{ measure: 'new-acv', credited: true }] },
      ]);
    });

    it('tell which condition kept them from being credited', async () => {
      expect((await get<DealExplanationDocument>('/api/v1/deals/D-2/crediting?payee=ada')).payees).toEqual([
        {
          payee: 'ada',
          name: 'Ada Byron',
          crediting: [
            {
              assignment: 'ae/2026-01-01',
              measure: 'new-acv',
              event: 'booked:D-2:booking',
              date: '2026-03-05',
              credited: false,
              reasons: ['type is renewal, wanted new'],
            },
          ],
        },
      ]);
    });
  });

  describe('teams', () => {
    const standing = {
      team: 'emea',
      name: 'EMEA',
      measure: 'new-acv',
      unit: 'money',
      currency: 'USD',
      window: FIRST_QUARTER,
      at: '2026-03-31',
      status: 'complete',
      pooled: {
        credited: '151000.50',
        quota: '200000.00',
        ownQuota: false,
        attainment: '0.7550025',
        distance: '48999.50',
      },
      average: '0.7550025',
      members: [
        {
          payee: 'ada',
          name: 'Ada Byron',
          days: 90,
          credited: '141000.25',
          quota: '100000.00',
          attainment: '1.4100025',
        },
        {
          payee: 'bo',
          name: 'Bo Lind',
          days: 90,
          credited: '10000.25',
          quota: '100000.00',
          attainment: '0.1000025',
        },
      ],
      withoutQuota: [],
    };

    it('are listed with the measures they have attainments in', async () => {
      expect(await get('/api/v1/teams')).toEqual({
        items: [{ id: 'emea', name: 'EMEA', parent: null, measures: ['new-acv'] }],
        next: null,
      });
    });

    it('stand at the last calculated day where no day is asked for', async () => {
      const expected = { team: 'emea', through: '2026-03-31', items: [standing] };
      expect(await get('/api/v1/teams/emea/attainment')).toEqual(expected);
      expect(await get('/api/v1/teams/emea/attainment?measure=new-acv')).toEqual(expected);
    });

    it.each([
      ['2026-Q1', '2026-03-31', ['2026-03-31']],
      ['2026-03', '2026-03-31', ['2026-03-31']],
      ['2026-02', '2026-02-28', ['2026-02-28']],
      ['2026-03-01', '2026-03-01', ['2026-02-28']],
      ['2026-02-27', '2026-02-27', ['2026-01-31']],
      ['2026-01-30', '2026-01-30', []],
      ['2026-04-01', '2026-04-01', []],
      ['9999-12-31', '9999-12-31', []],
    ])('stand at the end of %s as of the last day before in its window', async (through, last, at) => {
      const found = await get<Standing>(`/api/v1/teams/emea/attainment?through=${through}`);
      expect(found.through).toBe(last);
      expect(found.items.map((each) => each.at)).toEqual(at);
    });

    it('have no standing in a measure that nobody has, or without members', async () => {
      expect((await get<Standing>('/api/v1/teams/emea/attainment?measure=renewals')).items).toEqual([]);
      expect((await get<Standing>('/api/v1/teams/idle/attainment')).items).toEqual([]);
    });
  });

  describe('runs', () => {
    it('name the one that is shown, and what it was made from', async () => {
      const run = await publishedRun(db);
      expect(await get('/api/v1/runs/current')).toEqual({ ...run });
      expect(run).toMatchObject({ through: '2026-03-31', change: 2, status: 'published', actor: 'local' });
    });
  });
});
