import { describe, expect, it } from 'vitest';
import type { ContractCost, CostMovement } from '../../../src/ledger/accounting/cost-movement.js';
import { costSchedule } from '../../../src/ledger/accounting/cost-schedule.js';

const months = (count: number) => ({ count, unit: 'months' }) as const;

function cost(additions: Readonly<Record<string, bigint>>, fields: Partial<ContractCost> = {}): ContractCost {
  return {
    additions: new Map(Object.entries(additions)),
    start: '2026-01-20',
    benefit: months(12),
    spread: 'months',
    estimates: [],
    cancelled: null,
    ...fields,
  };
}

/** `cohort month addition amortisation impairment`, one line each. */
function shown(movements: readonly CostMovement[]): readonly string[] {
  return movements.map(
    ({ cohort, month, addition, amortisation, impairment }) =>
      `${cohort} ${month} ${addition} ${amortisation} ${impairment}`,
  );
}

function balance(movements: readonly CostMovement[], through = '9999-12'): bigint {
  return movements
    .filter(({ month }) => month <= through)
    .reduce((sum, each) => sum + each.addition - each.amortisation - each.impairment, 0n);
}

describe('a cost that is spread straight-line', () => {
  it('takes equal months, the first of them whole', () => {
    const schedule = costSchedule(cost({ '2026-01': 5_400_000n }, { benefit: months(36) }));
    expect(schedule).toHaveLength(36);
    expect(new Set(schedule.map(({ amortisation }) => amortisation))).toEqual(new Set([150_000n]));
    expect(schedule.at(0)?.month).toBe('2026-01');
    expect(schedule.at(-1)?.month).toBe('2028-12');
    expect(balance(schedule, '2026-06')).toBe(4_500_000n);
    expect(balance(schedule)).toBe(0n);
  });

  it('sums to the addition to the cent, whatever the months come to', () => {
    const schedule = costSchedule(cost({ '2026-01': 10_000n }, { benefit: months(7) }));
    expect(schedule.map(({ amortisation }) => amortisation)).toEqual([
      1429n,
      1428n,
      1429n,
      1428n,
      1429n,
      1428n,
      1429n,
    ]);
  });

  it('takes the days of each month where it is spread by days', () => {
    const schedule = costSchedule(cost({ '2026-01': 36_500n }, { spread: 'days' }));
    expect(schedule.map(({ month, amortisation }) => `${month} ${amortisation}`)).toEqual([
      '2026-01 1200',
      '2026-02 2800',
      '2026-03 3100',
      '2026-04 3000',
      '2026-05 3100',
      '2026-06 3000',
      '2026-07 3100',
      '2026-08 3100',
      '2026-09 3000',
      '2026-10 3100',
      '2026-11 3000',
      '2026-12 3100',
      '2027-01 1900',
    ]);
  });

  it('waits for a contract that starts later', () => {
    const schedule = costSchedule(cost({ '2026-01': 300n }, { start: '2026-03-01', benefit: months(3) }));
    expect(shown(schedule)).toEqual([
      '2026-01 2026-01 300 0 0',
      '2026-01 2026-03 0 100 0',
      '2026-01 2026-04 0 100 0',
      '2026-01 2026-05 0 100 0',
    ]);
  });

  it('spreads what is earned later over what is left, and expenses what comes after the end', () => {
    const schedule = costSchedule(
      cost({ '2026-01': 300n, '2026-02': 100n, '2026-09': 70n }, { benefit: months(3) }),
    );
    expect(shown(schedule)).toEqual([
      '2026-01 2026-01 300 100 0',
      '2026-01 2026-02 0 100 0',
      '2026-02 2026-02 100 50 0',
      '2026-01 2026-03 0 100 0',
      '2026-02 2026-03 0 50 0',
      '2026-09 2026-09 70 70 0',
    ]);
  });
});

