import { describe, expect, it } from 'vitest';
import { formParts } from '../../../src/web/imports/multipart-parts.js';

const LIMITS = { parts: 10, fieldSize: 100 };
const TYPE = 'multipart/form-data; boundary=edge';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string, size = 7, contentType = TYPE) {
  const found: (readonly [string, string | null, string])[] = [];
  for await (const { name, file, data } of formParts(inPieces(text, size), contentType, LIMITS)) {
    const pieces: Buffer[] = [];
    for await (const piece of data) pieces.push(piece);
    found.push([name, file, Buffer.concat(pieces).toString('utf8')]);
  }
  return found;
}

const FORM = [
  '--edge',
  'Content-Disposition: form-data; name="reason"',
  '',
  'über\r\n--edg',
  '--edge',
  'content-disposition: form-data; name="files"; filename="a%22b.csv"',
  'Content-Type: text/csv',
  '',
  'id\r\n1\r\n',
  '--edge',
  'Content-Disposition: form-data; name="files"; filename=""',
  '',
  '',
  '--edge--',
  '',
].join('\r\n');

describe('the parts of a form', () => {
  it.each([1, 2, 3, 7, 64, 10_000])('are the same in pieces of %i bytes', async (size) => {
    expect(await read(FORM, size)).toEqual([
      ['reason', null, 'über\r\n--edg'],
      ['files', 'a"b.csv', 'id\r\n1\r\n'],
      ['files', '', ''],
    ]);
  });

  it('are the same as those that the platform reads, which holds all in memory', async () => {
    const form = new FormData();
    form.append('a', 'x\r\n-- \u0001y');
    form.append('file', new File(['\r\n\r\n--', '\0'], 'deals.csv'));
    const sent = new Response(form);
    const type = sent.headers.get('content-type') ?? '';
    expect(await read(await sent.text(), 5, type)).toEqual([
      ['a', null, 'x\r\n-- \u0001y'],
      ['file', 'deals.csv', '\r\n\r\n--\0'],
    ]);
  });

  it('that are not read are passed over', async () => {
    const names: string[] = [];
    for await (const { name } of formParts(inPieces(FORM, 7), TYPE, LIMITS)) names.push(name);
    expect(names).toEqual(['reason', 'files', 'files']);
  });

  it.each([
    ['cut off', FORM.slice(0, -12)],
    ['without an end', FORM.slice(0, 60)],
    ['empty', ''],
    ['of another boundary', FORM.replaceAll('edge', 'other')],
    ['of a part without a name', FORM.replace('name="reason"', '')],
    ['of headers that never end', `--edge\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('%s are refused', async (_, text) => {
    await expect(read(text, 4096)).rejects.toMatchObject({ status: 400 });
  });

  it('need a boundary', async () => {
    await expect(read(FORM, 7, 'multipart/form-data')).rejects.toMatchObject({ status: 400 });
  });
});
