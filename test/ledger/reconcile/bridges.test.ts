import { describe, expect, it } from 'vitest';
import { DealStreams } from '../../../src/engine/events/deal-events.js';
import {
  type BridgeSubject,
  monthSpans,
  unexplainedOf,
  wholeSpan,
} from '../../../src/ledger/reconcile/bridge.js';
import { BridgeBook } from '../../../src/ledger/reconcile/bridge-book.js';
import { dealCashSubjects, receiptSubject } from '../../../src/ledger/reconcile/cash-subjects.js';
import { invoiceSubjects } from '../../../src/ledger/reconcile/invoice-subjects.js';
import { revenueSubject } from '../../../src/ledger/reconcile/revenue-subject.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  COMPANY,
  cancelled,
  changed,
  creditNoteOf,
  indexOf,
  invoiced,
  milestoneOf,
  received,
  refunded,
  revenueOf,
  scheduleOf,
  sold,
  text,
  usd,
  writeOffOf,
} from '../../engine/given.js';

const DEAL = sold('D', '2026-01-10', '1200.00', { termMonths: 12 });

function streamsOf(records: Partial<RecordSet>): DealStreams {
  return new DealStreams(indexOf({ deal: [DEAL], ...records }), COMPANY, '2026-12-31');
}

/** What a subject comes to before a day: `'booked 1200.00, recognized 300.00, … ? 0.00'`. */
function told(subject: BridgeSubject | undefined, day: string): string {
  if (subject === undefined) return 'nothing';
  const amounts = subject.before(day);
  const shown = Object.entries(amounts).map(([term, amount]) => `${term} ${text(amount)}`);
  return `${shown.join(', ')} ? ${text(unexplainedOf(subject.bridge, amounts))}`;
}

describe('what was booked', () => {
  const year = scheduleOf('D', { from: '2026-01-01', to: '2027-01-01' });

  it('is recognized or deferred', () => {
    const streams = streamsOf({ revenueSchedule: [year] });
    const subject = revenueSubject(DEAL, streams);
    expect(told(subject, '2026-01-10')).toBe('booked 0.00, recognized 0.00, deferred 0.00 ? 0.00');
    expect(told(subject, '2026-04-01')).toBe('booked 1200.00, recognized 300.00, deferred 900.00 ? 0.00');
  });

  it('is amended with what is still to come', () => {
    const amendment = [changed('D', 'A', '2026-03-15', '-90.00')];
    const streams = streamsOf({ revenueSchedule: [year], amendment });
    const subject = revenueSubject(DEAL, streams);
    expect(told(subject, '2026-03-01')).toBe('booked 1200.00, recognized 200.00, deferred 1000.00 ? 0.00');
    expect(told(subject, '2026-04-01')).toBe('booked 1110.00, recognized 291.00, deferred 819.00 ? 0.00');
  });

  it('leaves what was recognized before a cancellation as negative', () => {
    const streams = streamsOf({ revenueSchedule: [year], amendment: [cancelled('D', '2026-03-15')] });
    expect(told(revenueSubject(DEAL, streams), '2026-06-01')).toBe(
      'booked 0.00, recognized 200.00, deferred -200.00 ? 0.00',
    );
  });

  it('is not explained where the schedule recognizes something else', () => {
    const schedule = { ...year, amount: usd('1320.00') };
    const streams = streamsOf({ revenueSchedule: [schedule] });
    expect(told(revenueSubject(DEAL, streams), '2026-04-01')).toBe(
      'booked 1200.00, recognized 330.00, deferred 990.00 ? -120.00',
    );
  });

  it('is not explained where milestones do not come to all of it', () => {
    const milestone = [milestoneOf('D', 'go-live', '2026-05-01', '0.9')];
    expect(told(revenueSubject(DEAL, streamsOf({ milestone })), '2026-04-01')).toBe(
      'booked 1200.00, recognized 0.00, deferred 1080.00 ? 120.00',
    );
  });

  it('is deferred as long as its revenue is not written down', () => {
    const revenueEntry = [revenueOf('D', 'use', '2026-03-31', '70.00')];
    expect(told(revenueSubject(DEAL, streamsOf({ revenueEntry })), '2026-04-01')).toBe(
      'booked 1200.00, recognized 70.00, deferred 1130.00 ? 0.00',
    );
    expect(told(revenueSubject(DEAL, streamsOf({})), '2026-04-01')).toBe(
      'booked 1200.00, recognized 0.00, deferred 1200.00 ? 0.00',
    );
  });
});

