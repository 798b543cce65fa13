import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/access/permissions.js';
import type { Viewer } from '../../src/access/viewer.js';
import { createApp } from '../../src/http/app.js';
import type { Services } from '../../src/http/services.js';
import { servicesOver } from '../http/app-services.js';
import { post } from '../http/service.js';
import { movedCompany } from './moved-company.js';

let services: Services;

beforeAll(async () => {
  services = servicesOver(await movedCompany()).services;
});

async function ask(payee: string, role: Role, path: string, init: RequestInit = {}) {
  const viewer: Viewer = { id: payee, name: payee, roles: [role], payee };
  const response = await createApp({ ...services, viewerOf: async () => viewer }).request(path, init);
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
}

const MONTHS = ['2026-01', '2026-02', '2026-03'];

const items = async (payee: string, role: Role, path: string) => {
  const { status, body } = await ask(payee, role, path);
  expect(status).toBe(200);
  return body.items as readonly Readonly<Record<string, unknown>>[];
};

/** Mia loses Ada to Max in the middle of February, whose whole month both see. */
const SEES: readonly (readonly [viewer: string, role: Role, of: string, months: readonly string[]])[] = [
  ['ada', 'payee', 'ada', MONTHS],
  ['mia', 'manager', 'ada', ['2026-01', '2026-02']],
  ['max', 'manager', 'ada', ['2026-02', '2026-03']],
  ['max', 'manager', 'bo', MONTHS],
  ['vic', 'manager', 'ada', MONTHS],
  ['vic', 'manager', 'bo', MONTHS],
  ['mia', 'manager', 'bo', []],
  ['vic', 'manager', 'zed', []],
  ['mia', 'payee', 'ada', []],
  ['bo', 'payee', 'ada', []],
];

describe.each(SEES)('%s as %s sees of %s what is of %j:', (viewer, role, of, months) => {
  it('statements, one by one and listed', async () => {
    const list = await ask(viewer, role, `/api/v1/payees/${of}/statements`);
    if (months.length === 0) expect(list.status).toBe(404);
    else expect(list.body.items.map(({ period }: { period: string }) => period)).toEqual(months);
    for (const month of MONTHS) {
      const status = months.includes(month) ? 200 : 404;
      for (const more of ['', '?format=csv', '?format=text', '/lines', '/trace?format=csv']) {
        const path = `/api/v1/payees/${of}/statements/${month}${more}`;
        // Zed has no line in some months; a trace of no statement has no line but the header.
        const asked = await ask(viewer, role, path);
        if (more.startsWith('/trace') && months.length > 0) {
          const hasPaid = of === 'ada' || month === '2026-03';
          expect(asked.text.trim().split('\n').length > 1, path).toBe(status === 200 && hasPaid);
        } else {
          expect(asked.status, path).toBe(status);
        }
      }
    }
  });

  it('lines, how they came about, and where the money came from', async () => {
    for (const month of MONTHS.filter((each) => of === 'ada' || (of === 'bo' && each === '2026-03'))) {
      for (const part of ['explanation', 'trace']) {
        const { status } = await ask(viewer, role, `/api/v1/lines/${of}.${month}.1/${part}`);
        expect(status, `${part} ${month}`).toBe(months.includes(month) ? 200 : 404);
      }
    }
  });

  it('what was posted', async () => {
    const entries = await ask(viewer, role, `/api/v1/payees/${of}/entries`);
    expect(entries.status).toBe(months.length === 0 ? 404 : 200);
    const posted = (entries.body.items ?? []).map(({ period }: { period: string }) => period);
    expect([...new Set(posted)]).toEqual(of === 'ada' ? months : months.filter((each) => each === '2026-03'));
    const csv = await ask(viewer, role, `/api/v1/payees/${of}/entries?format=csv`);
    for (const month of MONTHS.filter((each) => !months.includes(each)))
      expect(csv.text).not.toContain(month);
  });

  it('disputes and approvals', async () => {
    const disputes = await items(viewer, role, `/api/v1/disputes?payee=${of}`);
    const disputed = of === 'ada' ? MONTHS : of === 'bo' ? ['2026-03'] : [];
    expect(disputes.map(({ period }) => period)).toEqual(disputed.filter((each) => months.includes(each)));
    for (const [place, month] of of === 'ada' ? MONTHS.entries() : []) {
      const { status } = await ask(viewer, role, `/api/v1/disputes/${place + 1}`);
      expect(status).toBe(months.includes(month) ? 200 : 404);
    }
    for (const month of MONTHS) {
      const rows = await items(viewer, role, `/api/v1/pay-periods/monthly-USD/${month}/approvals`);
      expect(rows.some(({ payee }) => payee === of)).toBe(months.includes(month));
    }
  });
});

