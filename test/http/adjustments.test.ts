import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/http/page.js';
import type { RunningServer } from '../../src/http/server.js';
import { databases } from '../databases/databases.js';
import { ask, askRefused, calculatedDatabase, post, serviceOver } from './service.js';

interface Items<Item> {
  readonly items: readonly Item[];
}

const ADJUSTMENTS = '/api/v1/adjustments';
const DISPUTES = '/api/v1/disputes';
const BONUS = {
  payee: 'ada',
  payGroup: 'monthly-USD',
  period: '2026-03',
  amount: '500.00',
  reason: 'A spot bonus',
};

const as = (person: string) => ({ 'attain-person': person });

describe.each(databases)('what people decide on, on $name', (kind) => {
  let service: RunningServer;

  beforeAll(async () => {
    service = await serviceOver(await calculatedDatabase(kind));
  });

  it('are adjustments, which another person approves, many at once', async () => {
    const drafts = [BONUS, { ...BONUS, payee: 'bo', amount: '-20.00' }];
    const made = await ask<Items<object>>(service, ADJUSTMENTS, post({ items: drafts }, as('ops')));
    expect(made).toMatchObject({
      status: 201,
      body: {
        items: [
          { adjustment: 1, payee: 'ada', amount: '500.00', state: 'waiting', maker: 'ops' },
          { adjustment: 2, payee: 'bo', amount: '-20.00', state: 'waiting' },
        ],
      },
    });
    const numbers = [1, 2];
    const decide = (person: string) =>
      post({ decision: 'approved', numbers, reason: 'as agreed' }, as(person));
    const own = await askRefused(service, `${ADJUSTMENTS}/decisions`, decide('ops'));
    expect(own).toMatchObject({ status: 403, code: 'own-work' });
    const approved = await ask(service, `${ADJUSTMENTS}/decisions`, decide('cfo'));
    expect(approved).toMatchObject({
      status: 200,
      body: { items: [{ state: 'approved', decision: { actor: 'cfo' } }, { state: 'approved' }] },
    });
    const again = await askRefused(service, `${ADJUSTMENTS}/decisions`, decide('cfo'));
    expect(again).toMatchObject({ status: 409, code: 'already-decided' });
  });

  it('are adjustments that are refused as a whole where one is wrong', async () => {
    const wrong = { ...BONUS, payee: 'eve', amount: '1.005' };
    const refused = await askRefused(service, ADJUSTMENTS, post({ items: [BONUS, wrong] }, as('ops')));
    expect(refused.status).toBe(422);
    const text = 'payee,payGroup,period,amount,reason\nbo,monthly-USD,2026-03,5.00,Lunch\n';
    const file = post({ name: 'march.csv', text }, as('ops'));
    expect(await ask(service, `${ADJUSTMENTS}/files`, file)).toMatchObject({ status: 201 });
    expect(await askRefused(service, `${ADJUSTMENTS}/files`, file)).toMatchObject({
      status: 422,
      code: 'duplicate-record',
    });
    const first = await ask<Page<object>>(service, `${ADJUSTMENTS}?limit=2`);
    const second = await ask<Page<object>>(service, `${ADJUSTMENTS}?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ adjustment: 3, reason: 'Lunch' }], next: null });
    expect(await askRefused(service, `${ADJUSTMENTS}/9`)).toMatchObject({ status: 404 });
  });

  it('are statements, which managers and finance approve', async () => {
    const path = '/api/v1/pay-periods/monthly-USD/2026-03/approvals';
    const approve = { decision: 'approved', level: 'finance', payee: 'ada' };
    const own = await askRefused(service, path, post(approve, as('ada')));
    expect(own).toMatchObject({ status: 403, code: 'own-work' });
    const manager = await askRefused(service, path, post({ ...approve, level: 'manager' }, as('mia')));
    expect(manager).toMatchObject({ status: 403, code: 'not-manager' });
    expect(await ask(service, path, post(approve, as('fin')))).toMatchObject({
      status: 200,
      body: { items: [{ payee: 'ada', manager: null, finance: { decision: 'approved', actor: 'fin' } }] },
    });
    const { body } = await ask<Page<object>>(service, `${path}?limit=1`);
    expect(body).toMatchObject({ items: [{ payee: 'ada', finance: { actor: 'fin' } }] });
    expect(body.next).not.toBeNull();
  });

  it('are disputes, whose effect is seen before they are accepted', async () => {
    const share = (payee: string, part: string) => ({
      kind: 'split',
      fields: { deal: 'D-3', payee, role: 'owner', share: part },
    });
    const dispute = {
      line: 'bo.2026-03.1',
      expected: '1280.03',
      message: 'D-3 is mostly mine',
      corrections: [share('ada', '20%'), share('bo', '80%')],
    };
    const opened = await ask(service, DISPUTES, post(dispute, as('bo')));
    expect(opened).toMatchObject({ status: 201, body: { dispute: 1, state: 'open', amount: '800.02' } });
    expect(opened.headers.get('location')).toBe(`${DISPUTES}/1`);
    const said = await ask(service, `${DISPUTES}/1/replies`, post({ message: 'I agree.' }, as('ops')));
    expect(said).toMatchObject({ status: 200, body: { replies: [{ actor: 'ops', message: 'I agree.' }] } });
    const preview = await ask<Items<{ readonly payee: string }>>(service, `${DISPUTES}/1/preview`);
    expect(preview.body.items).toMatchObject([
      { payee: 'ada', earned: { before: '1320.03' } },
      { payee: 'bo', earned: { before: '800.02', after: '1280.03', difference: '480.01' } },
    ]);
    const own = await askRefused(service, `${DISPUTES}/1/accept`, post({}, as('bo')));
    expect(own).toMatchObject({ status: 403, code: 'own-work' });
    const accepted = await ask(service, `${DISPUTES}/1/accept`, post({}, as('ops')));
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', decision: { actor: 'ops' } } });
    const split = await ask(service, '/api/v1/records/splits/D-3,bo,owner,');
    expect(split.body).toMatchObject({ record: { share: '80%' } });
    expect(await askRefused(service, `${DISPUTES}/1/withdraw`, post({}, as('bo')))).toMatchObject({
      status: 409,
      code: 'already-decided',
    });
    const lists = await ask<Page<object>>(service, `${DISPUTES}?state=accepted&payee=bo`);
    expect(lists.body.items).toHaveLength(1);
  });

  it('are plans, which payees accept by what they read', async () => {
    const read = await ask<{ readonly hash: string }>(service, '/api/v1/plans/ae/document?payee=ada');
    expect(read.body).toMatchObject({ plan: 'ae', currency: 'USD', payee: { id: 'ada', name: 'Ada Byron' } });
    const text = await fetch(`${service.url}/api/v1/plans/ae/document?format=text`);
    expect(text.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    const accept = post({ hash: read.body.hash }, as('ada'));
    const path = '/api/v1/plans/ae/acceptances';
    expect(await ask(service, path, accept)).toMatchObject({
      status: 201,
      body: { isNew: true, payee: 'ada' },
    });
    expect(await ask(service, path, accept)).toMatchObject({ status: 200, body: { isNew: false } });
    expect(await askRefused(service, path, post({}, as('eve')))).toMatchObject({
      status: 422,
      code: 'missing-plan',
    });
    const missing = await ask<Page<object>>(service, '/api/v1/acceptances?only=missing&limit=1');
    expect(missing.body.items).toMatchObject([{ plan: 'ae', payee: 'bo', acceptedAt: null }]);
    const rest = await ask<Page<object>>(
      service,
      `/api/v1/acceptances?only=missing&limit=1&cursor=${missing.body.next}`,
    );
    expect(rest.body).toMatchObject({ items: [{ payee: 'zoë/1' }], next: null });
  });

  it('stand in the audit trail, with who did what', async () => {
    const trail = await ask<Page<{ readonly who: string; readonly command: string }>>(
      service,
      '/api/v1/audit-trail?limit=200',
    );
    const commands = trail.body.items.map(({ who, command }) => `${who}: ${command}`);
    expect(commands).toContain('cfo: adjustment approve');
    expect(commands).toContain('ops: dispute accept');
    expect(commands).toContain('ada: plan accept');
  });
});