describe('what was invoiced', () => {
  const invoiceLine = [invoiced('I', 'D', '100.00', { tax: usd('19.00') })];

  it('is collected, open, credited or written off, net of tax', () => {
    const streams = streamsOf({
      invoiceLine,
      receipt: [received('R', '2026-02-01', '59.50')],
      application: [applied('R', 'I', '59.50')],
      creditNote: [creditNoteOf('C', 'I', '2026-03-01', '20.00')],
      writeOff: [writeOffOf('W', 'I', '2026-04-01', '5.00')],
    });
    const [subject] = invoiceSubjects(DEAL, streams);
    expect(told(subject, '2026-02-01')).toBe(
      'invoiced 100.00, collected 0.00, open 100.00, credited 0.00, writtenOff 0.00 ? 0.00',
    );
    expect(told(subject, '2026-05-01')).toBe(
      'invoiced 100.00, collected 50.00, open 25.00, credited 20.00, writtenOff 5.00 ? 0.00',
    );
  });

  it('may be paid before', () => {
    const streams = streamsOf({
      invoiceLine,
      receipt: [received('R', '2026-01-02', '119.00')],
      application: [applied('R', 'I', '119.00')],
    });
    expect(told(invoiceSubjects(DEAL, streams)[0], '2026-01-05')).toBe(
      'invoiced 0.00, collected 100.00, open -100.00, credited 0.00, writtenOff 0.00 ? 0.00',
    );
  });

  it('is not explained where more is credited than was invoiced, or written off and paid', () => {
    const credited = streamsOf({ invoiceLine, creditNote: [creditNoteOf('C', 'I', '2026-03-01', '120.00')] });
    expect(told(invoiceSubjects(DEAL, credited)[0], '2026-05-01')).toBe(
      'invoiced 100.00, collected 0.00, open 0.00, credited 120.00, writtenOff 0.00 ? -20.00',
    );
    const lost = streamsOf({
      invoiceLine,
      receipt: [received('R', '2026-04-02', '119.00')],
      application: [applied('R', 'I', '119.00')],
      writeOff: [writeOffOf('W', 'I', '2026-03-01', '30.00')],
    });
    expect(told(invoiceSubjects(DEAL, lost)[0], '2026-05-01')).toBe(
      'invoiced 100.00, collected 100.00, open 0.00, credited 0.00, writtenOff 30.00 ? -30.00',
    );
  });

  it('is not explained where a credit note names a line that is not there', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-03-01', '7.00', { line: '9' })];
    expect(told(invoiceSubjects(DEAL, streamsOf({ invoiceLine, creditNote }))[0], '2026-05-01')).toBe(
      'invoiced 100.00, collected 0.00, open 100.00, credited 7.00, writtenOff 0.00 ? -7.00',
    );
  });
});

