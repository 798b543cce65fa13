import { describe, expect, it } from 'vitest';
import { type DecodeOptions, type RawRecord, recordDecoder } from '../../src/records/decode-record.js';
import type { RecordKind } from '../../src/records/record-kinds.js';

const OPTIONS: DecodeOptions = { homeCurrency: 'USD', dealFields: [] };
const DEAL = { id: 'D-1', closeDate: '2026-02-10' };
const QUOTA = { payee: 'ada', quota: 'new-acv', from: '2026-01-01', to: '2027-01-01', amount: '100' };

function decoded(kind: RecordKind, raw: RawRecord, options = OPTIONS): Record<string, unknown> {
  const outcome = recordDecoder(kind, options).decode(raw);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { ...outcome.record };
}

function refusals(kind: RecordKind, raw: RawRecord, options = OPTIONS): readonly string[] {
  const outcome = recordDecoder(kind, options).decode(raw);
  return outcome.ok ? [] : outcome.problems.map(({ field, problem }) => `${field} ${problem.code}`);
}

function hints(kind: RecordKind, raw: RawRecord): readonly (string | undefined)[] {
  const outcome = recordDecoder(kind, OPTIONS).decode(raw);
  return outcome.ok ? [] : outcome.problems.map(({ problem }) => problem.hint);
}

describe('a decoded record', () => {
  it('has every field of its kind, and null where one is empty', () => {
    expect(decoded('split', { deal: 'D-1', payee: 'ada', role: 'owner', share: '100%', to: '' })).toEqual({
      deal: 'D-1',
      payee: 'ada',
      role: 'owner',
      share: '1',
      from: null,
      to: null,
    });
  });

  it('has no blanks around its values, and a value of blanks is empty', () => {
    expect(decoded('payee', { id: ' ada ', name: '\tAda Byron ', region: '  ' })).toMatchObject({
      id: 'ada',
      name: 'Ada Byron',
      region: null,
    });
  });

  it('takes the first choice and the fallback where those are empty', () => {
    expect(decoded('quota', QUOTA)['spread']).toBe('equal');
    const line = { invoice: 'I-1', deal: 'D-1', date: '2026-02-10', amount: '5' };
    expect(decoded('invoiceLine', line)['line']).toBe('1');
  });

  it('does not look at names that are no field', () => {
    expect(decoded('team', { id: 'sales', name: 'Sales', colour: 'red' })).toEqual({
      id: 'sales',
      name: 'Sales',
      parent: null,
    });
  });
});

describe('money', () => {
  it.each([
    ['1000', 'USD', 100000n],
    ['1000.5', 'USD', 100050n],
    ['-0.01', 'USD', -1n],
    ['0', 'USD', 0n],
    ['1000', 'JPY', 1000n],
    ['1.234', 'KWD', 1234n],
    ['92233720368547758.07', 'USD', 9223372036854775807n],
    ['-92233720368547758.07', 'USD', -9223372036854775807n],
  ])('%s %s is read as %s minor units', (tcv, currency, amount) => {
    expect(decoded('deal', { ...DEAL, tcv, currency })).toMatchObject({ tcv: amount, currency });
  });

  it('is in the home currency where the record names none, and the record then says so', () => {
    const options = { ...OPTIONS, homeCurrency: 'JPY' };
    expect(decoded('deal', { ...DEAL, tcv: '1000' }, options)).toMatchObject({ tcv: 1000n, currency: 'JPY' });
    expect(refusals('deal', { ...DEAL, tcv: '10.00' }, options)).toEqual(['tcv too-many-decimals']);
  });

  it.each([
    ['1000.005', 'USD', 'tcv too-many-decimals'],
    ['1000.000', 'USD', 'tcv too-many-decimals'],
    ['10.0', 'JPY', 'tcv too-many-decimals'],
    ['1,000', 'USD', 'tcv money-expected'],
    ['1e3', 'USD', 'tcv money-expected'],
    ['.5', 'USD', 'tcv money-expected'],
    ['+5', 'USD', 'tcv money-expected'],
    ['92233720368547758.08', 'USD', 'tcv out-of-range'],
    ['-92233720368547758.08', 'USD', 'tcv out-of-range'],
  ])('%s %s is refused', (tcv, currency, refusal) => {
    expect(refusals('deal', { ...DEAL, tcv, currency })).toEqual([refusal]);
  });

  it('is still looked at where the currency is unknown, its decimals aside', () => {
    expect(refusals('deal', { ...DEAL, currency: 'USX', tcv: '1.2345', acv: 'x' })).toEqual([
      'currency currency-unknown',
      'acv money-expected',
    ]);
  });

  it('asks whether the currency in small letters was meant in capitals', () => {
    expect(hints('deal', { ...DEAL, currency: 'eur' })).toEqual(['did you mean EUR?']);
  });
});