describe('what is between two managers', () => {
  it('an adjustment is shown to who manages in its period', async () => {
    const shown = async (viewer: string) =>
      (await items(viewer, 'manager', '/api/v1/adjustments')).map(({ payee }) => payee);
    // Nothing is calculated of April, so nobody knows its days but who sees the payee always.
    expect(await shown('mia')).toEqual([]);
    expect((await items('ada', 'payee', '/api/v1/adjustments')).map(({ payee }) => payee)).toEqual(['ada']);
    expect((await ask('bo', 'payee', '/api/v1/adjustments/1')).status).toBe(404);
    expect((await ask('ada', 'payee', '/api/v1/adjustments/1')).status).toBe(200);
  });

  it('a deal is shown to who manages on its day, with the shares of those below alone', async () => {
    const payees = async (viewer: string, role: Role, path: string) => {
      const { status, body } = await ask(viewer, role, path);
      return status === 200 ? body.payees.map(({ payee }: { payee: string }) => payee) : status;
    };
    expect(await payees('mia', 'manager', '/api/v1/deals/D-3')).toBe(404);
    expect(await payees('mia', 'manager', '/api/v1/deals/D-3/crediting')).toBe(404);
    expect(await payees('max', 'manager', '/api/v1/deals/D-3')).toEqual(['ada', 'bo']);
    expect(await payees('max', 'manager', '/api/v1/deals/D-3/crediting')).toEqual(['ada', 'bo']);
    expect(await payees('ada', 'payee', '/api/v1/deals/D-3')).toEqual(['ada']);
    expect((await ask('ada', 'payee', '/api/v1/deals/D-3/crediting')).text).not.toContain('"bo"');
    expect(await payees('mia', 'manager', '/api/v1/deals/D-8/crediting')).toEqual(['ada']);
    expect(await payees('max', 'manager', '/api/v1/deals/D-8/crediting')).toBe(404);
  });

  it('a deal of nobody below is as one that is not there, also where somebody asks why it is not theirs', async () => {
    const hidden = await ask('ada', 'payee', '/api/v1/deals/D-7/crediting?payee=ada');
    const missing = await ask('ada', 'payee', '/api/v1/deals/D-6/crediting?payee=ada');
    expect(hidden.status).toBe(404);
    expect(hidden.text.replaceAll('D-7', 'D-6')).toBe(missing.text);
    expect((await ask('ada', 'payee', '/api/v1/deals/D-7')).status).toBe(404);
  });

  it('teams are shown to who manages them then, and to who is in them without the others', async () => {
    const standing = async (viewer: string, role: Role, team: string, through: string) => {
      const path = `/api/v1/teams/${team}/attainment?through=${through}`;
      const { status, body } = await ask(viewer, role, path);
      if (status !== 200) return status;
      const [first] = body.items;
      return first === undefined ? [] : first.members.map(({ payee }: { payee: string }) => payee);
    };
    expect(await standing('mia', 'manager', 'north', '2026-01')).toEqual(['ada']);
    expect(await standing('mia', 'manager', 'north', '2026-03')).toEqual([]);
    expect(await standing('mia', 'manager', 'south', '2026-03')).toBe(404);
    expect(await standing('max', 'manager', 'south', '2026-03')).toEqual(['ada', 'bo']);
    expect(await standing('vic', 'manager', 'south', '2026-03')).toEqual(['ada', 'bo']);
    expect(await standing('bo', 'payee', 'south', '2026-03')).toEqual(['bo']);
    expect(await standing('ada', 'payee', 'north', '2026-01')).toEqual(['ada']);
    expect(await standing('ada', 'payee', 'world', '2026-01')).toBe(404);
    const teams = async (viewer: string, role: Role) =>
      (await items(viewer, role, '/api/v1/teams')).map(({ id }) => id);
    expect(await teams('mia', 'manager')).toEqual(['north']);
    expect(await teams('vic', 'manager')).toEqual(['north', 'south', 'world']);
    expect(await teams('bo', 'payee')).toEqual(['emea', 'south']);
    expect(await teams('zed', 'payee')).toEqual([]);
  });

  it('payees, plans and acceptances are listed of those below', async () => {
    const ids = async (viewer: string, role: Role, path: string, name: string) =>
      (await items(viewer, role, path)).map((each) => each[name]);
    expect(await ids('mia', 'manager', '/api/v1/payees', 'id')).toEqual(['ada', 'mia']);
    expect(await ids('vic', 'manager', '/api/v1/payees', 'id')).toEqual(['ada', 'bo', 'max', 'mia', 'vic']);
    expect(await ids('ada', 'payee', '/api/v1/payees', 'id')).toEqual(['ada']);
    expect(await ids('max', 'manager', '/api/v1/acceptances', 'payee')).toEqual(['ada', 'bo']);
    expect((await ask('ada', 'payee', '/api/v1/plans/ae/document')).status).toBe(200);
    // Mia manages somebody on the plan; Lou, whom nobody knows, is on none and told of none.
    expect((await ask('mia', 'manager', '/api/v1/plans/ae/document?payee=ada')).status).toBe(200);
    const none = await ask('lou', 'payee', '/api/v1/plans/ae/document');
    expect(none.status).toBe(404);
    const unknown = await ask('lou', 'payee', '/api/v1/plans/be/document');
    expect(none.text.replaceAll('ae', 'be')).toBe(unknown.text);
  });
});

