import BareDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.js';
import { audit } from '../../src/runs/audit/audit.js';
import { withChange } from '../../src/store/change.js';
import type { Database, SqlRow } from '../../src/store/executor.js';
import { postClosing, readTransactions } from '../../src/store/ledger-entries.js';
import { databases, SQLITE } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import { ClosedBooks } from '../runs/payouts/closed-books.js';
import { confirmation, Payroll, succeeded } from '../runs/payouts/payroll.js';

/** Runs SQL as somebody would who writes past the program. */
function run(db: Database, sql: string, parameters: SqlRow = []): Promise<number> {
  return db.write((trx) => trx.connection.run(sql, parameters));
}

const ITEM =
  'insert into payout_item (batch, closing, payee, attempt, freed_by, freed_as, name, email, amount) values (?, ?, ?, ?, ?, ?, ?, null, ?)';

function item(
  batch: bigint,
  { payee = 'ada', attempt = 1n, freedBy = null as bigint | null, freedAs = null as string | null },
): SqlRow {
  return [batch, 1n, payee, attempt, freedBy, freedAs, 'Ada', 300_000n];
}

const DECISION =
  'insert into payout_decision (batch, decision, maker, actor, reason, at, change) values (?, ?, ?, ?, null, ?, ?)';

describe.each(databases)('what is paid on $name', (database) => {
  async function withBatches() {
    const db = await database.create();
    const books = new ClosedBooks(db);
    await books.close('2026-03', { ada: { earned: 300_000n }, bo: { earned: 1n } });
    const payroll = new Payroll(db);
    succeeded(await payroll.build('2026-03'));
    const batch = `insert into payout_batch (number, pay_group, period, "from", "to", currency, pay_date, maker, built_at, change)
      values (2, 'monthly-USD', '2026-03', '2026-03-01', '2026-04-01', 'USD', null, 'eve', 'x', 1)`;
    await run(db, batch);
    return { db, books, payroll };
  }

  it('cannot be in two batches that may pay it, whoever writes', async () => {
    const { db } = await withBatches();
    await expect(run(db, ITEM, item(2n, {}))).rejects.toThrow();
    await expect(run(db, ITEM, item(2n, { attempt: 2n }))).rejects.toThrow();
    // The batch that is said to have freed it is not rejected.
    await expect(
      run(db, ITEM, item(2n, { attempt: 2n, freedBy: 1n, freedAs: 'rejected' })),
    ).rejects.toThrow();
    await expect(
      run(db, ITEM, item(2n, { attempt: 2n, freedBy: 1n, freedAs: 'approved' })),
    ).rejects.toThrow();
  });

  it('is freed by a rejection, once, and only what the rejected batch held', async () => {
    const { db, payroll } = await withBatches();
    succeeded(await payroll.reject(1));
    const freed = { attempt: 2n, freedBy: 1n, freedAs: 'rejected' };
    await expect(run(db, ITEM, item(2n, { ...freed, payee: 'cy' }))).rejects.toThrow();
    expect(await run(db, ITEM, item(2n, freed))).toBe(1);
    const batch = `insert into payout_batch (number, pay_group, period, "from", "to", currency, pay_date, maker, built_at, change)
      values (3, 'monthly-USD', '2026-03', '2026-03-01', '2026-04-01', 'USD', null, 'eve', 'x', 1)`;
    await run(db, batch);
    await expect(run(db, ITEM, item(3n, freed))).rejects.toThrow();
    await expect(run(db, ITEM, item(3n, { ...freed, attempt: 3n }))).rejects.toThrow();
  });

  it('is freed by a withdrawal, once, and only where payroll was not told', async () => {
    const { db, payroll } = await withBatches();
    const withdrawal = 'insert into payout_withdrawal values (?, ?, ?, ?, ?, ?)';
    const row = (batch: bigint, decision = 'approved') => [batch, decision, 'fin', 'why', 'x', 1n];
    const freed = { attempt: 2n, freedBy: 1n, freedAs: 'withdrawn' };
    await expect(run(db, withdrawal, row(1n))).rejects.toThrow();
    succeeded(await payroll.approve(1));
    await expect(run(db, ITEM, item(2n, freed))).rejects.toThrow(
      'only by a batch that was rejected or withdrawn',
    );
    await expect(run(db, withdrawal, row(1n, 'rejected'))).rejects.toThrow();
    expect(await run(db, withdrawal, row(1n))).toBe(1);
    await expect(run(db, withdrawal, row(1n))).rejects.toThrow();
    await expect(run(db, ITEM, item(2n, { ...freed, freedAs: 'rejected' }))).rejects.toThrow();
    expect(await run(db, ITEM, item(2n, freed))).toBe(1);
    const made = 'insert into payout_export values (?, ?, ?, ?, ?, ?, ?, ?)';
    const file = (batch: bigint) => [batch, 'hash', 'approved', 'adp', 'hash', 'fin', 'x', 1n];
    await expect(run(db, made, file(1n))).rejects.toThrow('of no batch that was withdrawn');
    await run(db, DECISION, [2n, 'approved', 'eve', 'cfo', 'x', 1n]);
    await run(db, made, file(2n));
    await expect(run(db, withdrawal, row(2n))).rejects.toThrow('of no batch that was exported');
    for (const change of ["update payout_withdrawal set reason = 'x'", 'delete from payout_withdrawal']) {
      await expect(run(db, change)).rejects.toThrow('payout_withdrawal is history');
    }
  });

  it('stays as it was when the table of what batches hold is made anew', async () => {
    const db = await database.create();
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 300_000n }, bo: { earned: 1n } });
    const payroll = new Payroll(db);
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.reject(1));
    succeeded(await payroll.build('2026-03'));
    const items = () =>
      db.read((trx) => trx.connection.rows('select * from payout_item order by batch, closing, payee', []));
    const before = await items();
    expect(before).toHaveLength(4);
    await MIGRATIONS['0028-payout-withdrawals']?.up(db.queries);
    await MIGRATIONS['0030-payout-currencies']?.up(db.queries);
    expect(await items()).toEqual(before);
    await expect(run(db, ITEM, item(2n, {}))).rejects.toThrow();
    await expect(run(db, 'delete from payout_item')).rejects.toThrow('payout_item is history');
    expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
  });

  it('is decided on once, and never by its maker', async () => {
    const { db } = await withBatches();
    await expect(run(db, DECISION, [1n, 'approved', 'fin', 'fin', 'x', 1n])).rejects.toThrow();
    // Another maker than the batch has.
    await expect(run(db, DECISION, [1n, 'approved', 'eve', 'fin', 'x', 1n])).rejects.toThrow();
    await run(db, DECISION, [1n, 'approved', 'fin', 'cfo', 'x', 1n]);
    await expect(run(db, DECISION, [1n, 'rejected', 'fin', 'cfo', 'x', 1n])).rejects.toThrow();
  });

  it('is exported and confirmed only where it is approved', async () => {
    const { db, payroll } = await withBatches();
    const made = 'insert into payout_export values (?, ?, ?, ?, ?, ?, ?, ?)';
    const row = (decision: string) => [1n, 'hash', decision, 'adp', 'hash', 'fin', 'x', 1n];
    await expect(run(db, made, row('approved'))).rejects.toThrow();
    succeeded(await payroll.reject(1));
    await expect(run(db, made, row('approved'))).rejects.toThrow();
    await expect(run(db, made, row('rejected'))).rejects.toThrow();
  });

  it('is never changed or deleted, and neither is the ledger', async () => {
    const { db, payroll } = await withBatches();
    succeeded(await payroll.approve(1));
    succeeded(await payroll.export(1));
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,OK']));
    const columns = {
      payout_batch: 'maker',
      payout_item: 'name',
      payout_decision: 'reason',
      payout_export: 'provider',
      payout_confirmation: 'file',
      payout_payment: 'reference',
      ledger_transaction: 'payee',
      ledger_entry: 'account',
    };
    for (const [table, column] of Object.entries(columns)) {
      await expect(run(db, `update ${table} set ${column} = 'x'`)).rejects.toThrow(`${table} is history`);
      await expect(run(db, `delete from ${table}`)).rejects.toThrow(`${table} is history`);
    }
  });
});

