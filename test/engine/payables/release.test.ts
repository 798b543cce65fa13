import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { ReleaseShare } from '../../../src/engine/modifiers/release.js';
import type { ReleaseTrigger } from '../../../src/engine/modifiers/release-trigger.js';
import { reasonText } from '../../../src/engine/payables/release-reason.js';
import type { Component, Plan } from '../../../src/engine/plan.js';
import { formatPercent } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  amendmentOf,
  applied,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  conditionOf,
  creditNoteOf,
  dueOf,
  invoiced,
  measureOf,
  part,
  payablesOf,
  planOf,
  quotaOf,
  received,
  refunded,
  scheduleOf,
  sold,
  usd,
  writeOffOf,
} from '../given.js';

function share(of: string, trigger: ReleaseTrigger): ReleaseShare {
  return { share: part(of), trigger };
}

const COLLECTED: ReleaseTrigger = { on: 'collected', of: 'deal' };
const HALF_AND_HALF = [share('0.5', { on: 'booked' }), share('0.5', COLLECTED)];

function due(
  release: readonly ReleaseShare[],
  records: Partial<RecordSet>,
  through = '2027-01-01',
  fields: { component?: Partial<Component>; measure?: Partial<Measure>; plan?: Partial<Plan> } = {},
) {
  const component = componentOf(commissionOf(), {
    release,
    measure: measureOf(fields.measure),
    ...fields.component,
  });
  return dueOf(planOf([component], fields.plan), records, through);
}

function payable(...given: Parameters<typeof due>): readonly string[] {
  return payablesOf(due(...given));
}

/** What each share waits for, in words. */
function because(...given: Parameters<typeof due>): readonly string[] {
  return due(...given).components.flatMap(({ payables }) =>
    payables.flatMap(({ shares }) =>
      shares.map((each) => `${formatPercent(each.ratio)}: ${reasonText(each.because())}`),
    ),
  );
}

/** A deal of 1,000.00, which earns 100.00, and is invoiced and paid as said. */
function sale(...receipts: readonly string[]): Partial<RecordSet> {
  return {
    deal: [sold('D', '2026-01-10', '1000.00')],
    invoiceLine: [invoiced('I', 'D', '1000.00', { tax: usd('200.00') })],
    receipt: receipts.map((each, place) => received(`R-${place}`, `2026-0${place + 2}-01`, each)),
    application: receipts.map((each, place) => applied(`R-${place}`, 'I', each)),
  };
}

describe('without a release', () => {
  test('all is payable when earned', () => {
    expect(payable([], sale())).toEqual(['D 100.00 of which 100.00']);
  });
});

describe('on booked', () => {
  test('the share is payable at once', () => {
    expect(payable(HALF_AND_HALF, sale())).toEqual(['D 100.00 of which 50.00']);
    expect(because(HALF_AND_HALF, sale())[0]).toBe('100%: booked on 2026-01-10');
  });
});

