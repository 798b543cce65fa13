import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CostMovement } from '../../src/ledger/accounting/cost-movement.js';
import { formatMinorUnits } from '../../src/money/minor-units.js';
import type { Amendment, Payee } from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET } from '../../src/records/record-set.js';
import type { RuleFile } from '../../src/rules/read-rules.js';
import { assignmentOf, cancelled, sold, splitOf } from '../engine/given.js';
import { costsOfPlan } from '../ledger/accounting/costs-of-plan.js';

// What the published examples capitalise of what their plans earn; the plans themselves are in plans/.

const ME: Payee = {
  id: 'me',
  name: 'me',
  email: null,
  role: null,
  region: null,
  hireDate: null,
  leaveDate: null,
  payoutCurrency: null,
};

const file = (name: string): RuleFile => ({
  file: name,
  text: readFileSync(new URL(name, import.meta.url), 'utf8'),
});

function costsOf(id: string, through: string, amendment: readonly Amendment[] = []): readonly CostMovement[] {
  const rules = { directory: 'published', company: file('company.yaml'), plans: [file(`plans/${id}.yaml`)] };
  const records = {
    ...EMPTY_RECORD_SET,
    payee: [ME],
    assignment: [assignmentOf('me', { plan: id })],
    deal: [sold('D-1', '2026-01-15', '540000.00')],
    split: [splitOf('D-1', 'me')],
    amendment,
  };
  const { contracts } = costsOfPlan(rules, records, through);
  return contracts.flatMap(({ movements }) => movements);
}

const usd = (minor: bigint) => formatMinorUnits(minor, 'USD');
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('the published example aleq-54k-36-months', () => {
  const through = costsOf('aleq-54k-36-months', '2026-07-01').filter(({ month }) => month <= '2026-06');

  it('amortises 1,500 a month, and in six months 9,000', () => {
    expect(through.map(({ amortisation }) => usd(amortisation))).toEqual(Array(6).fill('1500.00'));
    expect(usd(sum(through.map(({ amortisation }) => amortisation)))).toBe('9000.00');
  });

  it('leaves 45,000', () => {
    expect(usd(sum(through.map(({ addition, amortisation }) => addition - amortisation)))).toBe('45000.00');
  });
});

describe('the published example aleq-churn-write-off', () => {
  const movements = costsOf('aleq-churn-write-off', '2026-08-01', [cancelled('D-1', '2026-07-01')]);

  it('expenses the 45,000 that are left at once, and leaves nothing', () => {
    expect(movements.at(-1)).toMatchObject({ month: '2026-07', amortisation: 0n, impairment: 4_500_000n });
    expect(sum(movements.map((each) => each.addition - each.amortisation - each.impairment))).toBe(0n);
  });
});
