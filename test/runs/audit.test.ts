import { describe, expect, it } from 'vitest';
import { audit } from '../../src/runs/audit/audit.js';
import type { Database } from '../../src/store/executor.js';
import { databases } from '../databases/databases.js';
import { ClosedBooks } from './payouts/closed-books.js';
import { Payroll, succeeded } from './payouts/payroll.js';

/** Changes rows as somebody could who may take the refusal of the database away. */
async function tamper(db: Database, table: string, sql: string): Promise<void> {
  await db.write(async (trx) => {
    // On PostgreSQL only for now: the database is used again by another test, which relies on the refusals.
    if (trx.sqlite === null) await trx.connection.run('set local session_replication_role = replica', []);
    for (const action of trx.sqlite === null ? [] : ['update', 'delete'])
      await trx.connection.run(`drop trigger if exists ${table}_refuses_${action}`, []);
    await trx.connection.run(sql, []);
  });
}

/** What an audit finds in the books, in short; that rows are no more what they were is told besides. */
async function found(db: Database): Promise<readonly string[]> {
  return (await audit(db)).flatMap(({ breaks }) =>
    breaks
      .filter(({ rule }) => rule !== 'row-as-recorded')
      .map(({ rule, where, figure, difference }) => `${rule} | ${where} | ${figure} ${difference}`),
  );
}

const ADA = 'statement of ada, monthly-USD 2026-03, closing 1';

describe.each(databases)('an audit on $name', (database) => {
  async function paidMarch() {
    const db = await database.create();
    const books = new ClosedBooks(db);
    await books.close('2026-03', { ada: { earned: 500n, payable: 300n }, bo: { earned: 100n, draw: 400n } });
    await books.close('2026-03', { ada: { earned: 50n } }, 'EUR');
    await books.close('2026-04', { ada: { earned: -50n }, bo: { earned: 900n, draw: 400n } });
    const payroll = new Payroll(db);
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(1));
    succeeded(await payroll.export(1));
    succeeded(await payroll.confirm(1, ['ada,3.00,C-1,04/15/2026,OK']));
    return db;
  }

  it('finds nothing in sound books, and tells where they stand', async () => {
    const checks = await audit(await paidMarch());
    expect(checks.map(({ examined, of, breaks }) => `${examined} ${of}, ${breaks.length} breaks`)).toEqual([
      '15 transactions, 0 breaks',
      '5 closed statements, 0 breaks',
      '1 payout batches, 0 breaks',
      '7 records, 0 breaks',
      '81 rows, 0 breaks',
    ]);
    expect([...(checks[0]?.balances?.keys() ?? [])]).toEqual(['EUR', 'USD']);
  });

  it('finds an entry that was changed, and one that is gone', async () => {
    const db = await paidMarch();
    await tamper(
      db,
      'ledger_entry',
      `update ledger_entry set amount = amount + 1 where sequence = 1 and account = 'held'`,
    );
    expect(await found(db)).toEqual([
      'transaction-balances | transaction 1 of ada, closing 1, book earning | debits less credits 0.01',
      `statement-equals-entries | ${ADA} | held -0.01`,
      'statement-equals-entries | statement of ada, monthly-USD 2026-04, closing 3 | held -0.01',
    ]);
    const gone = await paidMarch();
    await tamper(gone, 'ledger_entry', 'delete from ledger_entry where sequence = 2');
    expect(await found(gone)).toEqual([
      `statement-equals-entries | ${ADA} | paid 3.00`,
      'books-agree | ada in USD | payable 3.00',
      'books-agree | ada in USD | paid -3.00',
    ]);
  });

  it('finds a statement whose total, text or line was changed', async () => {
    const total = await paidMarch();
    await tamper(
      total,
      'closed_statement',
      `update closed_statement set paid = 999 where closing = 1 and payee = 'ada'`,
    );
    expect(await found(total)).toEqual([
      `statement-equals-entries | ${ADA} | paid 6.99`,
      `statement-shows-totals | ${ADA} | paid 6.99`,
      'payout-equals-statement | batch 1, ada, closing 1 | paid -6.99',
    ]);
    const text = await paidMarch();
    await tamper(
      text,
      'closed_statement',
      `update closed_statement set document = replace(document, '"ADA"', '"EVE"') where closing = 1`,
    );
    expect(await found(text)).toEqual([`statement-hash | ${ADA} | SHA-256 null`]);
    const lines = await paidMarch();
    await tamper(
      lines,
      'closed_line',
      `update closed_line set amount = 501 where closing = 1 and payee = 'ada'`,
    );
    expect(await found(lines)).toEqual([
      `statement-hash | ${ADA} | SHA-256 null`,
      `lines-sum-to-earned | ${ADA} | earned 0.01`,
    ]);
  });

  it('finds a statement that is gone', async () => {
    const db = await paidMarch();
    await tamper(db, 'closed_statement', `delete from closed_statement where closing = 3 and payee = 'ada'`);
    expect(await found(db)).toEqual([
      'entries-have-statement | transaction 10 of ada, monthly-USD 2026-04, closing 3 | statement null',
      'entries-have-statement | transaction 11 of ada, monthly-USD 2026-04, closing 3 | statement null',
      'closing-hash | closing 3, monthly-USD 2026-04 | SHA-256 null',
    ]);
  });

  it('finds a payment that was changed', async () => {
    const db = await paidMarch();
    await tamper(db, 'payout_payment', 'update payout_payment set amount = 301');
    expect(await found(db)).toEqual(['sent-equals-confirmed | ada in USD | sent -0.01']);
  });
});
