import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { closedDatabase } from '../../http/closed-months.js';
import { calculatedDatabase } from '../../http/service.js';
import { MAPPING } from '../../runs/payouts/payroll.js';
import { getPage, postForm } from '../page-client.js';
import { ADA, AUDITOR, appAs, CFO, COMP_ADMIN, FIN, postFiles } from './people.js';

const BATCH = '/payouts/1';

const mapping = () => new File([MAPPING.text], 'adp.yaml');

const confirmed = (...rows: readonly string[]) => ({
  mapping: mapping(),
  file: new File([['Employee ID,Net,Check,Paid on,State', ...rows, ''].join('\n')], 'paid.csv'),
});

describe('payouts', () => {
  let db: Database;

  beforeAll(async () => {
    db = await closedDatabase(SQLITE);
  });

  it('begin with what is closed and in no batch', async () => {
    const { text, html } = await getPage(appAs(db, FIN), '/payouts');
    expect(text).toContain('March 2026 Monthly, USD 3 $2,120.05');
    expect(text).toContain('There are no batches yet');
    expect(html).toContain('<option value="monthly-USD 2026-03">');
    const auditor = await getPage(appAs(db, AUDITOR), '/payouts');
    expect(auditor.text).toContain('Finance builds batches.');
    expect(auditor.html).not.toContain('action="/payouts"');
    expect((await getPage(appAs(db, ADA), '/payouts')).status).toBe(403);
  });

  it('are built by finance, each period once', async () => {
    const wrong = await postForm(appAs(db, FIN), '/payouts', {
      period: 'monthly-USD 2026-03',
      payDate: 'soon',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('id="payDate-problem"');
    const open = await postForm(appAs(db, FIN), '/payouts', { period: 'monthly-USD 2026-04' });
    expect([open.status, open.text]).toEqual([409, expect.stringContaining('is not closed')]);
    expect((await postForm(appAs(db, FIN), '/payouts', { period: 'x' })).status).toBe(422);
    const asked = { period: 'monthly-USD 2026-03', payDate: '2026-04-15' };
    expect((await postForm(appAs(db, COMP_ADMIN), '/payouts', asked)).status).toBe(403);
    for (const app of [appAs(db, FIN), appAs(db, FIN)]) {
      const built = await postForm(app, '/payouts', asked);
      expect([built.status, built.headers.get('location')]).toEqual([303, BATCH]);
    }
    const nobody = await postForm(appAs(db, FIN), '/payouts', { period: 'monthly-USD 2026-01' });
    expect(nobody.headers.get('location')).toBe('/payouts');
    const { text } = await getPage(appAs(db, FIN), '/payouts');
    expect(text).toContain('Not confirmed by payroll yet $2,120.05 of $2,120.05 in 1 batch');
    expect(text).toContain('Batch 1 March 2026 Waits for approval Approve 2 $2,120.05 $0.00 fin');
    const csv = await getPage(appAs(db, FIN), '/api/v1/payout-batches?format=csv');
    expect(csv.text).toContain('1,monthly-USD,2026-03,2026-04-15,built,2,USD,2120.05,0.00,fin,');
  });

  it('show whom they pay what, with the way to each statement', async () => {
    const { text, html } = await getPage(appAs(db, FIN), BATCH);
    expect(text).toContain('To be sent $2,120.05 2 payments');
    expect(text).toContain('Pay date Apr 15, 2026');
    expect(text).toContain('Ada Byron ada 1,320.03 Bo Lind bo 800.02 2 in all 2,120.05');
    expect(html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
    expect(html).toContain('href="/periods/monthly-USD/2026-03"');
    expect((await getPage(appAs(db, FIN), '/payouts/99')).status).toBe(404);
  });

  it('are approved by another person than built them', async () => {
    const own = await getPage(appAs(db, FIN), BATCH);
    expect(own.text).toContain('You built it, so somebody else of finance approves it.');
    expect(own.html).not.toContain(`action="${BATCH}/approve"`);
    const refused = await postForm(appAs(db, FIN), `${BATCH}/approve`, {});
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('fin built batch 1, so another person decides on it.'),
    ]);
    const silent = await postForm(appAs(db, CFO), `${BATCH}/reject`, {});
    expect([silent.status, silent.text]).toEqual([422, expect.stringContaining('It was not rejected.')]);
    expect((await postForm(appAs(db, AUDITOR), `${BATCH}/approve`, {})).status).toBe(403);
    expect((await postForm(appAs(db, CFO), `${BATCH}/approve`, {})).status).toBe(303);
    const late = await postForm(appAs(db, CFO), `${BATCH}/reject`, { reason: 'no' });
    expect([late.status, late.text]).toEqual([
      409,
      expect.stringContaining('is approved: it cannot be rejected'),
    ]);
  });

  it('are exported by the mapping of the provider, the same bytes each time', async () => {
    const none = await postFiles(appAs(db, FIN), `${BATCH}/export`, {});
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('The mapping is missing.')]);
    const wrong = await postFiles(appAs(db, FIN), `${BATCH}/export`, {
      mapping: new File(['language: 1\n'], 'bad.yaml'),
    });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('bad.yaml, line')]);
    const made = await postFiles(appAs(db, FIN), `${BATCH}/export`, { mapping: mapping() });
    expect(made.status).toBe(200);
    expect(made.text).toContain('In the file $2,120.05 2 payments');
    expect(made.text).toContain('Download payout-batch-1-adp.csv');
    const again = { mappingText: MAPPING.text, mappingName: 'adp.yaml', as: 'file' };
    const file = await postForm(appAs(db, FIN), `${BATCH}/export`, again);
    expect(file.headers.get('content-disposition')).toContain('payout-batch-1-adp.csv');
    expect(file.html).toBe('Employee ID,Earnings code,Amount\nada,COMM,1320.03\nbo,COMM,800.02\n');
    expect((await getPage(appAs(db, FIN), BATCH)).text).toContain('Sent to payroll');
    expect((await getPage(appAs(db, FIN), `${BATCH}/export`)).status).toBe(200);
    expect((await getPage(appAs(db, AUDITOR), `${BATCH}/export`)).status).toBe(403);
  });

  it('are confirmed by what payroll says it paid, and show what differs', async () => {
    const wrong = await postFiles(appAs(db, FIN), `${BATCH}/confirm`, confirmed('ada,x,C-1,04/15/2026,OK'));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Nothing of the file was taken in.');
    expect(wrong.text).toContain('paid.csv, line 2');
    const some = await postFiles(
      appAs(db, FIN),
      `${BATCH}/confirm`,
      confirmed('ada,1300.00,C-1,04/15/2026,OK'),
    );
    expect([some.status, some.headers.get('location')]).toEqual([303, `${BATCH}?only=differences`]);
    const { text } = await getPage(appAs(db, FIN), `${BATCH}?only=differences`);
    expect(text).toContain('Paid less sent −$820.05 2 differ');
    expect(text).toContain('Ada Byron ada 1,320.03 1,300.00 −20.03 Paid too little C-1 paid, Apr 15, 2026');
    expect(text).toContain('Bo Lind bo 800.02 0.00 −800.02 Not paid yet');
    const rest = await postFiles(
      appAs(db, FIN),
      `${BATCH}/confirm`,
      confirmed('ada,20.03,C-3,04/16/2026,OK', 'bo,800.02,C-2,04/15/2026,OK'),
    );
    expect(rest.headers.get('location')).toBe(BATCH);
    const paid = await getPage(appAs(db, FIN), `${BATCH}?only=differences`);
    expect(paid.text).toContain('All of it is paid as it was sent.');
    expect(paid.text).toContain('Nothing differs');
    expect((await getPage(appAs(db, FIN), '/periods/monthly-USD/2026-03')).text).toContain(
      'Everything of it is paid.',
    );
  });
});

