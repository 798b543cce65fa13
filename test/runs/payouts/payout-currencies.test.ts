import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { payoutSentence } from '../../../src/ledger/payout-sentence.js';
import { payoutDocument } from '../../../src/ledger/payouts/payout-document.js';
import { statementCsv } from '../../../src/ledger/statement-csv.js';
import { readAccounting } from '../../../src/runs/accounting/read-accounting.js';
import { audit } from '../../../src/runs/audit/audit.js';
import { exportPayout } from '../../../src/runs/payouts/export-payout.js';
import { reconcileBridge } from '../../../src/runs/reconcile/reconcile-bridge.js';
import { verifyPeriod } from '../../../src/runs/verify-period.js';
import { hashOfLines } from '../../../src/store/chain/row-parts.js';
import type { Database } from '../../../src/store/executor.js';
import { sentByLedger } from '../../../src/store/ledger-entries.js';
import { readPayouts } from '../../../src/store/payouts.js';
import { databases, type TestDatabase } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from '../closing/closing-company.js';
import { Payroll, problemOf, succeeded } from './payroll.js';

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

const RATES = ['from,to,date,rate', 'USD,EUR,2025-12-31,0.91', 'USD,EUR,2026-01-30,0.92'];

/** Ann is paid in dollars, Gil in euros, and Kei in yen; Ann and Gil have earned in January. */
async function company(database: TestDatabase): Promise<ClosingCompany> {
  const made = await closingCompany(database);
  await made.rules({ ae: PLAN });
  await made.data({
    payees: ['id,name,payoutCurrency', 'ann,Ann,', 'gil,Gil,EUR', 'kei,Kei,JPY'],
    assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'gil,ae,2026-01-01', 'kei,ae,2026-01-01'],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-10,10000.00', 'D-2,2026-01-20,12345.60'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,gil,owner,100%'],
    'fx-rates': RATES,
  });
  return made;
}

async function builtJanuary(database: TestDatabase) {
  const made = await company(database);
  await made.calculate('2026-01');
  await made.close('2026-01');
  const payroll = new Payroll(made.db);
  succeeded(await payroll.build('2026-01'));
  return { company: made, db: made.db, payroll };
}

async function exportedJanuary(database: TestDatabase) {
  const january = await builtJanuary(database);
  for (const batch of [1, 2]) {
    succeeded(await january.payroll.approve(batch));
    succeeded(await january.payroll.export(batch));
  }
  return january;
}

async function expectSound(db: Database): Promise<void> {
  expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
  const range = { from: '2026-01-01', to: '2026-04-01' };
  const bridge = await reconcileBridge(db, EVERY_PAYEE, { range, by: 'period' });
  expect(bridge?.unexplained).toEqual([]);
  expect([...new Set(bridge?.rows.map(({ unexplained }) => unexplained))]).toEqual(['0.00']);
}

/** The tables and hashes of all parts of the chain. */
async function partsOf(db: Database): Promise<readonly string[]> {
  const rows = await db.read((trx) => trx.connection.rows('select "table", hash from change_part', []));
  return rows.map(([table, hash]) => `${table} ${hash}`);
}

function hashOf(rows: readonly (readonly (string | null)[])[]): string {
  return hashOfLines(rows.map((row) => JSON.stringify(row)).join('\n'));
}

const sent = async (db: Database) =>
  (await sentByLedger(db)).map(({ payee, currency, sent: amount }) => `${payee} ${amount} ${currency}`);

