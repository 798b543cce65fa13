import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { Result } from '../../../src/problems/result.js';
import { decideStatements, type StatementsVerdict } from '../../../src/runs/approvals/decide-statements.js';
import { statementsToApprove } from '../../../src/runs/approvals/statements-to-approve.js';
import { submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { acceptPlan } from '../../../src/runs/plan-documents/accept-plan.js';
import { listAcceptances } from '../../../src/runs/plan-documents/list-acceptances.js';
import { readPlanDocument } from '../../../src/runs/plan-documents/read-plan-document.js';
import { databases } from '../../databases/databases.js';
import { type ClosingCompany, COMPANY, closingCompany } from '../closing/closing-company.js';

const PLAN = (rate: string) => `language: 1
plan: ae
title: Account executive
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission: { tiers: marginal, over: attainment, rates: [ { from: 0%, rate: ${rate} } ] }
examples:
  - it: pays its rate
    given: { quota: { bookings: 1000 }, deals: [ { id: D-1, closeDate: 2026-02-10, tcv: 1000 } ] }
    expect: { attainment: { bookings: 100% }, earned: "${rate === '5%' ? '50.00' : '60.00'}" }
`;

/** Mia manages north with ann and bob, and zoe west below it with cy; all are on the plan. */
async function companyIn(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: PLAN('5%') });
  const people = ['ann', 'bob', 'cy', 'mia', 'zoe'];
  await company.data({
    payees: ['id,name', ...people.map((id) => `${id},${id.toUpperCase()}`)],
    teams: ['id,name,parent', 'north,North,', 'west,West,north'],
    memberships: [
      'team,payee,as,from',
      ...['ann', 'bob'].map((id) => `north,${id},member,2026-01-01`),
      'north,mia,manager,2026-01-01',
      'west,cy,member,2026-01-01',
      'west,zoe,manager,2026-01-01',
    ],
    assignments: ['payee,plan,from', ...people.map((id) => `${id},ae,2026-01-01`)],
    quotas: [
      'payee,quota,from,to,amount,currency',
      ...people.map((id) => `${id},bookings,2026-01-01,2027-01-01,400000,USD`),
    ],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%'],
  });
  await company.calculate('2026-01');
  return company;
}

const JANUARY = { payGroup: 'monthly-USD', period: '2026-01' };

function codes(done: Result<unknown>): readonly string[] {
  return done.ok ? [] : done.problems.map(({ code }) => code);
}

async function decided(company: ClosingCompany, given: Partial<StatementsVerdict>) {
  const verdict = { ...JANUARY, level: 'manager', decision: 'approved', actor: 'mia', ...given } as const;
  const done = await decideStatements(company.db, EVERY_PAYEE, verdict);
  return done.ok ? done.value.map(({ payee }) => payee) : codes(done);
}

