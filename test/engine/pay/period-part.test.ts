import { expect, test } from 'vitest';
import { periodPart } from '../../../src/engine/pay/period-part.js';
import { formatRatio } from '../../../src/money/ratio.js';

const part = (period: string, active: string, proration: 'days' | 'months') => {
  const [from = '', to = ''] = period.split(' ');
  const [since = '', until = ''] = active.split(' ');
  return formatRatio(periodPart({ from, to }, { from: since, to: until }, proration), 4);
};

test.each([
  ['a whole month', '2026-04-01 2026-05-01', '2026-01-01 2027-01-01', '1', '1'],
  ['a month from its 16th on', '2026-04-01 2026-05-01', '2026-04-16 2027-01-01', '0.5', '0'],
  ['a month from its 15th on', '2026-04-01 2026-05-01', '2026-04-15 2027-01-01', '0.5333', '1'],
  ['a month up to its 15th', '2026-04-01 2026-05-01', '2026-01-01 2026-04-16', '0.5', '1'],
  [
    'a quarter without half of its first month',
    '2026-04-01 2026-07-01',
    '2026-04-16 2027-01-01',
    '0.8333',
    '0.6667',
  ],
  ['a week from its third day on', '2026-03-02 2026-03-09', '2026-03-04 2027-01-01', '0.7143', '0'],
  ['a week up to its third day', '2026-03-02 2026-03-09', '2026-01-01 2026-03-05', '0.4286', '1'],
  ['a week with a 15th, from that on', '2026-03-09 2026-03-16', '2026-03-15 2027-01-01', '0.1429', '1'],
  [
    'a fortnight into the next month, from its first day on',
    '2026-02-23 2026-03-09',
    '2026-03-01 2027-01-01',
    '0.5714',
    '0',
  ],
  [
    'the first half of a month, from its second day on',
    '2026-04-01 2026-04-16',
    '2026-04-02 2027-01-01',
    '0.9333',
    '1',
  ],
  [
    'the second half of a month, from its second day on',
    '2026-04-16 2026-05-01',
    '2026-04-17 2027-01-01',
    '0.9333',
    '0',
  ],
])('of %s', (_, period, active, byDays, byMonths) => {
  expect([part(period, active, 'days'), part(period, active, 'months')]).toEqual([byDays, byMonths]);
});
