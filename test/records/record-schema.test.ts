import { describe, expect, it } from 'vitest';
import { recordDecoder } from '../../src/records/decode-record.js';
import { zodRecord } from '../../src/records/record-schema.js';

const OPTIONS = { homeCurrency: 'USD', dealFields: [{ name: 'services', type: 'money' }] } as const;

describe('zodRecord', () => {
  it('gives the record that the decoder gives', () => {
    const raw = { id: 'D-1', closeDate: '2026-02-10', acv: '130000', discount: '30%', services: '5.50' };
    const outcome = recordDecoder('deal', OPTIONS).decode(raw);
    expect(outcome).toEqual({ ok: true, record: zodRecord('deal', OPTIONS).parse(raw) });
  });

  it('takes null for an empty field and an array for a list of numbers', () => {
    const quota = {
      payee: 'ada',
      team: null,
      quota: 'new-acv',
      from: '2026-01-01',
      to: '2027-01-01',
      amount: '100',
      spread: 'weights',
      weights: ['1', '2.0'],
    };
    expect(zodRecord('quota', OPTIONS).parse(quota)).toMatchObject({ team: null, weights: ['1', '2'] });
  });

  it('says at the field what the decoder refuses, all at once', () => {
    const result = zodRecord('deal', OPTIONS).safeParse({
      id: 'D-1',
      closeDate: '10.2.2026',
      discount: '30',
    });
    expect(result.error?.issues).toMatchObject([
      {
        code: 'custom',
        path: ['closeDate'],
        message: '10.2.2026 is not a calendar date',
        params: {
          code: 'date-expected',
          found: '10.2.2026',
          expected: 'a calendar date, such as 2026-01-31',
        },
      },
      {
        code: 'custom',
        path: ['discount'],
        message: '30 is not a percent',
        params: { code: 'percent-expected', found: '30', hint: 'did you mean 30%?' },
      },
    ]);
  });

  it('refuses unknown keys and values that are no text', () => {
    const result = zodRecord('team', OPTIONS).safeParse({ id: 'sales', name: 7, color: 'red' });
    expect(result.error?.issues.map(({ code, path }) => [code, path])).toEqual([
      ['invalid_type', ['name']],
      ['unrecognized_keys', []],
    ]);
  });
});
