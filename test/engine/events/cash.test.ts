import { describe, expect, test } from 'vitest';
import { cashOfInvoice, refundsOf } from '../../../src/engine/events/cash.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  creditNoteOf,
  indexOf,
  invoiced,
  received,
  refunded,
  text,
  usd,
  writeOffOf,
} from '../given.js';

/** Net cash of invoice I by deal: `"D 2026-02-01 33.34"`. */
function cash(records: Partial<RecordSet>): readonly string[] {
  return cashOfInvoice('I', indexOf(records)).flatMap(({ line, events }) =>
    events.map(({ date, amount }) => `${line.deal} ${date} ${text(amount)}`),
  );
}

const TAXED = invoiced('I', 'D', '100.00', { tax: usd('19.00') });

/** A receipt applied whole to the invoice, `''` for a line unnamed. */
function paid(id: string, date: string, amount: string, line: string | null = null): Partial<RecordSet> {
  return { receipt: [received(id, date, amount)], application: [applied(id, 'I', amount, { line })] };
}

function together(...sets: readonly Partial<RecordSet>[]): Partial<RecordSet> {
  const all: Record<string, unknown[]> = {};
  for (const set of sets)
    for (const [kind, records] of Object.entries(set)) all[kind] = [...(all[kind] ?? []), ...records];
  return all as Partial<RecordSet>;
}

describe('tax', () => {
  test('is taken out of what is paid', () => {
    expect(cash(together({ invoiceLine: [TAXED] }, paid('R', '2026-02-01', '119.00')))).toEqual([
      'D 2026-02-01 100.00',
    ]);
  });

  test('is taken out cumulatively: part payments come to what one payment would', () => {
    const parts = together(
      { invoiceLine: [TAXED] },
      paid('R1', '2026-02-01', '39.67'),
      paid('R2', '2026-03-01', '39.67'),
      paid('R3', '2026-04-01', '39.66'),
    );
    expect(cash(parts)).toEqual(['D 2026-02-01 33.34', 'D 2026-03-01 33.33', 'D 2026-04-01 33.33']);
  });

  test('of a cent nothing may be left', () => {
    expect(
      cash(
        together(
          { invoiceLine: [invoiced('I', 'D', '0.01', { tax: usd('0.01') })] },
          paid('R', '2026-02-01', '0.01'),
        ),
      ),
    ).toEqual([]);
  });
});

describe('an invoice of several deals', () => {
  const lines = {
    invoiceLine: [
      invoiced('I', 'A', '100.00', { line: '1', tax: usd('20.00') }),
      invoiced('I', 'B', '300.00', { line: '2', tax: usd('60.00') }),
    ],
  };

  test('a receipt is split by what is open', () => {
    expect(cash(together(lines, paid('R', '2026-02-01', '240.00')))).toEqual([
      'A 2026-02-01 50.00',
      'B 2026-02-01 150.00',
    ]);
  });

  test('what was paid on a line by name is open no more', () => {
    const records = together(
      lines,
      paid('R1', '2026-02-01', '120.00', '1'),
      paid('R2', '2026-03-01', '240.00'),
    );
    expect(cash(records)).toEqual(['A 2026-02-01 100.00', 'B 2026-03-01 200.00']);
  });

  test('what is applied beyond the invoice is not collected', () => {
    expect(cash(together(lines, paid('R', '2026-02-01', '600.00')))).toEqual([
      'A 2026-02-01 100.00',
      'B 2026-02-01 300.00',
    ]);
    const again = together(lines, paid('R1', '2026-02-01', '480.00'), paid('R2', '2026-03-01', '0.01'));
    expect(cash(again)).toHaveLength(2);
  });

  test('a refund of what was beyond the invoice takes nothing back', () => {
    const refund = [refunded('F', 'R', '2026-03-01', '120.00')];
    expect(cash(together(lines, paid('R', '2026-02-01', '600.00'), { refund }))).toHaveLength(2);
  });

  test('a refund takes unapplied cash first, then the applied in proportion', () => {
    const records = together(lines, {
      receipt: [received('R', '2026-02-01', '500.00')],
      application: [applied('R', 'I', '480.00')],
      refund: [refunded('F', 'R', '2026-03-01', '120.00')],
    });
    expect(cash(records)).toEqual([
      'A 2026-02-01 100.00',
      'A 2026-03-01 -20.83',
      'B 2026-02-01 300.00',
      'B 2026-03-01 -62.50',
    ]);
  });

  test('refunds in parts leave nothing on any line when all is given back', () => {
    const refund = [
      refunded('F1', 'R', '2026-03-01', '33.33'),
      refunded('F2', 'R', '2026-03-02', '33.33'),
      refunded('F3', 'R', '2026-03-03', '33.34'),
    ];
    const even = {
      invoiceLine: [invoiced('I', 'A', '50.00', { line: '1' }), invoiced('I', 'B', '50.00', { line: '2' })],
    };
    const lines = cashOfInvoice('I', indexOf(together(even, paid('R', '2026-02-01', '100.00'), { refund })));
    for (const { events } of lines) expect(events.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
  });

  test('a refund that names a line reopens that line only', () => {
    const refund = [refunded('F', 'R', '2026-03-01', '12.00', { invoice: 'I', line: '1' })];
    expect(cash(together(lines, paid('R', '2026-02-01', '480.00'), { refund }))).toEqual([
      'A 2026-02-01 100.00',
      'A 2026-03-01 -10.00',
      'B 2026-02-01 300.00',
    ]);
  });

  test('a credit note without a line is spread over the lines', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-03-01', '40.00')];
    expect(cash(together(lines, paid('R', '2026-02-01', '480.00'), { creditNote }))).toEqual([
      'A 2026-02-01 100.00',
      'A 2026-03-01 -10.00',
      'B 2026-02-01 300.00',
      'B 2026-03-01 -30.00',
    ]);
  });
});

