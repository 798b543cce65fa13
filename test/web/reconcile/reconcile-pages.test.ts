import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { SQLITE } from '../../databases/databases.js';
import { servicesOver } from '../../http/app-services.js';
import { emptyDatabase } from '../../http/service.js';
import type { ClosingCompany } from '../../runs/closing/closing-company.js';
import { cashCompany } from '../../runs/reconcile/cash-company.js';
import { getPage } from '../page-client.js';
import { madePage } from './made-page.js';

const FINANCE: Viewer = { id: 'fin', name: 'Fin', roles: ['finance'], payee: null };
const ANN: Viewer = { id: 'ann', name: 'Ann Hall', roles: ['payee'], payee: 'ann' };

let company: ClosingCompany;

beforeAll(async () => {
  const db = await emptyDatabase();
  company = await cashCompany({ ...SQLITE, create: async () => db });
});

const appOf = (viewer: Viewer = FINANCE) =>
  createApp({ ...servicesOver(company.db).services, viewerOf: async () => viewer });

/** The words of a page as finance sees it. */
const shown = async (path: string): Promise<string> => {
  const { status, text } = await madePage(appOf(), path);
  expect(status, text).toBe(200);
  return text;
};

describe('before anything is calculated', () => {
  it.each(['/reconcile', '/reconcile/exceptions', '/reconcile/deals', '/reconcile/bases'])(
    '%s says what to do',
    async (path) => {
      expect(await shown(path)).toContain('Nothing is calculated yet');
    },
  );
});

