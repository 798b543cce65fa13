import type { Statement, StatementComponent, StatementLine } from '../../src/ledger/statement.js';

/** A line with what is given. */
export function line(given: Partial<StatementLine> = {}): StatementLine {
  return {
    id: 'ada.2026-04.1',
    component: 'new-business',
    measure: 'new-acv',
    assignment: 'ae/2026-01-01',
    segmentFrom: '2026-01-01',
    kind: 'credit',
    deal: 'D-1',
    deals: [],
    event: 'booked:D-1:booking',
    date: '2026-04-10',
    window: { from: '2026-04-01', to: '2026-07-01' },
    share: '100%',
    base: '60000.00',
    credited: '60000.00',
    amount: '6000.00',
    corrects: null,
    limits: [],
    converted: null,
    planHash: 'f'.repeat(64),
    key: 'credit:booked:D-1:booking',
    ...given,
  };
}

/** A component with lines, its totals as given. */
export function component(
  lines: readonly StatementLine[],
  given: Partial<StatementComponent> = {},
): StatementComponent {
  const [first = line()] = lines;
  const { assignment, component: id, measure } = first;
  return { assignment, component: id, measure, earned: '6000.00', payable: '0.00', lines, ...given };
}

/** A statement for April 2026 with what is given, and nothing on it otherwise. */
export function statement(given: Partial<Statement> = {}): Statement {
  return {
    payee: { id: 'ada', name: 'Ada Byron' },
    period: { id: '2026-04', from: '2026-04-01', to: '2026-05-01' },
    currency: 'USD',
    asOf: '2026-04-30',
    status: 'complete',
    plans: [
      {
        assignment: 'ae/2026-01-01',
        plan: 'ae',
        title: 'Account executive',
        hash: 'f'.repeat(64),
        from: '2026-01-01',
        to: '2027-01-01',
      },
    ],
    balances: {
      openingHeld: '0.00',
      earned: '0.00',
      payable: '0.00',
      closingHeld: '0.00',
      carriedIn: '0.00',
      guaranteed: '0.00',
      drawn: '0.00',
      adjusted: '0.00',
      recovered: '0.00',
      paid: '0.00',
      carried: '0.00',
      owed: { opening: '0.00', drawn: '0.00', recovered: '0.00', forgiven: '0.00', closing: '0.00' },
      promised: { draw: '0.00', guarantee: '0.00' },
    },
    components: [],
    releases: [],
    held: [],
    adjustments: [],
    attainments: [],
    yearToDate: {
      from: '2026-01-01',
      earned: '0.00',
      payable: '0.00',
      drawn: '0.00',
      guaranteed: '0.00',
      adjusted: '0.00',
      recovered: '0.00',
      paid: '0.00',
    },
    problems: [],
    madeFrom: { change: 7, rulesHash: 'a'.repeat(64), inputsHash: 'b'.repeat(64), engineVersion: '0.2.0' },
    ...given,
  };
}
