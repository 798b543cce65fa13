import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { servicesOver } from '../../http/app-services.js';
import { calculatedDatabase, type ServedDatabase } from '../../http/service.js';
import { getPage, postForm } from '../page-client.js';

let db: ServedDatabase;

beforeAll(async () => {
  db = await calculatedDatabase();
});

const viewerOf = (id: string, role: Role): Viewer => ({
  ...{ id, name: id, roles: [role] },
  payee: role === 'payee' ? id : null,
});

const appOf = (id = 'ada', role: Role = 'payee') =>
  createApp({ ...servicesOver(db).services, viewerOf: async () => viewerOf(id, role) });

/** Ada's line on D-3, of which bo has the other half. */
const LINE = 'ada.2026-03.1';
const TERMS = { line: LINE, expected: '2400.05', message: 'D-3 is mine alone' };
const ALONE = { ...TERMS, share: '100%', otherPayee: 'bo', otherShare: '0%' };

async function asked(fields: Readonly<Record<string, string>> = TERMS, app = appOf()): Promise<string> {
  const sent = await postForm(app, '/disputes', fields);
  expect(sent.status, sent.text).toBe(303);
  return sent.headers.get('location') ?? '';
}

/** What stands beside a field. */
function besides(html: string, name: string): string {
  const [, text = ''] = new RegExp(`id="${name}-problem">(.*?)</p>`).exec(html) ?? [];
  return text.replace(/<[^>]+>/g, '');
}

