import { describe, expect, it } from 'vitest';
import { DealStreams } from '../../../src/engine/events/deal-events.js';
import { dealExceptions } from '../../../src/ledger/reconcile/deal-exceptions.js';
import type { ReconciliationException } from '../../../src/ledger/reconcile/exception.js';
import { paymentExceptions } from '../../../src/ledger/reconcile/payment-exceptions.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  COMPANY,
  indexOf,
  invoiced,
  received,
  refunded,
  sold,
  splitOf,
  text,
  usd,
} from '../../engine/given.js';

const DEAL = sold('D', '2026-01-10', '1000.00');

function streamsOf(records: Partial<RecordSet>): DealStreams {
  return new DealStreams(indexOf({ deal: [DEAL], ...records }), COMPANY, '2026-06-01');
}

function told({ kind, payee, amount, whatToDo }: ReconciliationException): string {
  return `${kind} ${payee ?? '–'} ${text(amount)}: ${whatToDo}`;
}

describe('cash that went back', () => {
  function onRefund(date: string, total = '10.00'): readonly string[] {
    const streams = streamsOf({
      invoiceLine: [invoiced('I', 'D', '100.00')],
      receipt: [received('R', '2026-02-10', '100.00')],
      application: [applied('R', 'I', '100.00')],
      refund: [refunded('F', 'R', date, '40.00', { invoice: 'I' })],
    });
    const postings = [
      { date: '2026-03-01', amount: usd('10.00') },
      ...(total === '10.00' ? [] : [{ date: '2026-04-01', amount: usd(total) - usd('10.00') }]),
    ];
    const receipts = new Map([['R', { total: usd(total), added: usd('10.00'), postings }]]);
    const paid = { deal: 'D', currency: 'USD', beforeCash: 0n, onBooking: 0n, receipts };
    const terms = { payee: 'ann', deal: DEAL, streams, known: streams, through: '2026-06-01', days: 90 };
    return paymentExceptions(paid, terms).map(told);
  }

  it('is found where nothing was taken back', () => {
    expect(onRefund('2026-03-01')).toEqual([
      'refunded ann 4.00: look at how long the clawback of the plan reaches, or take it back by an adjustment',
    ]);
  });

  it('is found before it can be taken back', () => {
    expect(onRefund('2026-06-15')).toEqual(['refunded ann 4.00: calculate again to take it back']);
  });

  it('is none where it was taken back, or had gone before anything was posted', () => {
    expect(onRefund('2026-03-01', '6.00')).toEqual([]);
    expect(onRefund('2026-02-20')).toEqual([]);
  });
});

describe('cash that went back twice', () => {
  function onRefunds(...taken: readonly (readonly [periodTo: string, amount: string])[]): readonly string[] {
    const streams = streamsOf({
      invoiceLine: [invoiced('I', 'D', '100.00')],
      receipt: [received('R', '2026-02-10', '100.00')],
      application: [applied('R', 'I', '100.00')],
      refund: [
        refunded('F-1', 'R', '2026-03-10', '40.00', { invoice: 'I' }),
        refunded('F-2', 'R', '2026-05-10', '30.00', { invoice: 'I' }),
      ],
    });
    const postings = [
      { date: '2026-03-01', amount: usd('10.00') },
      ...taken.map(([date, amount]) => ({ date, amount: -usd(amount) })),
    ];
    const total = postings.reduce((sum, { amount }) => sum + amount, 0n);
    const receipts = new Map([['R', { total, added: usd('10.00'), postings }]]);
    const paid = { deal: 'D', currency: 'USD', beforeCash: 0n, onBooking: 0n, receipts };
    const terms = { payee: 'ann', deal: DEAL, streams, known: streams, through: '2026-06-01', days: 90 };
    return paymentExceptions(paid, terms).map(({ amount, why }) => `${text(amount)}: ${why}`);
  }

  it('is judged refund by refund', () => {
    const beyond = 'receipt R made 10.00 payable, and 6.00 of it stands after refund F-2 of 2026-05-10';
    expect(onRefunds(['2026-04-01', '4.00'])).toEqual([`3.00: ${beyond}`]);
    expect(onRefunds(['2026-06-01', '4.00'])).toEqual([`3.00: ${beyond}`]);
    expect(onRefunds(['2026-06-01', '3.00'])).toEqual([
      '3.00: receipt R made 10.00 payable, and 7.00 of it stands after refund F-2 of 2026-05-10',
    ]);
    expect(onRefunds(['2026-04-01', '4.00'], ['2026-06-01', '3.00'])).toEqual([]);
    expect(onRefunds(['2026-06-01', '7.00'])).toEqual([]);
    expect(onRefunds()).toEqual([
      '7.00: receipt R made 10.00 payable, and 10.00 of it stands after refund F-1 of 2026-03-10, refund F-2 of 2026-05-10',
    ]);
  });
});

describe('shares that disagree with the deal', () => {
  function onSplits(...split: RecordSet['split']): readonly string[] {
    const terms = {
      streams: streamsOf({ split }),
      through: '2026-06-01',
      isCredited: () => true,
      isOnPlan: (payee: string) => payee !== 'cay',
    };
    return dealExceptions(DEAL, terms).map(told);
  }

  it('are those that do not sum to the whole deal on the day it closed', () => {
    expect(onSplits(splitOf('D', 'ann', '0.6'), splitOf('D', 'bo', '0.3'))).toEqual([
      'split – 100.00: correct the shares in splits.csv',
    ]);
    expect(onSplits(splitOf('D', 'ann', '0.6'), splitOf('D', 'bo', '0.6'))).toEqual([
      'split – 200.00: correct the shares in splits.csv',
    ]);
    const later = splitOf('D', 'bo', '1', { from: '2026-04-01' });
    expect(onSplits(splitOf('D', 'ann', '1', { to: '2026-04-01' }), later)).toEqual([]);
  });

  it('are those of people who are on no plan', () => {
    expect(onSplits(splitOf('D', 'ann', '0.75'), splitOf('D', 'cay', '0.25'))).toEqual([
      'split cay 250.00: give the share to somebody who is, or assign the payee to a plan',
    ]);
  });
});