describe('giving back', () => {
  const full = together({ invoiceLine: [TAXED] }, paid('R', '2026-02-01', '119.00'));

  test('a refund and a chargeback take back what they name, net of tax', () => {
    for (const kind of ['refund', 'chargeback'] as const) {
      const refund = [refunded('F', 'R', '2026-03-01', '59.50', { kind, invoice: 'I' })];
      const [line] = cashOfInvoice('I', indexOf(together(full, { refund })));
      expect(line?.events.map(({ amount }) => text(amount))).toEqual(['100.00', '-50.00']);
      expect(line?.events[1]?.names[0]).toBe(line?.events[0]?.key);
    }
  });

  test('a refund that names an invoice leaves unapplied cash alone', () => {
    const records = together(
      { invoiceLine: [TAXED] },
      {
        receipt: [received('R', '2026-02-01', '219.00')],
        application: [applied('R', 'I', '119.00')],
        refund: [refunded('F', 'R', '2026-03-01', '119.00', { invoice: 'I' })],
      },
    );
    expect(cash(records)).toEqual(['D 2026-02-01 100.00', 'D 2026-03-01 -100.00']);
  });

  test('a refund of unapplied cash takes nothing back', () => {
    const records = together(
      { invoiceLine: [TAXED] },
      {
        receipt: [received('R', '2026-02-01', '219.00')],
        application: [applied('R', 'I', '119.00')],
        refund: [refunded('F', 'R', '2026-03-01', '100.00')],
      },
    );
    expect(cash(records)).toEqual(['D 2026-02-01 100.00']);
  });

  test('no more is given back than was applied', () => {
    const refund = [refunded('F', 'R', '2026-03-01', '500.00')];
    expect(cash(together(full, { refund }))).toEqual(['D 2026-02-01 100.00', 'D 2026-03-01 -100.00']);
  });

  test('a refund dated before its receipt counts on the date of the receipt', () => {
    const refund = [refunded('F', 'R', '2026-01-01', '119.00')];
    expect(cash(together(full, { refund }))).toEqual(['D 2026-02-01 100.00', 'D 2026-02-01 -100.00']);
  });

  test('a receipt without refunds has none', () => {
    expect(refundsOf(received('R', '2026-02-01', '119.00'), indexOf(full))).toEqual([]);
  });

  test('cash that is paid again after a refund counts again', () => {
    const refund = [refunded('F', 'R', '2026-03-01', '119.00')];
    expect(cash(together(full, { refund }, paid('S', '2026-04-01', '119.00')))).toEqual([
      'D 2026-02-01 100.00',
      'D 2026-03-01 -100.00',
      'D 2026-04-01 100.00',
    ]);
  });
});

