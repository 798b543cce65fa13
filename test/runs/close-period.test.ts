import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Result } from '../../src/problems/result.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { readPeriods } from '../../src/runs/closing/period-status.js';
import { approvePeriod, rejectPeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { previewAdjustments } from '../../src/runs/preview-adjustments.js';
import { verifyPeriod } from '../../src/runs/verify-period.js';
import { closedStatements, readClosings } from '../../src/store/closings.js';
import type { Database } from '../../src/store/executor.js';
import { databases, SQLITE, type TestDatabase } from '../databases/databases.js';
import { type ClosingCompany, closingCompany } from './closing/closing-company.js';

const PLAN = (id: string, payFrequency = 'monthly') => `language: 1
plan: ${id}
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: ${payFrequency}
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission: { tiers: marginal, over: attainment, rates: [{ from: 0%, rate: 5% }] }
`;

const QUOTAS = 'payee,quota,from,to,amount,currency';

async function company(database: TestDatabase = SQLITE): Promise<ClosingCompany> {
  const made = await closingCompany(database);
  await made.rules({ ae: PLAN('ae') });
  await made.data({
    payees: ['id,name', 'ann,Ann', 'bob,Bob'],
    assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'bob,ae,2026-01-01'],
    quotas: [
      QUOTAS,
      'ann,bookings,2026-01-01,2027-01-01,400000,USD',
      'bob,bookings,2026-01-01,2027-01-01,1,USD',
    ],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%'],
  });
  await made.calculate('2026-02');
  return made;
}

const step = (actor: string, period = '2026-01', payGroup = 'monthly-USD') => ({ payGroup, period, actor });

function codes({ problems }: Result<unknown>): readonly string[] {
  return (problems ?? []).map(({ code }) => code);
}

function messages({ problems }: Result<unknown>): readonly string[] {
  return (problems ?? []).map(({ message }) => message);
}

async function states(db: Database): Promise<readonly string[]> {
  return (await readPeriods(db)).map(({ status }) => `${status.period.id} ${status.state}`);
}

describe.each(databases)('the way of a pay period on $name', (database) => {
  it('goes from calculated over approval to closed, each step kept with who made it', async () => {
    const { db } = await company(database);
    expect(await states(db)).toEqual(['2026-01 calculated', '2026-02 calculated']);
    await submitPeriod(db, step('ops'));
    expect(await states(db)).toEqual(['2026-01 inApproval', '2026-02 calculated']);
    await approvePeriod(db, step('cfo'));
    const closed = await closePeriod(db, step('ops'));
    expect(closed).toMatchObject({ ok: true, value: { state: 'closed', closing: 1, paid: '3000.00' } });
    const [known] = await readPeriods(db, { period: '2026-01' });
    expect(known?.events.map(({ act, state, actor, run }) => [act, state, actor, run])).toEqual([
      ['submitted', 'inApproval', 'ops', 1],
      ['approved', 'inApproval', 'cfo', 1],
      ['closed', 'closed', 'ops', 1],
    ]);
    expect(codes(await closePeriod(db, step('ops')))).toEqual(['period-state']);
    expect(codes(await submitPeriod(db, step('ops')))).toEqual(['period-state']);
  });

  it('closes a period once, though two ask at the same time', async () => {
    const { db } = await company(database);
    await submitPeriod(db, step('ops'));
    await approvePeriod(db, step('cfo'));
    const both = await Promise.all([closePeriod(db, step('ops')), closePeriod(db, step('cfo'))]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await readClosings(db)).map(({ number }) => number)).toEqual([1]);
  });
});