describe('decisions on statements', () => {
  const decide = (viewer: string, role: Role, period: string, body: object) =>
    ask(viewer, role, `/api/v1/pay-periods/monthly-USD/${period}/approvals`, post(body));

  it('of payees who are not below are refused as of those who are not there', async () => {
    const verdict = { decision: 'approved' };
    const hidden = await decide('mia', 'manager', '2026-04', { ...verdict, payee: 'bo' });
    const missing = await decide('mia', 'manager', '2026-04', { ...verdict, payee: 'ex' });
    expect(hidden.status).toBe(missing.status);
    expect(hidden.text.replaceAll('bo', 'ex')).toBe(missing.text);
  });

  it('for finance are those of finance', async () => {
    const asFinance = { decision: 'approved', level: 'finance', payee: 'ada' };
    for (const [viewer, role] of [
      ['mia', 'manager'],
      ['cat', 'compAdmin'],
    ] as const) {
      const refused = await decide(viewer, role, '2026-03', asFinance);
      expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed']);
    }
    expect((await decide('fin', 'finance', '2026-03', asFinance)).body.code).toBe('period-state');
  });
});

describe('a payee’s own steps', () => {
  it('are taken for those in the scope, in its periods', async () => {
    const question = (viewer: string, role: Role, line: string) =>
      ask(viewer, role, '/api/v1/disputes', post({ line, expected: '1.00', message: 'Why?' }));
    expect((await question('ada', 'payee', 'bo.2026-03.1')).status).toBe(404);
    expect((await question('mia', 'manager', 'ada.2026-03.1')).status).toBe(404);
    const hidden = await question('ada', 'payee', 'bo.2026-03.1');
    const missing = await question('ada', 'payee', 'ex.2026-03.1');
    expect(hidden.text.replaceAll('bo', 'ex')).toBe(missing.text);
    expect((await ask('ada', 'payee', '/api/v1/disputes/4/replies', post({ message: 'x' }))).status).toBe(
      404,
    );
    expect((await ask('ada', 'payee', '/api/v1/disputes/4/withdraw', post({}))).status).toBe(404);
    // Max may speak to what Bo asks, but what Bo opened, Bo withdraws.
    expect((await ask('max', 'manager', '/api/v1/disputes/4/replies', post({ message: 'x' }))).status).toBe(
      200,
    );
    expect((await ask('max', 'manager', '/api/v1/disputes/4/withdraw', post({}))).status).toBe(403);
  });

  it('tell nothing of what is there by whether a correction could be made', async () => {
    const propose = async (fields: object) => {
      const corrections = [{ kind: 'split', fields: { role: 'owner', share: '10%', ...fields } }];
      const body = { line: 'ada.2026-02.1', expected: '1.00', message: 'Why?', corrections };
      return (await ask('ada', 'payee', '/api/v1/disputes', post(body))).status;
    };
    expect(await propose({ deal: 'D-7', payee: 'ada' })).toBe(await propose({ deal: 'D-6', payee: 'ada' }));
    expect(await propose({ deal: 'D-1', payee: 'zed' })).toBe(await propose({ deal: 'D-1', payee: 'ex' }));
    // What is Ada's own is checked at once.
    expect(await propose({ deal: 'D-1', payee: 'ada', share: 'much' })).toBe(422);
  });
});
