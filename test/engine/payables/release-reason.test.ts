import { expect, test } from 'vitest';
import { reasonText, withMore } from '../../../src/engine/payables/release-reason.js';

const COLLECTED = {
  on: 'collected',
  currency: 'USD',
  cash: 1_234_567_89n,
  whole: -5n,
  waitsFor: null,
  more: '',
} as const;

test('a reason tells what came in, of how much, and what is missing', () => {
  expect(reasonText(COLLECTED)).toBe('1,234,567.89 USD of -0.05 USD collected; all paid');
  expect(reasonText({ ...COLLECTED, currency: 'JPY', waitsFor: 'invoice' })).toBe(
    '123,456,789 JPY of -5 JPY collected; not invoiced in full',
  );
  const open = { invoice: 'I-1', left: 100_00n, dueDate: null };
  const waitsFor = [open, { ...open, invoice: 'I-2', dueDate: '2026-03-31' }];
  expect(reasonText({ ...COLLECTED, waitsFor })).toBe(
    '1,234,567.89 USD of -0.05 USD collected; I-1 open with 100.00 USD; I-2 open with 100.00 USD, due 2026-03-31',
  );
});

test('what is said after a reason follows on what is said already', () => {
  const booked = { on: 'booked', date: '2026-02-10', isBooked: false, more: '' } as const;
  expect(reasonText(booked)).toBe('waits for the close date 2026-02-10');
  expect(reasonText(withMore(withMore({ ...booked, isBooked: true }, '; one'), '; two'))).toBe(
    'booked on 2026-02-10; one; two',
  );
  expect(reasonText(withMore('due since 2026-02-10', '; one'))).toBe('due since 2026-02-10; one');
});