describe('on collected', () => {
  test('follows the cash net of tax, a cent below and at the whole', () => {
    expect(payable([share('1', COLLECTED)], sale('600.00'))).toEqual(['D 100.00 of which 50.00']);
    expect(payable([share('1', COLLECTED)], sale('1199.99'))).toEqual(['D 100.00 of which 100.00']);
    expect(payable([share('1', COLLECTED)], sale('1199.90'))).toEqual(['D 100.00 of which 99.99']);
    expect(payable([share('1', COLLECTED)], sale('1200.00'))).toEqual(['D 100.00 of which 100.00']);
    expect(payable([share('1', COLLECTED)], sale('5000.00'))).toEqual(['D 100.00 of which 100.00']);
    expect(payable([share('1', COLLECTED)], sale())).toEqual(['D 100.00 of which 0.00']);
  });

  test('n part payments come to what one payment would', () => {
    const parts = sale('400.00', '400.00', '400.00');
    expect(payable(HALF_AND_HALF, parts, '2026-02-02')).toEqual(['D 100.00 of which 66.67']);
    expect(payable(HALF_AND_HALF, parts, '2026-03-02')).toEqual(['D 100.00 of which 83.33']);
    expect(payable(HALF_AND_HALF, parts)).toEqual(['D 100.00 of which 100.00']);
  });

  test('knows the cash that came before the date', () => {
    expect(payable([share('1', COLLECTED)], sale('600.00'), '2026-02-01')).toEqual([
      'D 100.00 of which 0.00',
    ]);
    expect(payable([share('1', COLLECTED)], sale('600.00'), '2026-02-02')).toEqual([
      'D 100.00 of which 50.00',
    ]);
  });

  test('a refund lowers what is payable, and not what is earned', () => {
    const records = { ...sale('1200.00'), refund: [refunded('F', 'R-0', '2026-05-01', '300.00')] };
    expect(payable(HALF_AND_HALF, records)).toEqual(['D 100.00 of which 87.50']);
    expect(payable(HALF_AND_HALF, records, '2026-05-01')).toEqual(['D 100.00 of which 100.00']);
  });

  test('tells what is still open', () => {
    expect(because([share('1', COLLECTED)], sale('600.00'))).toEqual([
      '50%: 500.00 of 1,000.00 USD collected; I open with 500.00 USD'.replace('500.00 of', '500.00 USD of'),
    ]);
    expect(because([share('1', COLLECTED)], { deal: sale().deal ?? [] })).toEqual([
      '0%: 0.00 USD of 1,000.00 USD collected; not invoiced in full',
    ]);
    const ofInvoices: ReleaseTrigger = { on: 'collected', of: 'invoiced' };
    expect(because([share('1', ofInvoices)], { deal: sale().deal ?? [] })).toEqual([
      '0%: 0.00 USD of 0.00 USD collected; not invoiced in full',
    ]);
    expect(because([share('1', COLLECTED)], sale('1200.00'))).toEqual([
      '100%: 1,000.00 USD of 1,000.00 USD collected; all paid',
    ]);
  });

  describe('is held against the deal’s value as it stands', () => {
    test('more with an amendment that adds', () => {
      const records = { ...sale('1200.00'), amendment: [changed('D', 'A', '2026-02-20', '1000.00')] };
      expect(payable([share('1', COLLECTED)], records)).toEqual(['D 200.00 of which 100.00']);
    });

    test('less with a credit note or a write-off', () => {
      const credited = { ...sale('600.00'), creditNote: [creditNoteOf('C', 'I', '2026-05-01', '500.00')] };
      expect(payable([share('1', COLLECTED)], credited)).toEqual(['D 100.00 of which 100.00']);
      expect(payable([share('1', COLLECTED)], credited, '2026-05-01')).toEqual(['D 100.00 of which 50.00']);
      const lost = { ...sale('600.00'), writeOff: [writeOffOf('W', 'I', '2026-05-01', '250.00')] };
      expect(payable([share('1', COLLECTED)], lost)).toEqual(['D 100.00 of which 66.67']);
    });

    test('a deal that is written off whole, and paid not at all, releases nothing', () => {
      const lost = { ...sale(), writeOff: [writeOffOf('W', 'I', '2026-05-01', '1000.00')] };
      expect(payable(HALF_AND_HALF, lost)).toEqual(['D 100.00 of which 50.00']);
    });

    test('a deal that never had a value releases at once', () => {
      const count = { unit: 'units', amount: { kind: 'count' } } as const;
      const spiff = {
        kind: 'spiff',
        amount: usd('50.00'),
        per: 'deal',
        startsWith: 1,
        endsWith: null,
      } as const;
      const found = payable(
        [share('1', COLLECTED)],
        { deal: [sold('D', '2026-01-10', '0.00')] },
        '2027-01-01',
        {
          measure: count,
          component: { mechanism: spiff },
        },
      );
      expect(found).toEqual(['D 50.00 of which 50.00']);
    });

    test('an open-ended deal is held against its expected value', () => {
      const deal = [sold('D', '2026-01-10', '0.00', { tcv: null, mrr: usd('20000.00') })];
      const records = {
        deal,
        invoiceLine: [invoiced('I', 'D', '20000.00')],
        receipt: [received('R', '2026-02-01', '20000.00')],
        application: [applied('R', 'I', '20000.00')],
      };
      // One month of the eighteen expected.
      expect(payable([share('1', COLLECTED)], records)).toEqual(['D 36000.00 of which 2000.00']);
    });
  });

  test('of the first year is held against that', () => {
    const release = [share('1', { on: 'collected', of: 'firstYear' })];
    const deal = [sold('D', '2026-01-10', '3000.00', { termMonths: 36 })];
    expect(payable(release, { ...sale('600.00'), deal })).toEqual(['D 300.00 of which 150.00']);
    const amendment = [
      amendmentOf('D', 'A', '2026-01-20', { amount: usd('3000.00'), firstYear: usd('1000.00') }),
    ];
    expect(payable(release, { ...sale('600.00'), deal, amendment })).toEqual(['D 600.00 of which 150.00']);
  });

  test('of what is invoiced is held against that, as far as it is invoiced', () => {
    const release = [share('1', { on: 'collected', of: 'invoiced' })];
    const deal = [sold('D', '2026-01-10', '3000.00')];
    expect(payable(release, { ...sale('600.00'), deal })).toEqual(['D 300.00 of which 150.00']);
    const more = [...(sale().invoiceLine ?? []), invoiced('J', 'D', '1000.00', { date: '2026-06-01' })];
    expect(payable(release, { ...sale('600.00'), deal, invoiceLine: more })).toEqual([
      'D 300.00 of which 75.00',
    ]);
    expect(payable(release, { ...sale('600.00'), deal, invoiceLine: more }, '2026-06-01')).toEqual([
      'D 300.00 of which 150.00',
    ]);
  });

  test('of what is invoiced releases nothing before anything is', () => {
    const release = [share('1', { on: 'collected', of: 'invoiced' })];
    expect(payable(release, { deal: [sold('D', '2026-01-10', '3000.00')] })).toEqual([
      'D 300.00 of which 0.00',
    ]);
  });
});

