import { describe, expect, it } from 'vitest';
import { ByteKeys } from '../../../src/records/columns/byte-keys.js';
import { parseTexts } from '../../../src/records/columns/parse-column.js';

const whole = (text: string): [Buffer, number, number] => {
  const bytes = Buffer.from(text);
  return [bytes, 0, bytes.length];
};

describe('texts that are numbered by their bytes', () => {
  it('have one number each, in the order in which they come', () => {
    const keys = new ByteKeys();
    expect(['D-1', 'Zoë', '', 'D-1', '😀'].map((text) => keys.intern(...whole(text)))).toEqual([
      0, 1, 2, 0, 3,
    ]);
    expect([0, 1, 2, 3].map((number) => keys.text(number))).toEqual(['D-1', 'Zoë', '', '😀']);
    expect(keys.find(...whole('D-2'))).toBe(-1);
    expect(keys.count).toBe(4);
  });

  it('keep their numbers when there are many', () => {
    const keys = new ByteKeys();
    for (let number = 0; number < 50_000; number += 1) keys.intern(...whole(`D-${number}`));
    for (const number of [0, 1, 1_023, 1_024, 49_999]) {
      expect(keys.find(...whole(`D-${number}`))).toBe(number);
      expect(keys.text(number)).toBe(`D-${number}`);
    }
    expect(keys.find(...whole('D-50000'))).toBe(-1);
  });

  it('are found all at once as one by one', () => {
    const keys = new ByteKeys();
    for (let number = 0; number < 5_000; number += 1) keys.intern(...whole(`D-${number}`));
    const texts = ['D-4999', 'D-5000', '', 'D-0', 'd-0', 'D-4999'];
    const column = parseTexts(Buffer.from(texts.join('\u001f')), texts.length);
    expect(column === null ? [] : [...keys.findAll(column)]).toEqual([4_999, -1, -1, 0, -1, 4_999]);
  });

  it('are the same where another has their parts', () => {
    const keys = new ByteKeys();
    keys.reserve(10, 0);
    for (const text of ['b', 'a', 'c']) keys.intern(...whole(text));
    const shared = ByteKeys.of(keys.parts);
    expect(['a', 'b', 'c', 'd'].map((text) => shared.find(...whole(text)))).toEqual([1, 0, 2, -1]);
  });

  it('are found one after the other where both are in order', () => {
    const keys = new ByteKeys();
    for (const text of ['D-1', 'D-10', 'D-2']) keys.intern(...whole(text));
    expect(keys.firstFrom(0, ...whole('D-10'))).toBe(1);
    expect(keys.firstFrom(1, ...whole('D-11'))).toBe(2);
    expect(keys.firstFrom(2, ...whole('E'))).toBe(3);
  });
});
