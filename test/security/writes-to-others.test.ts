import { beforeAll, describe, expect, it } from 'vitest';
import { permit } from '../../src/access/permit.js';
import { PAGES } from '../../src/web/pages.js';
import { payeeAs } from '../access/answers-to.js';
import { databaseHash } from './database-hash.js';
import { formsOf, linksOf } from './forms-of-pages.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { EVERY_ROUTE, pathsOf } from './paths-to-try.js';

let hostile: HostileService;

beforeAll(async () => {
  hostile = await hostileService((field) => field.replace('.', '-'));
});

/** Of Zed, whom Ada does not know and Max does not manage: what names him in paths. */
const OF_ZED = {
  ...{ payee: ['zed'], line: ['zed.2026-03.1'], dispute: ['4'], adjustment: ['5'], deal: ['D-6'] },
  ...{ period: ['2026-03'], payGroup: ['monthly-USD'], plan: ['ae'] },
};

/** What is sent to a route that names somebody in its body, or needs one to get so far. */
const BODIES: Readonly<Record<string, readonly object[]>> = {
  'POST /api/v1/disputes': [{ line: 'zed.2026-03.1', expected: '1.00', message: 'it is mine' }],
  'POST /api/v1/disputes/:dispute/replies': [{ message: 'it is mine' }],
  'POST /api/v1/disputes/:dispute/withdraw': [{}, { reason: 'it is mine' }],
  'POST /api/v1/payees/:payee/what-if': [{ deals: [{ fields: { closeDate: '2026-03-20', tcv: '5' } }] }],
  'POST /api/v1/plans/:plan/acceptances': [{ payee: 'zed' }],
  'POST /api/v1/pay-periods/:payGroup/:period/approvals': [
    { decision: 'approved', payee: 'zed' },
    { decision: 'rejected', payee: 'zed', reason: 'no' },
    { decision: 'approved', payee: 'zed', level: 'finance' },
  ],
};

describe.each(['payee', 'manager'] as const)('a %s', (role) => {
  const own = role === 'payee' ? 'ada' : 'max';
  const viewer = payeeAs(own, role);
  const open = EVERY_ROUTE.filter(({ method, access }) => method !== 'GET' && permit(access, viewer));

  it('writes nothing about somebody who is not theirs, and is told that there is no such thing', async () => {
    const before = await databaseHash(hostile.db);
    const ofPayees = open.filter(({ path, access }) => access.endsWith('-step') && path.startsWith('/api/'));
    for (const { method, path } of ofPayees) {
      const name = `${method} ${path}`;
      const bodies = BODIES[name] ?? expect.fail(`what of somebody else is to be sent to ${name}?`);
      for (const asked of pathsOf(path, OF_ZED)) {
        for (const body of bodies) {
          const send = async (place: string, text: string) => {
            const headers = { 'content-type': 'application/json' };
            const response = await hostile.askAs(role, place, { method, headers, body: text });
            return `${response.status} ${await response.text()}`;
          };
          const written = JSON.stringify(body);
          const answered = await send(asked, written);
          const told = `${name} ${written}: ${answered}`;
          expect(answered, told).toMatch(/^(?:400|403|404) /);
          if (!/zed/.test(asked + written)) expect(answered, told).not.toMatch(/zed/i);
          // The very answer to whoever names nobody.
          expect(ofNobody(answered), told).toBe(await send(ofNobody(asked), ofNobody(written)));
        }
      }
    }
    expect(await databaseHash(hostile.db)).toEqual(before);
  });

  it('writes nothing by a form of their own in which somebody else is named', async () => {
    const before = await databaseHash(hostile.db);
    const waiting = new Set(
      PAGES.filter(
        ({ method, access, path }) => method === 'GET' && access !== 'public' && !path.includes(':'),
      ).map(({ path }) => path),
    );
    const tried = new Set<string>();
    for (const path of waiting) {
      const response = await hostile.askAs(role, path, { headers: { accept: 'text/html' } });
      const html = await response.text();
      for (const link of linksOf(html)) {
        if (waiting.size < MOST_PAGES && !link.startsWith('/api/')) waiting.add(link);
      }
      for (const form of formsOf(html).filter(({ method }) => method === 'post')) {
        const pairs = [
          ...form.hidden,
          ...form.fields.map(([name, value]) => [name, value || plausible(name)] as const),
        ];
        const action = ofSomebodyElse(form.action);
        const sent = pairs.map(([name, value]): [string, string] => [name, ofSomebodyElse(value)]);
        const isOfOthers = action !== form.action || JSON.stringify(sent) !== JSON.stringify(pairs);
        const key = `${action} ${JSON.stringify(sent)}`;
        if (!isOfOthers || tried.has(key)) continue;
        tried.add(key);
        const body = new URLSearchParams(sent);
        const answered = await hostile.askAs(role, action, {
          method: 'POST',
          body,
          headers: { accept: 'text/html' },
        });
        const text = await answered.text();
        expect([400, 403, 404, 422], `${key}: ${answered.status} ${text.slice(0, 300)}`).toContain(
          answered.status,
        );
      }
    }
    expect(await databaseHash(hostile.db)).toEqual(before);
  });

  function ofNobody(text: string): string {
    return text.replaceAll('zed', 'who').replace(/(?<=disputes?[/ ])4/g, '999');
  }

  /** What names the viewer, or whomever they manage, with Zed in their place. */
  function ofSomebodyElse(text: string): string {
    return text
      .replace(/\b(?:ada|bo|max)\.2026-0\d\.\d+/, 'zed.2026-03.1')
      .replace(/(?<![\w-])(?:ada|bo|max)(?![\w-])/, 'zed')
      .replace(/(?<=\/disputes\/)\d+/, '4');
  }
});

const MOST_PAGES = 120;

function plausible(name: string): string {
  if (/date|day|from|to$/i.test(name)) return '2026-03-20';
  if (/amount|value|expected|acv|tcv|mrr|quantity/i.test(name)) return '1.00';
  return 'something';
}