describe('credit notes and write-offs', () => {
  const line = invoiced('I', 'D', '100.00', { tax: usd('20.00') });

  test('a credit note on a paid line takes back what was collected beyond it', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-03-01', '40.00', { line: '1' })];
    expect(cash(together({ invoiceLine: [line], creditNote }, paid('R', '2026-02-01', '120.00')))).toEqual([
      'D 2026-02-01 100.00',
      'D 2026-03-01 -40.00',
    ]);
  });

  test('the refund that follows a credit note takes nothing back once more', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-03-01', '40.00')];
    const refund = [refunded('F', 'R', '2026-03-05', '48.00')];
    const records = together({ invoiceLine: [line], creditNote, refund }, paid('R', '2026-02-01', '120.00'));
    expect(cash(records)).toHaveLength(2);
  });

  test('a credit note on an unpaid line takes nothing back, and less is collected then', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-01-20', '40.00')];
    expect(cash(together({ invoiceLine: [line], creditNote }, paid('R', '2026-02-01', '72.00')))).toEqual([
      'D 2026-02-01 60.00',
    ]);
    expect(cash(together({ invoiceLine: [line], creditNote }, paid('R', '2026-02-01', '120.00')))).toEqual([
      'D 2026-02-01 60.00',
    ]);
  });

  test('a credit note of more than the line takes back all and no more', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-03-01', '140.00')];
    expect(cash(together({ invoiceLine: [line], creditNote }, paid('R', '2026-02-01', '120.00')))).toEqual([
      'D 2026-02-01 100.00',
      'D 2026-03-01 -100.00',
    ]);
  });

  test('a write-off is no cash', () => {
    const records = together(
      { invoiceLine: [line], writeOff: [writeOffOf('W', 'I', '2026-03-01', '60.00')] },
      paid('R', '2026-02-01', '48.00'),
    );
    expect(cash(records)).toEqual(['D 2026-02-01 40.00']);
    expect(cashOfInvoice('I', indexOf(records))[0]?.writtenOff).toEqual([
      { date: '2026-03-01', amount: usd('60.00') },
    ]);
  });
});

describe('what takes back', () => {
  test('names the cash of its own line, the latest first, and not that of another invoice', () => {
    const records = together(
      {
        invoiceLine: [invoiced('I', 'D', '100.00')],
        creditNote: [creditNoteOf('C', 'I', '2026-05-01', '30.00')],
      },
      paid('R1', '2026-02-01', '50.00'),
      paid('R2', '2026-03-01', '50.00'),
    );
    const [line] = cashOfInvoice('I', indexOf(records));
    expect(line?.events.at(-1)?.names).toEqual(['collected:D:R2:spread:I/1', 'collected:D:R1:spread:I/1']);
    expect(line?.events[0]?.names).toEqual([]);
  });
});

describe('the keys of events', () => {
  test('no two are alike, however often one receipt is applied to one line and given back', () => {
    const records = {
      invoiceLine: [invoiced('I', 'D', '100.00', { line: '1' }), invoiced('I', 'D', '100.00', { line: '2' })],
      receipt: [received('R', '2026-02-01', '150.00')],
      application: [
        applied('R', 'I', '50.00'),
        applied('R', 'I', '50.00', { line: '1' }),
        applied('R', 'I', '50.00', { line: '1', id: 'again' }),
      ],
      refund: [refunded('F', 'R', '2026-03-01', '30.00'), refunded('G', 'R', '2026-03-01', '30.00')],
    };
    const keys = cashOfInvoice('I', indexOf(records)).flatMap(({ events }) => events.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(5);
  });
});

test('an invoice of nothing collects nothing', () => {
  expect(
    cash(together({ invoiceLine: [invoiced('I', 'D', '0.00')] }, paid('R', '2026-02-01', '10.00'))),
  ).toEqual([]);
});