describe('a calculated quarter', () => {
  beforeAll(async () => {
    await company.calculate('2026-03');
    await company.close('2026-01');
  });

  it('is bridged with nothing unexplained, which is the main figure', async () => {
    const { html, text } = await madePage(appOf(), '/reconcile?period=2026-03');
    expect(html).toMatch(/figure is-main"><dt>Unexplained<\/dt><dd class="figure-value">\$0\.00</);
    expect(text).toContain('Both sides of every bridge come to the same in March 2026.');
    expect(text).toContain('Cash received = applied + unapplied + refunded');
    expect(text).toContain('Cash received 383.34 Applied 333.34 Unapplied, change 50.00 at the end 50.00');
    expect(text).toContain('Refunded 0.00 Unexplained 0.00');
    expect(html).toContain(
      '/api/v1/reconciliation/bridge?from=2026-03&amp;through=2026-03&amp;currency=USD&amp;format=csv',
    );
    expect(html).toContain('/reconcile/deals?period=2026-03&amp;currency=USD&amp;bridge=invoices');
  });

  it('is drawn from earned to paid, with what is held between', async () => {
    const { html } = await madePage(appOf(), '/reconcile?period=2026-01');
    expect(html).toContain(
      'alt="From earned to paid, January 2026: Earned: $103.33, Held: −$33.33, Payable: $70.00, Paid: $70.00."',
    );
  });

  it('sums up the months of a quarter, each leading to its own bridge', async () => {
    const { html, text } = await madePage(appOf(), '/reconcile?period=2026-Q1');
    expect(text).toContain('Invoiced 1,600.00 Collected 1,000.00 Open, change 600.00 at the end 600.00');
    expect(text).toContain('By month and currency');
    expect(html).toContain('href="/reconcile?period=2026-02&amp;currency=USD"');
  });

  it('shows nothing of a currency that there is nothing in, and refuses what is no period', async () => {
    expect(await shown('/reconcile?period=2026-01&currency=EUR')).toContain('Nothing happened in EUR');
    const { status, text } = await madePage(appOf(), '/reconcile?period=never');
    expect(status).toBe(422);
    expect(text).toContain('never');
    expect((await getPage(appOf(), '/reconcile?currency=usd')).status).toBe(400);
    expect((await getPage(appOf(), '/reconcile?other=1')).status).toBe(400);
  });

  it('is told deal by deal', async () => {
    const { html, text } = await madePage(appOf(), '/reconcile/deals?period=2026-02&bridge=invoices');
    expect(text).toContain('Invoices, deal by deal');
    expect(text).toContain('D-1 0.00 333.33 −333.33 0.00 0.00 333.34 0.00');
    expect(text).toContain('D-2 600.00 0.00 600.00 0.00 0.00 600.00 0.00');
    expect(html).toContain('href="/reconcile/deals/D-1"');
    expect((await getPage(appOf(), '/reconcile/deals?bridge=pay')).status).toBe(400);
  });

  it('shows a deal from its invoices to what is payable on it', async () => {
    const { html, text } = await madePage(appOf(), '/reconcile/deals/D-1');
    expect(text).toContain('Payable on it $110.00');
    expect(text).toContain('Account Aldermoor');
    expect(text).toContain('INV-1 line 1 Jan 15, 2026 Feb 14, 2026 1,000.00 1,000.00 0.00');
    expect(text).toContain('Ann Hall owner 100% always loaded');
    expect(text).toContain('Ann Hall sales booked Jan 10, 2026 Credited');
    expect(text).toContain('Ann Hall January 2026 commission Jan 10, 2026 Why line ann.2026-01.1 ? 100.00');
    expect(text).toContain('Cash received, R-2 on INV-1');
    expect(html).toContain('href="/reconcile/receipts/R-2"');
    expect(html).toContain('href="/payees/ann/statements/2026-01?currency=USD">Closed statement');
    expect(text).toContain('Booked = recognized + deferred');
  });

  it('gives each table of a deal, a receipt and a trace as a file of what it shows', async () => {
    const rows = async (path: string) => (await getPage(appOf(), path)).html.trim().split('\n');
    const { html } = await madePage(appOf(), '/reconcile/deals/D-1');
    for (const file of ['invoices', 'shares', 'credits', 'lines']) {
      expect(html).toContain(`href="/reconcile/deals/D-1?file=${file}"`);
    }
    const invoices = await rows('/reconcile/deals/D-1?file=invoices');
    expect(invoices[0]).toBe(
      'deal,invoice,line,date,dueDate,currency,amount,collected,credited,writtenOff,open,receipts',
    );
    expect(invoices[1]).toMatch(
      /^D-1,INV-1,1,2026-01-15,2026-02-14,USD,1000\.00,1000\.00,0\.00,0\.00,0\.00,R-1 /,
    );
    expect(await rows('/reconcile/deals/D-1?file=shares')).toEqual([
      'payee,name,role,share,from,to,territory',
      'ann,Ann Hall,owner,100%,,,',
      'ben,Ben Roth,specialist,100%,,,',
    ]);
    const credits = await rows('/reconcile/deals/D-1?file=credits');
    expect(credits[0]).toBe('payee,name,measure,event,date,credited,why');
    expect(credits[1]).toMatch(/^ann,Ann Hall,sales,booked:.*,2026-01-10,yes,/);
    const lines = await rows('/reconcile/deals/D-1?file=lines');
    expect(lines.slice(0, 2)).toEqual([
      'payee,name,period,component,date,line,currency,amount',
      'ann,Ann Hall,2026-01,commission,2026-01-10,ann.2026-01.1,USD,100.00',
    ]);
    expect((await rows('/reconcile/receipts/R-3?file=applied'))[0]).toBe(
      'invoice,line,deal,currency,amount,net',
    );
    expect(await rows('/reconcile/receipts/R-3?file=refunded')).toEqual(['refund,kind,date,currency,amount']);
    const nothing = await rows('/reconcile/receipts/R-3?file=nothing');
    expect(nothing).toContain('it is applied to no invoice,,USD,50.00');
    const traced = await rows('/reconcile/statements/ann/2026-01?file=invoices');
    expect(traced[0]).toBe(invoices[0]);
    // A statement is traced as of its period: what came in later had released nothing of it.
    expect(traced[1]).toBe(
      'D-1,INV-1,1,2026-01-15,2026-02-14,USD,1000.00,333.33,0.00,0.00,666.67,R-1 2026-01-20 333.33',
    );
    expect((await getPage(appOf(), '/reconcile/deals/D-1?file=all')).status).toBe(400);
    expect((await getPage(appOf(ANN), '/reconcile/deals/D-1?file=lines')).status).toBe(403);
    expect((await getPage(appOf(ANN), '/reconcile/statements/ben/2026-01?file=invoices')).status).toBe(404);
  });

  it('shows a receipt backward: what it paid, made payable, and what not and why', async () => {
    const text = await shown('/reconcile/receipts/R-3');
    expect(text).toContain('It made payable $20.00');
    expect(text).toContain('Unapplied $50.00');
    expect(text).toContain('Ann Hall D-1 March 2026 commission Statement for March 2026 16.67');
    expect(text).toContain('It is applied to no invoice. 50.00');
    expect((await getPage(appOf(), '/reconcile/receipts/R-9')).status).toBe(404);
    expect((await getPage(appOf(), '/reconcile/deals/D-9')).status).toBe(404);
  });

  it('traces a statement forward to receipts', async () => {
    const { html, text } = await getPage(appOf(), '/reconcile/statements/ann/2026-01');
    expect(text).toContain('Payable $66.67 all of it is explained below');
    expect(text).toContain('Booking $50.00');
    expect(html).toContain('href="/reconcile/receipts/R-1"');
    expect(html).toContain('/api/v1/payees/ann/statements/2026-01/trace?format=csv');
  });

  it('leads payees along their own statement only, and to no page of the company', async () => {
    const own = await getPage(appOf(ANN), '/reconcile/statements/ann/2026-01');
    expect(own.status).toBe(200);
    expect(own.html).not.toContain('/reconcile/receipts');
    expect(own.html).not.toContain('/reconcile/deals');
    expect((await getPage(appOf(ANN), '/reconcile/statements/ben/2026-01')).status).toBe(404);
    for (const path of ['/reconcile', '/reconcile/exceptions', '/reconcile/deals/D-1', '/reconcile/bases']) {
      expect((await getPage(appOf(ANN), path)).status, path).toBe(403);
    }
  });

  it('compares the bases of a payee, a plan and everybody', async () => {
    expect(await shown('/reconcile/bases')).toContain('Whose pay is compared?');
    const { html, text } = await madePage(appOf(), '/reconcile/bases?payee=ann');
    expect(text).toContain('Of Ann Hall');
    expect(text).toContain('January 2026 66.67 100.00 earned 66.67 100.00 earned');
    expect(html).toContain('/api/v1/reconciliation/bases?payee=ann&amp;format=csv');
    expect((await getPage(appOf(), '/reconcile/bases?payee=ann&file=notes')).html.split('\n')[0]).toBe(
      'plan,component,basis,note',
    );
    expect((await getPage(appOf(), '/reconcile?period=2026-03&file=unexplained')).html).toBe(
      'subject,bridge,span,currency,amount\n',
    );
    expect(await shown('/reconcile/bases?plan=everybody')).toContain('paid to 2 payees');
    expect(await shown('/reconcile/bases?plan=collector')).toContain('paid to 1 payee');
    expect((await getPage(appOf(), '/reconcile/bases?payee=eve')).status).toBe(404);
    expect((await madePage(appOf(), '/reconcile/bases?plan=nothing')).status).toBe(404);
  });

  it('has no exceptions while everything is as it should be', async () => {
    const text = await shown('/reconcile/exceptions');
    expect(text).toContain('To be looked at 0 nothing stands out');
    expect(text).toContain('There are no exceptions');
  });

  it('lists exceptions by kind with reasons in words, as soon as something changes', async () => {
    await company.data({
      deals: ['id,account,closeDate,termMonths,tcv', 'D-3,Brightwater,2026-03-05,12,45450.00'],
      receipts: ['id,date,amount', 'R-7,2026-03-30,216.00'],
      applications: ['receipt,invoice,amount', 'R-7,INV-2,216.00'],
      refunds: ['id,receipt,date,kind,invoice,amount', 'F-1,R-2,2026-04-03,chargeback,INV-1,111.11'],
    });
    const { html, text } = await madePage(appOf(), '/reconcile/exceptions');
    expect(text).toContain('To be looked at 4 of 3 kinds');
    expect(text).toContain(
      'Paid on refunded cash Cash that made pay payable went back to the customer 2 $6.66',
    );
    expect(text).toContain('after chargeback F-1 of Apr 3, 2026');
    expect(html).toContain('href="/reconcile/deals/D-2"');
    expect(html).toContain('href="/reconcile/exceptions?days=90&amp;file=kinds"');
    const kinds = await getPage(appOf(), '/reconcile/exceptions?days=90&file=kinds');
    expect(kinds.html.split('\n').slice(0, 3)).toEqual([
      'kind,name,about,number,atStake',
      'refunded,Paid on refunded cash,Cash that made pay payable went back to the customer,2,6.66 USD',
      'uncollected,Paid before the cash,Pay went out on invoices that are open too long,0,',
    ]);
    const one = await madePage(appOf(), '/reconcile/exceptions?kind=uncredited&days=90');
    expect(one.text).toContain('D-3 It was won on Mar 5, 2026, and nobody holds a share of it.');
    expect(one.text).toContain('$45,450.00');
    expect(one.html).toContain('href="/reconcile/exceptions?kind=uncredited&amp;days=90&amp;file=list"');
    const list = await getPage(appOf(), '/reconcile/exceptions?kind=uncredited&days=90&file=list');
    expect(list.html).toBe(
      (await getPage(appOf(), '/api/v1/reconciliation/exceptions?kind=uncredited&days=90&format=csv')).html,
    );
    expect(list.html).toContain('uncredited,D-3,');
    expect(await shown('/reconcile/exceptions?kind=split')).toContain('There are none of this kind');
    expect((await getPage(appOf(), '/reconcile/exceptions?kind=other')).status).toBe(400);
    expect((await getPage(appOf(), '/reconcile/exceptions?days=-1')).status).toBe(400);
  });
});
