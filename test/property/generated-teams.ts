import fc from 'fast-check';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { applied, dealOf, invoiced, received } from '../engine/given.js';

/** A company of teams, of which most are folded, and somebody is left to the engine. */
export interface GeneratedTeams {
  /** The plan files, as JSON. */
  readonly plans: { readonly sellers: unknown; readonly managers: unknown };
  readonly records: RecordSet;
}

/** The first day after the generated histories. */
export const THROUGH = '2026-07-01';

const HEAD = { language: 1, effective: { from: '2026-01-01', to: '2027-01-01' }, currency: 'USD' };
const WHEN = { all: [{ fact: 'type', operator: 'equal', value: 'new' }] };
const MONTHS = ['01', '02', '05'];
/**
 * Two below the manager of a team of theirs and the one above, another below that one alone, one there who leaves the
 * plan, two in a team without a manager, two below somebody who sells as well, one in no team, one who was away, which
 * is the engine's, and one without deals.
 */
const SELLERS = ['a-1', 'a-2', 'b-1', 'e-1', 'p-1', 'p-2', 's-1', 'z-1', 'q-1', 'n-1'];
const MANAGERS = ['mia', 'kim'];
const MEMBERS = {
  ...{ west: ['a-1', 'a-2', 'e-1', 'n-1'], all: ['b-1'] },
  ...{ pair: ['p-1', 'p-2'], south: ['s-1'] },
};

interface PlanTerms {
  readonly late: boolean;
  readonly cashWindow: string;
  readonly gateOn: string;
  readonly gateOf: string;
  readonly decided: string;
  readonly releases: boolean;
}

function plansOf({ late, cashWindow, gateOn, gateOf, decided, releases }: PlanTerms) {
  const head = { ...HEAD, payFrequency: 'monthly', ...(late ? { governedBy: 'closeDate' } : {}) };
  const booked = { basis: 'booked', amount: 'tcv', when: WHEN, window: 'quarter' };
  const rates = [
    { from: '0%', rate: '5%' },
    { from: '100%', rate: '12%' },
  ];
  const release = [
    { share: '50%', on: 'booked' },
    { share: '50%', on: 'collected' },
  ];
  const sellers = {
    ...{ ...head, plan: 'sellers' },
    measures: {
      sales: { ...booked, credit: { roles: ['owner'] } },
      cash: { basis: 'collected', amount: 'amount', credit: { roles: ['owner'] }, window: cashWindow },
    },
    components: {
      commission: {
        measure: 'sales',
        commission: { tiers: 'marginal', over: 'attainment', rates },
        ...(releases ? { release } : {}),
      },
      collections: { measure: 'cash', commission: { rate: '1%' } },
    },
  };
  const managers = {
    ...{ ...head, plan: 'managers' },
    measures: { below: { ...booked, credit: { team: true, roles: ['owner'] } } },
    components: {
      override: {
        measure: 'below',
        commission: { tiers: 'marginal', over: 'attainment', rates: [{ from: '0%', rate: '0.5%' }] },
        gate: { measure: gateOn, of: gateOf, atLeast: '60%', decided, otherwise: '50%' },
      },
    },
  };
  return { sellers, managers };
}

const plans = fc
  .record({
    late: fc.boolean(),
    cashWindow: fc.constantFrom('month', 'quarter'),
    gateOn: fc.constantFrom('sales', 'cash'),
    gateOf: fc.constantFrom('teamPooled', 'teamAverage'),
    decided: fc.constantFrom('toDate', 'windowEnd'),
    releases: fc.boolean(),
  })
  .map(plansOf);

/** What differs between the companies of one make. */
interface RecordTerms {
  /** Whether deals of a seller come in twos on a day. */
  readonly twins: boolean;
  readonly leaves: string | null;
  readonly sellingManager: boolean;
  readonly cents: number;
  readonly moves: RecordSet['teamParent'];
}

const moved = (team: string, parent: string | null, from: string, to: string | null = null) => {
  return { team, parent, from, to };
};
/** Reorganisations: none; below another team on the days of a deal, or from a day on; two that change places. */
const MOVES: readonly RecordSet['teamParent'][] = [
  [],
  [moved('west', 'south', '2026-01-10', '2026-02-11')],
  [moved('west', null, '2026-02-10')],
  [moved('south', 'all', '2026-02-01'), moved('pair', 'west', '2026-02-11', '2026-05-10')],
  [moved('west', null, '2026-02-10', '2026-05-11'), moved('all', 'west', '2026-02-10', '2026-05-11')],
];

