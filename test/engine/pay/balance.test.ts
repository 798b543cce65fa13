import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import type { PromisedDraw, RecoveryTerms } from '../../../src/engine/pay/advance.js';
import { moveBalance, ZERO_BALANCE } from '../../../src/engine/pay/balance.js';
import { NO_PROMISES, type PayPromises } from '../../../src/engine/pay/pay-promises.js';
import { ONE_RATIO } from '../../../src/money/ratio.js';
import { part, text, usd } from '../given.js';

interface Month {
  readonly payable: string;
  readonly earned?: string;
  readonly draw?: string;
  readonly draws?: readonly PromisedDraw[];
  readonly guarantee?: string;
  readonly most?: string;
}

const RECOVERY: RecoveryTerms = { from: null, upTo: ONE_RATIO, forgivenOn: null };

function drawOf(amount: string, recovery: RecoveryTerms | null = RECOVERY, key = 'draw'): PromisedDraw {
  return { key, amount: usd(amount), recovery };
}

function promisesOf({ draw, draws, guarantee, most }: Month, recovery: RecoveryTerms | null): PayPromises {
  const own = draws ?? (draw === undefined ? [] : [drawOf(draw, recovery)]);
  const limit = most === undefined ? null : usd(most);
  return { ...NO_PROMISES, draws: own, guaranteed: usd(guarantee ?? '0'), most: limit };
}

const firstOf = (month: number): CivilDate => `2026-${String(month).padStart(2, '0')}-01`;

/** Moves a balance from zero by the months of a year from January on. */
function movements(months: readonly Month[], recovery: RecoveryTerms | null = RECOVERY) {
  let balance = ZERO_BALANCE;
  return months.map((month, place) => {
    const { payable, earned = payable } = month;
    const period = { from: firstOf(place + 1), to: firstOf(place + 2) };
    const amounts = { earned: usd(earned), payable: usd(payable) };
    const movement = moveBalance(balance, { ...period, ...amounts }, promisesOf(month, recovery));
    balance = movement.closing;
    return movement;
  });
}

/** What each month pays, and what it carries, in short. */
function moved(...months: readonly (readonly [earned: string, payable: string])[]): readonly string[] {
  return movements(months.map(([earned, payable]) => ({ earned, payable }))).map(
    ({ carriedIn, paid, carried, closing }) =>
      `in ${text(carriedIn)} paid ${text(paid)} carried ${text(carried)} held ${text(closing.held)}`,
  );
}

/** What each month adds, keeps back and pays, and what is owed after it. */
function drawn(months: readonly Month[], recovery: RecoveryTerms | null = RECOVERY): readonly string[] {
  return movements(months, recovery).map((each) => {
    const forgiven = each.owed.forgiven === 0n ? '' : ` forgiven ${text(each.owed.forgiven)}`;
    return `drawn ${text(each.drawn)} recovered ${text(each.recovered)} paid ${text(each.paid)} owed ${text(each.owed.closing)}${forgiven}`;
  });
}

describe('what is payable', () => {
  test('is paid', () => {
    expect(moved(['100.00', '100.00'])).toEqual(['in 0.00 paid 100.00 carried 0.00 held 0.00']);
  });

  test('is what is earned once it is not held any more', () => {
    expect(moved(['100.00', '50.00'], ['0.00', '50.00'])).toEqual([
      'in 0.00 paid 50.00 carried 0.00 held 50.00',
      'in 0.00 paid 50.00 carried 0.00 held 0.00',
    ]);
  });

  test('is carried where it is negative, never collected and never forgiven', () => {
    expect(moved(['-1000.00', '-1000.00'], ['300.00', '300.00'], ['3000.00', '3000.00'])).toEqual([
      'in 0.00 paid 0.00 carried -1000.00 held 0.00',
      'in -1000.00 paid 0.00 carried -700.00 held 0.00',
      'in -700.00 paid 2300.00 carried 0.00 held 0.00',
    ]);
  });

  test.each([
    ['9.99', 'in -10.00 paid 0.00 carried -0.01 held 0.00'],
    ['10.00', 'in -10.00 paid 0.00 carried 0.00 held 0.00'],
    ['10.01', 'in -10.00 paid 0.01 carried 0.00 held 0.00'],
    ['0.00', 'in -10.00 paid 0.00 carried -10.00 held 0.00'],
  ])('%s after ten were carried', (payable, expected) => {
    expect(moved(['-10.00', '-10.00'], [payable, payable])[1]).toBe(expected);
  });

  test('may take back more than what is held', () => {
    expect(moved(['100.00', '60.00'], ['-100.00', '-60.00'])).toEqual([
      'in 0.00 paid 60.00 carried 0.00 held 40.00',
      'in 0.00 paid 0.00 carried -60.00 held 0.00',
    ]);
  });
});