describe('on recognized', () => {
  const release = [share('1', { on: 'recognized' })];
  const schedule = { revenueSchedule: [scheduleOf('D', { from: '2026-01-01', to: '2026-05-01' })] };

  test('follows the revenue', () => {
    expect(payable(release, { ...sale(), ...schedule }, '2026-01-31')).toEqual(['D 100.00 of which 0.00']);
    expect(payable(release, { ...sale(), ...schedule }, '2026-02-01')).toEqual(['D 100.00 of which 25.00']);
    expect(payable(release, { ...sale(), ...schedule })).toEqual(['D 100.00 of which 100.00']);
    expect(because(release, { ...sale(), ...schedule }, '2026-02-01')).toEqual([
      '25%: 250.00 USD of 1,000.00 USD recognized',
    ]);
  });
});

describe('after a while', () => {
  const release = [share('1', { on: 'after', after: { count: 30, unit: 'days' } })];

  test('is payable on the last of the days', () => {
    expect(payable(release, sale(), '2026-02-09')).toEqual(['D 100.00 of which 0.00']);
    expect(payable(release, sale(), '2026-02-10')).toEqual(['D 100.00 of which 100.00']);
  });

  test('each event of a deal waits for itself', () => {
    const records = { ...sale(), amendment: [changed('D', 'A', '2026-02-01', '1000.00')] };
    expect(payable(release, records, '2026-02-15')).toEqual(['D 200.00 of which 100.00']);
    expect(payable(release, records, '2026-03-15')).toEqual(['D 200.00 of which 200.00']);
  });

  test('a bonus waits from the end of its window', () => {
    const mechanism: Bonus = {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('100.00') },
      over: { kind: 'attainment' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
    };
    const component = { mechanism, settles: 'windowEnd' } as const;
    const records = { quota: [quotaOf('400.00', '2026-01-01', '2027-01-01')] };
    const at = (through: string) => payable(release, records, through, { component });
    expect(at('2026-04-30')).toEqual(['none 100.00 of which 0.00']);
    expect(at('2026-05-01')).toEqual(['none 100.00 of which 100.00']);
    expect(at('2026-07-01')).toEqual(['none 200.00 of which 100.00']);
  });
});

