import { describe, expect, it } from 'vitest';
import { DealStreams } from '../../../src/engine/events/deal-events.js';
import type { ReleaseShare } from '../../../src/engine/modifiers/release.js';
import { releaseProgress } from '../../../src/engine/payables/release-progress.js';
import { progressByCause } from '../../../src/ledger/reconcile/progress-by-cause.js';
import {
  type CausedAmount,
  type ReleaseMove,
  releasedBy,
} from '../../../src/ledger/reconcile/released-by.js';
import { formatRatio, sumRatios } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  COMPANY,
  creditNoteOf,
  indexOf,
  invoiced,
  measureOf,
  part,
  planOf,
  received,
  refunded,
  sold,
  text,
  usd,
  writeOffOf,
} from '../../engine/given.js';

const DEAL = sold('D', '2026-01-10', '1000.00');
const PLAN = planOf([]);

const HALF_BOOKED: ReleaseShare = { share: part('0.5'), trigger: { on: 'booked' } };
const HALF_COLLECTED: ReleaseShare = { share: part('0.5'), trigger: { on: 'collected', of: 'deal' } };
const COLLECTED: ReleaseShare = { share: part('1'), trigger: { on: 'collected', of: 'deal' } };

const THREE_RECEIPTS: Partial<RecordSet> = {
  invoiceLine: [invoiced('I', 'D', '1000.00')],
  receipt: [
    received('R-1', '2026-02-01', '300.00'),
    received('R-2', '2026-02-20', '300.00'),
    received('R-3', '2026-03-10', '400.00'),
  ],
  application: [applied('R-1', 'I', '300.00'), applied('R-2', 'I', '300.00'), applied('R-3', 'I', '400.00')],
};

function contextOf(records: Partial<RecordSet>, release: readonly ReleaseShare[] = []) {
  const streams = new DealStreams(indexOf({ deal: [DEAL], ...records }), COMPANY, '2026-12-31');
  return { streams, plan: PLAN, component: { measure: measureOf(), clawback: [], release } };
}

function parts(
  shares: readonly ReleaseShare[],
  records: Partial<RecordSet>,
  move: Partial<ReleaseMove> & Pick<ReleaseMove, 'amount'>,
): readonly string[] {
  const whole = { earned: usd('100.00'), to: '2026-03-01', before: [], ...move };
  return releasedBy(DEAL, whole, contextOf(records, shares)).map(told);
}

function told({ cause, receipt, amount }: CausedAmount): string {
  return `${receipt ?? cause} ${text(amount)}`;
}

function caused(receipt: string, amount: string): CausedAmount {
  return { cause: 'receipt', receipt, invoice: 'I', amount: usd(amount) };
}