describe('a draw', () => {
  test.each([
    ['2999.99', 'drawn 0.01 recovered 0.00 paid 3000.00 owed 0.01'],
    ['3000.00', 'drawn 0.00 recovered 0.00 paid 3000.00 owed 0.00'],
    ['3000.01', 'drawn 0.00 recovered 0.00 paid 3000.01 owed 0.00'],
    ['0.00', 'drawn 3000.00 recovered 0.00 paid 3000.00 owed 3000.00'],
  ])('of 3,000 where %s is payable', (payable, expected) => {
    expect(drawn([{ payable, draw: '3000' }])).toEqual([expected]);
  });

  test('is recovered from what exceeds it, and from nothing else', () => {
    expect(
      drawn([
        { payable: '1000', draw: '3000' },
        { payable: '3500', draw: '3000' },
        { payable: '9000', draw: '3000' },
      ]),
    ).toEqual([
      'drawn 2000.00 recovered 0.00 paid 3000.00 owed 2000.00',
      'drawn 0.00 recovered 500.00 paid 3000.00 owed 1500.00',
      'drawn 0.00 recovered 1500.00 paid 7500.00 owed 0.00',
    ]);
  });

  test('that is not recoverable is owed by nobody', () => {
    expect(
      drawn(
        [
          { payable: '1000', draw: '3000' },
          { payable: '9000', draw: '3000' },
        ],
        null,
      ),
    ).toEqual([
      'drawn 2000.00 recovered 0.00 paid 3000.00 owed 0.00',
      'drawn 0.00 recovered 0.00 paid 9000.00 owed 0.00',
    ]);
  });

  test('forgives no negative balance', () => {
    const [first, second] = movements([
      { payable: '-1000', draw: '3000' },
      { payable: '1500', draw: '3000' },
    ]);
    expect([first, second].map((each) => [text(each?.paid ?? 0n), text(each?.carried ?? 0n)])).toEqual([
      ['3000.00', '-1000.00'],
      ['3000.00', '0.00'],
    ]);
    expect(text(second?.owed.closing ?? 0n)).toBe('5500.00');
  });

  test('is recovered from whatever is payable once it is not in force any more', () => {
    expect(drawn([{ payable: '0', draw: '3000' }, { payable: '1000' }, { payable: '5000' }])).toEqual([
      'drawn 3000.00 recovered 0.00 paid 3000.00 owed 3000.00',
      'drawn 0.00 recovered 1000.00 paid 0.00 owed 2000.00',
      'drawn 0.00 recovered 2000.00 paid 3000.00 owed 0.00',
    ]);
  });

  test('is recovered from pay periods that begin on a day or after it', () => {
    expect(
      drawn([{ payable: '0', draw: '100' }, { payable: '90' }, { payable: '90' }], {
        ...RECOVERY,
        from: '2026-02-02',
      }),
    ).toEqual([
      'drawn 100.00 recovered 0.00 paid 100.00 owed 100.00',
      'drawn 0.00 recovered 0.00 paid 90.00 owed 100.00',
      'drawn 0.00 recovered 90.00 paid 0.00 owed 10.00',
    ]);
  });

  test('is recovered up to a share of what exceeds it, to the cent below', () => {
    expect(
      drawn(
        [
          { payable: '0', draw: '100' },
          { payable: '130.01', draw: '100' },
          { payable: '500', draw: '100' },
        ],
        { ...RECOVERY, upTo: part('0.5') },
      ),
    ).toEqual([
      'drawn 100.00 recovered 0.00 paid 100.00 owed 100.00',
      'drawn 0.00 recovered 15.00 paid 115.01 owed 85.00',
      'drawn 0.00 recovered 85.00 paid 415.00 owed 0.00',
    ]);
  });

  test('is forgiven at the end of the period that ends with it or after it, after that has recovered', () => {
    expect(
      drawn(
        [
          { payable: '0', draw: '100' },
          { payable: '130', draw: '100' },
          { payable: '500', draw: '0' },
        ],
        { ...RECOVERY, forgivenOn: '2026-02-15' },
      ),
    ).toEqual([
      'drawn 100.00 recovered 0.00 paid 100.00 owed 100.00',
      'drawn 0.00 recovered 30.00 paid 100.00 owed 0.00 forgiven 70.00',
      'drawn 0.00 recovered 0.00 paid 500.00 owed 0.00',
    ]);
  });
});

