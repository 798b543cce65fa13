import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.js';
import { defineRoute } from '../../src/http/route.js';
import { servicesOver } from './app-services.js';
import { emptyDatabase } from './service.js';

let app: ReturnType<typeof createApp>;
let done = 0;

beforeAll(async () => {
  const step = defineRoute({
    method: 'POST',
    path: '/api/v1/steps',
    access: 'public',
    summary: 'Does something',
    answer: () => {
      done += 1;
      return new Response(null, { status: 204 });
    },
  });
  app = createApp(servicesOver(await emptyDatabase()).services, [step]);
});

async function send(headers: Readonly<Record<string, string>>) {
  done = 0;
  const response = await app.request('http://pay.example/api/v1/steps', { method: 'POST', headers });
  return { status: response.status, done };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what changes something', () => {
  it.each([
    ['a program', {}],
    ['a page of the service', { origin: 'http://pay.example', cookie: 'session=1' }],
    ['a page of the service that a proxy serves with TLS', { origin: 'https://pay.example', ...FORM }],
    ['a page of the service, as the browser knows', { 'sec-fetch-site': 'same-origin', cookie: 'session=1' }],
  ])('is done for %s', async (_, headers) => {
    expect(await send(headers)).toEqual({ status: 204, done: 1 });
  });

  it.each([
    ['a page of another site', { origin: 'https://elsewhere.example', ...FORM }],
    ['a page of another site, without a body', { origin: 'https://elsewhere.example' }],
    [
      'a page of another host of the site',
      { origin: 'http://other.pay.example', 'sec-fetch-site': 'same-site' },
    ],
    ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site', ...FORM }],
    ['a browser that does not say from where', { cookie: 'session=1', ...FORM }],
  ])('is refused for %s', async (_, headers) => {
    expect(await send(headers)).toEqual({ status: 403, done: 0 });
  });
});