describe('from a part on', () => {
  const release = [share('0.2', { on: 'booked' }), { ...share('0.8', COLLECTED), atLeast: part('0.9') }];

  test('pays nothing one cent below, and all at it', () => {
    expect(payable(release, sale('1079.98'))).toEqual(['D 100.00 of which 20.00']);
    expect(payable(release, sale('1080.00'))).toEqual(['D 100.00 of which 100.00']);
    expect(payable(release, sale('1200.00'))).toEqual(['D 100.00 of which 100.00']);
    expect(payable(release, sale())).toEqual(['D 100.00 of which 20.00']);
  });

  test('takes back what a refund brings below it', () => {
    const records = { ...sale('1200.00'), refund: [refunded('F', 'R-0', '2026-05-01', '120.01')] };
    expect(payable(release, records, '2026-05-01')).toEqual(['D 100.00 of which 100.00']);
    expect(payable(release, records)).toEqual(['D 100.00 of which 20.00']);
  });

  test('says from which part on', () => {
    expect(because(release, sale('600.00'))[1]).toBe(
      '0%: 500.00 USD of 1,000.00 USD collected; I open with 500.00 USD; payable from 90% on',
    );
  });
});

describe('on a date', () => {
  const release = [share('0.9', { on: 'booked' }), share('0.1', { on: 'date', date: '2026-06-30' })];

  test('the share is held back until then, the day itself included', () => {
    expect(payable(release, sale(), '2026-06-30')).toEqual(['D 100.00 of which 90.00']);
    expect(payable(release, sale(), '2026-07-01')).toEqual(['D 100.00 of which 100.00']);
    expect(because(release, sale(), '2026-06-30')[1]).toBe('0%: waits for 2026-06-30');
    expect(because(release, sale(), '2026-07-01')[1]).toBe('100%: due since 2026-06-30');
  });
});

describe('on a date that the deal says', () => {
  const release = [share('0.5', { on: 'booked' }), share('0.5', { on: 'dateOf', fact: 'goLive' })];
  const live = (goLive: string | null) => ({
    deal: [sold('D', '2026-01-10', '1000.00', { extra: goLive === null ? {} : { goLive } })],
  });

  test('is payable from that day on, the day itself included', () => {
    expect(payable(release, live('2026-03-15'), '2026-03-15')).toEqual(['D 100.00 of which 50.00']);
    expect(payable(release, live('2026-03-15'), '2026-03-16')).toEqual(['D 100.00 of which 100.00']);
  });

  test('is not payable while the deal does not say it', () => {
    expect(payable(release, live(null))).toEqual(['D 100.00 of which 50.00']);
  });

  test('is payable with the deal where the day is earlier', () => {
    expect(payable(release, live('2025-12-01'), '2026-01-11')).toEqual(['D 100.00 of which 100.00']);
  });

  test('says what it waits for, and since when it is due', () => {
    const on = (goLive: string | null) => because(release, live(goLive), '2026-03-15')[1];
    expect(on(null)).toBe('0%: waits for goLive, which the deal does not say yet');
    expect(on('2026-03-15')).toBe('0%: waits for goLive 2026-03-15');
    expect(on('2026-03-14')).toBe('100%: due since goLive 2026-03-14');
  });

  test('can be the day on which a deal starts, which is its close date where it says none', () => {
    const started = [share('1', { on: 'dateOf', fact: 'startDate' })];
    const deal = (startDate: string | null) => ({
      deal: [sold('D', '2026-01-10', '1000.00', { startDate })],
    });
    expect(payable(started, deal('2026-06-01'), '2026-06-01')).toEqual(['D 100.00 of which 0.00']);
    expect(payable(started, deal('2026-06-01'), '2026-06-02')).toEqual(['D 100.00 of which 100.00']);
    expect(payable(started, deal(null), '2026-01-11')).toEqual(['D 100.00 of which 100.00']);
  });

  test('is paid in instalments from the later of that day and the event', () => {
    const halves = [
      {
        ...share('1', { on: 'dateOf', fact: 'goLive' }),
        instalments: { count: 2, every: { count: 1, unit: 'months' } },
      },
    ] as const;
    expect(payable(halves, live('2026-03-15'), '2026-03-16')).toEqual(['D 100.00 of which 50.00']);
    expect(payable(halves, live('2026-03-15'), '2026-04-15')).toEqual(['D 100.00 of which 50.00']);
    expect(payable(halves, live('2026-03-15'), '2026-04-16')).toEqual(['D 100.00 of which 100.00']);
    // The event is later than the day, and so what counts.
    expect(payable(halves, live('2025-03-15'), '2026-01-11')).toEqual(['D 100.00 of which 50.00']);
  });
});

