import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Services } from '../../../src/http/services.js';
import { servicesOver } from '../../http/app-services.js';
import { calculate, calculatedDatabase, type ServedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';

const BONUS = {
  payee: 'ada',
  payGroup: 'monthly-USD',
  period: '2026-03',
  amount: '500.00',
  reason: 'A spot <b>bonus</b>',
};

let database: ServedDatabase;
let services: Services;

beforeAll(async () => {
  database = await calculatedDatabase();
  services = servicesOver(database).services;
});

const person = (id: string, role: Role, payee: string | null = null): Viewer => {
  return { id, name: id, roles: [role], payee };
};
const OPS = person('ops', 'compAdmin');
const CFO = person('cfo', 'finance');
const appOf = (viewer: Viewer) => createApp({ ...services, viewerOf: async () => viewer });

/** Sends a form with files as a browser does. */
async function postFile(viewer: Viewer, path: string, fields: Readonly<Record<string, string | File>>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { origin: 'http://localhost', accept: 'text/html' };
  const response = await appOf(viewer).request(`http://localhost${path}`, { method: 'POST', body, headers });
  const html = await response.text();
  return { status: response.status, location: response.headers.get('location'), html };
}

describe('adjustments', () => {
  it('begin with what they are, and the way to make one for whoever may', async () => {
    const page = await getPage(appOf(OPS), '/adjustments');
    expect(page.text).toContain('There are no adjustments');
    expect(page.html).toContain('href="/adjustments/new"');
    const auditor = await getPage(appOf(person('aud', 'auditor')), '/adjustments');
    expect(auditor.text).toContain('There are no adjustments');
    expect(auditor.html).not.toContain('/adjustments/new');
    const form = await getPage(appOf(OPS), '/adjustments/new?payee=ada&period=2026-03');
    expect(form.html).toContain('value="ada"');
    expect(form.html).toContain('<option value="monthly-USD">Monthly, USD</option>');
    expect(form.html).toContain('<option value="2026-02">');
  });

  it('are made with a file that shows why, of which the hash is kept', async () => {
    const attachment = new File(['signed'], 'C:\\mails\\approval.pdf');
    const sent = await postFile(OPS, '/adjustments', { ...BONUS, note: 'See mail', attachment });
    expect([sent.status, sent.location]).toEqual([303, '/adjustments/1']);
    const page = await getPage(appOf(OPS), '/adjustments/1');
    expect(page.text).toContain('Added to what is paid $500.00 to Ada Byron, for March 2026');
    expect(page.text).toContain('A spot <b>bonus</b> See mail');
    expect(page.html).not.toContain('<b>bonus');
    const hash = createHash('sha256').update('signed').digest('hex');
    expect(page.text).toContain(`approval.pdf It is kept elsewhere; its SHA-256 is ${hash}`);
    expect(page.html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
  });

  it('are never decided on by who made them: there is no button, and words say why', async () => {
    const page = await getPage(appOf(OPS), '/adjustments/1');
    expect(page.text).toContain('You made it, so another person decides on it.');
    expect(page.html).not.toContain('value="approved"');
    expect((await getPage(appOf(OPS), '/adjustments')).html).not.toContain('type="checkbox"');
    const sent = await postForm(appOf(OPS), '/adjustments/1', { decision: 'approved' });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('ops made adjustment 1, so another person decides on it.');
  });

  it('are decided on by neither a payee, an auditor, nor whom they are paid to', async () => {
    const ada = await getPage(appOf(person('ada', 'payee', 'ada')), '/adjustments/1');
    expect(ada.text).toContain('Comp admins, finance and administrators decide on it.');
    expect(ada.html).not.toContain('value="approved"');
    const paid = await getPage(appOf(person('ada', 'finance', 'ada')), '/adjustments/1');
    expect(paid.text).toContain('It is paid to you, so another person decides on it.');
    const bo = appOf(person('bo', 'payee', 'bo'));
    expect((await getPage(bo, '/adjustments/1')).status).toBe(404);
    expect((await getPage(bo, '/adjustments')).text).not.toContain('Ada');
    for (const viewer of [person('ada', 'payee', 'ada'), person('aud', 'auditor')]) {
      expect((await postForm(appOf(viewer), '/adjustments/1', { decision: 'approved' })).status).toBe(403);
      expect((await getPage(appOf(viewer), '/adjustments/new')).status).toBe(403);
    }
  });

  it('are rejected only with a reason', async () => {
    await postFile(OPS, '/adjustments', { ...BONUS, amount: '-20.00', payee: 'bo', reason: 'Taken back' });
    const without = await postForm(appOf(CFO), '/adjustments/2', { decision: 'rejected' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('A rejection needs a reason.');
    expect(without.html).toContain('id="reason-problem"');
    const sent = await postForm(appOf(CFO), '/adjustments/2', { decision: 'rejected', reason: 'No ground' });
    expect(sent.status).toBe(303);
    const page = await getPage(appOf(CFO), '/adjustments/2');
    expect(page.text).toMatch(/Taken off what is paid −\$20\.00 .*Rejected .*By cfo, .*No ground/);
    const again = await postForm(appOf(CFO), '/adjustments/2', { decision: 'approved' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Adjustment 2 was rejected by cfo.');
  });

  it('are approved, and are on the statement with the next calculation', async () => {
    const page = await getPage(appOf(CFO), '/adjustments/1');
    expect(page.html).toContain('value="approved"');
    const sent = await postForm(appOf(CFO), '/adjustments/1', { decision: 'approved', reason: 'As agreed' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/adjustments/1']);
    expect(decodeURIComponent(sent.headers.get('set-cookie') ?? '')).toContain(
      'Adjustment 1 is approved. The next calculation puts it on the statement.',
    );
    await calculate(database);
    expect((await getPage(appOf(CFO), '/payees/ada/statements/2026-03')).text).toContain('500.00');
  });

  it.each([
    ['a payee that there is not', { payee: 'eve' }, 'payee-problem', 'There is no payee eve.'],
    ['too many decimals', { amount: '1.005' }, 'amount-problem', 'is no amount of USD'],
    ['nothing', { amount: '0' }, 'amount-problem', 'adjusts nothing'],
    ['another period', { period: '2026-Q1' }, 'period-problem', 'is no pay period of monthly-USD'],
    ['no reason', { reason: '' }, 'reason-problem', 'This is needed.'],
    ['another currency', { currency: 'EUR' }, 'form-problems', 'The pay group is paid in USD.'],
  ])('of %s are refused beside the field, with what was written', async (_, wrong, place, words) => {
    const sent = await postFile(OPS, '/adjustments', { ...BONUS, ...wrong });
    expect(sent.status).toBe(422);
    expect(sent.html).toContain(place);
    expect(sent.html).toContain(words);
    expect(sent.html).toContain('No adjustment was made.');
    expect(sent.html).toContain('value="monthly-USD" selected');
  });

  it('come many at once from a file, which is taken once, with wrong rows by their lines', async () => {
    const header = 'payee,payGroup,period,amount,reason\n';
    const wrong = new File([`${header}ada,monthly-USD,2026-03,1.005,Lunch\n`], 'march.csv');
    const refused = await postFile(OPS, '/adjustments/files', { file: wrong });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('march.csv, line 2 · ada 2026-03 · amount');
    expect(refused.html).toContain('id="file-problem"');
    expect(refused.html).not.toContain('id="amount-problem"');
    const text = `${header}ada,monthly-USD,2026-03,5.00,Lunch\nbo,monthly-USD,2026-03,6.00,Dinner\n`;
    const sent = await postFile(OPS, '/adjustments/files', { file: new File([text], 'march.csv') });
    expect([sent.status, sent.location]).toEqual([303, '/adjustments?state=waiting']);
    const twice = await postFile(OPS, '/adjustments/files', { file: new File([text], 'march.csv') });
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('was taken in before');
    expect((await postFile(OPS, '/adjustments/files', {})).status).toBe(422);
  });

  it('are listed by state and payee, the latest first, and decided on together', async () => {
    const all = await getPage(appOf(CFO), '/adjustments');
    expect(all.text).toMatch(/4 Waiting Bo Lind March 2026 \$6\.00 Dinner ops .*1 Approved Ada Byron/);
    const file = await getPage(appOf(CFO), '/adjustments?format=csv');
    expect(file.headers.get('content-disposition')).toContain('filename="adjustments.csv"');
    expect(file.html).toMatch(
      /^adjustment,state,payee,name,payGroup,period,currency,amount,reason,madeBy,madeAt\n4,waiting,bo,Bo Lind,monthly-USD,2026-03,USD,6\.00,Dinner,ops,20/,
    );
    const rejected = await getPage(appOf(CFO), '/adjustments?state=rejected&payee=');
    expect(rejected.html).toContain('href="/adjustments?state=rejected&amp;format=csv"');
    expect(rejected.text).toContain('Taken back');
    expect(rejected.text).not.toContain('Dinner');
    const none = await getPage(appOf(CFO), '/adjustments?state=rejected&payee=ada');
    expect(none.text).toContain('No adjustment is like that');
    const waiting = await getPage(appOf(CFO), '/adjustments?state=waiting');
    expect(waiting.html).toContain('aria-label="Choose adjustment 3"');
    const nothing = await postForm(appOf(CFO), '/adjustments/decisions', { decision: 'approved' });
    expect([nothing.status, nothing.text]).toEqual([
      422,
      expect.stringContaining('No adjustment is chosen.'),
    ]);
    const decided = { decision: 'approved', numbers: ['3', '4'] };
    const own = await postForm(appOf(OPS), '/adjustments/decisions', decided);
    expect(own.status).toBe(403);
    const sent = await postForm(appOf(CFO), '/adjustments/decisions', decided);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/adjustments?state=waiting']);
    expect((await getPage(appOf(CFO), '/adjustments?state=approved')).text).toMatch(
      /4 Approved .*3 Approved/,
    );
  });
});