describe('a question', () => {
  it('is asked at a line, which is shown with what can be wrong of it', async () => {
    const list = await getPage(appOf(), '/disputes');
    expect(list.text).toContain('You have asked nothing yet Where a line of a statement looks wrong');
    expect(list.html).toContain('href="/payees/ada/statements"');
    const { status, text, html } = await getPage(appOf(), `/disputes/new?line=${LINE}`);
    expect(status).toBe(200);
    expect(text).toContain('Ask about a line Payee Ada Byron Period March 2026 Currency USD');
    expect(text).toContain(
      'On your statement $1,200.03 new-business, booked Deal D-3 Mar 20, 2026 Share 50%',
    );
    expect(html).toContain(`hx-get="/lines/${LINE}"`);
    expect(text).toContain('Such as 60%; it is 50%');
    expect(text).toContain('Annual value (optional)');
    const others = await getPage(appOf('ops', 'compAdmin'), `/disputes/new?line=${LINE}`);
    expect(others.text).toContain('On the statement of Ada Byron');
  });

  it('without a line leads to the statements', async () => {
    const { status, headers } = await getPage(appOf(), '/disputes/new');
    expect([status, headers.get('location')]).toEqual([303, '/payees/ada/statements']);
  });

  it('says beside the fields what is wrong with it, and keeps what is filled in', async () => {
    const { status, html, text } = await postForm(appOf(), '/disputes', { ...TERMS, expected: 'more' });
    expect(status).toBe(422);
    expect(text).toContain('The question was not sent.');
    expect(besides(html, 'expected')).toContain('more is no amount of USD.');
    expect(html).toContain('D-3 is mine alone</textarea>');
    const empty = await postForm(appOf(), '/disputes', { line: LINE, expected: '', message: '' });
    expect(besides(empty.html, 'message')).toContain('This is needed.');
    const ops = appOf('ops', 'compAdmin');
    const wrong = await postForm(ops, '/disputes', {
      ...TERMS,
      share: 'all',
      closeDate: '2026-13-01',
      amount: 'x',
    });
    expect(wrong.status).toBe(422);
    expect(besides(wrong.html, 'share')).toContain('Found: all.');
    expect(besides(wrong.html, 'closeDate')).toContain('Found: 2026-13-01.');
    expect(besides(wrong.html, 'amount')).toContain('Found: x.');
  });

  it('is seen by who asked and by who decides, and by nobody else', async () => {
    const href = await asked();
    const own = await getPage(appOf(), href);
    expect(own.text).toContain('D-3, new-business');
    expect(own.text).toContain('Expected $2,400.05 +$1,200.02 against the statement');
    expect(own.text).toContain('What was said You , ');
    expect(own.text).toContain('D-3 is mine alone');
    expect(own.text).toContain('Compensation administrators and finance decide on it.');
    expect(own.html).not.toContain(`${href}/accept`);
    expect((await getPage(appOf('bo'), href)).status).toBe(404);
    expect((await postForm(appOf('bo'), `${href}/replies`, { message: 'x' })).status).toBe(404);
    expect((await postForm(appOf(), `${href}/accept`, {})).status).toBe(403);
    expect((await postForm(appOf('aud', 'auditor'), `${href}/replies`, { message: 'x' })).status).toBe(403);
    const audited = await getPage(appOf('aud', 'auditor'), href);
    expect(audited.status).toBe(200);
    expect(audited.html).not.toContain(`action="${href}/`);
    const decided = await getPage(appOf('ops', 'compAdmin'), href);
    expect(decided.text).toContain('Ada Byron');
    expect(decided.html).toContain(`action="${href}/accept"`);
    const again = await getPage(appOf(), `/disputes/new?line=${LINE}`);
    expect(again.text).toContain('There is an open question about this line: question');
    const list = await getPage(appOf('ops', 'compAdmin'), '/disputes');
    expect(list.text).toContain('Ada Byron March 2026 $1,200.03 $2,400.05');
    expect((await getPage(appOf('bo'), '/disputes')).text).toContain('You have asked nothing yet');
    const none = await getPage(appOf('ops', 'compAdmin'), '/disputes?state=accepted&payee=bo');
    expect(none.text).toContain('No question is in this state');
  });

  it('is replied to, withdrawn by who asked, and then has ended', async () => {
    const href = await asked();
    const replied = await postForm(appOf('ops', 'compAdmin'), `${href}/replies`, {
      message: 'Where does it say so?\n<script>alert(1)</script>',
    });
    expect(replied.headers.get('location')).toBe(href);
    const page = await getPage(appOf(), href);
    expect(page.text).toContain('ops , ');
    expect(page.html).toContain('Where does it say so?\n&lt;script&gt;');
    expect(page.text).toContain('Withdraw the question');
    const other = await postForm(appOf('ops', 'compAdmin'), `${href}/withdraw`, {});
    expect(other.status).toBe(403);
    expect(other.text).toContain('Ada opened dispute');
    expect((await postForm(appOf(), `${href}/withdraw`, {})).status).toBe(303);
    const ended = await getPage(appOf(), href);
    expect(ended.text).toContain('Withdrawn');
    expect(ended.text).toContain('You withdrawn it'.replace('withdrawn', 'withdrew'));
    expect(ended.html).not.toContain('Send the reply');
    const late = await postForm(appOf(), `${href}/replies`, { message: 'One more thing' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('was withdrawn by ada');
  });

  it('is rejected with a reason, by another than asked', async () => {
    const href = await asked(TERMS, appOf('ops', 'compAdmin'));
    const own = await getPage(appOf('ops', 'compAdmin'), href);
    expect(own.text).toContain('another compensation administrator or somebody of finance decides on it');
    expect((await postForm(appOf('ops', 'compAdmin'), `${href}/reject`, { reason: 'no' })).status).toBe(403);
    const bare = await postForm(appOf('fin', 'finance'), `${href}/reject`, { reason: '' });
    expect(bare.status).toBe(422);
    expect(besides(bare.html, 'reason')).toContain('This is needed.');
    const done = await postForm(appOf('fin', 'finance'), `${href}/reject`, {
      reason: 'It was agreed in May.',
    });
    expect(done.status).toBe(303);
    expect((await getPage(appOf(), href)).text).toContain('It was agreed in May.');
  });

  it('shows who decides what it would change for everybody, and corrects it once it is accepted', async () => {
    const href = await asked(ALONE);
    const own = await getPage(appOf(), `${href}?effects=yes`);
    expect(own.text).toContain('Deal D-3: You have 100% as owner.');
    expect(own.text).toContain('Deal D-3: bo has 0% as owner.');
    expect(own.text).not.toContain('Show what it would change');
    expect(own.text).not.toContain('Bo Lind');
    expect(own.text).not.toContain('Posted in');
    const ops = appOf('ops', 'compAdmin');
    const before = await getPage(ops, href);
    expect(before.text).toContain('Show what it would change');
    const shown = await getPage(ops, `${href}?effects=yes`);
    expect(shown.text).toContain('Ada Byron March 2026 March 2026: +$1,200.03');
    expect(shown.text).toContain('Bo Lind March 2026 March 2026: −$');
    const done = await postForm(ops, `${href}/accept`, { note: 'So the contract says.' });
    expect(done.status).toBe(303);
    const after = await getPage(appOf(), href);
    expect(after.text).toContain('Accepted');
    expect(after.text).toContain('So the contract says.');
    expect((await getPage(appOf(), '/disputes')).text).toContain('Accepted');
  });

  it('says why it cannot be accepted, where what it says to be right is none', async () => {
    const href = await asked({ ...TERMS, share: '60%', otherPayee: 'nobody', otherShare: '40%' });
    const ops = appOf('ops', 'compAdmin');
    const shown = await getPage(ops, `${href}?effects=yes`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('nobody');
    const refused = await postForm(ops, `${href}/accept`, {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It was not accepted.');
    expect((await getPage(ops, href)).text).toContain('Open');
  });

  it('is in the file of all that the list shows, which runs no formula', async () => {
    await asked({ ...TERMS, message: '=HYPERLINK("https://example.com")' });
    const ops = appOf('ops', 'compAdmin');
    const { html } = await getPage(ops, '/disputes');
    expect(html).toContain('href="/api/v1/disputes?state=open&amp;format=csv"');
    const file = await ops.request('http://localhost/api/v1/disputes?state=open&format=csv');
    expect(file.headers.get('content-disposition')).toContain('disputes.csv');
    const rows = (await file.text()).split('\n');
    expect(rows[0]).toBe(
      'dispute,state,payee,name,payGroup,period,line,component,deal,date,currency,onTheStatement,expected,' +
        'askedAt,askedBy,message,replies,decidedAt,decidedBy,reason',
    );
    expect(rows[1]).toMatch(
      /^\d+,open,ada,Ada Byron,monthly-USD,2026-03,ada\.2026-03\.1,new-business,D-3,2026-03-20,USD,1200\.03,2400\.05,[^,]+,ada,"'=HYPERLINK\(""https:\/\/example\.com""\)",0,,,$/,
    );
    const own = await appOf('bo').request('http://localhost/api/v1/disputes?format=csv');
    expect(await own.text()).not.toContain('ada');
  });

  it('is nothing that there is not', async () => {
    expect((await getPage(appOf(), '/disputes/999')).status).toBe(404);
    expect((await getPage(appOf(), '/disputes/x')).status).toBe(400);
    expect((await getPage(appOf(), '/disputes/new?line=bo.2026-03.1')).status).toBe(404);
    expect((await postForm(appOf(), '/disputes', { ...TERMS, line: 'bo.2026-03.1' })).status).toBe(404);
    expect((await getPage(appOf('aud', 'auditor'), `/disputes/new?line=${LINE}`)).status).toBe(403);
  });
});

it('asked for somebody else says who asked and for whom, to all who read it', async () => {
  const address = await asked({ ...TERMS, line: 'bo.2026-03.1' }, appOf('boss', 'compAdmin'));
  expect((await getPage(appOf('bo'), address)).text).toContain('Asked by boss, for you');
  expect((await getPage(appOf('fin', 'finance'), address)).text).toContain('Asked by boss, for Bo Lind');
  const own = await getPage(appOf('boss', 'compAdmin'), address);
  expect(own.text).toContain('What was said You, for Bo Lind');
});
