import { describe, expect, it } from 'vitest';
import type { CapitalisedCost, CostTerms } from '../../../src/engine/contract-cost.js';
import { allocateToContracts } from '../../../src/ledger/accounting/allocate-to-contracts.js';
import { contractCosts } from '../../../src/ledger/accounting/contract-costs.js';
import { type Contract, costTermsOfDeal } from '../../../src/ledger/accounting/cost-terms-of-deal.js';
import type { EarnedAmount } from '../../../src/ledger/accounting/earned-amount.js';
import { earnedAmount } from './earned.js';

const MONTHS_36 = { of: 'duration', duration: { count: 36, unit: 'months' } } as const;

const POLICY = { relationshipMonths: 24, expedient: false };

function termsOf(fields: Partial<CapitalisedCost> = {}): CapitalisedCost {
  return {
    incremental: true,
    benefit: MONTHS_36,
    renewals: 'commensurate',
    spread: 'months',
    expedient: false,
    estimates: [],
    ...fields,
  };
}

function contractOf(fields: Partial<Contract> = {}): Contract {
  return {
    deal: 'D-1',
    start: '2026-01-10',
    termMonths: 12,
    isOpenEnded: false,
    isRenewal: false,
    cancelled: null,
    ...fields,
  };
}

function costs(
  earned: readonly EarnedAmount[],
  terms: CostTerms | null,
  contract: Partial<Contract> = {},
  { relationshipMonths = 24, expedient = false } = {},
) {
  return contractCosts(earned, {
    epochsOf: () => [{ from: '', cost: terms, company: { relationshipMonths, expedient } }],
    contractOf: (deal) => (deal === 'gone' ? null : contractOf({ ...contract, deal })),
  });
}

describe('how long a cost is of use', () => {
  const benefit = (terms: Partial<CapitalisedCost>, contract: Partial<Contract> = {}) =>
    costTermsOfDeal(termsOf(terms), contractOf(contract), POLICY).benefit.count;

  it('is the time that the plan gives', () => {
    expect(benefit({ benefit: MONTHS_36 })).toBe(36);
  });

  it('is the term of the contract where renewals pay for themselves', () => {
    expect(benefit({ benefit: { of: 'term' } }, { termMonths: 18 })).toBe(18);
  });

  it('is the expected relationship where they do not', () => {
    expect(benefit({ benefit: { of: 'relationship' }, renewals: 'notCommensurate' })).toBe(24);
  });

  it('is the term of a renewal that does not pay for itself, whatever the first contract', () => {
    const terms = { renewals: 'notCommensurate', benefit: MONTHS_36 } as const;
    expect(benefit(terms, { isRenewal: true, termMonths: 12 })).toBe(12);
    expect(benefit({ renewals: 'commensurate', benefit: MONTHS_36 }, { isRenewal: true })).toBe(36);
  });

  it('is the expected relationship for an open-ended contract', () => {
    expect(benefit({ benefit: { of: 'term' } }, { termMonths: null, isOpenEnded: true })).toBe(24);
  });
});

describe('what is expensed as it is earned', () => {
  const earned = [earnedAmount('2026-01', 120_00n)];
  const reasons = (...given: Parameters<typeof costs>) =>
    costs(...given).expensed.map(({ because, amount }) => `${because} ${amount}`);

  it('is what no plan says to be incremental', () => {
    expect(reasons(earned, null)).toEqual(['notStated 12000']);
    expect(reasons(earned, { incremental: false })).toEqual(['notIncremental 12000']);
  });

  it('is what is of use for a year at most, where the plan takes the expedient', () => {
    const year = { of: 'duration', duration: { count: 12, unit: 'months' } } as const;
    const longer = { of: 'duration', duration: { count: 13, unit: 'months' } } as const;
    expect(reasons(earned, termsOf({ expedient: true, benefit: year }))).toEqual(['oneYearAtMost 12000']);
    expect(reasons(earned, termsOf({ expedient: true, benefit: longer }))).toEqual([]);
    expect(reasons(earned, termsOf({ expedient: false, benefit: year }))).toEqual([]);
  });

  it('counts a year in days from the start of the contract, with its leap day', () => {
    const of = (count: number, start: string) => {
      const benefit = { of: 'duration', duration: { count, unit: 'days' } } as const;
      return reasons(earned, termsOf({ expedient: true, benefit }), { start });
    };
    expect(of(365, '2026-01-10')).toEqual(['oneYearAtMost 12000']);
    expect(of(366, '2026-01-10')).toEqual([]);
    expect(of(366, '2028-01-10')).toEqual(['oneYearAtMost 12000']);
    expect(of(367, '2028-01-10')).toEqual([]);
  });

  it('is what belongs to no contract', () => {
    expect(reasons([{ ...earnedAmount('2026-01', 5n), deal: null }], termsOf())).toEqual(['noContract 5']);
    expect(reasons([{ ...earnedAmount('2026-01', 5n), deal: 'gone' }], termsOf())).toEqual(['noContract 5']);
  });
});

describe('what is capitalised', () => {
  it('is kept apart by contract and by what earned it', () => {
    const { contracts } = costs(
      [
        earnedAmount('2026-01', 360_00n),
        earnedAmount('2026-02', 35_00n),
        earnedAmount('2026-01', 36_00n, { deal: 'D-2' }),
        earnedAmount('2026-01', 72_00n, { component: 'override' }),
      ],
      termsOf(),
    );
    expect(
      contracts.map(({ entitlement, deal, movements }) => [entitlement.component, deal, movements.length]),
    ).toEqual([
      ['new-business', 'D-1', 36 + 35],
      ['new-business', 'D-2', 36],
      ['override', 'D-1', 36],
    ]);
  });

  it('says so where a contract does not say its term', () => {
    const { problems } = costs([earnedAmount('2026-01', 1n)], termsOf({ benefit: { of: 'term' } }), {
      termMonths: null,
    });
    expect(problems).toMatchObject([
      { code: 'missing-benefit', severity: 'warning', subject: expect.stringContaining('deal D-1') },
    ]);
  });
});

describe('a bonus', () => {
  const bonus: EarnedAmount = { ...earnedAmount('2026-03', 100_00n), deal: null };
  const parts = (credits: Readonly<Record<string, bigint>>, amount = 100_00n) =>
    allocateToContracts({ ...bonus, amount }, new Map(Object.entries(credits))).map(
      ({ deal, amount: part }) => `${deal} ${part}`,
    );

  it('belongs to contracts by what they were credited, the largest remainders first', () => {
    expect(parts({ 'D-1': 1n, 'D-2': 1n, 'D-3': 1n })).toEqual(['D-1 3334', 'D-2 3333', 'D-3 3333']);
    expect(parts({ 'D-1': 70n, 'D-2': 30n }, -1_01n)).toEqual(['D-1 -71', 'D-2 -30']);
  });

  it('leaves out contracts that were credited nothing, and stays whole where all were', () => {
    expect(parts({ 'D-1': 5n, 'D-2': 0n, 'D-3': -5n })).toEqual(['D-1 10000']);
    expect(parts({ 'D-2': 0n })).toEqual(['null 10000']);
  });
});