describe('a guarantee', () => {
  test.each([
    ['4999.99', '0.01', '5000.00'],
    ['5000.00', '0.00', '5000.00'],
    ['5000.01', '0.00', '5000.01'],
    ['-200.00', '5000.00', '5000.00'],
  ])('of 5,000 where %s is payable', (payable, guaranteed, paid) => {
    const [movement] = movements([{ payable, guarantee: '5000' }]);
    expect([text(movement?.guaranteed ?? 0n), text(movement?.paid ?? 0n)]).toEqual([guaranteed, paid]);
  });

  test('comes before the draw, and is owed by nobody', () => {
    const [movement] = movements([{ payable: '1000', guarantee: '2000', draw: '3000' }]);
    expect(text(movement?.guaranteed ?? 0n)).toBe('1000.00');
    expect(text(movement?.drawn ?? 0n)).toBe('1000.00');
    expect(text(movement?.owed.closing ?? 0n)).toBe('1000.00');
  });

  test('is nothing to recover from', () => {
    expect(
      drawn([
        { payable: '0', draw: '1000' },
        { payable: '500', guarantee: '2000' },
        { payable: '2300', guarantee: '2000' },
      ]),
    ).toEqual([
      'drawn 1000.00 recovered 0.00 paid 1000.00 owed 1000.00',
      'drawn 0.00 recovered 0.00 paid 2000.00 owed 1000.00',
      'drawn 0.00 recovered 300.00 paid 2000.00 owed 700.00',
    ]);
  });
});

describe('several draws', () => {
  test('add up, and what is drawn is owed of each in proportion', () => {
    const draws = [drawOf('2000', RECOVERY, 'a'), drawOf('1000', null, 'b')];
    const [movement] = movements([{ payable: '0.01', draws }]);
    expect(text(movement?.drawn ?? 0n)).toBe('2999.99');
    expect(movement?.closing.advances.map(({ key, owed }) => `${key} ${text(owed)}`)).toEqual(['a 1999.99']);
  });

  test('are recovered oldest first, each within its own share', () => {
    const a = drawOf('100', { ...RECOVERY, upTo: part('0.25') }, 'a');
    const b = drawOf('100', { ...RECOVERY, upTo: part('0.5') }, 'b');
    const found = movements([
      { payable: '0', draws: [a] },
      { payable: '0', draws: [b] },
      { payable: '200' },
      { payable: '400' },
    ]);
    expect(
      found.map(({ closing }) => closing.advances.map(({ key, owed }) => `${key} ${text(owed)}`)),
    ).toEqual([['a 100.00'], ['a 100.00', 'b 100.00'], ['a 50.00', 'b 50.00'], []]);
  });
});

describe('the most that is paid', () => {
  const paid = (...months: readonly Month[]): readonly string[] =>
    movements(months).map((each) => `paid ${text(each.paid)} carried ${text(each.carried)}`);

  test('is paid, and what exceeds it is carried until there is room for it', () => {
    const most = '500.00';
    expect(
      paid(
        { payable: '500.00', most },
        { payable: '500.01', most },
        { payable: '0.00', most },
        { payable: '0.00', most },
      ),
    ).toEqual([
      'paid 500.00 carried 0.00',
      'paid 500.00 carried 0.01',
      'paid 0.01 carried 0.00',
      'paid 0.00 carried 0.00',
    ]);
  });

  test('is paid out when there is no such limit any more', () => {
    expect(paid({ payable: '900.00', most: '500.00' }, { payable: '20.00' })).toEqual([
      'paid 500.00 carried 400.00',
      'paid 420.00 carried 0.00',
    ]);
  });

  test('lets what is taken back come out of what was carried', () => {
    const most = '500.00';
    expect(
      paid({ payable: '900.00', most }, { payable: '-300.00', most }, { payable: '-150.00', most }),
    ).toEqual(['paid 500.00 carried 400.00', 'paid 100.00 carried 0.00', 'paid 0.00 carried -150.00']);
  });

  test('comes after what is drawn and recovered', () => {
    const least = { draw: '250.00', most: '250.00' };
    const months = [
      { payable: '100.00', ...least },
      { payable: '1200.00', ...least },
      { payable: '-20.00', ...least },
    ];
    expect(drawn(months)).toEqual([
      'drawn 150.00 recovered 0.00 paid 250.00 owed 150.00',
      'drawn 0.00 recovered 150.00 paid 250.00 owed 0.00',
      'drawn 0.00 recovered 0.00 paid 250.00 owed 0.00',
    ]);
    expect(movements(months).map(({ carried }) => text(carried))).toEqual(['0.00', '800.00', '530.00']);
  });

  test('keeps back of what is guaranteed, too, where that is more', () => {
    expect(paid({ payable: '-40.00', guarantee: '300.00', most: '200.00' }, { payable: '0.00' })).toEqual([
      'paid 200.00 carried 60.00',
      'paid 60.00 carried 0.00',
    ]);
  });
});
