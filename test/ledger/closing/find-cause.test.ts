import { describe, expect, it } from 'vitest';
import type { ChangedInput } from '../../../src/ledger/closing/changed-input.js';
import { causeFinder } from '../../../src/ledger/closing/find-cause.js';
import type { FigureSubject } from '../../../src/ledger/closing/payee-closing.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { applied, indexOf, invoiced, received, sold, splitOf } from '../../engine/given.js';

const GROUP = {
  payGroup: 'monthly-USD',
  periods: [{ id: '2026-01', from: '2026-01-01', to: '2026-02-01' }],
  to: '2026-02-01',
  change: 10,
};

const RECORDS: Partial<RecordSet> = {
  deal: [
    sold('D-1', '2026-01-10', '100.00'),
    sold('D-2', '2026-01-20', '100.00'),
    sold('D-9', '2026-03-01', '1.00'),
  ],
  split: ['D-1', 'D-2', 'D-9'].map((deal) => splitOf(deal, 'ann')),
  invoiceLine: [invoiced('I-1', 'D-1', '100.00')],
  receipt: [received('R-1', '2026-01-28', '100.00'), received('R-9', '2026-03-01', '1.00')],
  application: [applied('R-1', 'I-1', '100.00'), applied('R-9', 'I-1', '1.00')],
};

function input(given: Partial<ChangedInput>): ChangedInput {
  return {
    kind: 'split',
    change: 11,
    source: `${given.kind ?? 'split'}`,
    isNew: false,
    deal: null,
    payee: null,
    plan: null,
    invoice: null,
    receipt: null,
    currencies: [],
    date: null,
    ...given,
  };
}

const FIGURE: FigureSubject = {
  payee: 'ann',
  deal: 'D-1',
  deals: [],
  plan: 'ae',
  isGone: false,
  convertedFrom: null,
};

function causes(changes: readonly ChangedInput[], figure: Partial<FigureSubject> = {}): string {
  const { cause, source, change } = causeFinder(changes, indexOf(RECORDS))({ ...FIGURE, ...figure }, GROUP);
  return `${cause}: ${source} @${change}`;
}

const SPLIT = input({ kind: 'split', deal: 'D-1', payee: 'ann' });
const QUOTA = input({ kind: 'quota', payee: 'ann', date: '2026-01-01' });
const PLAN = input({ kind: 'plan', plan: 'ae', source: 'rules plans/ae.yaml' });
const OTHER = input({ kind: 'deal', deal: 'D-2', source: 'deal D-2', date: '2026-01-20' });

describe('the cause of an adjustment', () => {
  it('is what is nearest to the figure: its own deal, the quota, the plan, another deal', () => {
    expect(causes([OTHER, PLAN, QUOTA, SPLIT])).toBe('credit: split @11');
    expect(causes([OTHER, PLAN, QUOTA])).toBe('quota: quota @11');
    expect(causes([OTHER, PLAN])).toBe('rate: rules plans/ae.yaml @11');
    expect(causes([OTHER])).toBe('correction: deal D-2 @11');
    expect(causes([input({ kind: 'quota', payee: 'bob' }), OTHER])).toBe('correction: deal D-2 @11');
  });

  it('is, of a split by which the position moved, the part of the payee, unless the deal itself is new', () => {
    const parts = ['ann', 'bob'].map((payee) =>
      input({ deal: 'D-2', payee, source: `split D-2 ${payee} AE`, isNew: payee === 'bob' }),
    );
    const records = { ...RECORDS, split: ['ann', 'bob'].map((payee) => splitOf('D-2', payee)) };
    const sourceFor = (payee: string, changes: readonly ChangedInput[]) =>
      causeFinder(changes, indexOf(records))({ ...FIGURE, payee }, GROUP).source;
    expect(['ann', 'bob'].map((payee) => sourceFor(payee, parts))).toEqual([
      'split D-2 ann AE',
      'split D-2 bob AE',
    ]);
    expect(sourceFor('bob', [...parts, { ...OTHER, isNew: true }])).toBe('deal D-2');
  });

  it('is a correction where a deal or an amendment said something else before, and a credit where it is new', () => {
    const amendment = input({ kind: 'amendment', deal: 'D-1', date: '2026-01-15' });
    expect(causes([amendment])).toBe('correction: amendment @11');
    expect(causes([{ ...amendment, isNew: true }])).toBe('credit: amendment @11');
  });

  it('is the last of several changes of the same', () => {
    expect(causes([SPLIT, { ...SPLIT, change: 14 }, { ...SPLIT, change: 12 }])).toBe('credit: split @14');
  });

  it('is nothing that was changed before the closing, nor what is of later days', () => {
    const late = input({ kind: 'amendment', deal: 'D-1', date: '2026-02-01', source: 'amendment D-1 A' });
    expect(causes([{ ...SPLIT, change: 10 }, late, OTHER])).toBe('correction: deal D-2 @11');
    const ofLaterDeal = input({ kind: 'split', deal: 'D-9', payee: 'ann', isNew: true });
    expect(causes([ofLaterDeal, QUOTA])).toBe('quota: quota @11');
    const laterCash = input({
      kind: 'application',
      receipt: 'R-9',
      invoice: 'I-1',
      source: 'application R-9',
    });
    expect(causes([laterCash, QUOTA])).toBe('quota: quota @11');
  });

  it('finds cash by the invoices of the deal', () => {
    const cash = input({
      kind: 'application',
      receipt: 'R-1',
      invoice: 'I-1',
      source: 'application R-1 I-1',
    });
    expect(causes([cash, QUOTA])).toBe('cash: application R-1 I-1 @11');
    expect(causes([cash, QUOTA], { deal: 'D-2' })).toBe('quota: quota @11');
  });

  it('is a rate of exchange only where the deal was converted', () => {
    const rate = input({ kind: 'fxRate', currencies: ['EUR', 'USD'], source: 'exchange rate EUR USD' });
    expect(causes([rate, QUOTA], { convertedFrom: 'EUR' })).toBe('fx: exchange rate EUR USD @11');
    expect(causes([rate, QUOTA])).toBe('quota: quota @11');
  });

  it('is the plan, not the rate, where nothing earns the figure any more', () => {
    expect(causes([PLAN, QUOTA], { isGone: true })).toBe('plan: rules plans/ae.yaml @11');
    const assignment = input({ kind: 'assignment', payee: 'ann', plan: 'ae' });
    expect(causes([PLAN, assignment], { isGone: true })).toBe('credit: assignment @11');
  });

  it('is a team where only that has changed', () => {
    const member = input({ kind: 'membership', payee: 'bob', date: '2026-01-01' });
    expect(causes([member], { payee: 'mia', deal: null })).toBe('team: membership @11');
  });

  it('is the program itself where nothing has changed', () => {
    expect(causes([])).toBe('correction: another version of the program @10');
  });
});
