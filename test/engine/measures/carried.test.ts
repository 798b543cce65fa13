import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Measure } from '../../../src/engine/measure.js';
import { attainmentAsOf } from '../../../src/engine/measures/measure-book.js';
import type { Plan } from '../../../src/engine/plan.js';
import { formatPercent } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  factorOf,
  linesOf,
  measureOf,
  part,
  planOf,
  quotaOf,
  sold,
  splitOf,
  text,
  tier,
  usd,
} from '../given.js';

const ACCELERATED = commissionOf({
  over: { kind: 'attainment' },
  rates: [tier('0', '10%'), tier('1', '20%')],
});
/** A quota of 3,000 a quarter. */
const quota = [quotaOf('12000.00', '2026-01-01', '2027-01-01')];
const deal = [
  sold('A', '2026-01-20', '1000.00'),
  sold('B', '2026-02-20', '3000.00'),
  sold('C', '2026-04-20', '100.00'),
];

function version(
  effective: Plan['effective'],
  fields: Partial<Plan> = {},
  measure: Partial<Measure> = {},
): Plan {
  return planOf([componentOf(ACCELERATED, { measure: measureOf(measure) })], { effective, ...fields });
}

const OLD = version({ from: '2026-01-01', to: '2026-02-01' });
const NEW = { from: '2026-02-01', to: '2027-01-01' };

function lines(plans: readonly Plan[], records: Partial<RecordSet> = {}): readonly string[] {
  const calculation = calculated(plans, { deal, quota, ...records });
  return linesOf(dueAsOf(calculation, bookOf(calculation), '2027-01-01'));
}

describe('a new version in mid-quarter', () => {
  test('starts anew with a prorated quota', () => {
    // 1,000 of quota in January; 2,000 after, of which B makes 3,000.
    expect(lines([OLD, version(NEW, { hash: 'new' })])).toEqual([
      'credit A 100.00',
      'credit B 400.00',
      'credit C 10.00',
    ]);
  });

  test('goes on from the old one where it carries, with the quota of both', () => {
    const plans = [OLD, version(NEW, { hash: 'new', carriesFrom: 'previous' })];
    const smaller = [sold('A', '2026-01-20', '2500.00'), sold('B', '2026-02-20', '1000.00')];
    // From 2,500 on: 500 at 10 % and 500 at 20 %; anew it were all at 10 %.
    expect(lines(plans, { deal: smaller })).toEqual(['credit A 400.00', 'credit B 150.00']);
    expect(lines([OLD, version(NEW, { hash: 'new' })], { deal: smaller })).toEqual([
      'credit A 400.00',
      'credit B 100.00',
    ]);
  });

  test('stands where both have brought it, and the next quarter starts anew', () => {
    const calculation = calculated([OLD, version(NEW, { hash: 'new', carriesFrom: 'previous' })], {
      deal,
      quota,
    });
    const book = bookOf(calculation).segments[1]?.measures[0];
    const standings = (book?.windows ?? []).slice(0, 2).map((own) => {
      const attained = book === undefined ? null : attainmentAsOf(book, own, '2027-01-01');
      return `${text(own.quota?.amount ?? 0n)} ${attained === null ? '' : formatPercent(attained)}`;
    });
    expect(standings).toEqual(['3000.00 133.33%', '3000.00 3.33%']);
  });

  test('carries what is left of a deal that is cancelled in the same quarter', () => {
    const plans = [OLD, version(NEW, { hash: 'new', carriesFrom: 'previous' })];
    const given = { deal: [sold('A', '2026-01-20', '2500.00'), sold('B', '2026-02-20', '1000.00')] };
    const later = lines(plans, { ...given, amendment: [cancelled('A', '2026-03-10')] });
    expect(later).toEqual(['credit A 400.00', 'reversal A -400.00', 'credit B 100.00']);
  });

  test('carries exactly what other factors made of it', () => {
    const third = factorOf({ credit: part('0.3') });
    const old = version({ from: '2026-01-01', to: '2026-02-01' }, {}, { factors: [third] });
    const next = version(
      NEW,
      { hash: 'new', carriesFrom: 'previous' },
      { factors: [factorOf({ credit: part('0.7') })] },
    );
    const calculation = calculated([old, next], { deal, quota });
    const book = bookOf(calculation).segments[1]?.measures[0];
    const [own] = book?.windows ?? [];
    const attained = book && own && attainmentAsOf(book, own, '2026-04-01');
    // 300 of January and 2,100 of February.
    expect(attained && formatPercent(attained)).toBe('80%');
  });

  test('knows of a deal what the old one knew, so that a spiff is paid once', () => {
    const spiff = componentOf({
      kind: 'spiff',
      amount: usd('50.00'),
      per: 'deal',
      startsWith: 1,
      endsWith: null,
    });
    const old = planOf([spiff], { effective: { from: '2026-01-01', to: '2026-02-01' } });
    const next = (fields: Partial<Plan>) => planOf([spiff], { effective: NEW, hash: 'new', ...fields });
    const amendment = [changed('A', 'more', '2026-02-10', '500.00')];
    const given = { deal: [sold('A', '2026-01-20', '1000.00')], amendment };
    const paid = (fields: Partial<Plan>) =>
      lines([old, next(fields)], given).filter((line) => !line.endsWith(' 0.00'));
    expect(paid({})).toEqual(['spiff A 50.00', 'spiff A 50.00']);
    expect(paid({ carriesFrom: 'previous' })).toEqual(['spiff A 50.00']);
  });

  test('explains what it goes on from', () => {
    const calculation = calculated([OLD, version(NEW, { hash: 'new', carriesFrom: 'previous' })], {
      deal,
      quota,
    });
    const book = bookOf(calculation);
    const due = dueAsOf(calculation, book, '2026-04-01');
    const line = due.components.flatMap((each) => each.lines).find((each) => each.deal === 'B');
    if (line === undefined) throw new Error('no line of B');
    const explained = explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation);
    expect(explained?.sentences).toContain(
      'The window goes on from 1,000.00 USD credited before on plan; its quota is for all of it from 2026-01-01 on.',
    );
  });
});