describe('what was received', () => {
  const invoiceLine = [invoiced('I', 'D', '200.00')];

  function cash(records: Partial<RecordSet>, day = '2026-12-01'): readonly string[] {
    const streams = streamsOf({ invoiceLine, ...records });
    const receipts = [...streams.index.receipts.values()];
    return [
      ...dealCashSubjects(DEAL, streams).map((each) => told(each, day)),
      ...receipts.map((each) => told(receiptSubject(each, streams.index, 'USD'), day)),
    ];
  }

  it('is applied, unapplied or refunded', () => {
    const records = {
      receipt: [received('R', '2026-02-01', '150.00')],
      application: [applied('R', 'I', '120.00')],
      refund: [refunded('F', 'R', '2026-03-01', '40.00')],
    };
    expect(cash(records, '2026-02-15')).toEqual([
      'received 120.00, applied 120.00, unapplied 0.00, refunded 0.00 ? 0.00',
      'received 30.00, applied 0.00, unapplied 30.00, refunded 0.00 ? 0.00',
    ]);
    expect(cash(records)).toEqual([
      'received 120.00, applied 110.00, unapplied 0.00, refunded 10.00 ? 0.00',
      'received 30.00, applied 0.00, unapplied 0.00, refunded 30.00 ? 0.00',
    ]);
  });

  it('is not explained where more is applied or given back than came in', () => {
    const receipt = [received('R', '2026-02-01', '100.00')];
    expect(cash({ receipt, application: [applied('R', 'I', '120.00')] })).toEqual([
      'received 120.00, applied 120.00, unapplied 0.00, refunded 0.00 ? 0.00',
      'received -20.00, applied 0.00, unapplied 0.00, refunded 0.00 ? -20.00',
    ]);
    expect(
      cash({
        receipt,
        application: [applied('R', 'I', '100.00')],
        refund: [refunded('F', 'R', '2026-03-01', '150.00')],
      }),
    ).toEqual([
      'received 100.00, applied 0.00, unapplied 0.00, refunded 100.00 ? 0.00',
      'received 0.00, applied 0.00, unapplied 0.00, refunded 50.00 ? -50.00',
    ]);
  });

  it('is not explained where it is applied to an invoice that is not there', () => {
    expect(
      cash({
        receipt: [received('R', '2026-02-01', '100.00')],
        application: [applied('R', 'NONE', '60.00')],
      }),
    ).toEqual([
      'received 0.00, applied 0.00, unapplied 0.00, refunded 0.00 ? 0.00',
      'received 100.00, applied 0.00, unapplied 40.00, refunded 0.00 ? 60.00',
    ]);
  });

  it('is told by deal where an invoice is of two', () => {
    const other = sold('E', '2026-01-10', '300.00');
    const streams = streamsOf({
      deal: [DEAL, other],
      invoiceLine: [...invoiceLine, invoiced('I', 'E', '300.00', { line: '2' })],
      receipt: [received('R', '2026-02-01', '100.00')],
      application: [applied('R', 'I', '100.00')],
    });
    expect(told(dealCashSubjects(other, streams)[0], '2026-03-01')).toBe(
      'received 60.00, applied 60.00, unapplied 0.00, refunded 0.00 ? 0.00',
    );
  });
});

describe('a book of bridges', () => {
  const range = { from: '2026-01-01', to: '2026-04-01' };
  const streams = streamsOf({
    invoiceLine: [invoiced('I', 'D', '200.00')],
    receipt: [received('R', '2026-02-01', '100.00')],
    application: [applied('R', 'I', '120.00')],
  });

  function bookOf(byDeal: boolean) {
    const book = new BridgeBook(byDeal ? [wholeSpan(range)] : monthSpans(range), byDeal);
    for (const subject of dealCashSubjects(DEAL, streams)) book.add(subject);
    for (const receipt of streams.index.receipts.values())
      book.add(receiptSubject(receipt, streams.index, 'USD'));
    return book;
  }

  it('has a row for each month in which something happened, and names what is not explained', () => {
    const book = bookOf(false);
    expect(book.rows()).toEqual([
      {
        bridge: 'cash',
        span: '2026-02',
        currency: 'USD',
        deal: null,
        amounts: { received: 10_000n, applied: 12_000n, unapplied: 0n, refunded: 0n },
        closing: 0n,
        unexplained: -2_000n,
      },
    ]);
    expect(book.unexplained()).toEqual([
      { bridge: 'cash', span: '2026-02', currency: 'USD', subject: 'receipt R', amount: -2_000n },
    ]);
  });

  it('has a row for each deal and one for what belongs to none', () => {
    const rows = bookOf(true).rows();
    expect(rows.map(({ span, deal, unexplained }) => `${span} ${deal} ${text(unexplained)}`)).toEqual([
      '2026-01..2026-03 null -20.00',
      '2026-01..2026-03 D 0.00',
    ]);
  });
});
