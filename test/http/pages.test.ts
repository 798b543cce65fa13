import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { type Answer, ask, askRefused, calculatedDatabase, serviceOver } from './service.js';

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  type Ids = Page<{ readonly id: string }>;
  const list = async (query: string) => ask<Ids>(service, `/api/v1/payees${query}`);
  const idsOf = async (query: string) => (await list(query)).body.items.map(({ id }) => id);

  describe('a list', () => {
    it('is read page by page along the links', async () => {
      const ids: string[] = [];
      let path: string | undefined = '/api/v1/payees?limit=1';
      let pages = 0;
      for (; path !== undefined; pages += 1) {
        const { headers, body }: Answer<Ids> = await ask<Ids>(service, path);
        ids.push(...body.items.map(({ id }) => id));
        const next: string | undefined = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
        expect(next === undefined).toBe(body.next === null);
        path = next;
      }
      expect(ids).toEqual(['ada', 'bo', 'zoë/1']);
      expect(pages).toBe(3);
    });

    it('keeps its filters in the link to the page after', async () => {
      const { headers, body } = await list('?limit=1&team=emea');
      expect(headers.get('link')).toBe(`</api/v1/payees?limit=1&team=emea&cursor=${body.next}>; rel="next"`);
      expect(await idsOf(`?limit=1&team=emea&cursor=${body.next}`)).toEqual(['bo']);
    });

    it('whose last page is full says that it is the last', async () => {
      const { headers, body } = await list('?limit=3');
      expect(body.items).toHaveLength(3);
      expect(body.next).toBeNull();
      expect(headers.has('link')).toBe(false);
    });

    it('refuses the cursor of another list', async () => {
      const { body } = await list('?limit=1');
      expect(await askRefused(service, `/api/v1/teams?cursor=${body.next}`)).toMatchObject({
        status: 400,
        code: 'cursor-invalid',
        field: 'cursor',
        expected: '`next` of the page before',
      });
    });

    it.each([
      ['no JSON', 'payees'],
      ['another key', { list: 'payees', key: { name: 'ada' } }],
      ['more than its key', { list: 'payees', key: { id: 'ada' }, x: 1 }],
      ['an empty id', { list: 'payees', key: { id: '' } }],
      ['a number for an id', { list: 'payees', key: { id: 7 } }],
      ['a character that no id has', { list: 'payees', key: { id: 'a\u0000' } }],
      ['half a character', { list: 'payees', key: { id: '\ud800' } }],
      ['very much', { list: 'payees', key: { id: 'a'.repeat(5000) } }],
    ])('refuses a forged cursor with %s', async (_, place) => {
      const text = typeof place === 'string' ? place : JSON.stringify(place);
      const cursor = Buffer.from(text).toString('base64url');
      expect(await askRefused(service, `/api/v1/payees?cursor=${cursor}`)).toMatchObject({
        status: 400,
        code: 'cursor-invalid',
      });
    });
  });

  describe('payees', () => {
    it.each([
      ['a', ['ada']],
      ['A', ['ada']],
      ['ada b', ['ada']],
      ['ADA BYRON', ['ada']],
      ['b', ['bo']],
      ['byron', []],
      ['%', []],
      ['_o', []],
      ['\\', []],
      ['Zo%C3%AB', ['zoë/1']],
    ])('that begin with %s are found', async (begins, ids) => {
      expect(await idsOf(`?begins=${begins === '%' ? '%25' : begins}`)).toEqual(ids);
    });

    it('of a team are found, and none of a team that is not there', async () => {
      expect(await idsOf('?team=emea')).toEqual(['ada', 'bo']);
      expect(await idsOf('?team=emea&begins=b')).toEqual(['bo']);
      expect(await idsOf('?team=idle')).toEqual([]);
      expect(await idsOf('?team=apac')).toEqual([]);
    });
  });

  describe('teams', () => {
    it('are found by the team that they are part of', async () => {
      const { body } = await ask<Ids>(service, '/api/v1/teams?parent=emea');
      expect(body).toEqual({ items: [], next: null });
    });
  });
});