describe('what keeps a period from being closed', () => {
  it('is that it was not submitted, that an earlier one is open, and that data changed: all at once', async () => {
    const made = await company();
    await made.data({ deals: ['id,closeDate,tcv', 'D-1,2026-01-20,70000'] });
    const refused = await closePeriod(made.db, step('ops', '2026-02'));
    expect(messages(refused)).toEqual([
      'a period that is calculated cannot be closed',
      'deal D-1 was changed by change 3, and the published run was made after change 2',
      'monthly-USD 2026-01 is not closed yet',
    ]);
    expect((refused.problems ?? []).every(({ hint }) => hint !== undefined)).toBe(true);
    expect(await readClosings(made.db)).toEqual([]);
  });

  it('is that the run ends before it does', async () => {
    const { db } = await company();
    await calculateRun(db, { through: '2026-02-15', actor: 'ops' });
    expect(await states(db)).toEqual(['2026-01 calculated', '2026-02 open']);
    expect(codes(await submitPeriod(db, step('ops', '2026-02')))).toEqual([
      'period-state',
      'period-not-calculated',
    ]);
  });

  it('is an incomplete statement', async () => {
    const made = await company();
    await made.data({
      payees: ['id,name', 'cy,Cy'],
      assignments: ['payee,plan,from', 'cy,ae,2026-01-01'],
      splits: ['deal,payee,role,share', 'D-1,ann,owner,50%', 'D-1,cy,owner,50%'],
    });
    await calculateRun(made.db, { through: '2026-03-01', actor: 'ops' });
    const refused = await submitPeriod(made.db, step('ops'));
    expect(messages(refused)).toEqual(['the statement of cy is incomplete']);
  });

  it('is that nobody approved it, or only who submitted it', async () => {
    const { db } = await company();
    await submitPeriod(db, step('ops'));
    expect(codes(await approvePeriod(db, step('ops')))).toEqual(['own-work']);
    expect(messages(await closePeriod(db, step('ops')))).toEqual(['it is not approved yet']);
  });

  it('is that other results were published since it was approved', async () => {
    const made = await company();
    await submitPeriod(made.db, step('ops'));
    await made.calculate('2026-02');
    expect(codes(await approvePeriod(made.db, step('cfo')))).toEqual(['run-outdated']);
    expect(codes(await rejectPeriod(made.db, step('cfo')))).toEqual(['missing-value']);
    await rejectPeriod(made.db, { ...step('cfo'), reason: 'calculated again' });
    expect(await states(made.db)).toEqual(['2026-01 open', '2026-02 calculated']);
    await made.calculate('2026-02');
    expect(await states(made.db)).toEqual(['2026-01 calculated', '2026-02 calculated']);
  });

  it('is a period or a pay group that is not there', async () => {
    const { db } = await company();
    expect(codes(await closePeriod(db, step('ops', '2027-01')))).toEqual(['not-found']);
    expect(codes(await closePeriod(db, step('ops', '2026-01', 'weekly-EUR')))).toEqual(['not-found']);
    expect(codes(await verifyPeriod(db, { period: '2026-01' }))).toEqual(['not-closed']);
  });

  it('is an earlier period of another pay calendar that somebody in it is paid by, in the same currency', async () => {
    const made = await company();
    await made.rules({ ae: PLAN('ae'), vp: PLAN('vp', 'quarterly') });
    await made.data({ assignments: ['payee,plan,from', 'ann,vp,2026-01-01'] });
    await made.calculate('2026-04');
    for (const period of ['2026-01', '2026-02', '2026-03']) await made.close(period);
    await submitPeriod(made.db, step('ops', '2026-04'));
    await approvePeriod(made.db, step('cfo', '2026-04'));
    expect(messages(await closePeriod(made.db, step('ops', '2026-04')))).toEqual([
      'quarterly-USD 2026-Q1 is not closed yet',
    ]);
    await made.close('2026-Q1', 'quarterly-USD');
    expect(await closePeriod(made.db, step('ops', '2026-04'))).toMatchObject({
      ok: true,
      value: { closing: 5 },
    });
    for (const period of ['2026-04', '2026-Q1'])
      expect(await verifyPeriod(made.db, { period })).toMatchObject({ value: [{ isEqual: true }] });
  });

  it('keeps a run from being shown that does not know of the closing', async () => {
    const made = await company();
    await submitPeriod(made.db, step('ops'));
    await approvePeriod(made.db, step('cfo'));
    const slow = afterWrites(made.db, 2, async () => {
      expect(await closePeriod(made.db, step('ops'))).toMatchObject({ ok: true });
    });
    const done = await calculateRun(slow, { through: '2026-03-01', actor: 'ops' });
    expect(codes(done)).toEqual(['run-overtaken']);
    expect((await readPeriods(made.db))[0]?.run?.id).toBe(1);
  });
});

