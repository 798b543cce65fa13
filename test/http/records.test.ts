import { beforeAll, describe, expect, it } from 'vitest';
import { formatRecordKey, readRecordKey } from '../../src/http/record-key.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { askNotTaken, askTaken } from './job-answers.js';
import { ask, askRefused, calculatedDatabase, serviceOver } from './service.js';

interface RecordAnswer {
  readonly kind: string;
  readonly key: string;
  readonly change: number;
  readonly record: Readonly<Record<string, string | null>>;
}

interface RecordPage {
  readonly items: readonly RecordAnswer[];
  readonly next: string | null;
}

describe('the key of a record in a path', () => {
  it('is read as it is written, whatever its values have in them', () => {
    const key = { receipt: 'R,1', invoice: 'a\\b', line: null, id: '\\,' };
    const written = formatRecordKey('application', key);
    expect(written).toBe('R\\,1,a\\\\b,,\\\\\\,');
    expect(readRecordKey('application', written)).toEqual(key);
    const open = { deal: 'D-1', payee: 'ada', role: 'owner', from: null };
    expect(formatRecordKey('split', open)).toBe('D-1,ada,owner,');
    expect(readRecordKey('split', 'D-1,ada,owner,')).toEqual(open);
    expect(readRecordKey('split', 'D-1,ada,owner,2026-01-01')).toEqual({ ...open, from: '2026-01-01' });
    expect(readRecordKey('deal', 'D,1\\')).toEqual({ id: 'D,1\\' });
  });

  it('has as many values as the key', () => {
    for (const text of ['', 'D-1', 'D-1,ada,owner', 'D-1,ada,owner,,', 'a,b,c\\,d']) {
      expect(readRecordKey('split', text)).toBeNull();
    }
  });
});

