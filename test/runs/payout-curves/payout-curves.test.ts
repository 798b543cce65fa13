import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import type { PayoutCurve } from '../../../src/ledger/curves/payout-curve.js';
import type { Result } from '../../../src/problems/result.js';
import { loadRuleFiles } from '../../../src/rules/load-rule-files.js';
import { readRules } from '../../../src/rules/read-rules.js';
import { type PayeeCurve, payeeCurves } from '../../../src/runs/payout-curves/payee-curves.js';
import {
  planCurves,
  planCurvesOfFiles,
  publishedPlanCurves,
} from '../../../src/runs/payout-curves/plan-curves.js';
import { databases } from '../../databases/databases.js';
import { salesCompany } from '../what-if/sales-company.js';

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

function pointsOf({ points }: PayoutCurve): readonly string[] {
  return points.map(
    ({ value: amount, attainment, earned, isBound }) =>
      `${amount} ${attainment ?? '–'} ${earned}${isBound ? ' *' : ''}`,
  );
}

const COMPANY = {
  file: 'company.yaml',
  text: 'name: Curves\nhomeCurrency: USD\nroles: { full: [owner] }\n',
};

/** The curves of a plan with one measure, window quarter, and these components and examples. */
function curvesOf(components: string): readonly PayoutCurve[] {
  const text = `language: 1
plan: p
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  m: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
${components}
`;
  const files = { directory: '.', company: COMPANY, plans: [{ file: 'p.yaml', text }] };
  return value(planCurvesOfFiles({ files })).curves;
}

describe.each(databases)('payout curves on $name', (database) => {
  it('show what more pays, the place of the payee, and the way to the next tier', async () => {
    const { db } = await salesCompany(database);
    const { asOf, curves } = value(await payeeCurves(db, EVERY_PAYEE, { payee: 'ann' }));
    const [curve] = curves as readonly [PayeeCurve];
    expect({ asOf, component: curve.component, quota: curve.quota, why: curve.why }).toEqual({
      asOf: '2026-03-31',
      component: 'sales',
      quota: '100000.00',
      why: null,
    });
    expect(curve.place).toEqual({ value: '88000.00', attainment: '88%', earned: '7040.00' });
    expect(curve.onTarget).toEqual({ value: '100000.00', attainment: '100%', earned: '8000.00' });
    expect(curve.tiers).toEqual([
      { from: '0%', value: '0.00', pays: '8%' },
      { from: '100%', value: '100000.00', pays: '12%' },
    ]);
    expect(curve.next).toEqual([{ component: 'sales', from: '100%', pays: '12%', distance: '12000.00' }]);
    expect(pointsOf(curve)).toEqual([
      '0.00 0% 0.00 *',
      '25000.00 25% 2000.00',
      '50000.00 50% 4000.00',
      '75000.00 75% 6000.00',
      '100000.00 100% 8000.00 *',
      '112500.00 112.5% 9500.00',
      '125000.00 125% 11000.00',
      '137500.00 137.5% 12500.00',
      '150000.00 150% 14000.00',
    ]);
  });

  it('are shown of whom the scope shows, and of published plans', async () => {
    const { db } = await salesCompany(database);
    expect((await payeeCurves(db, payeesAlone('bob'), { payee: 'ann' })).ok).toBe(false);
    const asked = { payee: 'ann', component: 'none' };
    expect(value(await payeeCurves(db, payeesAlone('ann'), asked)).curves).toEqual([]);
    const { curves, quotas } = value(await publishedPlanCurves(db, EVERY_PAYEE, { plan: 'ae' }));
    expect(quotas).toEqual({ bookings: '100000' });
    expect(curves[0]).toMatchObject({ place: null, onTarget: { earned: '8000.00' } });
    expect((await publishedPlanCurves(db, payeesAlone('mia'), { plan: 'ae' })).ok).toBe(false);
  });
});

