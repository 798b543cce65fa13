import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/http/app.js';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import { defineRoute } from '../../src/http/route.js';
import { servicesOver } from './app-services.js';
import { emptyDatabase } from './service.js';

let app: ReturnType<typeof createApp>;

const uploads = defineRoute({
  method: 'PUT',
  path: '/uploads/:name',
  access: 'public',
  summary: 'Takes a text',
  params: z.strictObject({ name: z.string() }),
  body: { content: { 'text/csv': z.string(), 'application/x-ndjson': z.string() }, maxBytes: 100_000 },
  answer: async ({ body: { contentType, stream }, params: { name }, viewer }) => {
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.length;
    return Response.json({ name, contentType, bytes, by: viewer.id });
  },
});

const removals = defineRoute({
  method: 'DELETE',
  path: '/uploads/:name',
  access: 'public',
  summary: 'Takes a text away',
  params: z.strictObject({ name: z.string() }),
  answer: () => new Response(null, { status: 204 }),
});

beforeAll(async () => {
  app = createApp(servicesOver(await emptyDatabase()).services, [uploads, removals]);
});

/** A body of so many bytes that does not tell its length, ten thousand at a time. */
function unmeasured(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      const size = Math.min(left, 10_000);
      left -= size;
      controller.enqueue(new Uint8Array(size));
    },
  });
}

const put = (body: string | ReadableStream<Uint8Array>, type = 'text/csv') =>
  app.request('/uploads/a', {
    method: 'PUT',
    body,
    duplex: 'half',
    headers: { 'content-type': type },
  } as RequestInit);
const told = async (response: Response) => (await response.json()) as ProblemDocument;

describe('a body that is handed over as it comes in', () => {
  it('comes with its type, without parameters', async () => {
    const response = await put('a,b\n', 'Text/CSV; charset=utf-8');
    expect(await response.json()).toEqual({ name: 'a', contentType: 'text/csv', bytes: 4, by: 'local' });
  });

  it('may be empty', async () => {
    expect(await (await put('')).json()).toMatchObject({ bytes: 0 });
  });

  it('may have as many bytes as the route takes, and not one more', async () => {
    expect(await (await put(unmeasured(100_000))).json()).toMatchObject({ bytes: 100_000 });
    const response = await put(unmeasured(100_001));
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
    expect(await told(response)).toMatchObject({ code: 'body-too-large', expected: 'at most 100000 bytes' });
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'of type "%s" is refused',
    async (type) => {
      const response = await put('x', type);
      expect(response.status).toBe(415);
      expect(await told(response)).toMatchObject({
        code: 'unsupported-media-type',
        expected: 'text/csv, application/x-ndjson',
      });
    },
  );
});

describe('a route that takes no body', () => {
  const remove = (headers: Readonly<Record<string, string>>) =>
    app.request('/uploads/a', { method: 'DELETE', headers });

  it('answers without one, and bears with a small one', async () => {
    expect((await remove({})).status).toBe(204);
    expect((await remove({ 'content-length': '1024' })).status).toBe(204);
  });

  it.each([
    { 'content-length': '1025' },
    { 'content-length': '99999999999' },
    { 'transfer-encoding': 'chunked' },
  ])('refuses one that has %j', async (headers) => {
    const response = await remove(headers as Readonly<Record<string, string>>);
    expect(response.status).toBe(413);
    expect(await told(response)).toMatchObject({ code: 'body-too-large', expected: 'no body' });
  });
});
