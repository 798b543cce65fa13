import { expect, it } from 'vitest';
import { concernedPayees } from '../../../src/runs/closing/concerned-payees.js';
import { previewAdjustments } from '../../../src/runs/preview-adjustments.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import { latestChange } from '../../../src/store/change.js';
import { readChangedInputs } from '../../../src/store/changed-inputs.js';
import { readRecordSet } from '../../../src/store/read-record-set.js';
import { SQLITE } from '../../databases/databases.js';
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

const REP = (rate: string) => planOf('rep', '{ roles: [owner] }', rate);
const LEAD = planOf('lead', '{ team: true, roles: [owner] }', '1%');

const DATA = {
  payees: ['id,name', 'ann,Ann', 'bob,Bob', 'cat,Cat', 'mia,Mia'],
  assignments: [
    'payee,plan,from',
    ...['ann', 'bob', 'cat'].map((id) => `${id},rep,2026-01-01`),
    'mia,lead,2026-01-01',
  ],
  teams: ['id,name', 'east,East'],
  memberships: ['team,payee,as,from', 'east,ann,member,2026-01-01', 'east,mia,manager,2026-01-01'],
  deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000', 'D-2,2026-01-21,20000', 'D-3,2026-01-22,1000'],
  splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,bob,owner,100%', 'D-3,cat,owner,100%'],
};

/** Whom all concern that was changed after a change. */
async function concernedSince({ db }: ClosingCompany, after: number): Promise<readonly string[] | null> {
  return db.read(async (trx) => {
    const rules = await readStoredRules(trx);
    if (!rules.ok) throw new Error('the rules must be sound');
    const organization = await readRecordSet(trx, { payees: [] });
    const changed = await readChangedInputs(trx, { after, through: await latestChange(trx) });
    const found = await concernedPayees(trx, changed, { book: rules.value.book, organization });
    return found === null ? null : [...found].sort();
  });
}

it('tells whom late changes concern, and previews what a run then posts', async () => {
  const company = await closingCompany(SQLITE);
  await company.rules({ rep: REP('5%'), lead: LEAD });
  await company.data(DATA);
  await company.calculate('2026-02');
  await company.close('2026-01');
  const closed = await latestChange(company.db);
  expect(await concernedSince(company, closed)).toEqual([]);

  await company.data({ splits: ['deal,payee,role,share', 'D-2,bob,owner,50%', 'D-2,cat,owner,50%'] });
  expect(await concernedSince(company, closed)).toEqual(['bob', 'cat']);
  await company.data({ deals: ['id,closeDate,tcv', 'D-1,2026-01-20,61000'] });
  expect(await concernedSince(company, closed)).toEqual(['ann', 'bob', 'cat', 'mia']);

  const preview = await previewAdjustments(company.db);
  if (!preview.ok) throw new Error('the preview must be there');
  const previewed = preview.value[0]?.adjustments.map(({ payee, deal, earned }) => [payee, deal, earned]);
  expect(previewed).toEqual([
    ['ann', 'D-1', '50.00'],
    ['bob', 'D-2', '-500.00'],
    ['cat', 'D-2', '500.00'],
    ['mia', 'D-1', '10.00'],
  ]);
  await company.calculate('2026-02');
  const posted: (readonly [string, string | null, string])[] = [];
  for (const payee of ['ann', 'bob', 'cat', 'mia']) {
    const { components } = await company.statement(payee, '2026-02');
    for (const { deal, amount, adjusts } of components.flatMap(({ lines }) => lines))
      if (adjusts !== undefined) posted.push([payee, deal, amount]);
  }
  expect(posted).toEqual(previewed);

  const before = await latestChange(company.db);
  await company.rules({ rep: REP('6%'), lead: LEAD });
  expect(await concernedSince(company, before)).toBeNull();
});

it('leaves nobody out where somebody joins a team', async () => {
  const company = await closingCompany(SQLITE);
  await company.rules({ rep: REP('5%'), lead: LEAD });
  await company.data(DATA);
  const before = await latestChange(company.db);
  await company.data({ memberships: ['team,payee,as,from', 'east,bob,member,2026-01-01'] });
  expect(await concernedSince(company, before)).toBeNull();
});

it('leaves nobody out where a team is part of another one from a day on', async () => {
  const company = await closingCompany(SQLITE);
  await company.rules({ rep: REP('5%'), lead: LEAD });
  await company.data({ ...DATA, teams: ['id,name', 'east,East', 'world,World'] });
  const before = await latestChange(company.db);
  await company.data({ 'team-parents': ['team,parent,from', 'east,world,2026-01-15'] });
  expect(await concernedSince(company, before)).toBeNull();
});
