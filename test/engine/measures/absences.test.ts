import { describe, expect, test } from 'vitest';
import type { AbsenceRule } from '../../../src/engine/absence-rule.js';
import type { Plan } from '../../../src/engine/plan.js';
import { roundRatio } from '../../../src/money/ratio.js';
import type { Absence } from '../../../src/records/record-kinds.js';
import {
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  dueOf,
  incentiveOf,
  linesOf,
  measureOf,
  planOf,
  quotaOf,
  sold,
  text,
} from '../given.js';

function away(from: string, to: string | null, kind: string | null = null): Absence {
  return { payee: 'me', from, to, kind };
}

function ruleOf(fields: Partial<AbsenceRule>): AbsenceRule {
  return { kind: null, quota: 'prorated', target: 'full', events: 'credited', ...fields };
}

/** The quota and the target incentive of the first three months, each 300 when nobody is away. */
function months(absence: readonly Absence[], fields: Partial<Plan> = {}): readonly string[] {
  const measure = measureOf({ window: { kind: 'month' } });
  const plan = planOf([componentOf(commissionOf(), { measure })], fields);
  const records = {
    absence,
    quota: [quotaOf('3600.00', '2026-01-01', '2027-01-01')],
    targetIncentive: [incentiveOf('3600.00')],
  };
  const [segment] = bookOf(calculated([plan], records, '2026-04-01')).segments;
  return (segment?.measures[0]?.windows ?? []).map(({ quota, targetIncentive }) => {
    const target = roundRatio(targetIncentive?.prorated ?? { numerator: 0n, denominator: 1n }, 'half-even');
    return `${text(quota?.amount ?? 0n)} ${text(target)}`;
  });
}

describe('an absence', () => {
  test('takes its days out of the quota, and leaves the target whole', () => {
    // From the 15th of January: 14 of 31 days are left of that month, and 27 of 28 of February.
    expect(months([away('2026-01-15', '2026-02-02')])).toEqual([
      '135.48 300.00',
      '289.29 300.00',
      '300.00 300.00',
    ]);
  });

  test('by whole months takes those out whose 15th lies in it', () => {
    const byMonths = { proration: 'months' } as const;
    expect(months([away('2026-01-15', '2026-02-15')], byMonths)).toEqual([
      '0.00 300.00',
      '300.00 300.00',
      '300.00 300.00',
    ]);
    expect(months([away('2026-01-16', '2026-02-16')], byMonths)[0]).toBe('300.00 300.00');
  });

  test('without an end lasts', () => {
    expect(months([away('2026-02-01', null)])).toEqual(['300.00 300.00', '0.00 300.00', '0.00 300.00']);
  });

  test('of one day in a leap year is one of 29', () => {
    const measure = measureOf({ window: { kind: 'month' } });
    const plan = planOf([componentOf(commissionOf(), { measure })], {
      effective: { from: '2024-01-01', to: '2027-01-01' },
    });
    const quota = [quotaOf('3480.00', '2024-01-01', '2025-01-01')];
    const assignment = [{ payee: 'me', plan: 'plan', from: '2024-02-01', to: null }];
    const absence = [away('2024-02-29', '2024-03-01')];
    const [segment] = bookOf(calculated([plan], { quota, assignment, absence }, '2024-03-01')).segments;
    expect(text(segment?.measures[0]?.windows[0]?.quota?.amount ?? 0n)).toBe('280.00');
  });

  test('changes the target too, or nothing, where the plan says so', () => {
    const [january] = months([away('2026-01-15', '2026-02-01')], {
      absences: [ruleOf({ target: 'prorated' })],
    });
    expect(january).toBe('135.48 135.48');
    const full = months([away('2026-01-15', '2026-02-01')], { absences: [ruleOf({ quota: 'full' })] });
    expect(full[0]).toBe('300.00 300.00');
  });

  test('goes by the first rule for its kind', () => {
    const absences = [ruleOf({ kind: 'training', quota: 'full' }), ruleOf({ target: 'prorated' })];
    expect(months([away('2026-01-15', '2026-02-01', 'training')], { absences })[0]).toBe('300.00 300.00');
    expect(months([away('2026-01-15', '2026-02-01', 'parental')], { absences })[0]).toBe('135.48 135.48');
  });
});

describe('what happens while somebody is away', () => {
  const deal = ['2026-01-14', '2026-01-15', '2026-01-31', '2026-02-01'].map((day) =>
    sold(day, day, '100.00'),
  );
  const credited = (absences: readonly AbsenceRule[], kind: string | null = null) => {
    const plan = planOf([componentOf(commissionOf())], { absences });
    const absence = [away('2026-01-15', '2026-02-01', kind)];
    return linesOf(dueOf(plan, { deal, absence })).map((line) => line.split(' ')[1]);
  };

  test('is credited unless the plan says otherwise', () => {
    expect(credited([])).toHaveLength(4);
  });

  test('is credited to nobody where the plan forfeits it, from the first day to the last', () => {
    expect(credited([ruleOf({ events: 'forfeited' })])).toEqual(['2026-01-14', '2026-02-01']);
  });

  test('may be forfeited in notice only', () => {
    const inNotice = [ruleOf({ kind: 'notice', quota: 'full', events: 'forfeited' })];
    expect(credited(inNotice, 'notice')).toHaveLength(2);
    expect(credited(inNotice, 'parental')).toHaveLength(4);
  });
});
