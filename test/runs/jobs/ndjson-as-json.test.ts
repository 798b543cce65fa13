import { describe, expect, it } from 'vitest';
import { ndjsonAsJson } from '../../../src/runs/jobs/ndjson-as-json.js';

async function converted(text: string, chunkSize = text.length): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += chunkSize) yield bytes.subarray(from, from + chunkSize);
  }
  const parts: Uint8Array[] = [];
  for await (const part of ndjsonAsJson(chunks())) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('lines of JSON', () => {
  it('become an array in which each value stays on its line', async () => {
    expect(await converted('{"a":1}\n{"a":2}\n{"a":3}\n')).toBe('[{"a":1},\n{"a":2},\n{"a":3}]');
    expect(await converted('{"a":1}\r\n\r\n  {"a":2}')).toBe('[{"a":1}\r,\n\n  {"a":2}]');
  });

  it('become the same however they are cut', async () => {
    const text = '\n{"name":"ä, [b]"}\n\n \n\t{"a":2}\n';
    for (let size = 1; size < 12; size += 1) expect(await converted(text, size)).toBe(await converted(text));
  });

  it('that are none become an empty array', async () => {
    expect(await converted('')).toBe('[]');
    expect(await converted('\n \n')).toBe('[]');
  });

  it('may be far apart', async () => {
    const text = `{"a":1}${'\n'.repeat(200_000)}{"a":2}`;
    const array = await converted(text, 1000);
    expect(JSON.parse(array)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(array.split('\n')).toHaveLength(200_001);
  });
});
