import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { ask, calculatedDatabase, post, serviceOver } from './service.js';

interface Entry {
  readonly record: number;
  readonly kind: string;
  readonly key: string;
}

describe.each(databases)('a cursor on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const page = async <Item>(path: string): Promise<Page<Item>> => {
    const { status, body } = await ask<Page<Item>>(service, `/api/v1${path}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  it('leads through the audit trail entry by entry', async () => {
    const all = (await page<Entry>('/audit-trail?limit=200')).items;
    expect(all.length).toBeGreaterThan(10);
    const found: Entry[] = [];
    let next: string | null = '';
    while (next !== null) {
      const part: Page<Entry> = await page(`/audit-trail?limit=7${next === '' ? '' : `&cursor=${next}`}`);
      found.push(...part.items);
      next = part.next;
    }
    expect(found).toEqual(all);
  });

  it('of the audit trail stays at its entry, whatever else is asked behind it', async () => {
    const all = (await page<Entry>('/audit-trail?limit=200')).items;
    const { next } = await page<Entry>('/audit-trail?limit=3');
    const rest = await page<Entry>(`/audit-trail?limit=200&wrote=rule_file&cursor=${next}`);
    const [rules] = (await page<Entry>('/audit-trail?limit=1&wrote=rule_file')).items;
    expect(rest.items).toEqual(all.slice(3).filter(({ record }) => record === rules?.record));
    expect(rest.items.length).toBeGreaterThan(0);
  });

  it('of those who have not accepted a plan passes nobody by when one before accepts', async () => {
    const missing = '/acceptances?only=missing&limit=1';
    const first = await page<{ readonly payee: string }>(missing);
    expect(first.items.map(({ payee }) => payee)).toEqual(['ada']);
    const accepted = await ask(service, '/api/v1/plans/ae/acceptances', post({}, { 'attain-person': 'ada' }));
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(201);
    const second = await page<{ readonly payee: string }>(`${missing}&cursor=${first.next}`);
    expect(second.items.map(({ payee }) => payee)).toEqual(['bo']);
  });
});