describe.each(databases)('the ledger on $name', (database) => {
  it('has the transactions of a closing in the order of payees, numbered from 1', async () => {
    const db = await database.create();
    const books = new ClosedBooks(db);
    await books.close('2026-03', { bo: { earned: -5n }, ada: { earned: 500n, payable: 300n } });
    await books.close('2026-04', { ada: { earned: 0n, payable: 200n } });
    const posted = await readTransactions(db, ['ada', 'bo']);
    expect(
      posted.map(({ sequence, source, book, payee, entries }) =>
        [
          `${sequence} ${source.kind} ${source.number} ${book} ${payee}:`,
          ...entries.map(({ account, amount }) => `${account} ${amount}`),
        ].join(' '),
      ),
    ).toEqual([
      '1 closing 1 earning ada: earned -500 held 200 payable 300',
      '2 closing 1 pay ada: paid 300 payable -300',
      '3 closing 1 payout ada: outstanding 300 paid -300',
      '4 closing 1 earning bo: earned 5 payable -5',
      '5 closing 1 pay bo: carried -5 payable 5',
      '6 closing 2 earning ada: held -200 payable 200',
      '7 closing 2 pay ada: paid 200 payable -200',
      '8 closing 2 payout ada: outstanding 200 paid -200',
    ]);
  });

  it('takes a closing once', async () => {
    const db = await database.create();
    const closing = await new ClosedBooks(db).close('2026-03', { ada: { earned: 500n } });
    await expect(db.write((trx) => postClosing(trx, closing))).rejects.toThrow();
    expect(await readTransactions(db, ['ada'])).toHaveLength(3);
  });

  it('has nothing of a payout that failed on its way', async () => {
    const db = await database.create();
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 500n } });
    const description = { actor: 'fin', command: 'test' };
    const failing = withChange(db, description, async (trx) => {
      await trx.connection.run(
        `insert into ledger_transaction values (99, 'payout', 1, 'payout', 'ada', 'USD', 'monthly-USD', '2026-03')`,
        [],
      );
      throw new Error(confirmation([]).name);
    });
    await expect(failing).rejects.toThrow('paid.csv');
    expect(await readTransactions(db, ['ada'])).toHaveLength(3);
  });
});

