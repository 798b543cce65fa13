import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { ClawbackTerm } from '../../../src/engine/modifiers/clawback.js';
import type { ReleaseShare } from '../../../src/engine/modifiers/release.js';
import type { ReleaseTrigger } from '../../../src/engine/modifiers/release-trigger.js';
import { reasonText } from '../../../src/engine/payables/release-reason.js';
import { formatPercent, ONE_RATIO } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  creditNoteOf,
  dueOf,
  invoiced,
  measureOf,
  part,
  payablesOf,
  planOf,
  quotaOf,
  received,
  revenueOf,
  scheduleOf,
  sold,
  usd,
} from '../given.js';

const RECOGNIZED: ReleaseTrigger = { on: 'recognized' };
const COLLECTED: ReleaseTrigger = { on: 'collected', of: 'deal' };
const FIRST_YEAR: ReleaseTrigger = { on: 'collected', of: 'firstYear' };
const INVOICED: ReleaseTrigger = { on: 'collected', of: 'invoiced' };

/** The 19th of July, 190 days after the deals were closed: later than the 90 days of a term. */
const CANCELLED = '2026-07-19';

function term(fields: Partial<ClawbackTerm> = {}): ClawbackTerm {
  return {
    on: 'cancelled',
    from: 'closeDate',
    within: null,
    after: null,
    recovers: { kind: 'share', share: ONE_RATIO },
    reversesCredit: 'never',
    instalments: 1,
    ...fields,
  };
}

const WITHIN_90_DAYS = term({ within: { count: 90, unit: 'days' } });
const OF_REDUCTIONS = term({ on: 'downgraded', within: { count: 90, unit: 'days' } });

interface Given {
  readonly trigger: ReleaseTrigger;
  readonly clawback?: readonly ClawbackTerm[];
  readonly measure?: Partial<Measure>;
  readonly through?: string;
}

function due(records: Partial<RecordSet>, { trigger, clawback = [], measure, through }: Given) {
  const release: readonly ReleaseShare[] = [{ share: part('1'), trigger }];
  const component = componentOf(commissionOf(), { release, clawback, measure: measureOf(measure) });
  return dueOf(planOf([component]), records, through);
}

function payable(records: Partial<RecordSet>, given: Given): string {
  return payablesOf(due(records, given)).join('; ');
}

function because(records: Partial<RecordSet>, given: Given): readonly string[] {
  return due(records, given).components.flatMap(({ payables }) =>
    payables.flatMap(({ shares }) =>
      shares.map((each) => `${formatPercent(each.ratio)}: ${reasonText(each.because())}`),
    ),
  );
}

/** A deal of 1,000.00 a year, which earns 100.00, of which 300.00 were recognized, invoiced and paid by July. */
const SOLD: Partial<RecordSet> = {
  deal: [sold('D', '2026-01-10', '1000.00', { termMonths: 12 })],
  revenueEntry: [revenueOf('D', 'E', '2026-06-30', '300.00')],
  invoiceLine: [invoiced('I', 'D', '300.00')],
  receipt: [received('R', '2026-06-30', '300.00')],
  application: [applied('R', 'I', '300.00')],
};

function thenCancelled(records: Partial<RecordSet>, date = CANCELLED): Partial<RecordSet> {
  return { ...records, amendment: [...(records.amendment ?? []), cancelled('D', date)] };
}

const PRO_RATA = [
  ['revenue', RECOGNIZED],
  ['cash, of the deal', COLLECTED],
  ['cash, of its first year', FIRST_YEAR],
] as const;

describe.each(PRO_RATA)('a cancellation that nothing is taken back by, released by %s', (_, trigger) => {
  const given = { trigger, clawback: [WITHIN_90_DAYS] };

  test('makes nothing more payable: what can not come any more stays held', () => {
    expect(payable(SOLD, given)).toBe('D 100.00 of which 30.00');
    expect(payable(thenCancelled(SOLD), given)).toBe('D 100.00 of which 30.00');
  });

  test('pays on the day before, on the day, and after it what it paid', () => {
    for (const through of [CANCELLED, '2026-07-20', '2026-12-31'])
      expect(payable(thenCancelled(SOLD), { ...given, through })).toBe('D 100.00 of which 30.00');
  });

  test('on the last day of the term takes all back, and a day later nothing', () => {
    const early = { ...SOLD, revenueEntry: [revenueOf('D', 'E', '2026-02-01', '300.00')] };
    const paid = { ...early, receipt: [received('R', '2026-02-01', '300.00')] };
    expect(payable(thenCancelled(paid, '2026-04-10'), given)).toBe('D 0.00 of which 0.00');
    expect(payable(thenCancelled(paid, '2026-04-11'), given)).toBe('D 100.00 of which 30.00');
  });
});

