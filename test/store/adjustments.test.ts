import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { readAdjustments, readApprovedAdjustments, writeAdjustments } from '../../src/store/adjustments.js';
import { withChange } from '../../src/store/change.js';
import type { Database, SqlRow } from '../../src/store/executor.js';
import { databases } from '../databases/databases.js';

/** Runs SQL as somebody would who writes past the program. */
function run(db: Database, sql: string, parameters: SqlRow = []): Promise<number> {
  return db.write((trx) => trx.connection.run(sql, parameters));
}

const DECISION =
  'insert into adjustment_decision (adjustment, decision, maker, actor, reason, at, change) values (1, ?, ?, ?, null, ?, 2)';

describe.each(databases)('adjustments in $name', (database) => {
  async function withAdjustment() {
    const db = await database.create();
    const terms = {
      ...{ payee: 'ada', payGroup: 'monthly-USD', period: '2026-03', currency: 'USD' },
      ...{ amount: -9_007_199_254_740_993n, reason: 'Fair', note: null },
      attachment: { file: 'a.pdf', hash: 'a'.repeat(64) },
    };
    const { value } = await withChange(db, { actor: 'ops', command: 'adjustment add' }, (trx, change) =>
      writeAdjustments(trx, change, [terms, { ...terms, payee: 'bo', attachment: null }], 'ops'),
    );
    expect(value).toEqual([1, 2]);
    return { db, terms };
  }

  it('are read as they were written, within a scope', async () => {
    const { db, terms } = await withAdjustment();
    const [first] = await readAdjustments(db, payeesAlone('ada'));
    expect(first).toMatchObject({ ...terms, number: 1, maker: 'ops', change: 1, decision: null });
    expect(await readAdjustments(db, EVERY_PAYEE, { state: 'waiting' })).toHaveLength(2);
    expect(await readApprovedAdjustments(db, { asOfChange: 9 })).toEqual([]);
  });

  it('are neither changed nor deleted, and decided on once, by another person', async () => {
    const { db } = await withAdjustment();
    await expect(run(db, 'update adjustment set amount = 1')).rejects.toThrow();
    await expect(run(db, 'delete from adjustment')).rejects.toThrow();
    await expect(run(db, DECISION, ['approved', 'ops', 'ops', 'x'])).rejects.toThrow();
    await expect(run(db, DECISION, ['approved', 'eve', 'cfo', 'x'])).rejects.toThrow();
    await expect(run(db, DECISION, ['maybe', 'ops', 'cfo', 'x'])).rejects.toThrow();
    expect(await run(db, DECISION, ['approved', 'ops', 'cfo', 'x'])).toBe(1);
    await expect(run(db, DECISION, ['rejected', 'ops', 'cfo', 'x'])).rejects.toThrow();
    await expect(run(db, 'delete from adjustment_decision')).rejects.toThrow();
    expect(await readApprovedAdjustments(db, { asOfChange: 1 })).toEqual([]);
    expect(await readApprovedAdjustments(db, { asOfChange: 2 })).toMatchObject([
      { number: 1, approver: 'cfo', attachment: 'a.pdf' },
    ]);
  });
});

describe.each(databases)('disputes, acceptances and approvals in $name', (database) => {
  it('are only ever added, and nobody decides on their own', async () => {
    const db = await database.create();
    const dispute = `insert into dispute (number, payee, line, pay_group, period, component, deal, date, currency, amount, expected, message, corrections, opener, opened_at, change)
      values (1, 'ada', 'ada.2026-03.1', 'monthly-USD', '2026-03', 'c', null, '2026-03-01', 'USD', 1, 2, 'm', '[]', 'ada', 'x', 1)`;
    await run(db, dispute);
    const decision = `insert into dispute_decision (dispute, decision, opener, actor, reason, at, change) values (1, ?, 'ada', ?, null, 'x', 1)`;
    await expect(run(db, decision, ['accepted', 'ada'])).rejects.toThrow();
    await expect(run(db, decision, ['withdrawn', 'bo'])).rejects.toThrow();
    await run(db, decision, ['accepted', 'bo']);
    await expect(run(db, decision, ['rejected', 'bo'])).rejects.toThrow();
    const approval = `insert into statement_approval (pay_group, period, payee, level, decision, totals_hash, actor, reason, at, change)
      values ('monthly-USD', '2026-03', 'ada', 'manager', 'approved', 'h', ?, null, 'x', 1)`;
    await expect(run(db, approval, ['ada'])).rejects.toThrow();
    await run(db, approval, ['mia']);
    const acceptance = `insert into plan_acceptance (plan_hash, payee, plan, at, change) values ('h', 'ada', 'ae', 'x', 1)`;
    await run(db, acceptance);
    await expect(run(db, acceptance)).rejects.toThrow();
    for (const table of ['dispute', 'dispute_decision', 'statement_approval', 'plan_acceptance']) {
      await expect(run(db, `delete from ${table}`)).rejects.toThrow();
      await expect(run(db, `update ${table} set change = 2`)).rejects.toThrow();
    }
  });
});