describe('a percent', () => {
  it.each([
    ['30%', '0.3'],
    ['0.3', '0.3'],
    ['0.30', '0.3'],
    ['12.50%', '0.125'],
    ['100%', '1'],
    ['1', '1'],
    ['1.00', '1'],
    ['-1', '-1'],
    ['0', '0'],
    ['-0%', '0'],
    ['250%', '2.5'],
    ['-5%', '-0.05'],
  ])('%s is read as the fraction %s', (discount, fraction) => {
    expect(decoded('deal', { ...DEAL, discount })['discount']).toBe(fraction);
  });

  it.each(['30', '1.01', '-1.01', '2', '100'])(
    '%s without its sign is refused with the question',
    (discount) => {
      expect(refusals('deal', { ...DEAL, discount })).toEqual(['discount percent-expected']);
      expect(hints('deal', { ...DEAL, discount })).toEqual([`did you mean ${discount}%?`]);
    },
  );

  it('has as many decimals as its field takes and no more', () => {
    const split = { deal: 'D-1', payee: 'ada', role: 'owner' };
    expect(decoded('split', { ...split, share: '33.333333%' })['share']).toBe('0.33333333');
    expect(refusals('split', { ...split, share: '33.3333333%' })).toEqual(['share too-many-decimals']);
    expect(refusals('split', { ...split, share: '0.333333333' })).toEqual(['share too-many-decimals']);
  });
});

