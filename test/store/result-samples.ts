import type { Entitlement } from '../../src/ledger/entitlement.js';
import type { PostedLine, PostedPeriod, PostedStatement } from '../../src/ledger/posted-statement.js';
import type { RunPeriod } from '../../src/ledger/run-period.js';
import type { PayeeProblem, PayeeResult, ShardResults, TeamAttainment } from '../../src/store/results.js';

/** The first months of 2026, as pay periods of a run. */
export const PERIODS: readonly RunPeriod[] = ['01', '02', '03', '04'].map((month, number) => ({
  number,
  id: `2026-${month}`,
  frequency: 'monthly',
  from: `2026-${month}-01`,
  to: `2026-0${number + 2}-01`,
}));

/** A period of {@link PERIODS}. */
export function periodOf(id: string): PostedPeriod {
  const found = PERIODS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no period ${id}`);
  const { number: _, ...period } = found;
  return period;
}

/** What a payee can earn by, with what is given. */
export function entitlement(given: Partial<Entitlement> = {}): Entitlement {
  return {
    number: 0,
    payee: 'ada',
    assignment: 'ae/2026-01-01',
    segmentFrom: '2026-01-01',
    segmentTo: '2027-01-01',
    component: 'new-business',
    measure: 'new-acv',
    basis: 'booked',
    unit: 'money',
    currency: 'USD',
    frequency: 'monthly',
    plan: 'ae',
    title: null,
    planHash: 'hash',
    released: false,
    ...given,
  };
}

/** A line with what is given: the booking of a deal. */
export function line(given: Partial<PostedLine> = {}): PostedLine {
  const { kind = 'credit', deal = 'D-1', date = '2026-02-10' } = given;
  const { event = deal === null ? null : `booked:${deal}:booking` } = given;
  return {
    entitlement: 0,
    number: 1,
    kind,
    key: `${kind}:${event ?? date}`,
    event,
    deal,
    deals: [],
    date,
    windowFrom: '2026-01-01',
    windowTo: '2026-04-01',
    amount: 0n,
    share: 100_000_000n,
    base: 60_000n,
    credited: 60_000n,
    corrects: null,
    limits: [],
    converted: null,
    ...given,
  };
}

/** A statement with what is given; all its totals differ. */
export function statement(given: Partial<PostedStatement> = {}): PostedStatement {
  return {
    payee: 'ada',
    period: periodOf('2026-02'),
    currency: 'USD',
    status: 'complete',
    totals: {
      earned: 9_007_199_254_740_993n,
      held: -2n,
      payable: 3n,
      drawn: 4n,
      guaranteed: 5n,
      adjusted: 6n,
      recovered: 7n,
      carriedIn: -8n,
      carried: 9n,
      paid: 0n,
    },
    lines: [],
    payables: [],
    releases: [],
    held: [],
    adjustments: [],
    year: {
      from: '2026-01-01',
      earned: 9_007_199_254_740_993n,
      payable: 3n,
      drawn: 4n,
      guaranteed: 5n,
      adjusted: 6n,
      recovered: 7n,
      paid: 0n,
    },
    owed: { opening: 9n, drawn: 4n, forgiven: 1n },
    promised: { draw: 11n, guarantee: 12n },
    standings: [],
    problems: [],
    ...given,
  };
}

/** What a run says of a payee, with what is given. */
export function payeeResult(payee: string, given: Partial<PayeeResult> = {}): PayeeResult {
  return { payee, name: payee.toUpperCase(), inputsHash: `inputs of ${payee}`, ...given };
}

/** What one payee with one entitlement has: a statement for February with lines of these amounts. */
export function resultsOf(payee: string, number: number, amounts: readonly bigint[]): ShardResults {
  const lines = amounts.map((amount, place) => line({ entitlement: number, number: place + 1, amount }));
  return {
    payees: [payeeResult(payee)],
    entitlements: [entitlement({ number, payee })],
    statements: [statement({ payee, lines })],
    problems: [],
  };
}

/** A problem of a payee. */
export function problemOf(payee: string, message = 'no quota for 2026-Q1'): PayeeProblem {
  return { payee, problem: { code: 'missing-quota', severity: 'error', message, subject: payee } };
}

/** An attainment with what is given. */
export function attainment(given: Partial<TeamAttainment>): TeamAttainment {
  return {
    team: 'emea',
    measure: 'new-acv',
    windowStart: '2026-01-01',
    at: '2026-01-31',
    currency: 'USD',
    pooledCredited: '90000.00',
    pooledQuota: '100000.00',
    pooled: '0.9',
    average: '0.95',
    status: 'complete',
    document: '{"members":[]}',
    ...given,
  };
}
