import { expect, test } from 'vitest';
import type { ReleaseReason } from '../../src/engine/payables/release-reason.js';
import type { PostedRelease, PostedShare } from '../../src/ledger/posted-release.js';
import { readReleases, writeReleases } from '../../src/ledger/release-document.js';

const COLLECTED = {
  on: 'collected',
  currency: 'USD',
  cash: 40_00n,
  whole: 100_00n,
  waitsFor: [
    { invoice: 'I-1', left: 60_00n, dueDate: '2026-03-31' },
    { invoice: 'I-2', left: 1n, dueDate: null },
  ],
  more: '',
} as const satisfies ReleaseReason;

const BOOKED = {
  on: 'booked',
  date: '2026-02-10',
  isBooked: true,
  more: '',
} as const satisfies ReleaseReason;

function share(on: string, reached: string, because: ReleaseReason): PostedShare {
  return { share: '50%', on, reached, because };
}

function release(deal: string | null, ...shares: readonly PostedShare[]): PostedRelease {
  return { assignment: 'ae/2026-01-01', component: 'sales', deal, amount: '50.00', shares };
}

const EVERY_KIND: readonly PostedRelease[] = [
  release('D-1', share('booked', '100%', BOOKED), share('collected', '40%', COLLECTED)),
  release('D-2', share('booked', '0%', { ...BOOKED, isBooked: false }), share('collected', '40%', COLLECTED)),
  release('D-3', share('booked', '33.33%', { ...BOOKED, more: '; in 3 instalments, 1 month apart' })),
  release('D-4', share('collected', '100%', { ...COLLECTED, waitsFor: null, more: '; payable from 90% on' })),
  release('D-5', share('collected', '0%', { ...COLLECTED, currency: 'EUR', waitsFor: 'invoice' })),
  release('D-6', share('date', '0%', 'waits for 2027-01-15')),
  release('D-7', share('collected', '40%', '40.00 USD of 100.00 USD collected; all paid')),
  release(null),
  { ...release('D-8', share('booked', '100%', BOOKED)), component: 'renewals' },
  { ...release('D-9'), adjusts: { period: '2026-01', cause: 'cash', change: 7, source: 'receipt R-1' } },
];

test('what is written of releases is what is read', () => {
  const stored: ReturnType<typeof writeReleases> = JSON.parse(JSON.stringify(writeReleases(EVERY_KIND)));
  expect(readReleases(stored)).toEqual(EVERY_KIND);
});

test('deals that follow on each other with the same terms say these once', () => {
  expect(JSON.stringify(writeReleases(EVERY_KIND.slice(0, 2)))).toBe(
    '[["ae/2026-01-01","sales",[["50%","booked"],["50%","collected","USD"]],[' +
      '["D-1","50.00",[20260210,["40%","4000","10000",[["I-1","6000",20260331],["I-2","1"]]]]],' +
      '["D-2","50.00",[-20260210,["40%","4000","10000",[["I-1","6000",20260331],["I-2","1"]]]]]]]]',
  );
});

test('what was written as it is shown, before there was a shorter form, is read as it is', () => {
  const shown = [release('D-1', share('booked', '100%', 'booked on 2026-02-10'))];
  expect(readReleases(shown)).toEqual(shown);
});