describe('a contract that is cancelled', () => {
  it('impairs what is left in that month', () => {
    const schedule = costSchedule(
      cost({ '2026-01': 5_400_000n }, { benefit: months(36), cancelled: '2026-07-01' }),
    );
    expect(shown(schedule).slice(-1)).toEqual(['2026-01 2026-07 0 0 4500000']);
    expect(balance(schedule, '2026-07')).toBe(0n);
  });

  it('impairs what the clawback leaves', () => {
    const schedule = costSchedule(cost({ '2026-01': 1200n, '2026-04': -600n }, { cancelled: '2026-04-15' }));
    // Of 900 that were left, 600 come back: half of the cost goes with half of the balance, and the rest is lost.
    expect(shown(schedule).slice(-1)).toEqual(['2026-01 2026-04 -600 0 300']);
    expect(balance(schedule)).toBe(0n);
  });

  it('brings back what was amortised where all is clawed back', () => {
    const schedule = costSchedule(cost({ '2026-01': 1200n, '2026-04': -1200n }));
    expect(shown(schedule)).toEqual([
      '2026-01 2026-01 1200 100 0',
      '2026-01 2026-02 0 100 0',
      '2026-01 2026-03 0 100 0',
      '2026-01 2026-04 -1200 0 -300',
    ]);
  });

  it('expenses at once what is earned afterwards', () => {
    const schedule = costSchedule(cost({ '2026-01': 1200n, '2026-05': 50n }, { cancelled: '2026-02-01' }));
    expect(shown(schedule)).toEqual([
      '2026-01 2026-01 1200 100 0',
      '2026-01 2026-02 0 0 1100',
      '2026-05 2026-05 50 0 50',
    ]);
  });
});

describe('what is taken back in part', () => {
  it('takes its part of the balance and of what was amortised', () => {
    const schedule = costSchedule(cost({ '2026-01': 1200n, '2026-04': -300n }));
    expect(shown(schedule).slice(3, 5)).toEqual(['2026-01 2026-04 -300 75 -75', '2026-01 2026-05 0 75 0']);
    expect(balance(schedule, '2026-04')).toBe(600n);
    expect(balance(schedule)).toBe(0n);
  });

  it('is shared by what each month added, by largest remainder', () => {
    const schedule = costSchedule(
      cost({ '2026-01': 200n, '2026-02': 100n, '2026-03': -100n }, { start: '2026-04-01' }),
    );
    expect(shown(schedule).slice(0, 4)).toEqual([
      '2026-01 2026-01 200 0 0',
      '2026-02 2026-02 100 0 0',
      '2026-01 2026-03 -67 0 0',
      '2026-02 2026-03 -33 0 0',
    ]);
    expect(balance(schedule)).toBe(0n);
  });

  it('is income at once where it is more than was ever added', () => {
    expect(shown(costSchedule(cost({ '2026-01': 100n, '2026-02': -150n })))).toEqual([
      '2026-01 2026-01 100 8 0',
      '2026-01 2026-02 -100 0 -8',
      '2026-02 2026-02 -50 0 -50',
    ]);
    expect(shown(costSchedule(cost({ '2026-02': -50n })))).toEqual(['2026-02 2026-02 -50 0 -50']);
  });
});

describe('a later estimate', () => {
  it('spreads what is left over what it leaves, and changes nothing before', () => {
    const schedule = costSchedule(
      cost({ '2026-01': 1200n }, { estimates: [{ from: '2026-07-10', benefit: months(24) }] }),
    );
    expect(schedule).toHaveLength(24);
    expect(schedule.slice(0, 6).every(({ amortisation }) => amortisation === 100n)).toBe(true);
    expect(schedule.slice(6).map(({ amortisation }) => amortisation)).toEqual([
      33n,
      34n,
      33n,
      33n,
      34n,
      33n,
      33n,
      34n,
      33n,
      33n,
      34n,
      33n,
      33n,
      34n,
      33n,
      33n,
      34n,
      33n,
    ]);
  });

  it('expenses what is left in its month where it leaves nothing', () => {
    const schedule = costSchedule(
      cost({ '2026-01': 1200n }, { estimates: [{ from: '2026-07-01', benefit: months(3) }] }),
    );
    expect(shown(schedule).slice(-1)).toEqual(['2026-01 2026-07 0 600 0']);
  });
});
