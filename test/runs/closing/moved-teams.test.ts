import { describe, expect, it } from 'vitest';
import { previewAdjustments } from '../../../src/runs/preview-adjustments.js';
import { verifyPeriod } from '../../../src/runs/verify-period.js';
import { databases } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from './closing-company.js';

function planOf(id: string, credit: string, rate: string): string {
  return `language: 1
plan: ${id}
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: ${credit}, window: quarter }
components:
  sales:
    measure: bookings
    commission: { rate: ${rate} }
`;
}

/** Desk, of Ann, is part of East, of Eva; beside it is West, of Wes; Max is above both. */
const DATA = {
  payees: ['id,name', 'ann,Ann', 'eva,Eva', 'max,Max', 'wes,Wes'],
  assignments: [
    'payee,plan,from',
    'ann,rep,2026-01-01',
    ...['eva', 'max', 'wes'].map((id) => `${id},lead,2026-01-01`),
  ],
  teams: ['id,name,parent', 'world,World,', 'east,East,world', 'west,West,world', 'desk,Desk,east'],
  memberships: [
    'team,payee,as,from',
    'world,max,manager,2026-01-01',
    'east,eva,manager,2026-01-01',
    'west,wes,manager,2026-01-01',
    'desk,ann,member,2026-01-01',
  ],
  deals: ['id,closeDate,tcv', 'D-1,2026-01-14,10000', 'D-2,2026-01-15,20000', 'D-3,2026-02-02,40000'],
  splits: ['deal,payee,role,share', ...['D-1', 'D-2', 'D-3'].map((deal) => `${deal},ann,owner,100%`)],
};
const MOVED = ['team,parent,from', 'desk,west,2026-01-15'];

async function closedJanuary(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({
    rep: planOf('rep', '{ roles: [owner] }', '5%'),
    lead: planOf('lead', '{ team: true, roles: [owner] }', '1%'),
  });
  await company.data(DATA);
  await company.calculate('2026-02');
  await company.close('2026-01');
  return company;
}

async function previewed({ db }: ClosingCompany): Promise<readonly string[]> {
  const preview = await previewAdjustments(db);
  if (!preview.ok) throw new Error('the preview must be there');
  return (preview.value[0]?.adjustments ?? []).map((each) =>
    [each.payee, each.deal, each.earned, each.cause, each.source].join(' '),
  );
}

describe.each(databases)(
  'a team that turns out to have moved within a closed month, on $name',
  (database) => {
    it('moves what was rolled up from that day on, and names the team as the cause', async () => {
      const company = await closedJanuary(database);
      await company.data({ 'team-parents': MOVED });
      expect(await previewed(company)).toEqual([
        'eva D-2 -200.00 team team parent desk 2026-01-15',
        'wes D-2 200.00 team team parent desk 2026-01-15',
      ]);
      await company.calculate('2026-02');
      expect(await company.lines('eva', '2026-02')).toEqual([
        'credit D-2 -200.00; corrects 200.00 of 2026-01; adjusts 2026-01, team, team parent desk 2026-01-15 @3',
      ]);
      expect(await company.lines('wes', '2026-02')).toEqual([
        'credit D-2 200.00; adjusts 2026-01, team, team parent desk 2026-01-15 @3',
        'credit D-3 400.00',
      ]);
      expect(await company.lines('max', '2026-02')).toEqual(['credit D-3 400.00']);
      expect(await company.lines('ann', '2026-02')).toEqual(['credit D-3 2000.00']);
      await company.close('2026-02');
      expect(await verifyPeriod(company.db, { period: '2026-02' })).toMatchObject({
        value: [{ isEqual: true, differences: [] }],
      });
    });

    it('posts nothing for a move of later days, nor for one that is taken back again', async () => {
      const company = await closedJanuary(database);
      await company.data({ 'team-parents': ['team,parent,from', 'desk,west,2026-02-01'] });
      expect(await previewed(company)).toEqual([]);
      const untilThen = (parent: string) => ['team,parent,from,to', `desk,${parent},2026-01-15,2026-02-01`];
      await company.data({ 'team-parents': untilThen('west') });
      expect(await previewed(company)).toHaveLength(2);
      await company.data({ 'team-parents': untilThen('east') });
      expect(await previewed(company)).toEqual([]);
    });
  },
);