describe('what is closed, posted and paid, for whoever opens the file by any other program', () => {
  it('is not replaced', async () => {
    const path = await SQLITE.createAddress();
    const db = await openTemporary(path);
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 300_000n } });
    const payroll = new Payroll(db);
    succeeded(await payroll.build('2026-03'));
    succeeded(await payroll.approve(1));
    succeeded(await payroll.export(1));
    succeeded(await payroll.confirm(1, ['ada,3000.00,C-1,04/15/2026,OK']));
    const bare = new BareDatabase(path);
    bare.pragma('recursive_triggers = off');
    bare.pragma('foreign_keys = off');
    for (const table of REPLACED) {
      const replaced = () => bare.exec(`insert or replace into ${table} select * from ${table}`);
      expect(replaced, table).toThrow(`${table} is history`);
    }
    // By a unique index, with another key.
    const moved = `insert or replace into ledger_transaction
      select sequence + 1000, source, source_number, book, payee, 'EUR', pay_group, period from ledger_transaction`;
    expect(() => bare.exec(moved)).toThrow('ledger_transaction is history');
    bare.close();
    expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
  });
});

const REPLACED = [
  ...['closing', 'closed_statement', 'closed_entitlement', 'period_event'],
  ...['ledger_transaction', 'ledger_entry', 'payout_batch', 'payout_decision', 'payout_item'],
  ...['payout_export', 'payout_confirmation', 'payout_payment'],
];
