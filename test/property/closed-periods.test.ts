import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../../src/engine/calculate.js';
import { dueAsOf } from '../../src/engine/due.js';
import { compareText } from '../../src/engine/record-index.js';
import { type BuiltStatement, buildStatements } from '../../src/ledger/build-statements.js';
import type { ClosedStatement, Closing } from '../../src/ledger/closed-statement.js';
import { closeStatement } from '../../src/ledger/closing/close-statement.js';
import { goneEntitlements } from '../../src/ledger/closing/gone-entitlements.js';
import { closedGroups, type PayeeClosing } from '../../src/ledger/closing/payee-closing.js';
import { type Entitlement, entitlementsOf } from '../../src/ledger/entitlement.js';
import { payGroupId } from '../../src/ledger/pay-group.js';
import { renderStatement } from '../../src/ledger/render-statement.js';
import type { RecordSet } from '../../src/records/record-set.js';
import type { RuleBook } from '../../src/rules/rule-book.js';
import { MADE_FROM } from '../ledger/rendered-statements.js';
import { acceptedPlan } from './accepted-plan.js';
import { type GeneratedPlan, generatedPlan } from './generated-plan.js';
import { generatedRecords, THROUGH } from './generated-records.js';
import { holds } from './seed.js';

/** The data and rules as they stand at one time, and how many periods are closed then. */
interface Moment {
  readonly book: RuleBook;
  readonly records: RecordSet;
  readonly closes: number;
}

/** Closed books of all payees, in memory. */
class Books {
  readonly closings: Closing[] = [];
  readonly statements: ClosedStatement[] = [];

  /** What everybody is paid as the data stands now, going on from what is closed. */
  build({ book, records }: Moment): ReadonlyMap<string, PaidPayee> {
    const { company, plans: versions } = book;
    const calculation = calculate({ company, versions, records, through: THROUGH });
    const entitlements = entitlementsOf(calculation);
    return new Map(
      calculation.payees.map((payee) => {
        const closed = this.#closedOf(payee.payee);
        const own = payee.segments.flatMap(({ components }) =>
          components.flatMap((each) => entitlements.get(each) ?? []),
        );
        const past = closed.statements.flatMap((each) => each.entitlements);
        const gone = goneEntitlements(past, own, entitlements.size);
        const statements = buildStatements(calculation, payee, entitlements, { ...closed, gone });
        return [payee.payee, { calculation, payee, entitlements: [...own, ...gone], statements }];
      }),
    );
  }