describe.each(PRO_RATA)('what a cancellation takes back in part, released by %s', (_, trigger) => {
  const half = { kind: 'share', share: part('0.5') } as const;

  test('is taken of what is held: what was payable stays so as far as that much is earned', () => {
    expect(payable(thenCancelled(SOLD), { trigger, clawback: [term({ recovers: half })] })).toBe(
      'D 50.00 of which 30.00',
    );
  });

  test('is recovered where more was payable than is left', () => {
    const much = term({ recovers: { kind: 'share', share: part('0.8') } });
    expect(payable(thenCancelled(SOLD), { trigger, clawback: [much] })).toBe('D 20.00 of which 20.00');
  });

  test('in instalments makes nothing more payable in between', () => {
    const clawback = [term({ recovers: half, instalments: 2 })];
    const at = (through: string) => payable(thenCancelled(SOLD), { trigger, clawback, through });
    expect(at('2026-08-01')).toBe('D 75.00 of which 30.00');
    expect(at('2026-08-02')).toBe('D 50.00 of which 30.00');
  });

  test('without a clawback is all of it', () => {
    expect(payable(thenCancelled(SOLD), { trigger })).toBe('D 0.00 of which 0.00');
  });
});

test('what was served stays payable where what was not is taken back pro rata', () => {
  const proRata = term({ recovers: { kind: 'proRata', term: 'term', by: 'months' } });
  const served = { ...SOLD, revenueEntry: [revenueOf('D', 'E', '2026-06-30', '500.00')] };
  // Six of twelve months were served, and 500.00 of 1,000.00 recognized.
  expect(payable(thenCancelled(served), { trigger: RECOGNIZED, clawback: [proRata] })).toBe(
    'D 50.00 of which 50.00',
  );
});

describe('a reduction that nothing is taken back by', () => {
  const given = { trigger: COLLECTED, clawback: [OF_REDUCTIONS] };
  const reduced = (date: string, amount: string) => ({
    ...SOLD,
    amendment: [changed('D', 'A', date, amount)],
  });

  test('makes nothing more payable, also where it leaves nothing of the deal', () => {
    expect(payable(reduced('2026-07-19', '-400.00'), given)).toBe('D 100.00 of which 30.00');
    expect(payable(reduced('2026-07-19', '-1000.00'), given)).toBe('D 100.00 of which 30.00');
  });

  test('that is taken back lowers what cash is held against with it', () => {
    expect(payable(reduced('2026-04-10', '-400.00'), given)).toBe('D 60.00 of which 30.00');
    expect(payable(reduced('2026-04-10', '-400.00'), { trigger: COLLECTED })).toBe('D 60.00 of which 30.00');
  });

  test('lets the cancellation that follows take back of what is left', () => {
    const half = term({ recovers: { kind: 'share', share: part('0.5') } });
    const records = thenCancelled(reduced('2026-07-01', '-400.00'));
    // Nothing of the 400.00, and half of the 600.00 that were left.
    expect(payable(records, { trigger: COLLECTED, clawback: [OF_REDUCTIONS, half] })).toBe(
      'D 70.00 of which 30.00',
    );
  });
});

