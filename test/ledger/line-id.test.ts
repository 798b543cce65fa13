import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../src/calendar/day-number.js';
import { lineId, readLineId } from '../../src/ledger/line-id.js';

test.each(['ada.2026-03.1', 'a.b.c.2026-Q1.12', 'zoë/1.B-2026-01-05.1234', 'x.2026-W05.9999999999'])(
  'the id of a line is read as it is written: %s',
  (id) => {
    const name = readLineId(id);
    expect(name === null ? null : lineId(name)).toBe(id);
  },
);

test.each([
  '',
  'ada',
  'ada.1',
  'ada.2026-03.0',
  'ada.2026-03.01',
  'ada.2026-03.x',
  '.2026-03.1',
  'ada.2026-03.',
])('what is no id of a line is none: %s', (id) => {
  expect(readLineId(id)).toBeNull();
});

test.each([
  ['0001-01-01', 10_101],
  ['2026-03-31', 20_260_331],
  ['9999-12-31', 99_991_231],
] as const)('a day is the integer of its digits: %s', (day, number) => {
  expect(dayNumber(day)).toBe(number);
  expect(dayOfNumber(number)).toBe(day);
});
