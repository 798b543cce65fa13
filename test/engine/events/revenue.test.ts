import { describe, expect, test } from 'vitest';
import { type RevenueSources, recognizedEvents } from '../../../src/engine/events/revenue.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import {
  amendmentOf,
  COMPANY,
  cancelled,
  changed,
  milestoneOf,
  revenueOf,
  scheduleOf,
  sold,
  text,
  usd,
} from '../given.js';

function recognized(
  sources: Partial<RevenueSources>,
  fields: Partial<Deal> = {},
  through = '2027-01-01',
): readonly string[] {
  const given = { entries: [], milestones: [], schedules: [], amendments: [], ...sources };
  return recognizedEvents(sold('D', '2026-01-01', '100.00', fields), given, COMPANY, through).map(
    ({ date, amount }) => `${date} ${text(amount)}`,
  );
}

const THREE_MONTHS = scheduleOf('D', { to: '2026-04-01' });

describe('ratable by months', () => {
  test('the last month takes what rounding left', () => {
    expect(recognized({ schedules: [THREE_MONTHS] })).toEqual([
      '2026-01-31 33.33',
      '2026-02-28 33.33',
      '2026-03-31 33.34',
    ]);
  });

  test('a negative amount is the mirror image', () => {
    expect(recognized({ schedules: [{ ...THREE_MONTHS, amount: usd('-100.00') }] })).toEqual([
      '2026-01-31 -33.33',
      '2026-02-28 -33.33',
      '2026-03-31 -33.34',
    ]);
  });

  test('without an end it runs for the term of the deal', () => {
    expect(recognized({ schedules: [scheduleOf('D', {})] }, { termMonths: 2 })).toEqual([
      '2026-01-31 50.00',
      '2026-02-28 50.00',
    ]);
  });

  test('service months start on the day the service starts', () => {
    expect(recognized({ schedules: [scheduleOf('D', { from: '2026-01-31', to: '2026-03-31' })] })).toEqual([
      '2026-02-27 50.00',
      '2026-03-30 50.00',
    ]);
  });

  test('an amount of the schedule’s own stands for the deal’s', () => {
    expect(recognized({ schedules: [{ ...THREE_MONTHS, amount: usd('0.02') }] })).toEqual([
      '2026-02-28 0.01',
      '2026-03-31 0.01',
    ]);
  });
});

describe('ratable by days', () => {
  test('each calendar month has its days', () => {
    const schedule = scheduleOf('D', { method: 'days', from: '2026-01-15', to: '2026-03-01' });
    expect(recognized({ schedules: [schedule] })).toEqual(['2026-01-31 37.77', '2026-02-28 62.23']);
  });

  test('one day is recognized on that day', () => {
    const schedule = scheduleOf('D', { method: 'days', from: '2026-01-15', to: '2026-01-16' });
    expect(recognized({ schedules: [schedule] })).toEqual(['2026-01-15 100.00']);
  });

  describe('until a cancellation', () => {
    const year = scheduleOf('D', { method: 'days', to: '2027-01-01', amount: usd('365.00') });
    const until = (date: string) => recognized({ schedules: [year], amendments: [cancelled('D', date)] });

    test('the days of its month before it are recognized on the day before it, and nothing after', () => {
      expect(until('2026-03-31')).toEqual(['2026-01-31 31.00', '2026-02-28 28.00', '2026-03-30 30.00']);
    });

    test('on the first of a month the months before it stand, on the second one day more', () => {
      expect(until('2026-03-01')).toEqual(['2026-01-31 31.00', '2026-02-28 28.00']);
      expect(until('2026-03-02')).toEqual(['2026-01-31 31.00', '2026-02-28 28.00', '2026-03-01 1.00']);
    });

    test('on the first day of service nothing is recognized, after its last day all', () => {
      expect(until('2026-01-01')).toEqual([]);
      expect(until('2027-01-01')).toHaveLength(12);
    });

    test('an amendment before it is recognized for the days before it', () => {
      // 306 days are left from the first of March on.
      const amendments = [changed('D', 'A', '2026-03-01', '306.00'), cancelled('D', '2026-03-31')];
      expect(recognized({ schedules: [year], amendments }).at(-1)).toBe('2026-03-30 60.00');
    });
  });
});

