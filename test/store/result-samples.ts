import type { PayeeProblem, ResultLine, StoredStatement, TeamAttainment } from '../../src/store/results.js';

/** A line with what is given; its id follows from payee and sequence. */
export function line(given: Partial<ResultLine>): ResultLine {
  const { payee = 'ada', sequence = 0 } = given;
  return {
    id: `${payee}:${sequence}`,
    payee,
    assignment: 'ae@2026-01-01',
    component: 'new-business',
    windowStart: '2026-01-01',
    sequence,
    kind: 'event',
    eventKey: 'deal:D-1:booked',
    deal: 'D-1',
    date: '2026-02-10',
    period: '2026-02',
    amount: 0n,
    currency: 'USD',
    plan: 'ae',
    planHash: 'hash',
    document: null,
    ...given,
  };
}

/** A statement with what is given; all its totals differ. */
export function statement(given: Partial<StoredStatement>): StoredStatement {
  return {
    payee: 'ada',
    period: '2026-02',
    currency: 'USD',
    from: '2026-02-01',
    to: '2026-03-01',
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
    document: '{"lines":[]}',
    ...given,
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
