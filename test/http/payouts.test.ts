import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { MAPPING } from '../runs/payouts/payroll.js';
import { closedDatabase } from './closed-months.js';
import { ask, askRefused, post, serviceOver } from './service.js';

interface BatchAnswer {
  readonly batch: number;
  readonly state: string;
  readonly total: string;
}

interface OutcomeAnswer {
  readonly isNew: boolean;
  readonly batch: BatchAnswer | null;
}

const BATCHES = '/api/v1/payout-batches';
const MARCH = { payGroup: 'monthly-USD', period: '2026-03', payDate: '2026-04-15' };

const as = (person: string) => ({ 'attain-person': person });

describe.each(databases)('payouts on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await closedDatabase(kind));
  });

  it('are built from closed statements, once', async () => {
    const built = await ask<OutcomeAnswer>(service, BATCHES, post(MARCH, as('fin')));
    expect(built).toMatchObject({
      status: 201,
      body: {
        isNew: true,
        batch: { batch: 1, state: 'built', items: 2, total: '2120.05', paid: '0.00', maker: 'fin' },
      },
    });
    expect(built.headers.get('location')).toBe(`${BATCHES}/1`);
    const again = await ask<OutcomeAnswer>(service, BATCHES, post(MARCH, as('fin')));
    expect(again).toMatchObject({ status: 200, body: { isNew: false, batch: { batch: 1 } } });
    const nobody = await ask<OutcomeAnswer>(service, BATCHES, post({ ...MARCH, period: '2026-01' }));
    expect(nobody).toMatchObject({ status: 200, body: { isNew: true, batch: null } });
    const open = await askRefused(service, BATCHES, post({ ...MARCH, period: '2026-04' }));
    expect(open).toMatchObject({ status: 409, code: 'not-closed', subject: 'monthly-USD 2026-04' });
  });

  it('are approved by another person than built them', async () => {
    const early = await askRefused(service, `${BATCHES}/1/export`, post({ mapping: MAPPING }, as('fin')));
    expect(early).toMatchObject({ status: 409, code: 'payout-step', found: 'built' });
    const own = await askRefused(service, `${BATCHES}/1/approve`, post({}, as('fin')));
    expect(own).toMatchObject({ status: 403, code: 'own-work', found: 'fin' });
    const approved = await ask<OutcomeAnswer>(service, `${BATCHES}/1/approve`, post({}, as('cfo')));
    expect(approved).toMatchObject({ status: 200, body: { isNew: true, batch: { state: 'approved' } } });
    const late = await askRefused(service, `${BATCHES}/1/reject`, post({ reason: 'no' }, as('cfo')));
    expect(late).toMatchObject({ status: 409, code: 'payout-step', found: 'approved' });
  });

  it('are exported for payroll, the same bytes each time', async () => {
    const request = post({ mapping: MAPPING }, as('fin'));
    const first = await fetch(`${service.url}${BATCHES}/1/export`, request);
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(first.headers.get('content-disposition')).toContain('payout-batch-1-adp.csv');
    expect(first.headers.get('etag')).toMatch(/^(?:W\/)?"[0-9a-f]{64}"$/);
    const text = await first.text();
    expect(text).toBe('Employee ID,Earnings code,Amount\nada,COMM,1320.03\nbo,COMM,800.02\n');
    expect(await (await fetch(`${service.url}${BATCHES}/1/export`, request)).text()).toBe(text);
    const wrong = await askRefused(
      service,
      `${BATCHES}/1/export`,
      post({ mapping: { text: 'language: 1\n' } }),
    );
    const location = { file: 'mapping.yaml' };
    expect(wrong).toMatchObject({ status: 422, code: 'missing-key', problems: [{ location }, { location }] });
  });

  it('are confirmed by what payroll paid, and the differences listed', async () => {
    const confirm = (rows: readonly string[]) => {
      const text = ['Employee ID,Net,Check,Paid on,State', ...rows, ''].join('\n');
      return post({ mapping: MAPPING, file: { name: 'paid.csv', text } }, as('fin'));
    };
    const ada = 'ada,1320.03,C-1,04/15/2026,OK';
    const some = await ask(service, `${BATCHES}/1/confirm`, confirm([ada]));
    expect(some).toMatchObject({
      status: 200,
      body: { isNew: true, payments: 1, isPeriodPaid: false, batch: { state: 'exported', paid: '1320.03' } },
    });
    const differences = await ask<Page<object>>(service, `${BATCHES}/1/payees?only=differences`);
    expect(differences.body.items).toMatchObject([
      { payee: 'bo', match: 'missing', sent: '800.02', paid: '0.00', difference: '-800.02' },
    ]);
    const rest = await ask(service, `${BATCHES}/1/confirm`, confirm([ada, 'bo,800.02,C-2,04/15/2026,OK']));
    expect(rest).toMatchObject({
      body: { isNew: true, payments: 1, isPeriodPaid: true, batch: { state: 'confirmed' } },
    });
    const wrong = await askRefused(service, `${BATCHES}/1/confirm`, confirm(['ada,x,C-1,04/15/2026,OK']));
    expect(wrong).toMatchObject({ status: 422, location: { file: 'paid.csv', line: 2 } });
  });

  it('are shown with their steps, page by page and as CSV', async () => {
    const { body } = await ask(service, `${BATCHES}/1`);
    expect(body).toMatchObject({
      batch: 1,
      payDate: '2026-04-15',
      decision: { decision: 'approved', actor: 'cfo' },
      exports: [{ provider: 'adp', actor: 'fin' }],
      confirmations: [
        { file: 'paid.csv', payments: 1 },
        { file: 'paid.csv', payments: 1 },
      ],
    });
    const first = await ask<Page<{ readonly payee: string }>>(service, `${BATCHES}/1/payees?limit=1`);
    const second = await ask<Page<{ readonly payee: string }>>(
      service,
      `${BATCHES}/1/payees?limit=1&cursor=${first.body.next}`,
    );
    expect([...first.body.items, ...second.body.items].map(({ payee }) => payee)).toEqual(['ada', 'bo']);
    expect(second.body.next).toBeNull();
    const csv = await fetch(`${service.url}${BATCHES}/1/payees`, { headers: { accept: 'text/csv' } });
    expect(await csv.text()).toBe(
      'payee,name,sent,paid,difference,currency,match\n' +
        'ada,Ada Byron,1320.03,1320.03,0.00,USD,settled\nbo,Bo Lind,800.02,800.02,0.00,USD,settled\n',
    );
    const list = await ask<Page<BatchAnswer>>(service, `${BATCHES}?payGroup=monthly-USD&limit=1`);
    expect(list.body).toMatchObject({ items: [{ batch: 1, state: 'confirmed' }], next: null });
    expect(await askRefused(service, `${BATCHES}/9`)).toMatchObject({
      status: 404,
      detail: 'there is no payout batch 9',
    });
  });

  it('that are rejected free their statements for another', async () => {
    const february = { ...MARCH, period: '2026-02' };
    await ask(service, BATCHES, post(february, as('fin')));
    const rejected = await ask(service, `${BATCHES}/2/reject`, post({ reason: 'a wrong rate' }, as('cfo')));
    expect(rejected).toMatchObject({ status: 200, body: { isNew: true, batch: { state: 'rejected' } } });
    const again = await ask<OutcomeAnswer>(service, BATCHES, post(february, as('fin')));
    expect(again).toMatchObject({ status: 201, body: { batch: { batch: 3, total: '11600.00' } } });
  });

  it('are done once for requests that are sent twice', async () => {
    const headers = { ...as('cfo'), 'idempotency-key': 'approve-3' };
    const first = await ask<OutcomeAnswer>(service, `${BATCHES}/3/approve`, post({}, headers));
    const second = await ask<OutcomeAnswer>(service, `${BATCHES}/3/approve`, post({}, headers));
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('stand in the ledger of each payee', async () => {
    const balances = await ask<{ readonly items: readonly object[] }>(service, '/api/v1/payees/ada/balances');
    expect(balances.body.items).toMatchObject([
      { currency: 'USD', earned: '12920.03', held: '0.00', outstanding: '11600.00', sent: '1320.03' },
    ]);
    const path = '/api/v1/payees/ada/entries';
    const first = await ask<Page<object>>(service, `${path}?limit=2`);
    expect(first.body.items).toEqual([
      {
        sequence: 1,
        book: 'earning',
        source: { kind: 'closing', number: 2 },
        payGroup: 'monthly-USD',
        period: '2026-02',
        currency: 'USD',
        entries: [
          { account: 'earned', debit: '0.00', credit: '11600.00' },
          { account: 'payable', debit: '11600.00', credit: '0.00' },
        ],
      },
      expect.objectContaining({ book: 'pay' }),
    ]);
    const second = await ask<Page<object>>(service, `${path}?cursor=${first.body.next}`);
    expect(second.body.items).toHaveLength(5);
    expect(second.body.next).toBeNull();
    const csv = await (await fetch(`${service.url}${path}?format=csv`)).text();
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'sequence,book,source,number,payGroup,period,currency,account,debit,credit',
      '1,earning,closing,2,monthly-USD,2026-02,USD,earned,0.00,11600.00',
    ]);
    expect(csv.trimEnd().split('\n')).toHaveLength(15);
    expect((await ask(service, '/api/v1/payees/zo%C3%AB%2F1/balances')).body).toEqual({ items: [] });
    expect(await askRefused(service, '/api/v1/payees/eve/balances')).toMatchObject({ status: 404 });
  });
});