describe('monthly and open-ended', () => {
  const monthly = scheduleOf('D', { method: 'monthly' });
  const fields = { tcv: null, mrr: usd('20000.00') };

  test('each month is recognized in full for as long as is known', () => {
    expect(recognized({ schedules: [monthly] }, fields, '2026-04-01')).toEqual([
      '2026-01-31 20000.00',
      '2026-02-28 20000.00',
      '2026-03-31 20000.00',
    ]);
  });

  test('an end stops it, and the last entry is not dated after it', () => {
    expect(recognized({ schedules: [{ ...monthly, to: '2026-02-15' }] }, fields)).toEqual([
      '2026-01-31 20000.00',
      '2026-02-14 20000.00',
    ]);
  });

  test('an amendment changes the months that end on its date or after it', () => {
    const amendments = [amendmentOf('D', 'A', '2026-02-28', { mrr: usd('-5000.00') })];
    expect(recognized({ schedules: [monthly], amendments }, fields, '2026-04-01')).toEqual([
      '2026-01-31 20000.00',
      '2026-02-28 15000.00',
      '2026-03-31 15000.00',
    ]);
  });

  test('an amendment that names no monthly value changes it pro rata', () => {
    const amendments = [changed('D', 'A', '2026-02-01', '-180000.00')];
    expect(recognized({ schedules: [monthly], amendments }, fields, '2026-03-01')).toEqual([
      '2026-01-31 20000.00',
      '2026-02-28 10000.00',
    ]);
  });

  test('a cancellation ends it: the month it falls into is not recognized', () => {
    expect(recognized({ schedules: [monthly], amendments: [cancelled('D', '2026-02-28')] }, fields)).toEqual([
      '2026-01-31 20000.00',
    ]);
  });
});

describe('milestones', () => {
  test('each recognizes its share on its date', () => {
    const milestones = [
      milestoneOf('D', '1', '2026-01-01', '0.5'),
      milestoneOf('D', '2', '2026-02-15', '0.25'),
      milestoneOf('D', '3', '2026-03-31', '0.25'),
    ];
    expect(recognized({ milestones }, { tcv: usd('200000.00') })).toEqual([
      '2026-01-01 100000.00',
      '2026-02-15 50000.00',
      '2026-03-31 50000.00',
    ]);
  });

  test('they come before a schedule, and sum to the amount', () => {
    const milestones = ['1', '2', '3'].map((id) =>
      milestoneOf('D', id, `2026-0${id}-01`, id === '3' ? '0.33333334' : '0.33333333'),
    );
    expect(recognized({ milestones, schedules: [THREE_MONTHS] })).toEqual([
      '2026-01-01 33.33',
      '2026-02-01 33.33',
      '2026-03-01 33.34',
    ]);
  });
});

describe('given entries', () => {
  test('stand as they are, whatever schedule or cancellation there is', () => {
    const entries = [revenueOf('D', '1', '2026-01-05', '70.00'), revenueOf('D', '2', '2026-05-05', '-7.00')];
    const sources = { entries, schedules: [THREE_MONTHS], amendments: [cancelled('D', '2026-02-01')] };
    expect(recognized(sources)).toEqual(['2026-01-05 70.00', '2026-05-05 -7.00']);
  });
});

describe('amendments and cancellations of a schedule', () => {
  test('an amendment is spread over what is still to come, the entry on its date included', () => {
    expect(
      recognized({ schedules: [THREE_MONTHS], amendments: [changed('D', 'A', '2026-02-28', '30.01')] }),
    ).toEqual(['2026-01-31 33.33', '2026-02-28 48.33', '2026-03-31 48.35']);
  });

  test('a reduction is spread alike', () => {
    expect(
      recognized({ schedules: [THREE_MONTHS], amendments: [changed('D', 'A', '2026-03-01', '-33.34')] }),
    ).toEqual(['2026-01-31 33.33', '2026-02-28 33.33']);
  });

  test('an amendment after the last entry is recognized on its own date', () => {
    expect(
      recognized({ schedules: [THREE_MONTHS], amendments: [changed('D', 'A', '2026-05-07', '10.00')] }).at(
        -1,
      ),
    ).toBe('2026-05-07 10.00');
  });

  test('nothing is recognized from the day of a cancellation on', () => {
    const amendments = [cancelled('D', '2026-02-28')];
    expect(recognized({ schedules: [THREE_MONTHS], amendments })).toEqual(['2026-01-31 33.33']);
    const dayAfter = [cancelled('D', '2026-03-01')];
    expect(recognized({ schedules: [THREE_MONTHS], amendments: dayAfter })).toEqual([
      '2026-01-31 33.33',
      '2026-02-28 33.33',
    ]);
  });
});

test('a deal that is not won recognizes nothing', () => {
  expect(recognized({ schedules: [THREE_MONTHS] }, { stage: 'open' })).toEqual([]);
});