describe('in instalments', () => {
  const monthly = { count: 3, every: { count: 1, unit: 'months' } } as const;
  const release = [{ ...share('1', { on: 'booked' }), instalments: monthly }];

  test('the first part is payable at once, each other a month after the last', () => {
    expect(payable(release, sale(), '2026-01-10')).toEqual([]);
    expect(payable(release, sale(), '2026-01-11')).toEqual(['D 100.00 of which 33.33']);
    expect(payable(release, sale(), '2026-02-10')).toEqual(['D 100.00 of which 33.33']);
    expect(payable(release, sale(), '2026-02-11')).toEqual(['D 100.00 of which 66.67']);
    expect(payable(release, sale(), '2026-03-11')).toEqual(['D 100.00 of which 100.00']);
    expect(because(release, sale(), '2026-02-11')).toEqual([
      '66.67%: booked on 2026-01-10; in 3 instalments, 1 month apart',
    ]);
  });

  test('a month after the last of January is the last of February', () => {
    const records = { deal: [sold('D', '2026-01-31', '1000.00')] };
    expect(payable(release, records, '2026-02-28')).toEqual(['D 100.00 of which 33.33']);
    expect(payable(release, records, '2026-03-01')).toEqual(['D 100.00 of which 66.67']);
    expect(payable(release, records, '2026-03-31')).toEqual(['D 100.00 of which 66.67']);
    expect(payable(release, records, '2026-04-01')).toEqual(['D 100.00 of which 100.00']);
  });

  test('each part payment is paid out in all its parts', () => {
    const halves = [{ ...share('1', COLLECTED), instalments: { ...monthly, count: 2 } }];
    const records = sale('600.00', '600.00');
    // The first 600.00 came on the 1st of February, the second on the 1st of March.
    expect(payable(halves, records, '2026-02-02')).toEqual(['D 100.00 of which 25.00']);
    expect(payable(halves, records, '2026-03-02')).toEqual(['D 100.00 of which 75.00']);
    expect(payable(halves, records, '2026-04-02')).toEqual(['D 100.00 of which 100.00']);
  });

  test('what an amendment adds is paid in parts that count from its own day', () => {
    const records = { ...sale(), amendment: [changed('D', 'A', '2026-04-20', '500.00')] };
    // All of the 100.00 is payable by then, and of the 50.00 that are added a third each.
    expect(payable(release, records, '2026-04-20')).toEqual(['D 100.00 of which 100.00']);
    expect(payable(release, records, '2026-04-21')).toEqual(['D 150.00 of which 116.67']);
    expect(payable(release, records, '2026-05-20')).toEqual(['D 150.00 of which 116.67']);
    expect(payable(release, records, '2026-05-21')).toEqual(['D 150.00 of which 133.33']);
    expect(payable(release, records, '2026-06-21')).toEqual(['D 150.00 of which 150.00']);
    expect(because(release, records, '2026-04-21')).toEqual([
      '77.78%: booked on 2026-01-10; in 3 instalments, 1 month apart',
    ]);
  });

  test('of a deal of less than nothing they count from its events as well', () => {
    const records = {
      deal: [sold('D', '2026-01-10', '-600.00')],
      amendment: [changed('D', 'A', '2026-01-20', '-300.00')],
    };
    expect(payable(release, records, '2026-01-11')).toEqual(['D -60.00 of which -20.00']);
    expect(payable(release, records, '2026-03-11')).toEqual(['D -90.00 of which -80.00']);
    expect(payable(release, records, '2026-03-21')).toEqual(['D -90.00 of which -90.00']);
  });

  test('what waits for a day is paid in parts from that day on, or from its event where that is later', () => {
    const halves = { count: 2, every: { count: 1, unit: 'months' } } as const;
    const onDay = [{ ...share('1', { on: 'date', date: '2026-02-01' }), instalments: halves }];
    const records = { ...sale(), amendment: [changed('D', 'A', '2026-04-20', '500.00')] };
    expect(payable(onDay, records, '2026-02-01')).toEqual(['D 100.00 of which 0.00']);
    expect(payable(onDay, records, '2026-02-02')).toEqual(['D 100.00 of which 50.00']);
    expect(payable(onDay, records, '2026-03-02')).toEqual(['D 100.00 of which 100.00']);
    expect(payable(onDay, records, '2026-04-21')).toEqual(['D 150.00 of which 125.00']);
    expect(payable(onDay, records, '2026-05-21')).toEqual(['D 150.00 of which 150.00']);
  });

  test('what a window pays on no deal is paid in parts from its own end on, where that is later than the day', () => {
    const halves = { count: 2, every: { count: 1, unit: 'months' } } as const;
    const onDay = [{ ...share('1', { on: 'date', date: '2026-02-01' }), instalments: halves }];
    const mechanism: Bonus = {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('100.00') },
      over: { kind: 'attainment' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
    };
    const component = { mechanism, settles: 'windowEnd' } as const;
    const quota = [quotaOf('400.00', '2026-01-01', '2027-01-01')];
    const at = (through: string) => payable(onDay, { quota }, through, { component });
    expect(at('2026-04-01')).toEqual(['none 100.00 of which 50.00']);
    expect(at('2026-04-30')).toEqual(['none 100.00 of which 50.00']);
    expect(at('2026-05-01')).toEqual(['none 100.00 of which 100.00']);
  });

  test('a cancellation takes all parts back', () => {
    const records = { ...sale(), amendment: [cancelled('D', '2026-02-20')] };
    expect(payable(release, records, '2026-02-20')).toEqual(['D 100.00 of which 66.67']);
    expect(payable(release, records)).toEqual([]);
    const later = { ...sale(), amendment: [cancelled('D', '2026-05-20')] };
    expect(payable(release, later)).toEqual(['D 0.00 of which 0.00']);
  });
});