describe.each(databases)('the approval of statements on $name', (database) => {
  it('is that of managers for whom they manage, and of finance for all', async () => {
    const company = await companyIn(database);
    expect(await decided(company, { actor: 'zoe' })).toEqual(['cy']);
    expect(await decided(company, { team: 'west' })).toEqual(['cy', 'zoe']);
    expect(await decided(company, {})).toEqual(['ann', 'bob']);
    expect(await decided(company, {})).toEqual([]);
    expect(await decided(company, { actor: 'cfo', level: 'finance' })).toEqual([
      'ann',
      'bob',
      'cy',
      'mia',
      'zoe',
    ]);
    const list = await statementsToApprove(company.db, EVERY_PAYEE, JANUARY);
    expect(
      list.map(({ payee, decisions: { manager, finance } }) => [payee, manager?.actor, finance?.actor]),
    ).toEqual([
      ['ann', 'mia', 'cfo'],
      ['bob', 'mia', 'cfo'],
      ['cy', 'mia', 'cfo'],
      ['mia', undefined, 'cfo'],
      ['zoe', 'mia', 'cfo'],
    ]);
  });

  it('is nobody’s own, and not that of who calculated or of who is no manager', async () => {
    const company = await companyIn(database);
    expect(await decided(company, { payee: 'mia' })).toEqual(['own-work']);
    expect(await decided(company, { payee: 'mia', level: 'finance' })).toEqual(['own-work']);
    expect(await decided(company, { actor: 'story', level: 'finance', payee: 'ann' })).toEqual(['own-work']);
    expect(await decided(company, { actor: 'zoe', payee: 'ann' })).toEqual(['not-manager']);
    expect(await decided(company, { actor: 'ann' })).toEqual([]);
    expect(await decided(company, { payee: 'eve' })).toEqual(['not-found']);
    expect(await decided(company, { payee: 'ann' })).toEqual(['ann']);
    expect(await decided(company, { payee: 'ann', level: 'finance' })).toEqual(['own-work']);
    expect(await decided(company, { decision: 'rejected' })).toEqual(['missing-value']);
  });

  it('keeps a period from being submitted while a statement is rejected as it is', async () => {
    const company = await companyIn(database);
    expect(await decided(company, { decision: 'rejected', payee: 'ann', reason: 'D-7 is missing' })).toEqual([
      'ann',
    ]);
    const step = { ...JANUARY, actor: 'ops' };
    const refused = await submitPeriod(company.db, step);
    expect(refused.ok ? [] : refused.problems).toMatchObject([
      { code: 'statement-rejected', message: 'the statement of ann was rejected by mia: D-7 is missing' },
    ]);
    await company.data({
      deals: ['id,closeDate,tcv', 'D-7,2026-01-25,1000'],
      splits: ['deal,payee,role,share', 'D-7,ann,owner,100%'],
    });
    await company.calculate('2026-01');
    expect(codes(await submitPeriod(company.db, step))).toEqual([]);
  });

  it('is required of managers before a period is submitted where the company says so', async () => {
    const company = await companyIn(database);
    const required = `${COMPANY}approvals: { manager: required, payGroups: { weekly-USD: { manager: optional } } }\n`;
    await company.rules({ ae: PLAN('5%') }, required);
    await company.calculate('2026-01');
    const step = { ...JANUARY, actor: 'ops' };
    const missing = async () => {
      const done = await submitPeriod(company.db, step);
      return done.ok ? [] : done.problems.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(await missing()).toEqual([
      'approval-missing: mia has not approved 3 statements of ann, bob, zoe',
      'approval-missing: zoe has not approved the statement of cy',
    ]);
    expect(await decided(company, { actor: 'zoe' })).toEqual(['cy']);
    expect(await decided(company, { actor: 'cfo', level: 'finance' })).toHaveLength(5);
    expect(await missing()).toEqual(['approval-missing: mia has not approved 3 statements of ann, bob, zoe']);
    expect(await decided(company, { decision: 'rejected', payee: 'ann', reason: 'D-7 is missing' })).toEqual([
      'ann',
    ]);
    expect(await missing()).toEqual([
      'statement-rejected: the statement of ann was rejected by mia: D-7 is missing',
      'approval-missing: mia has not approved 2 statements of bob, zoe',
    ]);
    expect(await decided(company, {})).toEqual(['ann', 'bob', 'zoe']);
    // Nobody manages mia.
    expect(await missing()).toEqual([]);
  });

  it('is required of managers only in the pay groups of which the company says so', async () => {
    const company = await companyIn(database);
    const text = `${COMPANY}approvals: { manager: required, payGroups: { monthly-USD: { manager: optional } } }\n`;
    await company.rules({ ae: PLAN('5%') }, text);
    await company.calculate('2026-01');
    expect(codes(await submitPeriod(company.db, { ...JANUARY, actor: 'ops' }))).toEqual([]);
  });

  it('is over once the period is closed', async () => {
    const company = await companyIn(database);
    await company.close('2026-01');
    expect(await decided(company, {})).toEqual(['period-state']);
  });
});

describe.each(databases)('a plan on $name', (database) => {
  it('is accepted by each payee on it, and once more for another version', async () => {
    const company = await companyIn(database);
    const accept = async (actor: string, hash?: string) => {
      const done = await acceptPlan(company.db, EVERY_PAYEE, {
        plan: 'ae',
        actor,
        ...(hash !== undefined && { hash }),
      });
      return done.ok ? done.value.isNew : codes(done);
    };
    expect(await accept('ann')).toBe(true);
    expect(await accept('ann')).toBe(false);
    expect(await accept('cfo')).toEqual(['missing-plan']);
    expect(await accept('ann', 'ffff')).toEqual(['not-found']);
    const missing = async () =>
      (await listAcceptances(company.db, EVERY_PAYEE, { plan: 'ae' }))
        .filter(({ acceptedAt }) => acceptedAt === null)
        .map(({ payee }) => payee);
    expect(await missing()).toEqual(['bob', 'cy', 'mia', 'zoe']);
    await company.rules({ ae: PLAN('6%') });
    expect(await missing()).toEqual(['ann', 'bob', 'cy', 'mia', 'zoe']);
    expect(await accept('ann')).toBe(true);
  });

  it('is told to a payee with the payee’s own quota', async () => {
    const company = await companyIn(database);
    const read = await readPlanDocument(company.db, EVERY_PAYEE, { plan: 'ae', payee: 'ann' });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.payee).toEqual({
      id: 'ann',
      name: 'ANN',
      from: '2026-01-01',
      through: '2026-12-31',
      targetIncentive: null,
      quotas: { bookings: '100000.00' },
    });
    expect(read.value.levels.map(({ level, earned }) => [level, earned])).toEqual([
      ['50%', '2500.00'],
      ['100%', '5000.00'],
      ['120%', '6000.00'],
    ]);
    const asked = async (given: { readonly plan?: string; readonly payee?: string }) =>
      codes(await readPlanDocument(company.db, EVERY_PAYEE, { plan: 'ae', ...given }));
    expect(await asked({ payee: 'cfo' })).toEqual(['missing-plan']);
    expect(await asked({ plan: 'ea' })).toEqual(['not-found']);
  });
});