  /** Closes the earliest period that is still open; the last months stay open. */
  close(built: ReadonlyMap<string, PaidPayee>, { book }: Moment): void {
    const open = [...built.values()]
      .flatMap(({ statements }) => statements)
      .filter((each) => !this.#has(each));
    const [first] = open.sort((a, b) => compareText(placeOf(a), placeOf(b)));
    if (first === undefined || first.period.to > LAST_CLOSABLE) return;
    const { frequency, ...period } = first.period;
    const { currency } = first;
    const payGroup = payGroupId({ frequency, currency });
    const number = this.closings.length + 1;
    const closing = { ...CLOSING, number, payGroup, frequency, currency, period, change: number };
    for (const { statements, entitlements } of built.values()) {
      const own = statements.find((each) => placeOf(each) === placeOf(first));
      if (own === undefined) continue;
      const statement = renderStatement(own, {
        ...{ name: own.payee, through: THROUGH, entitlements, madeFrom: MADE_FROM },
        planOf: (hash) => {
          const found = book.plans.find(({ plan }) => plan.hash === hash)?.plan;
          if (found === undefined) throw new Error(`a standing of no plan: ${hash}`);
          return found;
        },
      });
      const toClose = { built: own, entitlements, name: own.payee, inputsHash: '', statement, hash: '' };
      this.statements.push(closeStatement(toClose, closing));
    }
    this.closings.push(closing);
  }

  /** Closed statements in the order of closings, then the open ones: the order in which balances move. */
  inOrder(payee: string, statements: readonly BuiltStatement[]): readonly BuiltStatement[] {
    const own = this.statements.filter((each) => each.payee === payee);
    const frozen = own.flatMap(({ closing }) => statements.filter((each) => isOf(each, closing)));
    return [...frozen, ...statements.filter((each) => !this.#has(each))];
  }

  #has(statement: BuiltStatement): boolean {
    return this.closings.some((each) => isOf(statement, each));
  }

  #closedOf(payee: string): PayeeClosing {
    return {
      groups: closedGroups(this.closings),
      statements: this.statements.filter((each) => each.payee === payee),
      gone: [],
      adjustments: [],
      findCauses: ({ amount }) => [{ cause: 'credit', change: 1, source: 'test', date: null, amount }],
    };
  }
}

function isOf({ period, currency }: BuiltStatement, closing: Closing): boolean {
  const payGroup = payGroupId({ frequency: period.frequency, currency });
  return closing.payGroup === payGroup && closing.period.id === period.id;
}

interface PaidPayee {
  readonly calculation: Calculation;
  readonly payee: PayeeBook;
  readonly entitlements: readonly Entitlement[];
  readonly statements: readonly BuiltStatement[];
}

const LAST_CLOSABLE = addDays(THROUGH, -31);
const CLOSING = {
  run: 1,
  through: THROUGH,
  rulesHash: '',
  inputsHash: '',
  engineVersion: '',
  statementsHash: '',
  actor: 'test',
  closedAt: '',
};

function placeOf({ period: { to, id, frequency }, currency }: BuiltStatement): string {
  return [to, id, frequency, currency].join(' ');
}

type Sums = Map<string, bigint>;

function add(sums: Sums, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

/** What all statements of a payee have posted in sum: lines by key, and what deals earned and made payable. */
function postedBy({ statements, entitlements }: PaidPayee): Sums {
  const byNumber = new Map(entitlements.map((each) => [each.number, each]));
  const sums: Sums = new Map();
  const nameOf = (number: number) => {
    const found = byNumber.get(number);
    return `${found?.assignment} ${found?.segmentFrom} ${found?.component} ${found?.currency} ${found?.frequency}`;
  };
  for (const { lines, deals } of statements) {
    for (const { entitlement, windowFrom, key, deal, amount } of lines)
      add(sums, `line ${nameOf(entitlement)} ${windowFrom} ${key} ${deal}`, amount);
    for (const { entitlement, deal, earned, payable } of deals) {
      add(sums, `earned ${nameOf(entitlement)} ${deal}`, earned);
      add(sums, `payable ${nameOf(entitlement)} ${deal}`, payable);
    }
  }
  return sums;
}

/** What one computation over the same data comes to. */
function dueTo({ calculation, payee }: PaidPayee): Sums {
  const sums: Sums = new Map();
  for (const { book, component, lines, payables } of dueAsOf(calculation, payee, THROUGH).components) {
    const { assignment, from, plan } = book.segment;
    const name = `${assignment} ${from} ${component.component.id} ${plan.currency} ${plan.payFrequency}`;
    for (const { windowFrom, key, deal, amount } of lines)
      add(sums, `line ${name} ${windowFrom} ${key} ${deal}`, amount);
    for (const { deal, earned, payable } of payables) {
      add(sums, `earned ${name} ${deal === '' ? null : deal}`, earned);
      add(sums, `payable ${name} ${deal === '' ? null : deal}`, payable);
    }
  }
  return sums;
}

function withoutZeros(sums: Sums): Readonly<Record<string, string>> {
  const known = [...sums].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(known.map(([key, amount]) => [key, `${amount}`]));
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);

/** Every statement balances by itself and goes on from the one before. */
function expectBalanced({ statements, payee }: PaidPayee, books: Books): void {
  let before = { carried: 0n, held: 0n };
  for (const { totals, lines, deals } of books.inOrder(payee.payee, statements)) {
    const { payable, carriedIn, guaranteed, drawn, paid, recovered, carried, earned, held } = totals;
    expect(payable + carriedIn + guaranteed + drawn).toBe(paid + recovered + carried);
    expect(sum(lines.map(({ amount }) => amount))).toBe(earned);
    expect(sum(deals.map((each) => each.earned))).toBe(earned);
    expect(sum(deals.map((each) => each.payable))).toBe(payable);
    expect({ carried: carriedIn, held: held - earned + payable }).toEqual(before);
    before = { carried, held };
  }
}

const history = fc.record({
  plans: fc.tuple(generatedPlan, generatedPlan),
  records: fc.tuple(generatedRecords, generatedRecords),
  moments: fc.array(
    fc.record({
      plan: fc.constantFrom(0, 0, 1),
      records: fc.constantFrom(0, 0, 1),
      without: fc.subarray(['D-0', 'D-1', 'D-3']),
      hired: fc.constantFrom(null, null, null, '2026-01-01', '2026-03-01'),
      closes: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 2, maxLength: 5 },
  ),
});

/** The records before anybody told of some deals. */
function unknownStill(records: RecordSet, deals: ReadonlySet<string>): RecordSet {
  const isKnown = ({ deal }: { readonly deal: string }) => !deals.has(deal);
  return {
    ...records,
    deal: records.deal.filter(({ id }) => !deals.has(id)),
    split: records.split.filter(isKnown),
    amendment: records.amendment.filter(isKnown),
    revenueSchedule: records.revenueSchedule.filter(isKnown),
    invoiceLine: records.invoiceLine.filter(isKnown),
    application: records.application.filter(({ invoice }) => !deals.has(invoice.slice('INV-'.length))),
    receipt: records.receipt.filter(({ id }) => ![...deals].some((deal) => id.startsWith(`R-${deal}-`))),
    refund: records.refund.filter(({ id }) => !deals.has(id.slice('F-'.length))),
  };
}

function momentsOf({
  plans,
  records,
  moments,
}: typeof history extends fc.Arbitrary<infer Made> ? Made : never) {
  const books = plans.map((plan: GeneratedPlan) => acceptedPlan(plan));
  return moments.flatMap(({ plan, records: place, without, hired, closes }): readonly Moment[] => {
    const [book, given] = [books[plan], records[place]];
    if (book === null || book === undefined || given === undefined) return [];
    const left = unknownStill(given, new Set(without));
    const assignment = left.assignment.map((each) => ({ ...each, from: hired ?? each.from }));
    return [{ book, records: { ...left, assignment }, closes }];
  });
}

describe('whatever is closed, and whatever changes afterwards', () => {
  test('what is posted in sum is what one computation over the final data comes to, and all balances', () => {
    let closedPeriods = 0;
    holds(
      'closed periods',
      fc.property(history, (made) => {
        const moments = momentsOf(made);
        fc.pre(moments.length >= 2);
        const books = new Books();
        for (const moment of moments) {
          for (let each = 0; each < moment.closes; each += 1) books.close(books.build(moment), moment);
          for (const paid of books.build(moment).values()) {
            expectBalanced(paid, books);
            expect(withoutZeros(postedBy(paid))).toEqual(withoutZeros(dueTo(paid)));
          }
        }
        closedPeriods += books.closings.length;
      }),
      { runs: 30 },
    );
    console.log(`${closedPeriods} periods closed`);
    expect(closedPeriods).toBeGreaterThan(60);
  });
});