describe.each(databases)('on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  const page = async (path: string): Promise<RecordPage> => {
    const { status, body } = await ask<RecordPage>(service, `/api/v1/records/${path}`);
    expect(status).toBe(200);
    return body;
  };
  const send = (type: string, body: string): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'content-type': type },
  });

  describe('records', () => {
    it('are listed in the order of their keys, with the fields that files have', async () => {
      const { items, next } = await page('deals');
      expect(items.map(({ key }) => key)).toEqual(['D-1', 'D-2', 'D-3', 'D-4', 'D-5']);
      expect(next).toBeNull();
      expect(items[2]).toMatchObject({
        kind: 'deals',
        key: 'D-3',
        change: 1,
        record: {
          id: 'D-3',
          closeDate: '2026-03-20',
          acv: '20000.50',
          currency: 'USD',
          name: null,
          discount: null,
        },
      });
    });

    it('come page by page', async () => {
      const first = await page('splits?limit=2');
      expect(first.items.map(({ key }) => key)).toEqual(['D-1,ada,owner,', 'D-2,ada,owner,']);
      const second = await page(`splits?limit=2&cursor=${first.next}`);
      expect(second.items.map(({ key }) => key)).toEqual(['D-3,ada,owner,', 'D-3,bo,owner,']);
      expect(second.items[0]?.record['share']).toBe('50%');
      const third = await page(`splits?limit=2&cursor=${second.next}`);
      expect(third).toMatchObject({ items: [{ key: 'D-5,ada,owner,' }], next: null });
      expect(await askRefused(service, `/api/v1/records/deals?cursor=${first.next}`)).toMatchObject({
        status: 400,
        code: 'cursor-invalid',
      });
    });

    it('are looked up by fields of their key, and by no others', async () => {
      const { items } = await page('splits?deal=D-3&payee=bo');
      expect(items.map(({ key }) => key)).toEqual(['D-3,bo,owner,']);
      expect(await askRefused(service, '/api/v1/records/splits?invoice=I-1')).toMatchObject({
        status: 400,
        code: 'unknown-key',
        field: 'invoice',
        expected: 'deal, payee, role, from',
      });
      expect(await askRefused(service, '/api/v1/records/deals?acv=1')).toMatchObject({ code: 'unknown-key' });
    });

    it('of a kind that there is not are not there', async () => {
      expect(await askRefused(service, '/api/v1/records/deal')).toMatchObject({
        status: 400,
        field: 'kind',
        expected: expect.stringMatching(/^one of payees, teams, .*deals/),
      });
    });
  });

  describe('a record', () => {
    it('is shown with a tag, and not sent again where it is unchanged', async () => {
      const path = '/api/v1/records/payees/zo%C3%AB%2F1';
      const { status, headers, body } = await ask<RecordAnswer>(service, path);
      expect(status).toBe(200);
      expect(body).toMatchObject({ key: 'zoë/1', record: { name: 'Zoë', email: null } });
      const again = await fetch(service.url + path, {
        headers: { 'if-none-match': headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
    });

    it('is found by the key that lists show', async () => {
      const [first] = (await page('quotas')).items;
      const { body } = await ask(service, `/api/v1/records/quotas/${encodeURIComponent(first?.key ?? '')}`);
      expect(body).toEqual(first);
    });

    it('that is not there, and a key that is none, are told apart', async () => {
      expect(await askRefused(service, '/api/v1/records/deals/D-9')).toMatchObject({
        status: 404,
        detail: 'there is no record D-9 in deals',
      });
      expect(await askRefused(service, '/api/v1/records/splits/D-9')).toMatchObject({
        status: 400,
        expected: 'deal,payee,role,from: a value for each, joined by commas',
      });
      expect(await askRefused(service, '/api/v1/records/deals/D-9/history')).toMatchObject({ status: 404 });
    });

    it('has a history of all that it has said', async () => {
      const corrected = send('text/csv', 'id,closeDate,type,acv\nD-4,2026-03-21,new,2.00\n');
      expect(
        (await askTaken(service, '/api/v1/records/deals?onConflict=correct&reason=typo', corrected)).status,
      ).toBe(201);
      const { body } = await ask<{ items: readonly object[] }>(service, '/api/v1/records/deals/D-4/history');
      expect(body.items).toMatchObject([
        {
          change: 1,
          untilChange: 3,
          actor: 'local',
          command: 'import',
          reason: null,
          record: { acv: '1.00' },
        },
        {
          change: 3,
          untilChange: null,
          command: 'POST /api/v1/records/deals',
          reason: 'typo',
          record: { acv: '2.00' },
        },
      ]);
    });
  });

  describe('a record that is put', () => {
    const put = (body: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

    it('is made, and then corrected by who knows it as it is', async () => {
      const path = '/api/v1/records/deals/P-1';
      const made = await askTaken<RecordAnswer>(
        service,
        path,
        put({ closeDate: '2026-03-01', acv: '10.00' }),
      );
      expect(made.status).toBe(200);
      expect(made.body.record).toMatchObject({ id: 'P-1', acv: '10.00' });
      const tag = made.headers.get('etag') ?? '';
      // Weak, as the record came compressed.
      expect(tag).toBe(`W/"${made.body.change}"`);

      const next = put({ id: 'P-1', closeDate: '2026-03-01', acv: '20.00', name: null }, { 'if-match': tag });
      const corrected = await askTaken<RecordAnswer>(service, path, next);
      expect(corrected.body.record).toMatchObject({ acv: '20.00' });
      expect((await askNotTaken(service, path, next)).document).toMatchObject({
        status: 412,
        code: 'precondition-failed',
        detail: 'the record has changed meanwhile',
      });
      const { body } = await ask<{ items: readonly object[] }>(service, `${path}/history`);
      expect(body.items).toMatchObject([{ record: { acv: '10.00' } }, { command: `PUT ${path}` }]);
    });

    it('is refused where it was never there, though its sender knows it', async () => {
      const init = put({ closeDate: '2026-03-01' }, { 'if-match': '"1"' });
      expect((await askNotTaken(service, '/api/v1/records/deals/P-2', init)).document).toMatchObject({
        status: 412,
        detail: 'the record is not there',
      });
    });

    it('says no other key than its path, and nothing that is wrong', async () => {
      const other = put({ deal: 'D-1', payee: 'bo', share: '100%' });
      expect(await askRefused(service, '/api/v1/records/splits/D-1,ada,owner,', other)).toMatchObject({
        status: 400,
        field: 'payee',
        expected: 'ada',
      });
      const soon = await askNotTaken(service, '/api/v1/records/deals/P-3', put({ closeDate: 'soon' }));
      expect(soon.document).toMatchObject({
        status: 422,
        code: 'date-expected',
      });
      expect(await askRefused(service, '/api/v1/records/deals/P-3', put({ acv: 1.5 }))).toMatchObject({
        status: 400,
        field: 'acv',
      });
    });
  });

  describe('records of one kind', () => {
    it('are taken in as CSV, as lines of JSON and as a list', async () => {
      const bodies = [
        ['text/csv', 'id,closeDate,type,acv\nC-1,2026-03-01,new,1.00\n'],
        [
          'application/x-ndjson',
          '{"id":"C-2","closeDate":"2026-03-01","acv":"1.00"}\n\n{"id":"C-3","closeDate":"2026-03-01"}\n',
        ],
        ['application/json', '[{"id":"C-4","closeDate":"2026-03-01"}]'],
      ] as const;
      for (const [type, body] of bodies) {
        expect((await askTaken(service, '/api/v1/records/deals', send(type, body))).status).toBe(201);
      }
      const { items } = await page('deals');
      expect(items.map(({ key }) => key).filter((key) => key.startsWith('C-'))).toEqual([
        'C-1',
        'C-2',
        'C-3',
        'C-4',
      ]);
    });

    it('have each problem told at its place in what was sent', async () => {
      const lines = '{"id":"X-1","closeDate":"2026-03-01"}\n\n{"id":"X-2","closeDate":"soon"}\n';
      const broken = await askNotTaken(service, '/api/v1/records/deals', send('application/x-ndjson', lines));
      expect(broken.document).toMatchObject({
        status: 422,
        code: 'date-expected',
        location: { file: 'deals.json', line: 3, column: 13 },
      });
      const twice = send('text/csv', 'id,closeDate\nX-1,2026-03-01\nX-1,2026-03-02\n');
      expect((await askNotTaken(service, '/api/v1/records/deals', twice)).document).toMatchObject({
        code: 'duplicate-record',
        detail: 'deal X-1 is given twice, with different contents: also at deals.csv:2',
        location: { file: 'deals.csv', line: 3 },
      });
    });

    it('of another content type are refused', async () => {
      expect(await askRefused(service, '/api/v1/records/deals', send('text/plain', 'id'))).toMatchObject({
        status: 415,
      });
    });
  });
});