describe('after a cancellation that nothing is taken back by', () => {
  const given = { trigger: COLLECTED, clawback: [WITHIN_90_DAYS] };

  test('a credit note makes nothing more payable, as one before it does', () => {
    const whole = { ...SOLD, invoiceLine: [invoiced('I', 'D', '1000.00')] };
    const creditedOn = (date: string) =>
      thenCancelled({ ...whole, creditNote: [creditNoteOf('C', 'I', date, '400.00')] });
    expect(payable(creditedOn('2026-07-19'), given)).toBe('D 100.00 of which 30.00');
    expect(payable(creditedOn('2026-07-18'), given)).toBe('D 100.00 of which 50.00');
  });

  test('cash that comes in late is still payable', () => {
    const late = {
      ...SOLD,
      receipt: [...(SOLD.receipt ?? []), received('S', '2026-09-01', '100.00')],
      invoiceLine: [...(SOLD.invoiceLine ?? []), invoiced('J', 'D', '100.00', { date: '2026-07-01' })],
      application: [...(SOLD.application ?? []), applied('S', 'J', '100.00')],
    };
    expect(payable(thenCancelled(late), { ...given, through: '2026-09-01' })).toBe('D 100.00 of which 30.00');
    expect(payable(thenCancelled(late), given)).toBe('D 100.00 of which 40.00');
  });

  test('says why the rest stays held', () => {
    expect(because(thenCancelled(SOLD), given)).toEqual([
      '30%: 300.00 USD of 1,000.00 USD collected; not invoiced in full; cancelled on 2026-07-19',
    ]);
    expect(because(thenCancelled(SOLD), { ...given, trigger: RECOGNIZED })).toEqual([
      '30%: 300.00 USD of 1,000.00 USD recognized; cancelled on 2026-07-19',
    ]);
    expect(because(SOLD, { ...given, trigger: RECOGNIZED })).toEqual([
      '30%: 300.00 USD of 1,000.00 USD recognized',
    ]);
  });

  test('of what was invoiced, the cash is held against that as before', () => {
    expect(payable(SOLD, { ...given, trigger: INVOICED })).toBe('D 100.00 of which 100.00');
    expect(payable(thenCancelled(SOLD), { ...given, trigger: INVOICED })).toBe('D 100.00 of which 100.00');
  });

  test('a deal that goes on again is held against what it is worth then', () => {
    const again = thenCancelled(SOLD);
    const amendment = [...(again.amendment ?? []), changed('D', 'B', '2026-08-10', '1000.00')];
    expect(payable({ ...again, amendment }, given)).toBe('D 200.00 of which 30.00');
  });
});

describe('what is earned on revenue as it is recognized', () => {
  const measure = { basis: 'recognized', amount: { kind: 'amount' } } as const;
  const given = { trigger: COLLECTED, measure };

  test('is held, when the deal is cancelled, against no more than the deal was worth before', () => {
    const sale = {
      ...SOLD,
      deal: [sold('D', '2026-01-10', '2000.00', { termMonths: 24 })],
      invoiceLine: [invoiced('I', 'D', '1500.00')],
    };
    const of = { ...given, trigger: FIRST_YEAR };
    expect(payable(sale, of)).toBe('D 30.00 of which 9.00');
    expect(payable(thenCancelled(sale), of)).toBe('D 30.00 of which 9.00');
  });

  test('and against no less than was recognized', () => {
    const sale = { ...SOLD, revenueEntry: [revenueOf('D', 'E', '2026-06-30', '600.00')] };
    expect(payable(sale, given)).toBe('D 60.00 of which 18.00');
    expect(payable(thenCancelled(sale), given)).toBe('D 60.00 of which 30.00');
  });

  test('is all payable by revenue, as no more will be earned', () => {
    const schedule = {
      ...SOLD,
      revenueSchedule: [scheduleOf('D', { from: '2026-01-01', to: '2026-11-01' })],
    };
    const { revenueEntry: _, ...records } = schedule;
    const of = { ...given, trigger: RECOGNIZED };
    expect(payable(thenCancelled(records, '2026-03-15'), of)).toBe('D 20.00 of which 20.00');
  });
});

test('a bonus that waits for the cash of its deals stays held for one that is cancelled after its window', () => {
  const mechanism: Bonus = {
    kind: 'bonus',
    target: { kind: 'money', amount: usd('100.00') },
    over: { kind: 'attainment' },
    curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
  };
  const release = [{ share: part('1'), trigger: COLLECTED, byCredit: true }];
  const component = componentOf(mechanism, { release, measure: measureOf(), settles: 'windowEnd' });
  const records = { ...SOLD, quota: [quotaOf('400.00', '2026-01-01', '2027-01-01')] };
  expect(payablesOf(dueOf(planOf([component]), records, '2026-08-01'))).toContain('D 100.00 of which 30.00');
  expect(payablesOf(dueOf(planOf([component]), thenCancelled(records), '2026-08-01'))).toContain(
    'D 100.00 of which 30.00',
  );
});
