import { describe, expect, it } from 'vitest';
import { openItems } from '../../../src/ledger/payouts/open-items.js';
import { changeInSent, type Payment } from '../../../src/ledger/payouts/payment.js';
import { type PayoutHistory, payoutState } from '../../../src/ledger/payouts/payout-history.js';
import { isSettled, reconcilePayout } from '../../../src/ledger/payouts/reconcile-payout.js';
import { batch, item, payment } from './samples.js';

const ITEMS = [item(), item({ payee: 'bo', name: 'Bo', amount: 100_00n })];

/** What is found, in short. */
function found(...payments: readonly Payment[]): readonly string[] {
  return reconcilePayout(ITEMS, payments).map(
    ({ payee, match, sent, paid, difference }) => `${payee} ${match} ${sent} ${paid} ${difference}`,
  );
}

const BO = payment({ payee: 'bo', amount: 100_00n });

describe('what was sent against what was paid', () => {
  it('is settled where each is paid as it was sent, in one payment or in several', () => {
    const parts = [payment({ amount: 100_000n }), payment({ reference: 'T-2', amount: 200_000n })];
    expect(found(...parts, BO)).toEqual(['ada settled 300000 300000 0', 'bo settled 10000 10000 0']);
    expect(isSettled(reconcilePayout(ITEMS, [...parts, BO]))).toBe(true);
  });

  it('is missing until the money is sent', () => {
    expect(found(BO)[0]).toBe('ada missing 300000 0 -300000');
    expect(found(BO, payment({ status: 'pending' }))[0]).toBe('ada missing 300000 0 -300000');
    expect(found(BO, payment({ status: 'pending' }), payment({ status: 'paid' }))[0]).toMatch('settled');
  });

  it('is missing again when the money comes back', () => {
    expect(found(BO, payment(), payment({ status: 'returned' }))[0]).toBe('ada missing 300000 0 -300000');
  });

  it('is under, over, or paid twice', () => {
    expect(found(BO, payment({ amount: 299_999n }))[0]).toBe('ada under 300000 299999 -1');
    expect(found(BO, payment({ amount: 300_001n }))[0]).toBe('ada over 300000 300001 1');
    expect(found(BO, payment(), payment({ reference: 'T-2' }))[0]).toBe('ada duplicate 300000 600000 300000');
  });

  it('is settled again when what was paid twice is called back', () => {
    const back = payment({ reference: 'T-3', amount: -300_000n });
    expect(found(BO, payment(), payment({ reference: 'T-2' }), back)[0]).toMatch('settled');
  });

  it('is unknown where somebody else was paid', () => {
    expect(found(payment(), BO, payment({ payee: 'cy', amount: 5n }))[2]).toBe('cy unknown 0 5 5');
    expect(found(payment(), BO, payment({ payee: 'cy', status: 'failed' }))).toHaveLength(2);
  });
});

describe('what was sent', () => {
  it('changes by what is told anew, and by nothing where it is told again', () => {
    expect([...changeInSent([], [payment(), BO])]).toEqual([
      ['ada', 300_000n],
      ['bo', 100_00n],
    ]);
    expect([...changeInSent([payment()], [payment()])]).toEqual([]);
    expect([...changeInSent([payment()], [payment({ status: 'returned' })])]).toEqual([['ada', -300_000n]]);
    expect([...changeInSent([payment()], [payment({ amount: 1n })])]).toEqual([['ada', -299_999n]]);
  });
});

describe('what is still to be paid', () => {
  const earlier = { batch: 1, closing: 3, payee: 'ada', attempt: 1, freedAs: null };

  it('is every statement that pays and is in no batch', () => {
    expect(openItems([...ITEMS, item({ payee: 'cy', amount: 0n })], [])).toEqual(
      ITEMS.map((each) => ({ ...each, attempt: 1, freed: null })),
    );
    expect(openItems(ITEMS, [earlier]).map(({ payee }) => payee)).toEqual(['bo']);
  });

  it.each(['rejected', 'withdrawn'] as const)(
    'is what was %s, and not again once it is in another batch',
    (as) => {
      const freed = { ...earlier, freedAs: as };
      expect(openItems([item()], [freed])).toEqual([{ ...item(), attempt: 2, freed: { by: 1, as } }]);
      expect(openItems([item()], [freed, { ...earlier, batch: 2, attempt: 2 }])).toEqual([]);
    },
  );
});

describe('a batch', () => {
  const nothing = { decision: null, withdrawal: null, exports: [], resends: [], confirmations: [] };
  const built: PayoutHistory = { batch: batch(ITEMS), ...nothing };
  const decided = (decision: 'approved' | 'rejected') => ({
    ...built,
    decision: { decision, actor: 'bo', reason: null, at: '2026-04-03T00:00:00.000Z' },
  });
  const made = {
    provider: 'adp',
    mappingHash: 'm',
    contentHash: 'c',
    actor: 'fin',
    at: '2026-04-03',
    replaces: null,
  };
  const exported = { ...decided('approved'), exports: [made] };
  const confirmedBy = (...payments: readonly Payment[]) => ({
    ...exported,
    confirmations: [{ number: 1, file: 'f', contentHash: 'c', actor: 'fin', at: 'x', payments }],
  });

  it('comes from built to confirmed', () => {
    expect(payoutState(built)).toBe('built');
    expect(payoutState(decided('rejected'))).toBe('rejected');
    expect(payoutState(decided('approved'))).toBe('approved');
    const withdrawal = { actor: 'fin', reason: 'a wrong account', at: '2026-04-04' };
    expect(payoutState({ ...decided('approved'), withdrawal })).toBe('withdrawn');
    expect(payoutState(exported)).toBe('exported');
    expect(payoutState(confirmedBy(payment()))).toBe('exported');
    expect(payoutState(confirmedBy(payment(), BO))).toBe('confirmed');
  });
});