describe('by credit', () => {
  const mechanism: Bonus = {
    kind: 'bonus',
    target: { kind: 'money', amount: usd('100.00') },
    over: { kind: 'attainment' },
    curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
  };
  const component = { mechanism, settles: 'windowEnd' } as const;
  const release = [{ ...share('1', COLLECTED), byCredit: true }];
  const quota = [quotaOf('400.00', '2026-01-01', '2027-01-01')];
  const records = {
    ...sale('1200.00'),
    quota,
    deal: [sold('D', '2026-01-10', '1000.00'), sold('E', '2026-01-11', '500.00')],
  };

  test('a bonus is shared out over the deals of its window, each of which waits for its own cash', () => {
    expect(payable(release, records, '2026-04-01', { component })).toEqual([
      'D 66.67 of which 66.67',
      'E 33.33 of which 0.00',
    ]);
  });

  test('a deal that took back what it gave has no part in it', () => {
    const amendment = [cancelled('E', '2026-02-01')];
    expect(payable(release, { ...records, amendment }, '2026-04-01', { component })).toEqual([
      'D 100.00 of which 100.00',
    ]);
  });

  test('without any credit there is no deal to wait for', () => {
    expect(payable(release, { quota }, '2026-04-01', { component })).toEqual(['none 100.00 of which 100.00']);
  });

  test('a share that waits for time waits from the end of the window', () => {
    const waiting = [
      { ...share('0.5', COLLECTED), byCredit: true },
      { ...share('0.5', { on: 'after', after: { count: 30, unit: 'days' } }), byCredit: true },
    ];
    expect(payable(waiting, records, '2026-04-30', { component })).toEqual([
      'D 66.67 of which 33.34',
      'E 33.33 of which 0.00',
    ]);
    expect(payable(waiting, records, '2026-05-01', { component })).toEqual([
      'D 66.67 of which 66.67',
      'E 33.33 of which 16.66',
    ]);
  });
});