function recordsOf({ twins, leaves, sellingManager, cents, moves }: RecordTerms): RecordSet {
  const payees = [...SELLERS, ...MANAGERS, 'pat'];
  const deals = SELLERS.filter((payee) => payee !== 'n-1').flatMap((payee) =>
    MONTHS.flatMap((month) =>
      ['C', 'D'].slice(twins ? 0 : 1).map((kind) => ({ id: `${kind}-${payee}-${month}`, payee, month })),
    ),
  );
  const collected = deals.filter(({ month }) => month === '01' || month === '02');
  const quota = (payee: string, of: string, amount: string) => ({
    ...{ payee, team: null, quota: of, from: '2026-01-01', to: '2027-01-01', amount, currency: 'USD' },
    ...{ spread: 'equal' as const, weights: null },
  });
  const from = '2026-01-01';
  const membership = (team: string, payee: string, as: 'member' | 'manager') => {
    return { team, payee, as, from, to: null };
  };
  const assigned = (payee: string, plan: string, to: string | null = null) => ({ payee, plan, from, to });
  return {
    ...EMPTY_RECORD_SET,
    fxRate: [{ from: 'EUR', to: 'USD', date: from, rate: '1.1' }],
    payee: payees.map((id) => {
      return {
        id,
        name: id,
        email: null,
        role: null,
        region: null,
        hireDate: null,
        leaveDate: null,
        payoutCurrency: null,
      };
    }),
    team: [
      ...[
        { id: 'all', name: 'All', parent: null },
        { id: 'west', name: 'West', parent: 'all' },
      ],
      ...[
        { id: 'pair', name: 'Pair', parent: null },
        { id: 'south', name: 'South', parent: null },
      ],
    ],
    teamParent: moves,
    membership: [
      ...Object.entries(MEMBERS).flatMap(([team, own]) =>
        own.map((each) => membership(team, each, 'member')),
      ),
      ...[membership('west', 'mia', 'manager'), membership('all', 'kim', 'manager')],
      membership('south', 'pat', 'manager'),
    ],
    assignment: [
      ...SELLERS.map((payee) => assigned(payee, 'sellers', payee === 'e-1' ? leaves : null)),
      ...[...MANAGERS, 'pat'].map((payee) => assigned(payee, 'managers')),
      ...(sellingManager ? [assigned('pat', 'sellers')] : []),
    ],
    absence: [{ payee: 'q-1', from: '2026-05-01', to: '2026-05-10', kind: 'leave' }],
    quota: [
      ...[...SELLERS, 'pat'].flatMap((each) => [quota(each, 'sales', '4000'), quota(each, 'cash', '1200')]),
      ...[...MANAGERS, 'pat'].map((each) => quota(each, 'below', '9000')),
    ],
    deal: deals.map(({ id, month }) =>
      dealOf(id, { closeDate: `2026-${month}-10`, tcv: BigInt(cents), currency: 'USD', type: 'new' }),
    ),
    split: [
      ...deals.map(({ id, payee }) => ({ deal: id, payee, role: 'owner', share: '1', from: null, to: null })),
      { deal: 'D-z-1-05', payee: 'pat', role: 'owner', share: '0.5', from: null, to: null },
    ],
    invoiceLine: collected.map(({ id, month }) =>
      invoiced(`I-${id}`, id, '300.00', { date: `2026-${month}-10` }),
    ),
    receipt: collected.map(({ id }, place) => received(`R-${id}`, `2026-0${2 + (place % 5)}-05`, '200.00')),
    application: collected.map(({ id }) => applied(`R-${id}`, `I-${id}`, '150.00')),
  };
}

const records = fc
  .record({
    twins: fc.boolean(),
    leaves: fc.constantFrom(null, '2026-03-01', '2026-04-15'),
    sellingManager: fc.boolean(),
    cents: fc.constantFrom(50_000, 20_000, 133_333),
    moves: fc.constantFrom(...MOVES),
  })
  .map(recordsOf);

/** Companies of one make that differ in their plans and in who is there. */
export const generatedTeams: fc.Arbitrary<GeneratedTeams> = fc.record({ plans, records });