describe('a change of plan in mid-quarter', () => {
  const other = { id: 'other', effective: { from: '2026-01-01', to: '2027-01-01' } };
  const assignment = [
    assignmentOf('me', { to: '2026-02-01' }),
    assignmentOf('me', { plan: 'other', from: '2026-02-01' }),
  ];
  const smaller = [sold('A', '2026-01-20', '2500.00'), sold('B', '2026-02-20', '1000.00')];
  const moved = (fields: Partial<Plan>, records: Partial<RecordSet> = {}) =>
    lines([version(other.effective), version(other.effective, { ...other, ...fields })], {
      assignment,
      deal: smaller,
      ...records,
    });

  test('carries into the plan that says so', () => {
    expect(moved({ carriesFrom: 'previous' })).toContain('credit B 150.00');
    expect(moved({})).toContain('credit B 100.00');
  });

  test('carries nothing over a gap, nor from another measure', () => {
    const gap = [assignment[0], assignmentOf('me', { plan: 'other', from: '2026-02-02' })].flatMap(
      (each) => each ?? [],
    );
    expect(moved({ carriesFrom: 'previous' }, { assignment: gap })).toContain('credit B 100.00');
    const renamed = [componentOf(ACCELERATED, { measure: measureOf({ id: 'other' }) })];
    const fields = {
      carriesFrom: 'previous',
      components: renamed,
      measures: [measureOf({ id: 'other' })],
    } as const;
    expect(moved(fields)).toContain('credit B 100.00');
  });

  test('carries nothing of somebody else', () => {
    const split = [splitOf('A', 'you'), splitOf('B')];
    expect(moved({ carriesFrom: 'previous' }, { split })).toEqual(['credit B 100.00']);
  });
});

describe('what can not be added up is not carried, which is told', () => {
  const told = (plans: readonly Plan[], through = '2027-01-01') => {
    const calculation = calculated(plans, { deal, quota }, through);
    return bookOf(calculation)
      .problemsBefore(through)
      .filter(({ code }) => code === 'currency-mismatch')
      .map(({ severity, message, subject }) => `${severity}, ${subject}: ${message}`);
  };
  const carrying = { carriesFrom: 'previous' } as const;

  test('from a plan in another currency, naming both', () => {
    const inEuro = version(NEW, { ...carrying, currency: 'EUR' });
    expect(told([OLD, inEuro])).toEqual([
      'warning, payee me: the measure "sales" counts in EUR from 2026-02-01 on and in USD before, in plan/2026-01-01, so nothing is carried into it',
    ]);
  });

  test('from units into money, and not before the day', () => {
    const units = version(
      { from: '2026-01-01', to: '2026-02-01' },
      {},
      { unit: 'units', amount: { kind: 'count' } },
    );
    expect(told([units, version(NEW, carrying)], '2026-02-02')).toHaveLength(1);
    expect(told([units, version(NEW, carrying)], '2026-02-01')).toEqual([]);
  });

  test('and nothing is told where it adds up, where nothing should be carried, or where no window is under way', () => {
    expect(told([OLD, version(NEW, carrying)])).toEqual([]);
    expect(told([OLD, version(NEW, { currency: 'EUR' })])).toEqual([]);
    const quarter = version({ from: '2026-01-01', to: '2026-04-01' });
    expect(
      told([quarter, version({ from: '2026-04-01', to: '2027-01-01' }, { ...carrying, currency: 'EUR' })]),
    ).toEqual([]);
  });
});