describe('when a condition on the deal holds', () => {
  const release = [
    share('1', {
      on: 'condition',
      when: conditionOf({ all: [{ fact: 'strategic', operator: 'equal', value: 'true' }] }),
    }),
  ];

  test('is payable then, and not before', () => {
    const at = (extra: Readonly<Record<string, string>>) =>
      payable(release, { deal: [sold('D', '2026-01-10', '1000.00', { extra })] });
    expect(at({ strategic: 'true' })).toEqual(['D 100.00 of which 100.00']);
    expect(at({ strategic: 'false' })).toEqual(['D 100.00 of which 0.00']);
    expect(at({})).toEqual(['D 100.00 of which 0.00']);
  });
});

describe('what is taken back', () => {
  test('before release is cancelled with it: only what was released is recovered', () => {
    const records = { ...sale(), amendment: [cancelled('D', '2026-05-01')] };
    expect(payable(HALF_AND_HALF, records, '2026-05-01')).toEqual(['D 100.00 of which 50.00']);
    expect(payable(HALF_AND_HALF, records)).toEqual(['D 0.00 of which 0.00']);
  });

  test('in part lowers both', () => {
    const records = { ...sale('600.00'), amendment: [changed('D', 'A', '2026-05-01', '-200.00')] };
    // 80.00 earned; half of it, and of the rest 500 of 800 in cash.
    expect(payable(HALF_AND_HALF, records)).toEqual(['D 80.00 of which 65.00']);
  });

  test('of a cancelled deal on another basis: what is left is held against what was invoiced', () => {
    const records = {
      ...sale('600.00'),
      revenueSchedule: [scheduleOf('D', { from: '2026-01-01', to: '2026-11-01' })],
      amendment: [cancelled('D', '2026-03-15')],
    };
    const measure = { basis: 'recognized', amount: { kind: 'amount' } } as const;
    // Two months of ten recognized; half of the invoice collected.
    expect(payable([share('1', COLLECTED)], records, '2027-01-01', { measure })).toEqual([
      'D 20.00 of which 10.00',
    ]);
  });
});

describe('rounding', () => {
  test('is cumulative, as the plan rounds', () => {
    const thirds = [share('0.33333333', { on: 'booked' }), share('0.66666667', COLLECTED)];
    const deal = [sold('D', '2026-01-10', '0.50')];
    const at = (rounding: Plan['rounding']) =>
      payable(thirds, { deal }, '2027-01-01', { plan: { rounding } });
    expect(at('half-even')).toEqual(['D 0.05 of which 0.02']);
    expect(at('down')).toEqual(['D 0.05 of which 0.01']);
  });

  test('of a negative earning is the mirror image', () => {
    const deal = [sold('D', '2026-01-10', '-0.50')];
    expect(payable(HALF_AND_HALF, { deal }, '2027-01-01', { plan: { rounding: 'half-up' } })).toEqual([
      'D -0.05 of which -0.05',
    ]);
  });
});

test('each deal of a retroactive window is released by its own cash', () => {
  const mechanism = commissionOf({ tiers: 'retroactive' });
  const records = {
    ...sale('1200.00'),
    deal: [sold('D', '2026-01-10', '1000.00'), sold('E', '2026-01-11', '500.00')],
  };
  expect(payable(HALF_AND_HALF, records, '2027-01-01', { component: { mechanism } })).toEqual([
    'D 100.00 of which 100.00',
    'E 50.00 of which 25.00',
  ]);
});
