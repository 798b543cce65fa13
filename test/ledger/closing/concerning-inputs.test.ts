import { describe, expect, it } from 'vitest';
import type { ChangedInput } from '../../../src/ledger/closing/changed-input.js';
import { changesBySubject } from '../../../src/ledger/closing/changes-by-subject.js';
import { concerningInputs } from '../../../src/ledger/closing/concerning-inputs.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { applied, indexOf, invoiced, received, sold, splitOf } from '../../engine/given.js';

const GROUP = { payGroup: 'monthly-USD', periods: [], to: '2026-02-01', change: 10 };

const RECORDS: Partial<RecordSet> = {
  deal: [
    sold('D-1', '2026-01-10', '100.00'),
    sold('D-2', '2026-01-20', '100.00'),
    sold('D-9', '2026-03-01', '1.00'),
  ],
  split: [splitOf('D-1', 'ann'), splitOf('D-9', 'ann'), splitOf('D-2', 'bob')],
  invoiceLine: [invoiced('I-1', 'D-1', '100.00'), invoiced('I-2', 'D-2', '100.00')],
  receipt: [received('R-1', '2026-01-28', '100.00'), received('R-9', '2026-03-01', '1.00')],
  application: [applied('R-1', 'I-1', '100.00'), applied('R-9', 'I-1', '1.00')],
};

function input(source: string, given: Partial<ChangedInput>): ChangedInput {
  return {
    ...{ kind: 'deal', change: 11, source, isNew: false, deal: null, payee: null, plan: null },
    ...{ invoice: null, receipt: null, currencies: [], date: null, ...given },
  };
}

/** What concerns ann, or ann together with others. */
function concerning(changes: readonly ChangedInput[], people: readonly string[] = ['ann']) {
  const who = { payee: 'ann', people: new Set(people), plans: new Set(['ae']) };
  const context = { changes: changesBySubject(changes), index: indexOf(RECORDS) };
  return concerningInputs(who, GROUP, context).inputs.map(({ source }) => source);
}

describe('what can have changed what somebody was due', () => {
  it('is what is said of the payee, of own deals, and of those who count for the payee', () => {
    const changes = [
      input('own deal', { deal: 'D-1', date: '2026-01-10' }),
      input('deal of bob', { deal: 'D-2', date: '2026-01-20' }),
      input('own quota', { kind: 'quota', payee: 'ann', date: '2026-01-01' }),
      input('quota of bob', { kind: 'quota', payee: 'bob', date: '2026-01-01' }),
    ];
    expect(concerning(changes)).toEqual(['own quota', 'own deal']);
    expect(concerning(changes, ['ann', 'bob'])).toEqual(changes.map(({ source }) => source).sort(byPlace));
  });

  it('is a split that was taken away, with all that is said of its deal', () => {
    const changes = [
      input('split', { kind: 'split', deal: 'D-2', payee: 'ann' }),
      input('amount', { deal: 'D-2', date: '2026-01-20', change: 12 }),
    ];
    expect(concerning(changes)).toEqual(['split', 'amount']);
  });

  it('is cash of the days that are closed, by invoices and receipts', () => {
    const changes = [
      input('application', { kind: 'application', receipt: 'R-1', invoice: 'I-1' }),
      input('receipt', { kind: 'receipt', receipt: 'R-1', date: '2026-01-28' }),
      input('later application', { kind: 'application', receipt: 'R-9', invoice: 'I-1' }),
      input('later receipt', { kind: 'receipt', receipt: 'R-9', date: '2026-03-01' }),
      input('credit note of bob', { kind: 'creditNote', invoice: 'I-2', date: '2026-01-28' }),
    ];
    expect(concerning(changes)).toEqual(['application', 'receipt']);
  });

  it('is not what is of later days, but for what makes a window another', () => {
    const changes = [
      input('later deal', { deal: 'D-9', date: '2026-03-01' }),
      input('its split', { kind: 'split', deal: 'D-9', payee: 'ann' }),
      input('later amendment', { kind: 'amendment', deal: 'D-1', date: '2026-02-01' }),
      input('later rate', { kind: 'fxRate', currencies: ['EUR', 'USD'], date: '2026-02-01' }),
      input('later quota', { kind: 'quota', payee: 'ann', date: '2026-02-01' }),
    ];
    expect(concerning(changes)).toEqual(['later quota']);
  });

  it('is a deal that was moved to later days, by what it said before', () => {
    const changes = [
      input('as it was', { deal: 'D-9', date: '2026-01-15' }),
      input('as it is', { deal: 'D-9', date: '2026-03-01' }),
    ];
    expect(concerning(changes)).toEqual(['as it was', 'as it is']);
  });

  it('is the rules of own plans, rates and who is in a team, since the closing', () => {
    const changes = [
      input('own plan', { kind: 'plan', plan: 'ae' }),
      input('other plan', { kind: 'plan', plan: 'se' }),
      input('company', { kind: 'company' }),
      input('rate', { kind: 'fxRate', currencies: ['EUR', 'USD'], date: '2026-01-01' }),
      input('before', { kind: 'company', change: 10 }),
      input('member', { kind: 'membership', payee: 'cy', date: '2026-01-01' }),
    ];
    expect(concerning(changes)).toEqual(['own plan', 'company', 'rate']);
    expect(concerning(changes, ['ann', 'bob'])).toEqual(['own plan', 'company', 'rate', 'member']);
  });
});

const PLACES = ['own quota', 'quota of bob', 'own deal', 'deal of bob'];

function byPlace(one: string, other: string): number {
  return PLACES.indexOf(one) - PLACES.indexOf(other);
}
