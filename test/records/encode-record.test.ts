import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordDecoder } from '../../src/records/decode-record.js';
import { encodeRecord } from '../../src/records/encode-record.js';
import { RECORD_KINDS, type RecordKind } from '../../src/records/record-kinds.js';
import { arbitraryRecord, DEAL_FIELDS, DECODE_OPTIONS } from './arbitrary-record.js';

const KINDS = Object.keys(RECORD_KINDS) as RecordKind[];

describe('encodeRecord', () => {
  it.each(KINDS)('writes a %s as texts that decode to the same record', (kind) => {
    const decoder = recordDecoder(kind, DECODE_OPTIONS);
    fc.assert(
      fc.property(arbitraryRecord(kind), (record) => {
        expect(decoder.decode(encodeRecord(kind, record, DEAL_FIELDS))).toEqual({ ok: true, record });
      }),
      { numRuns: 200 },
    );
  });

  it('writes all fields in their order, money with all decimals of its currency', () => {
    const outcome = recordDecoder('receipt', DECODE_OPTIONS).decode({
      id: 'R-1',
      date: '2026-02-10',
      amount: '1.5',
      currency: 'KWD',
    });
    expect(outcome.ok && Object.entries(encodeRecord('receipt', outcome.record))).toEqual([
      ['id', 'R-1'],
      ['date', '2026-02-10'],
      ['amount', '1.500'],
      ['currency', 'KWD'],
      ['account', ''],
    ]);
  });
});