describe('what a period released', () => {
  it('is shared out to the booking and the receipts', () => {
    expect(parts([HALF_BOOKED, HALF_COLLECTED], THREE_RECEIPTS, { amount: usd('80.00') })).toEqual([
      'booking 50.00',
      'R-1 15.00',
      'R-2 15.00',
    ]);
  });

  it('leaves out what was released before, and sums to the cent', () => {
    const before = [caused('R-1', '0.33'), caused('R-2', '0.34')];
    const move = { amount: usd('0.33'), earned: usd('1.00'), to: '2026-04-01', before };
    const thirds: Partial<RecordSet> = {
      invoiceLine: [invoiced('I', 'D', '1000.00')],
      receipt: [
        received('R-1', '2026-02-01', '333.33'),
        received('R-2', '2026-02-20', '333.33'),
        received('R-3', '2026-03-10', '333.34'),
      ],
      application: [
        applied('R-1', 'I', '333.33'),
        applied('R-2', 'I', '333.33'),
        applied('R-3', 'I', '333.34'),
      ],
    };
    expect(parts([COLLECTED], thirds, move)).toEqual(['R-3 0.33']);
  });

  it('takes back from the receipt that was refunded', () => {
    const refund = [refunded('F', 'R-1', '2026-03-20', '300.00', { invoice: 'I' })];
    const before = [caused('R-1', '30.00'), caused('R-2', '30.00')];
    const move = { amount: usd('10.00'), to: '2026-04-01', before };
    expect(parts([COLLECTED], { ...THREE_RECEIPTS, refund }, move)).toEqual(['R-3 40.00', 'R-1 -30.00']);
  });

  it('takes back from every receipt when the earning shrinks', () => {
    const before = [caused('R-1', '30.00'), caused('R-2', '30.00')];
    const move = { amount: usd('-30.00'), earned: usd('50.00'), before };
    expect(parts([COLLECTED], THREE_RECEIPTS, move)).toEqual(['R-1 -15.00', 'R-2 -15.00']);
  });

  it('is by all cash that counts, where a threshold was reached', () => {
    const share = { ...COLLECTED, atLeast: part('0.5') };
    expect(parts([share], THREE_RECEIPTS, { amount: usd('100.00') })).toEqual(['R-1 50.00', 'R-2 50.00']);
    expect(parts([share], THREE_RECEIPTS, { amount: 0n, to: '2026-02-10' })).toEqual([]);
  });

  it('comes in instalments of each receipt', () => {
    const share: ReleaseShare = {
      ...COLLECTED,
      instalments: { count: 2, every: { count: 1, unit: 'months' } },
    };
    expect(parts([share], THREE_RECEIPTS, { amount: usd('80.00'), to: '2026-04-01' })).toEqual([
      'R-1 30.00',
      'R-2 30.00',
      'R-3 20.00',
    ]);
  });

  it('is because nothing is left to be collected, where all of it was written off', () => {
    const records = {
      invoiceLine: [invoiced('I', 'D', '1000.00')],
      creditNote: [creditNoteOf('C', 'I', '2026-02-01', '700.00')],
      writeOff: [writeOffOf('W', 'I', '2026-02-02', '200.00')],
      receipt: [received('R-1', '2026-02-03', '150.00')],
      application: [applied('R-1', 'I', '150.00')],
    };
    expect(parts([COLLECTED], records, { amount: usd('100.00') })).toEqual(['R-1 100.00']);
  });

  it('is what the others leave, where a share waits for a time', () => {
    const after: ReleaseShare = {
      share: part('0.5'),
      trigger: { on: 'after', after: { count: 30, unit: 'days' } },
    };
    expect(parts([HALF_COLLECTED, after], THREE_RECEIPTS, { amount: usd('80.00') })).toEqual([
      'R-1 15.00',
      'R-2 15.00',
      'time 50.00',
    ]);
  });

  it('is what the others leave, where a share is paid in instalments that count from each event', () => {
    const booked: ReleaseShare = {
      ...HALF_BOOKED,
      instalments: { count: 2, every: { count: 1, unit: 'months' } },
    };
    expect(parts([HALF_COLLECTED, booked], THREE_RECEIPTS, { amount: usd('55.00') })).toEqual([
      'R-1 15.00',
      'R-2 15.00',
      'booking 25.00',
    ]);
    expect(parts([HALF_BOOKED, booked], {}, { amount: usd('75.00') })).toEqual(['booking 75.00']);
  });

  it('is not explained where the terms come to something else', () => {
    expect(parts([COLLECTED], THREE_RECEIPTS, { amount: usd('75.00') })).toEqual([
      'R-1 30.00',
      'R-2 30.00',
      'unexplained 15.00',
    ]);
    expect(parts([], {}, { amount: usd('5.00') })).toEqual(['unexplained 5.00']);
  });
});

describe('how far causes have brought a release', () => {
  it('is in sum as far as the engine says', () => {
    const shares = [
      HALF_BOOKED,
      COLLECTED,
      { ...COLLECTED, atLeast: part('0.7') },
      { ...COLLECTED, instalments: { count: 3, every: { count: 20, unit: 'days' as const } } },
    ];
    const context = contextOf(THREE_RECEIPTS);
    for (const through of ['2026-01-05', '2026-02-05', '2026-03-01', '2026-04-01', '2026-06-01']) {
      for (const share of shares) {
        const causes = progressByCause(share, DEAL, { ...context, through });
        const { ratio } = releaseProgress(share, DEAL, [], { ...context, through });
        expect(formatRatio(sumRatios(causes.map((each) => each.ratio)), 10)).toBe(formatRatio(ratio, 10));
      }
    }
  });
});
