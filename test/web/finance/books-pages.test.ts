import { beforeAll, describe, expect, it } from 'vitest';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { closedDatabase } from '../../http/closed-months.js';
import { emptyDatabase } from '../../http/service.js';
import { writeCostedRules } from '../../runs/accounting/costed-company.js';
import { DATA, importAll, temporaryFolder } from '../../runs/temporary-company.js';
import { getPage, postForm } from '../page-client.js';
import { madePage } from '../reconcile/made-page.js';
import { ADA, AUDITOR, appAs, FIN, postFiles } from './people.js';

const CHART = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts: { number: 1350, name: Costs to obtain contracts }
  amortisation: { number: 6110, name: Amortisation of contract costs }
  impairment: { number: 6120, name: Impairment of contract costs }
  drawAdvances: { number: 1360, name: Draws to be recovered }
  payroll: { number: 2100, name: Payroll clearing }
`;

describe('accounting', () => {
  let db: Database;

  beforeAll(async () => {
    db = await emptyDatabase();
    await publishRules(db, writeCostedRules(temporaryFolder()), { actor: 'local' });
    await importAll(db, [DATA]);
    await calculateRun(db, { through: '2026-06-01', actor: 'local' });
  });

  it('shows what is earned and not paid at the end of a month, by plan', async () => {
    const { status, text, html } = await madePage(appAs(db, AUDITOR), '/accounting/accruals?month=2026-03');
    expect(status).toBe(200);
    expect(text).toContain('Earned and not paid at the end of March 2026 $6,875.00');
    expect(text).toContain('March 2026 4,000.00 14,200.00 11,325.00 6,875.00');
    expect(html).toContain(
      'href="/api/v1/accounting/accruals?month=2026-03&amp;currency=USD&amp;table=totals&amp;format=csv"',
    );
    expect(html).toContain('<picture>');
    const latest = await madePage(appAs(db, FIN), '/accounting/accruals?month=&plan=&region=');
    expect(latest.text).toContain('Earned and not paid at the end of May 2026 $275.00');
    const ofPlan = await madePage(appAs(db, FIN), '/accounting/accruals?month=2026-03&plan=sales-manager');
    expect(ofPlan.text).not.toContain('account-executive Show');
    const none = await madePage(appAs(db, FIN), '/accounting/accruals?month=2031-01');
    expect(none.text).toContain('Nothing was earned or paid');
    expect((await madePage(appAs(db, FIN), '/accounting/accruals?month=2026-13')).status).toBe(400);
  });

  it('opens accruals to their payees', async () => {
    const { text, html } = await madePage(
      appAs(db, FIN),
      '/accounting/accruals/payees?month=2026-03&plan=account-executive',
    );
    expect(text).toMatch(/March 2026 account-executive .* 1,750\.00/);
    expect(html).toContain('href="/payees/ada/statements"');
  });

  it('shows contract costs: the roll-forward, the waterfall with its chart, and what is expensed', async () => {
    const { status, text, html } = await madePage(appAs(db, FIN), '/accounting/contract-costs?by=month');
    expect(status).toBe(200);
    expect(text).toContain('Opening + additions − amortisation − impairment = closing.');
    expect(text).toContain('2026-06 scheduled');
    expect(text).toContain('Nothing was expensed in May 2026');
    const march = await madePage(appAs(db, FIN), '/accounting/contract-costs?by=month&period=2026-03');
    expect(march.text).toContain('Not incremental');
    expect(html).toContain('Amortisation of contract costs by period, in USD: 2026-01:');
    expect(html).toContain('table=waterfall&amp;format=csv');
    for (const table of ['rollForward', 'waterfall', 'expensed']) {
      const csv = await getPage(
        appAs(db, FIN),
        `/api/v1/accounting/contract-costs?table=${table}&format=csv`,
      );
      expect(csv.status).toBe(200);
    }
    const byYear = await madePage(appAs(db, FIN), '/accounting/contract-costs?by=year&plan=&period=');
    expect(byYear.text).toContain('2027 scheduled');
    expect((await madePage(appAs(db, FIN), '/accounting/contract-costs?by=week')).status).toBe(400);
  });

  it('exports accruals as they are shown: by plan and region, or by payee, in one currency', async () => {
    const csv = async (query: string) =>
      (await getPage(appAs(db, FIN), `/api/v1/accounting/accruals?month=2026-03&format=csv&${query}`)).html;
    expect((await csv('table=totals&currency=USD')).split('\n').slice(0, 2)).toEqual([
      'month,plan,region,currency,reversed,earned,toppedUp,paid,advanced,accrued',
      expect.stringMatching(/^2026-03,account-executive,,USD,/),
    ]);
    expect(await csv('currency=USD')).toContain('2026-03,ada,account-executive,,USD,');
    expect((await csv('table=totals&currency=EUR')).trim().split('\n')).toHaveLength(1);
    expect(await csv('table=totals&plan=sales-manager')).not.toContain('account-executive');
  });

  it('opens contract costs to each payee, component and deal, which sum to the same', async () => {
    const all = await madePage(appAs(db, FIN), '/accounting/contract-costs?by=quarter&period=2026-Q1');
    expect(all.text).toContain('Q1 2026 0.00 27,500.00 1,682.82 0.00 25,817.18');
    const [, href] = /href="([^"]+contracts[^"]+period=2026-Q1)"/.exec(all.html) ?? [];
    const address = '/accounting/contract-costs/contracts?by=quarter&currency=USD&period=2026-Q1';
    expect(href?.replaceAll('&amp;', '&')).toBe(address);
    const { text, html } = await madePage(appAs(db, FIN), address);
    expect(text).toContain('Total 0.00 27,500.00 1,682.82 0.00 25,817.18');
    expect(html).toMatch(/href="\/reconcile\/deals\/[^"]+"/);
    expect(html).toContain('href="/payees/ada/statements"');
    const csv = await getPage(appAs(db, FIN), `/api/v1${address}&format=csv`);
    const [header, ...rows] = csv.html.trim().split('\n');
    expect(header).toBe(
      'payee,deal,plan,component,region,currency,opening,additions,amortisation,impairment,closing',
    );
    const cents = rows.map((row) => BigInt(row.split(',')[10]?.replace('.', '') ?? ''));
    expect(cents.reduce((sum, each) => sum + each, 0n)).toBe(2_581_718n);
    const first = await getPage(appAs(db, FIN), `/api/v1${address}&limit=1`);
    expect(JSON.parse(first.html).items).toHaveLength(1);
  });

  it('narrows contracts to a month of capitalisation, a plan and a currency', async () => {
    const page = (query: string) =>
      madePage(appAs(db, FIN), `/accounting/contract-costs/contracts?by=month&${query}`);
    const waterfall = await madePage(appAs(db, FIN), '/accounting/contract-costs?by=month');
    const [, added = ''] =
      /March 2026 ([\d,.]+) /.exec(waterfall.text.split('By the month of')[1] ?? '') ?? [];
    expect((await page('cohort=2026-03')).text).toContain(`Total 0.00 ${added} `);
    expect((await page('plan=sales-manager')).text).not.toContain('account-executive');
    expect((await page('currency=EUR')).text).toContain('Nothing is capitalised');
    expect((await page('period=2031-01')).status).toBe(404);
    expect((await page('cohort=soon')).status).toBe(400);
    expect((await madePage(appAs(db, ADA), '/accounting/contract-costs/contracts')).status).toBe(403);
  });

  it('shows a journal that balances, by roles or in the accounts of a chart', async () => {
    const { text } = await madePage(appAs(db, FIN), '/accounting/journal?month=2026-03');
    expect(text).toContain('debits equal credits');
    expect(text).toContain('Reversal of the last accrual on Mar 1, 2026, in USD');
    const booked = await postFiles(appAs(db, FIN), '/accounting/journal', {
      month: '2026-03',
      chart: new File([CHART], 'chart.yaml'),
    });
    expect(booked.status).toBe(200);
    expect(booked.text).toContain('2150 Accrued commission');
    const bad = await postFiles(appAs(db, FIN), '/accounting/journal', {
      month: '2026-03',
      chart: new File(['language: 1\n'], 'chart.yaml'),
    });
    expect([bad.status, bad.text]).toEqual([422, expect.stringContaining('The accounts were not used.')]);
    const csv = await postForm(appAs(db, FIN), '/accounting/journal', {
      ...{ month: '2026-03', chartText: CHART, chartName: 'chart.yaml', as: 'csv' },
    });
    expect(csv.headers.get('content-disposition')).toContain('journal-2026-03.csv');
    expect(csv.html).toContain('2026-03-USD-reversal,2026-03-01,reversal,');
    expect(csv.html).toContain(',2150,Accrued commission,');
  });

  it('is nothing to payees, and says what to do before the first run', async () => {
    const empty = await emptyDatabase();
    for (const page of [
      'accruals',
      'accruals/payees',
      'contract-costs',
      'contract-costs/contracts',
      'journal',
    ]) {
      expect((await madePage(appAs(db, ADA), `/accounting/${page}`)).status).toBe(403);
      const none = await madePage(appAs(empty, FIN), `/accounting/${page}`);
      expect([none.status, none.text]).toEqual([200, expect.stringContaining('Nothing is calculated yet')]);
    }
  });
});

describe('the ledger', () => {
  let db: Database;

  beforeAll(async () => {
    db = await closedDatabase(SQLITE);
  });

  it('shows what is on the accounts of each payee', async () => {
    const { text, html } = await getPage(appAs(db, AUDITOR), '/ledger');
    expect(text).toContain('Outstanding in USD $13,720.05');
    expect(text).toContain('Ada Byron USD 12,920.03 0.00 12,920.03 12,920.03 12,920.03 0.00');
    expect(html).toContain('href="/ledger/ada"');
    const found = await getPage(appAs(db, FIN), '/ledger?begins=bo&currency=');
    expect(found.text).toContain('Bo Lind');
    expect(found.text).not.toContain('Ada Byron');
    expect((await getPage(appAs(db, FIN), '/ledger?begins=nobody')).text).toContain('Nobody is found');
    const [, exported = ''] = /href="([^"]+balances[^"]+)"/.exec(found.html) ?? [];
    const own = await getPage(appAs(db, FIN), exported.replaceAll('&amp;', '&'));
    expect(
      own.html
        .trim()
        .split('\n')
        .map((row) => row.split(',')[0]),
    ).toEqual(['payee', 'bo']);
    const csv = await getPage(appAs(db, FIN), '/api/v1/ledger/balances?format=csv');
    expect(csv.text).toContain('ada,USD,12920.03,0.00,12920.03');
    expect((await getPage(appAs(db, ADA), '/ledger')).status).toBe(403);
  });

  it('goes through the balances page by page', async () => {
    const first = await getPage(appAs(db, FIN), '/api/v1/ledger/balances?limit=1');
    const { items, next } = JSON.parse(first.html);
    const second = await getPage(appAs(db, FIN), `/api/v1/ledger/balances?limit=1&cursor=${next}`);
    const ids = [...items, ...JSON.parse(second.html).items].map(({ payee }) => payee);
    expect(ids).toEqual(['ada', 'bo']);
  });

  it('shows payees their own entries alone', async () => {
    const { text, html } = await getPage(appAs(db, ADA), '/ledger/ada');
    expect(text).toContain('Ledger of Ada Byron');
    expect(text).toContain('Earnings Earned USD 1,320.03');
    expect(html).toContain('href="/api/v1/payees/ada/entries?format=csv"');
    expect(html).not.toContain('href="/periods');
    expect(html).toContain('href="/ledger/ada?file=accounts"');
    const accounts = await getPage(appAs(db, ADA), '/ledger/ada?file=accounts');
    expect(accounts.html).toBe(
      'currency,earned,held,payable,paid,outstanding,sent\nUSD,12920.03,0.00,12920.03,12920.03,12920.03,0.00\n',
    );
    expect((await getPage(appAs(db, ADA), '/ledger/bo?file=accounts')).status).toBe(404);
    expect((await getPage(appAs(db, ADA), '/ledger/bo')).status).toBe(404);
    expect((await getPage(appAs(db, FIN), '/ledger/bo')).html).toContain(
      'href="/periods/monthly-USD/2026-03"',
    );
  });

  it('says what to do where nothing is posted', async () => {
    expect((await getPage(appAs(await emptyDatabase(), FIN), '/ledger')).text).toContain(
      'Nothing was posted yet',
    );
  });
});