describe.each(databases)('a payout in another currency, on $name', (database) => {
  it('is expected on a statement, and is what it was closed with', async () => {
    const made = await company(database);
    await made.calculate('2026-01');
    const open = await made.statement('gil', '2026-01');
    expect(open.payout).toEqual({ currency: 'EUR', amount: '1135.80', rate: '0.92', date: '2026-01-30' });
    expect(payoutSentence(open)).toBe(
      'Expected to be paid: 1,234.56 USD = 1,135.80 EUR at 0.92 of 2026-01-30',
    );
    await made.close('2026-01');
    // A rate that is corrected later changes nothing that is closed.
    await made.data({ 'fx-rates': ['from,to,date,rate', 'USD,EUR,2026-01-30,0.5'] });
    await made.calculate('2026-01');
    const closed = await made.statement('gil', '2026-01');
    expect(payoutSentence(closed)).toBe('Paid 1,234.56 USD = 1,135.80 EUR at 0.92 of 2026-01-30');
    expect(statementCsv([closed])).toContain(
      'gil,2026-01,EUR,,,,,payout,,,2026-01-30,,,,,,1135.80,,1234.56,USD,0.92,',
    );
    const verified = await verifyPeriod(made.db, { period: '2026-01' });
    expect(verified).toMatchObject({ ok: true, value: [{ isEqual: true, differences: [] }] });
    succeeded(await new Payroll(made.db).build('2026-01'));
    const [, inEuros] = await readPayouts(made.db, EVERY_PAYEE);
    expect(inEuros?.batch).toMatchObject({
      currency: 'EUR',
      converted: { planCurrency: 'USD', rate: '0.92', date: '2026-01-30' },
      items: [{ payee: 'gil', amount: 113_580n, planAmount: 123_456n }],
    });
    await expectSound(made.db);
  });

  it('is nothing on a statement that pays nothing, or of a payee without one', async () => {
    const made = await company(database);
    await made.calculate('2026-01');
    expect(await made.statement('ann', '2026-01')).not.toHaveProperty('payout');
    expect(await made.statement('kei', '2026-01')).toMatchObject({
      balances: { paid: '0.00' },
      problems: [],
    });
    expect(await made.statement('kei', '2026-01')).not.toHaveProperty('payout');
  });

  it('follows the payee, and the rate, with the next calculation until it is closed', async () => {
    const made = await company(database);
    await made.calculate('2026-01');
    await made.data({ payees: ['id,name,payoutCurrency', 'ann,Ann,EUR'] });
    await made.calculate('2026-01');
    expect((await made.statement('ann', '2026-01')).payout?.amount).toBe('920.00');
    await made.data({ 'fx-rates': ['from,to,date,rate', 'USD,EUR,2026-01-31,0.95'] });
    await made.calculate('2026-01');
    expect((await made.statement('ann', '2026-01')).payout).toMatchObject({
      amount: '950.00',
      date: '2026-01-31',
    });
    await made.data({ payees: ['id,name,payoutCurrency', 'ann,Ann,'] });
    await made.calculate('2026-01');
    expect(await made.statement('ann', '2026-01')).not.toHaveProperty('payout');
  });

  it('has a batch of its own, with the rate that it was built with', async () => {
    const { db, payroll } = await builtJanuary(database);
    const [inDollars, inEuros] = (await readPayouts(db, EVERY_PAYEE)).map(payoutDocument);
    expect(inDollars).toMatchObject({ batch: 1, currency: 'USD', total: '1000.00' });
    expect(inDollars).not.toHaveProperty('converted');
    expect(inEuros).toMatchObject({
      batch: 2,
      payGroup: 'monthly-USD',
      currency: 'EUR',
      total: '1135.80',
      converted: { planCurrency: 'USD', total: '1234.56', paid: '0.00', rate: '0.92', date: '2026-01-30' },
      payees: [{ payee: 'gil', sent: '1135.80', converted: { planCurrency: 'USD', sent: '1234.56' } }],
    });
    expect(succeeded(await payroll.build('2026-01'))).toMatchObject({
      isNew: false,
      history: { batch: { number: 1 } },
      others: [{ batch: { number: 2 } }],
    });
    succeeded(await payroll.reject(2));
    expect(succeeded(await payroll.build('2026-01'))).toMatchObject({
      isNew: true,
      history: { batch: { number: 3, currency: 'EUR' } },
      others: [],
    });
    await expectSound(db);
  });

  it('is told to payroll with what it converts, where the mapping asks for it', async () => {
    const { db, payroll } = await builtJanuary(database);
    const fields = ['payee', 'amount', 'currency', 'planAmount', 'planCurrency', 'rate', 'rateDate'];
    const columns = fields.map((field) => `    - { column: ${field}, field: ${field} }`).join('\n');
    const text = `language: 1\nprovider: adp\nexport:\n  lineEnd: unix\n  columns:\n${columns}\n`;
    const files: string[] = [];
    for (const batch of [1, 2]) {
      succeeded(await payroll.approve(batch));
      const mapping = { name: 'adp.yaml', text };
      files.push(succeeded(await exportPayout(db, { batch, mapping, actor: 'fin' })).text);
    }
    expect(files.map((file) => file.split('\n')[1])).toEqual([
      'ann,1000.00,USD,1000.00,USD,,',
      'gil,1135.80,EUR,1234.56,USD,0.92,2026-01-30',
    ]);
  });

  it('that is short is posted in the currency of the plan in proportion, and the rest to the cent', async () => {
    const { db, payroll } = await exportedJanuary(database);
    succeeded(await payroll.confirm(1, ['ann,1000.00,C-1,02/15/2026,OK']));
    succeeded(await payroll.confirm(2, ['gil,1000.00,C-2,01/31/2026,OK'], 'first.csv'));
    // 1,000.00 of 1,135.80 EUR is 1,086.9519… of 1,234.56 USD.
    expect(await sent(db)).toEqual(['ann 100000 USD', 'gil 108695 USD']);
    const [, short] = (await readPayouts(db, EVERY_PAYEE)).map(payoutDocument);
    expect(short).toMatchObject({
      state: 'exported',
      paid: '1000.00',
      converted: { paid: '1086.95' },
      payees: [{ match: 'under', sent: '1135.80', paid: '1000.00', difference: '-135.80' }],
    });
    await expectSound(db);
    const accrued = await readAccounting(db, EVERY_PAYEE, { paidAfter: 0, withCosts: false });
    expect(accrued?.accruals.filter(({ payee }) => payee === 'gil').map((each) => each.paid)).toContain(
      108_695n,
    );
    const last = await payroll.confirm(2, ['gil,135.80,C-3,02/20/2026,OK'], 'second.csv');
    expect(succeeded(last)).toMatchObject({ isPeriodPaid: true });
    expect(await sent(db)).toEqual(['ann 100000 USD', 'gil 123456 USD']);
    await expectSound(db);
  });

  it('that comes back or goes to somebody else is posted at the rate of the batch', async () => {
    const { db, payroll } = await exportedJanuary(database);
    succeeded(
      await payroll.confirm(2, ['gil,1135.80,C-2,02/15/2026,OK', 'zoe,92.00,C-9,02/15/2026,OK'], 'a.csv'),
    );
    expect(await sent(db)).toEqual(['gil 123456 USD', 'zoe 10000 USD']);
    await expectSound(db);
    succeeded(await payroll.confirm(2, ['gil,1135.80,C-2,02/15/2026,BOUNCED'], 'b.csv'));
    expect(await sent(db)).toEqual(['gil 0 USD', 'zoe 10000 USD']);
    await expectSound(db);
  });

  it('without a rate is a warning that keeps nobody from closing, and no batch is built of it', async () => {
    const made = await company(database);
    await made.data({
      deals: ['id,closeDate,tcv', 'D-3,2026-01-12,5000.05'],
      splits: ['deal,payee,role,share', 'D-3,kei,owner,100%'],
    });
    await made.calculate('2026-01');
    const open = await made.statement('kei', '2026-01');
    expect(open).toMatchObject({
      status: 'complete',
      payout: { currency: 'JPY', amount: null, rate: null, date: '2026-01-31' },
      problems: [
        {
          code: 'missing-rate',
          severity: 'warning',
          message: 'no rate from USD to JPY is loaded for 2026-01-31',
        },
      ],
    });
    expect(payoutSentence(open)).toBe(
      'Expected to be paid: 500.00 USD in JPY; no rate from USD to JPY is loaded for 2026-01-31',
    );
    await made.close('2026-01');
    expect(payoutSentence(await made.statement('kei', '2026-01'))).toBe(
      'Paid 500.00 USD in JPY; no rate from USD to JPY was loaded at its closing for 2026-01-31',
    );
    const payroll = new Payroll(made.db);
    expect(problemOf(await payroll.build('2026-01'))).toMatchObject({
      code: 'missing-rate',
      severity: 'error',
      message: 'no rate from USD to JPY is loaded for 2026-01-31',
      subject: 'payee kei',
    });
    expect(await readPayouts(made.db, EVERY_PAYEE)).toEqual([]);
    await made.data({
      'fx-rates': ['from,to,date,rate', 'USD,JPY,2026-01-29,151.3', 'USD,JPY,2026-02-01,9'],
    });
    succeeded(await payroll.build('2026-01'));
    const batches = (await readPayouts(made.db, EVERY_PAYEE)).map(({ batch }) => batch);
    expect(
      batches.map(({ currency, converted, items }) => [currency, converted?.rate, items[0]?.amount]),
    ).toEqual([
      ['USD', undefined, 100_000n],
      ['EUR', '0.92', 113_580n],
      ['JPY', '151.3', 75_650n],
    ]);
    await expectSound(made.db);
  });

  it('is in the chain, and payees and batches without one are in it as they always were', async () => {
    const { db } = await builtJanuary(database);
    const hashes = await partsOf(db);
    const unsaid = [null, null, null, null, null];
    expect(hashes).toContain(`payee ${hashOf([['2', 'ann', 'Ann', ...unsaid]])}`);
    expect(hashes).toContain(`payee ${hashOf([['2', 'gil', 'Gil', ...unsaid, 'EUR']])}`);
    expect(hashes).toContain(
      `payout_item ${hashOf([['1', '1', 'ann', '1', null, null, 'Ann', null, '100000']])}`,
    );
    expect(hashes).toContain(
      `payout_item ${hashOf([['2', '1', 'gil', '1', null, null, 'Gil', null, '113580', '123456']])}`,
    );
    await db.write((trx) =>
      trx.connection.run(`update payee set payout_currency = 'USD' where id = 'gil'`, []),
    );
    const breaks = (await audit(db)).flatMap((each) => each.breaks);
    expect(breaks).toMatchObject([{ where: 'payee gil of change 2', found: 'another content' }]);
  });

  it('is told by the database whole or not at all', async () => {
    const { db } = await builtJanuary(database);
    const columns =
      'number, pay_group, period, "from", "to", currency, maker, built_at, change, plan_currency';
    const insert = `insert into payout_batch (${columns}) values
      (9, 'monthly-USD', '2026-01', '2026-01-01', '2026-02-01', 'EUR', 'fin', 'x', 1, 'USD')`;
    await expect(db.write((trx) => trx.connection.run(insert, []))).rejects.toThrow('or none of them');
  });
});