describe('the payout curve of a plan', () => {
  it('jumps where a table is retroactive, with a point just below', () => {
    const rates = '[ { from: 0%, rate: 5% }, { from: 100%, rate: 10% } ]';
    const [curve] = curvesOf(
      `  c: { measure: m, commission: { tiers: retroactive, over: attainment, rates: ${rates} } }`,
    );
    expect(pointsOf(curve as PayoutCurve).slice(3, 7)).toEqual([
      '75000.00 75% 3750.00',
      '99999.99 99.99% 5000.00',
      '100000.00 100% 10000.00 *',
      '112500.00 112.5% 11250.00',
    ]);
  });

  it('is that of a bonus at the end of its window, flat beyond', () => {
    const points = '[ { at: 80%, pays: 50% }, { at: 100%, pays: 100% }, { at: 120%, pays: 160% } ]';
    const [curve] = curvesOf(
      `  c: { measure: m, bonus: { target: 5000, over: attainment, curve: interpolated, beyond: flat, points: ${points} } }`,
    );
    const shown = pointsOf(curve as PayoutCurve);
    expect(shown.filter((each) => each.endsWith('*') || each.includes('79999.99'))).toEqual([
      '79999.99 79.99% 0.00',
      '80000.00 80% 2500.00 *',
      '100000.00 100% 5000.00 *',
      '120000.00 120% 8000.00 *',
    ]);
    expect(shown.at(-1)).toBe('150000.00 150% 8000.00');
  });

  it('stops at a cap, waits behind a gate on the own measure, and knows amounts and deals', () => {
    const [amounts, deals, gated, capped] = curvesOf(`
  a: { measure: m, commission: { tiers: marginal, over: amount, rates: [ { from: 0, rate: 1% }, { from: 40000, rate: 2% } ] } }
  b: { measure: m, commission: { tiers: retroactive, over: deal, rates: [ { from: 0, rate: 1% }, { from: 50000, rate: 3% } ] } }
  c: { measure: m, commission: { rate: 10% }, gate: { measure: m, atLeast: 50%, decided: windowEnd } }
  d: { measure: m, commission: { rate: 10% }, cap: { amount: 4000, per: quarter } }`) as readonly PayoutCurve[];
    const at = (curve: PayoutCurve | undefined, amount: string) =>
      curve?.points.find((each) => each.value === amount)?.earned;
    expect([at(amounts, '40000.00'), at(amounts, '100000.00'), amounts?.tiers[1]?.value]).toEqual([
      '400.00',
      '1600.00',
      '40000.00',
    ]);
    expect([at(deals, '49999.99'), at(deals, '50000.00')]).toEqual(['500.00', '1500.00']);
    expect([at(gated, '49999.99'), at(gated, '50000.00'), at(gated, '100000.00')]).toEqual([
      '0.00',
      '5000.00',
      '10000.00',
    ]);
    expect(at(capped, '150000.00')).toBe('4000.00');
  });

  it('says why there is none', () => {
    const curves = curvesOf(`
  s: { measure: m, spiff: { amount: 250, per: deal } }
  t: { measure: m, commission: { tiers: retroactive, over: { fact: discount }, rates: [ { from: 0%, rate: 5% }, { from: 20%, rate: 3% } ] } }`);
    expect(curves.map(({ why, points }) => [why, points.length])).toEqual([
      ['it pays a fixed amount for each deal or unit', 0],
      ['its rate depends on each deal', 0],
    ]);
  });

  it('can be drawn of every plan that comes with the program', async () => {
    const { company, plans } = readRules(await loadRuleFiles('rules'));
    if (company === null) throw new Error('the rules are sound');
    const curves = plans.flatMap((compiled) => planCurves({ compiled, company, all: plans }).curves);
    expect(curves.filter(({ why, points }) => (why === null) !== points.length > 1)).toEqual([]);
    expect(curves.length).toBeGreaterThan(30);
  });

  it('is refused for files that are not sound, with all that is wrong', () => {
    const files = { directory: '.', company: COMPANY, plans: [{ file: 'p.yaml', text: 'plan: p\n' }] };
    const found = planCurvesOfFiles({ files });
    expect(found.ok ? [] : found.problems.map(({ location }) => location?.file)).toContain('p.yaml');
  });
});
