import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/http/server.js';
import { rawBytes, rawRequest } from './raw-request.js';
import { ask, askRefused, calculatedDatabase, PLAN_TEXT, post, serviceOver } from './service.js';

let service: RunningServer;

beforeAll(async () => {
  service = await serviceOver(await calculatedDatabase());
});

const refused = (path: string, init: RequestInit = {}) => askRefused(service, path, init);

const CHECK = '/api/v1/rules/check';
const FILES = [{ name: 'ae.yaml', text: PLAN_TEXT }];

describe('a body', () => {
  it('that is no JSON is refused', async () => {
    for (const text of ['', '{', '{"files": [', 'files', '[1,]', '\u0000']) {
      expect(await refused(CHECK, post(text))).toEqual({
        type: '/api/v1/problem-codes/json-syntax',
        title: 'the text is not valid JSON',
        status: 400,
        detail: 'the body is not valid JSON',
        instance: CHECK,
        code: 'json-syntax',
      });
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/yaml', 'application/ld+json', ''])(
    'of type "%s" is refused',
    async (type) => {
      expect(await refused(CHECK, post({ files: FILES }, { 'content-type': type }))).toMatchObject({
        status: 415,
        code: 'unsupported-media-type',
        field: 'content-type',
        expected: 'application/json',
      });
    },
  );

  it('that is compressed is refused', async () => {
    const init = post({ files: FILES }, { 'content-encoding': 'gzip' });
    expect(await refused(CHECK, init)).toMatchObject({ status: 415, field: 'content-encoding' });
  });

  it('may name the characters of its JSON', async () => {
    const init = post({ files: FILES }, { 'content-type': 'Application/JSON; charset=utf-8' });
    expect((await ask(service, CHECK, init)).status).toBe(200);
  });

  it.each([
    [{}, { code: 'missing-key', field: 'files', expected: 'a list' }],
    [[], { code: 'wrong-type', detail: 'the body is not what belongs there', expected: 'an object' }],
    [null, { code: 'wrong-type', expected: 'an object' }],
    ['"secret"', { code: 'wrong-type', expected: 'an object' }],
    [{ files: [] }, { code: 'out-of-range', field: 'files', expected: 'at least 1 entry' }],
    [{ files: Array(101).fill(FILES[0]) }, { code: 'out-of-range', expected: 'at most 100 entries' }],
    [{ files: {} }, { code: 'wrong-type', field: 'files', expected: 'a list' }],
    [{ files: [7] }, { code: 'wrong-type', field: 'files.0', expected: 'an object' }],
    [{ files: [{ name: 'a.yaml' }] }, { code: 'missing-key', field: 'files.0.text', expected: 'a text' }],
    [{ files: [{ name: 'a.yaml', text: 5 }] }, { code: 'wrong-type', field: 'files.0.text' }],
    [{ files: [{ name: 'a.txt', text: '' }] }, { code: 'invalid-value', field: 'files.0.name' }],
    [{ files: [{ name: `${'x'.repeat(200)}.yaml`, text: '' }] }, { field: 'files.0.name' }],
    [{ files: [{ name: 'a\n.yaml', text: '' }] }, { code: 'invalid-value', field: 'files.0.name' }],
    [
      { files: [FILES[0], FILES[0]] },
      { code: 'duplicate-key', field: 'files', expected: 'names that differ' },
    ],
    [
      { files: FILES, company: null },
      { code: 'wrong-type', field: 'company', expected: 'a text' },
    ],
    [
      { files: FILES, compny: '' },
      { code: 'unknown-key', field: 'compny', hint: 'did you mean company?' },
    ],
  ])('%j is refused', async (body, expected) => {
    expect(await refused(CHECK, post(body))).toMatchObject({ status: 400, ...expected });
  });

  it('is not repeated in what is said of it', async () => {
    const response = await fetch(
      service.url + CHECK,
      post({ files: [{ name: 'my-secret-name', text: { mySecret: 'mySecret' } }], company: 5 }),
    );
    expect(await response.text()).not.toContain('ecret');
  });

  it('with a key named like what every object has is refused', async () => {
    const text = `{ "__proto__": { "files": [] }, "constructor": 1, "files": ${JSON.stringify(FILES)} }`;
    expect((await refused(CHECK, post(text))).status).toBe(400);
  });

  it('of a megabyte is read and of one byte more refused, whether it tells its length or not', async () => {
    const frame = JSON.stringify({ files: [{ name: 'a.yaml', text: '' }] }).length;
    const body = (bytes: number) =>
      JSON.stringify({ files: [{ name: 'a.yaml', text: ' '.repeat(bytes - frame) }] });
    expect((await ask(service, CHECK, post(body(1_048_576)))).status).toBe(200);
    const tooLarge = { status: 413, detail: 'the body is too large', expected: 'at most 1048576 bytes' };
    expect(await refused(CHECK, post(body(1_048_577)))).toMatchObject(tooLarge);
    const chunked = await rawRequest(service, {
      method: 'POST',
      path: CHECK,
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: body(1_048_577),
    });
    expect(JSON.parse(chunked.body)).toMatchObject(tooLarge);
  });

  it('that nests too deeply is refused like any other of another shape', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(await refused(CHECK, post(deep))).toMatchObject({ status: 400, code: 'wrong-type' });
    const inside = `{ "files": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)} }`;
    expect(await refused(CHECK, post(inside))).toMatchObject({ status: 400, field: 'files' });
  });
});

describe('a request that is hardly one', () => {
  it.each([
    ['no HTTP at all', 'what is this\r\n\r\n', 400, 'bad-request'],
    ['an invalid method', 'G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'bad-request'],
    [
      'headers beyond measure',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'a length that is none',
      `POST ${CHECK} HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n`,
      400,
      'bad-request',
    ],
  ])('for %s is answered with a problem document', async (_, bytes, status, code) => {
    const text = await rawBytes(service, bytes);
    expect(text).toContain(`HTTP/1.1 ${status} `);
    expect(text).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ status, code });
  });

  it.each(['/\\..', 'nothing', 'http://[/'])('for the target %s is refused', async (path) => {
    const response = await rawBytes(
      service,
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(response).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(response.toLowerCase()).toContain('content-type: application/problem+json');
  });

  it.each(['attain.example.com', 'localhost.example.com', '127.0.0.1.example.com', '10.0.0.1'])(
    'for the host %s is refused, as the service answers to this machine alone',
    async (host) => {
      const response = await rawRequest(service, { path: '/api/v1/payees', headers: { host } });
      expect(response).toMatchObject({ status: 421, type: 'application/problem+json' });
      expect(JSON.parse(response.body).code).toBe('wrong-host');
      expect(response.body).not.toContain('Ada');
    },
  );

  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1:8377', '127.9.9.9', '[::1]:80'])(
    'for the host %s is answered',
    async (host) => {
      expect((await rawRequest(service, { path: '/healthz', headers: { host } })).status).toBe(200);
    },
  );
});