it('payouts say what to do where nothing is closed', async () => {
  const { text } = await getPage(appAs(await calculatedDatabase(), FIN), '/payouts');
  expect(text).toContain('Nothing is closed that could be paid');
});

describe('an approved payout', () => {
  it('is withdrawn with a reason before payroll is told, and is built and approved again', async () => {
    const db = await closedDatabase(SQLITE);
    const asked = { period: 'monthly-USD 2026-03', payDate: '2026-04-15' };
    await postForm(appAs(db, FIN), '/payouts', asked);
    await postForm(appAs(db, CFO), `${BATCH}/approve`, {});
    const { text, html } = await getPage(appAs(db, CFO), BATCH);
    expect(text).toContain('It is approved. Make the file for payroll from it.');
    expect(html).toContain(`action="${BATCH}/withdraw"`);
    expect((await getPage(appAs(db, AUDITOR), BATCH)).html).not.toContain(`action="${BATCH}/withdraw"`);
    const silent = await postForm(appAs(db, CFO), `${BATCH}/withdraw`, {});
    expect([silent.status, silent.text]).toEqual([422, expect.stringContaining('It was not withdrawn.')]);
    expect((await postForm(appAs(db, AUDITOR), `${BATCH}/withdraw`, { reason: 'no' })).status).toBe(403);
    const withdrawn = await postForm(appAs(db, CFO), `${BATCH}/withdraw`, { reason: 'a wrong account' });
    expect([withdrawn.status, withdrawn.headers.get('location')]).toEqual([303, BATCH]);
    const after = await getPage(appAs(db, FIN), BATCH);
    expect(after.text).toContain('cfo withdrew it on');
    expect(after.text).toContain('a wrong account. Its statements can be built again');
    expect(after.html).not.toContain(`action="${BATCH}/export"`);
    const late = await postForm(appAs(db, CFO), `${BATCH}/approve`, {});
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('it cannot be approved')]);
    const built = await postForm(appAs(db, FIN), '/payouts', asked);
    expect(built.headers.get('location')).toBe('/payouts/2');
    expect((await postForm(appAs(db, CFO), '/payouts/2/approve', {})).status).toBe(303);
    const { text: list } = await getPage(appAs(db, FIN), '/payouts');
    expect(list).toContain('Not confirmed by payroll yet $2,120.05 of $2,120.05 in 1 batch');
  });
});