/** The database, in which something else happens after so many writes. */
function afterWrites(db: Database, writes: number, happens: () => Promise<void>): Database {
  let done = 0;
  const slow: Database = Object.create(db);
  slow.write = async (work) => {
    if (done === writes) await happens();
    done += 1;
    return db.write(work);
  };
  return slow;
}

describe('verifying a closed period', () => {
  it('finds a line that was edited behind the back of the program', async () => {
    const made = await company();
    await made.close('2026-01');
    await made.db.write(async (trx) => {
      await trx.connection.run('drop trigger closed_line_refuses_update', []);
      await trx.connection.run('update closed_line set amount = amount + 1', []);
    });
    const verified = await verifyPeriod(made.db, { period: '2026-01' });
    expect(verified.ok && verified.value[0]?.isEqual).toBe(false);
    const found = verified.ok ? (verified.value[0]?.differences ?? []) : [];
    expect(found.map(({ payee, at }) => `${payee} ${at}`)).toEqual([
      'ann hash',
      'ann components.0.lines.0.amount',
    ]);
    expect(found[1]).toMatchObject({ closed: '"3000.01"', calculated: '"3000.00"' });
  });

  it('says with which version of the program a period was closed, and whether this one comes to the same', async () => {
    const made = await company();
    await made.close('2026-01');
    await made.db.write(async (trx) => {
      await trx.connection.run('drop trigger closing_refuses_update', []);
      await trx.connection.run("update closing set engine_version = '0.0.1'", []);
    });
    const verified = await verifyPeriod(made.db, { period: '2026-01' });
    expect(verified).toMatchObject({
      value: [
        {
          isEqual: false,
          engineVersion: { closed: '0.0.1' },
          differences: [
            { payee: 'ann', at: 'madeFrom.engineVersion', calculated: '"0.0.1"' },
            { payee: 'bob', at: 'madeFrom.engineVersion', calculated: '"0.0.1"' },
          ],
        },
      ],
    });
  });

  it('stays equal when the data and the rules of then have long been replaced', async () => {
    const made = await company();
    await made.close('2026-01');
    const statements = [];
    for await (const each of closedStatements(made.db, EVERY_PAYEE, { period: '2026-01' }))
      statements.push(each);
    await made.data({ deals: ['id,closeDate,tcv', 'D-1,2026-02-20,1'], payees: ['id,name', 'ann,Anna'] });
    await made.rules({ ae: PLAN('ae').replace('5%', '9%') });
    await made.calculate('2026-02');
    await made.close('2026-02');
    for (const period of ['2026-01', '2026-02'])
      expect(await verifyPeriod(made.db, { period })).toMatchObject({ value: [{ isEqual: true }] });
    expect((await made.statement('ann', '2026-01')).payee.name).toBe('Ann');
    expect(statements.map(({ payee, totals }) => [payee, totals.paid])).toEqual([
      ['ann', 300_000n],
      ['bob', 0n],
    ]);
  });
});

describe('previewing after another version of the program closed', () => {
  it('tells what the open period will post of it, though nothing was changed', async () => {
    const made = await company();
    await made.close('2026-01');
    await made.db.write(async (trx) => {
      for (const table of ['closing', 'closed_line', 'closed_payable', 'closed_statement']) {
        await trx.connection.run(`drop trigger ${table}_refuses_update`, []);
      }
      await trx.connection.run("update closing set engine_version = '0.0.1'", []);
      await trx.connection.run('update closed_line set amount = amount - 100', []);
      await trx.connection.run(
        'update closed_payable set earned = earned - 100, payable = payable - 100',
        [],
      );
    });
    const preview = await previewAdjustments(made.db);
    expect(preview).toMatchObject({
      value: [
        {
          postedIn: '2026-02',
          earned: '1.00',
          adjustments: [
            { payee: 'ann', period: '2026-01', earned: '1.00', source: 'another version of the program' },
          ],
        },
      ],
    });
    await made.calculate('2026-02');
    expect(await made.lines('ann', '2026-02')).toEqual([
      'credit D-1 1.00; corrects 2999.00 of 2026-01; adjusts 2026-01, correction, another version of the program @2',
    ]);
  });
});