describe('numbers, dates and words', () => {
  it.each([
    ['1.50', '1.5'],
    ['007', '7'],
    ['-0.0', '0'],
    ['1.000000', '1'],
    ['0.000001', '0.000001'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('the number %s is written %s', (quantity, canonical) => {
    expect(decoded('deal', { ...DEAL, quantity })['quantity']).toBe(canonical);
  });

  it.each([
    ['0.0000001', 'quantity too-many-decimals'],
    ['1e3', 'quantity number-expected'],
    ['NaN', 'quantity number-expected'],
    ['1'.repeat(37), 'quantity number-expected'],
  ])('the number %s is refused', (quantity, refusal) => {
    expect(refusals('deal', { ...DEAL, quantity })).toEqual([refusal]);
  });

  it.each(['2026-02-29', '2026-2-1', '01.02.2026', '2026-02-10T00:00:00Z', '0000-01-01'])(
    'the date %s is refused, also the second time',
    (closeDate) => {
      expect(refusals('deal', { ...DEAL, closeDate })).toEqual(['closeDate date-expected']);
      expect(refusals('deal', { ...DEAL, closeDate })).toEqual(['closeDate date-expected']);
    },
  );

  it('the last day of February of a leap year is a date', () => {
    expect(decoded('deal', { ...DEAL, closeDate: '2028-02-29' })['closeDate']).toBe('2028-02-29');
  });

  it('an unknown choice is refused with the words allowed', () => {
    const outcome = recordDecoder('refund', OPTIONS).decode({
      id: 'F-1',
      receipt: 'R-1',
      date: '2026-02-10',
      kind: 'Refund',
      amount: '5',
    });
    expect(outcome).toMatchObject({
      problems: [
        { problem: { code: 'invalid-value', expected: 'refund, chargeback', hint: 'did you mean refund?' } },
      ],
    });
  });

  it('an id with a line break is refused, a text with one is not', () => {
    expect(refusals('payee', { id: 'a\nda', name: 'Ada' })).toEqual(['id invalid-value']);
    expect(decoded('payee', { id: 'ada', name: 'Ada\nByron' })['name']).toBe('Ada\nByron');
  });
});

describe('all problems of a record are found at once', () => {
  it('whatever field they are in', () => {
    const raw = { id: '', closeDate: '10.2.26', currency: 'usd', tcv: 'x', discount: '30', quantity: '1,5' };
    expect(refusals('deal', raw)).toEqual([
      'id missing-value',
      'closeDate date-expected',
      'currency currency-unknown',
      'tcv money-expected',
      'quantity number-expected',
      'discount percent-expected',
    ]);
  });
});

describe('fields that depend on each other', () => {
  it('a range ends after it starts', () => {
    const membership = { team: 'sales', payee: 'ada', from: '2026-01-01' };
    expect(refusals('membership', { ...membership, to: '2026-01-02' })).toEqual([]);
    expect(refusals('membership', { ...membership, to: '2026-01-01' })).toEqual(['to out-of-range']);
    expect(refusals('membership', { ...membership, to: '2025-12-31' })).toEqual(['to out-of-range']);
  });

  it('a range is not looked at where one of its days could not be read', () => {
    const raw = { team: 'sales', payee: 'ada', from: '2026-13-01', to: '2026-01-01' };
    expect(refusals('membership', raw)).toEqual(['from date-expected']);
  });

  it('a payee leaves after being hired', () => {
    const payee = { id: 'ada', name: 'Ada', hireDate: '2026-01-01' };
    expect(refusals('payee', { ...payee, leaveDate: '2026-01-01' })).toEqual(['leaveDate out-of-range']);
  });

  it.each([
    ['1', []],
    ['1200', []],
    ['0', ['termMonths out-of-range']],
    ['-1', ['termMonths out-of-range']],
    ['1201', ['termMonths out-of-range']],
  ])('a contract of %s months', (termMonths, expected) => {
    expect(refusals('deal', { ...DEAL, termMonths })).toEqual(expected);
  });

  it('a quota is of a payee or of a team', () => {
    expect(refusals('quota', QUOTA)).toEqual([]);
    expect(refusals('quota', { ...QUOTA, payee: '', team: 'sales' })).toEqual([]);
    expect(refusals('quota', { ...QUOTA, payee: '' })).toEqual(['payee missing-value']);
    expect(refusals('quota', { ...QUOTA, team: 'sales' })).toEqual(['payee invalid-value']);
  });

  it('a quota in a currency has no more decimals than that, and one in units stays without a currency', () => {
    expect(refusals('quota', { ...QUOTA, amount: '100.005', currency: 'USD' })).toEqual([
      'amount too-many-decimals',
    ]);
    expect(decoded('quota', { ...QUOTA, amount: '100.005' })).toMatchObject({
      amount: '100.005',
      currency: null,
    });
  });

  it.each([
    ['1;2;3;4', ['1', '2', '3', '4']],
    ['1.50 ; 2', ['1.5', '2']],
    ['1 2 3', ['1', '2', '3']],
  ])('the weights %s divide the months of the range', (weights, expected) => {
    expect(decoded('quota', { ...QUOTA, spread: 'weights', weights })['weights']).toEqual(expected);
  });

  it.each([
    ['1;1;1;1;1', 'weights out-of-range'],
    ['0;0', 'weights out-of-range'],
    ['1;-1', 'weights out-of-range'],
    ['', 'weights missing-value'],
    ['1,5;2', 'weights number-expected'],
  ])('the weights %s are refused', (weights, refusal) => {
    expect(refusals('quota', { ...QUOTA, spread: 'weights', weights })).toEqual([refusal]);
  });

  it('weights need to be asked for', () => {
    expect(refusals('quota', { ...QUOTA, spread: 'days', weights: '1;2' })).toEqual([
      'weights invalid-value',
    ]);
  });

  it('only a monthly schedule may be without an end', () => {
    const schedule = { deal: 'D-1', from: '2026-01-01' };
    expect(refusals('revenueSchedule', { ...schedule, method: 'monthly' })).toEqual([]);
    expect(refusals('revenueSchedule', { ...schedule, method: 'days' })).toEqual(['to missing-value']);
  });

  it('a refund names the invoice of the line it reopens', () => {
    const refund = { id: 'F-1', receipt: 'R-1', date: '2026-01-01', amount: '1', line: '2' };
    expect(refusals('refund', refund)).toEqual(['invoice missing-value']);
    expect(refusals('refund', { ...refund, invoice: 'I-1' })).toEqual([]);
  });

  it('a weight in a pool is not below zero', () => {
    const weight = { payee: 'ada', pool: 'hours', from: '2026-01-01', to: '' };
    expect(decoded('poolWeight', { ...weight, weight: '7.50' })).toEqual({
      ...weight,
      to: null,
      weight: '7.5',
    });
    expect(refusals('poolWeight', { ...weight, weight: '0' })).toEqual([]);
    expect(refusals('poolWeight', { ...weight, weight: '-1' })).toEqual(['weight out-of-range']);
    expect(refusals('poolWeight', { ...weight, to: '2026-01-01', weight: '1' })).toEqual(['to out-of-range']);
  });

  it('an exchange rate is above zero and between two currencies', () => {
    const rate = { from: 'EUR', to: 'USD', date: '2026-01-01' };
    expect(decoded('fxRate', { ...rate, rate: '1.0800' })['rate']).toBe('1.08');
    expect(refusals('fxRate', { ...rate, rate: '0.00' })).toEqual(['rate out-of-range']);
    expect(refusals('fxRate', { ...rate, rate: '-1' })).toEqual(['rate out-of-range']);
    expect(refusals('fxRate', { ...rate, to: 'EUR', rate: '1' })).toEqual(['to invalid-value']);
  });
});

describe('the fields a company declares for deals', () => {
  const options: DecodeOptions = {
    homeCurrency: 'USD',
    dealFields: [
      { name: 'services', type: 'money' },
      { name: 'seats', type: 'number' },
      { name: 'uplift', type: 'percent' },
      { name: 'goLive', type: 'date' },
      { name: 'partnerLed', type: 'boolean' },
      { name: 'tier', type: 'text' },
    ],
  };

  it('are kept as canonical text, and left out where they are empty', () => {
    const raw = {
      ...DEAL,
      services: '1500.50',
      seats: '010',
      uplift: '5%',
      goLive: '2026-03-01',
      partnerLed: 'TRUE',
      tier: ' ',
    };
    expect(decoded('deal', raw, options)['extra']).toEqual({
      services: '1500.5',
      seats: '10',
      uplift: '0.05',
      goLive: '2026-03-01',
      partnerLed: 'true',
    });
  });

  it('are checked by their type', () => {
    const raw = { ...DEAL, services: '1.005', seats: 'x', uplift: '5', goLive: 'soon', partnerLed: 'yes' };
    expect(refusals('deal', raw, options)).toEqual([
      'services too-many-decimals',
      'seats number-expected',
      'uplift percent-expected',
      'goLive date-expected',
      'partnerLed invalid-value',
    ]);
  });

  it('belong to deals alone', () => {
    expect(recordDecoder('team', options).fieldNames).toEqual(['id', 'name', 'parent']);
    expect(recordDecoder('deal', options).fieldNames).toContain('goLive');
  });
});

describe('the character NUL', () => {
  it.each(['name', 'id', 'services'])('is refused in the field %s', (field) => {
    const decoder = recordDecoder('deal', {
      homeCurrency: 'USD',
      dealFields: [{ name: 'services', type: 'text' }],
    });
    const outcome = decoder.decode({ id: 'D-1', closeDate: '2026-01-31', [field]: 'a\0b' });
    expect(outcome).toMatchObject({ ok: false, problems: [{ field, problem: { code: 'invalid-value' } }] });
  });
});
