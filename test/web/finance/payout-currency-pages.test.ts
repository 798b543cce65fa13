import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../../src/http/app.js';
import { paidPayeeShape, payoutSummaryShape } from '../../../src/http/resources/payout-shapes.js';
import { statementShape } from '../../../src/http/resources/statement-shapes.js';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { servicesOver } from '../../http/app-services.js';
import { closingCompany } from '../../runs/closing/closing-company.js';
import { Payroll, succeeded } from '../../runs/payouts/payroll.js';
import { getPage } from '../page-client.js';

const PLAN = `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: month }
components:
  sales: { measure: bookings, commission: { rate: 10% } }
`;

let db: Database;

beforeAll(async () => {
  const company = await closingCompany(SQLITE);
  await company.rules({ ae: PLAN });
  await company.data({
    payees: ['id,name,payoutCurrency', 'ann,Ann,', 'gil,Gil,EUR'],
    assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'gil,ae,2026-01-01'],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-10,10000.00', 'D-2,2026-01-20,12345.60'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,gil,owner,100%'],
    'fx-rates': ['from,to,date,rate', 'USD,EUR,2026-01-30,0.92'],
  });
  await company.calculate('2026-01');
  await company.close('2026-01');
  succeeded(await new Payroll(company.db).build('2026-01'));
  db = company.db;
});

const app = () => createApp(servicesOver(db).services);
const json = async (path: string): Promise<unknown> => (await app().request(`/api/v1${path}`)).json();
const items = async (path: string) => z.object({ items: z.array(z.unknown()) }).parse(await json(path)).items;
const text = async (path: string) => (await app().request(`/api/v1${path}`)).text();

describe('a payout in another currency', () => {
  it('is shown with what is on the statements, and the rate', async () => {
    const list = await getPage(app(), '/payouts');
    expect(list.text).toContain('€1,135.80');
    expect(list.text).toContain('$1,000.00');
    const page = await getPage(app(), '/payouts/2');
    expect(page.status).toBe(200);
    expect(page.text).toContain('€1,135.80');
    expect(page.text).toContain('$1,234.56');
    expect(page.text).toContain('at 0.92 of');
    expect(page.html).toContain('/payees/gil/statements/2026-01?currency=USD');
    expect((await getPage(app(), '/payouts/1')).text).not.toContain('On the statement');
  });

  it('is shown on the statement, and only where it is another', async () => {
    const page = await getPage(app(), '/payees/gil/statements/2026-01');
    expect(page.text).toContain('Paid in EUR');
    expect(page.text).toContain('€1,135.80');
    expect((await getPage(app(), '/payees/ann/statements/2026-01')).text).not.toContain('Paid in');
  });

  it('is told by the API as it is documented', async () => {
    const [inDollars, inEuros] = await items('/payout-batches');
    expect(payoutSummaryShape.parse(inDollars)).not.toHaveProperty('converted');
    expect(payoutSummaryShape.parse(inEuros)).toMatchObject({
      currency: 'EUR',
      total: '1135.80',
      converted: { planCurrency: 'USD', total: '1234.56', paid: '0.00', rate: '0.92', date: '2026-01-30' },
    });
    const [payee] = await items('/payout-batches/2/payees');
    expect(paidPayeeShape.parse(payee).converted).toEqual({
      planCurrency: 'USD',
      sent: '1234.56',
      rate: '0.92',
      date: '2026-01-30',
    });
    expect(await text('/payout-batches/2/payees?format=csv')).toBe(
      'payee,name,sent,paid,difference,currency,match,planAmount,planCurrency,rate,rateDate\n' +
        'gil,Gil,1135.80,0.00,-1135.80,EUR,missing,1234.56,USD,0.92,2026-01-30\n',
    );
    expect(await text('/payout-batches/1/payees?format=csv')).toBe(
      'payee,name,sent,paid,difference,currency,match\nann,Ann,1000.00,0.00,-1000.00,USD,missing\n',
    );
    const statement = statementShape.parse(await json('/payees/gil/statements/2026-01'));
    expect(statement.payout).toEqual({
      currency: 'EUR',
      amount: '1135.80',
      rate: '0.92',
      date: '2026-01-30',
    });
    expect(await items('/payees')).toMatchObject([
      { id: 'ann', payoutCurrency: null },
      { id: 'gil', payoutCurrency: 'EUR' },
    ]);
  });
});
