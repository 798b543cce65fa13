import { describe, expect, it } from 'vitest';
import { ByteKeys } from '../../../src/records/columns/byte-keys.js';
import { GatheredTexts } from '../../../src/records/columns/gathered-texts.js';

const textsIn = ({ bytes, starts }: GatheredTexts, count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => bytes.toString('utf8', starts[place], starts[place + 1]));

describe('texts that are brought together', () => {
  it('come in the order of the numbers, as often as they are named', () => {
    const keys = new ByteKeys();
    for (const text of ['D-1', 'Zoë 😀', '', 'D-4'])
      keys.intern(Buffer.from(text), 0, Buffer.byteLength(text));
    const gathered = new GatheredTexts();
    gathered.gather(keys.packed, Int32Array.of(3, 1, 1, -1, 2, 0));
    expect(textsIn(gathered, 6)).toEqual(['D-4', 'Zoë 😀', 'Zoë 😀', '', '', 'D-1']);
    gathered.gather(keys.packed, Int32Array.of(0));
    expect(textsIn(gathered, 1)).toEqual(['D-1']);
  });

  it('may be more than there was room for', () => {
    const keys = new ByteKeys();
    const numbers = Int32Array.from({ length: 3_000 }, (_, number) => {
      const text = Buffer.from(`a rather long name of deal ${number}`);
      return keys.intern(text, 0, text.length);
    }).reverse();
    const gathered = new GatheredTexts();
    gathered.gather(keys.packed, numbers);
    expect(textsIn(gathered, 3_000)[0]).toBe('a rather long name of deal 2999');
    expect(textsIn(gathered, 3_000)[2_999]).toBe('a rather long name of deal 0');
  });
});
