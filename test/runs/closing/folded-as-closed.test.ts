import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/civil-date.js';
import { runPeriods } from '../../../src/ledger/run-period.js';
import { foldedAsClosed } from '../../../src/runs/closing/folded-as-closed.js';
import { mayStandAsClosed } from '../../../src/runs/closing/run-closings.js';
import { firstEntitlements } from '../../../src/runs/first-entitlements.js';
import { foldShards } from '../../../src/runs/folding/fold-shards.js';
import { readRunInputs } from '../../../src/runs/run-inputs.js';
import type { Transaction } from '../../../src/store/executor.js';
import { beginRun } from '../../../src/store/runs.js';
import { unlikeClosed } from '../../../src/store/unlike-closed.js';
import { writeRunPeriods } from '../../../src/store/write-results.js';
import { databases } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from './closing-company.js';

const PLAN = `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission:
      tiers: marginal
      over: attainment
      rates:
        - { from: 0%, rate: 5% }
        - { from: 100%, rate: 20% }
    release:
      - { on: booked, share: 60% }
      - { on: collected, share: 40% }
`;

const DATA = {
  payees: ['id,name', 'ann,Ann', 'bob,Bob'],
  assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'bob,ae,2026-01-01'],
  quotas: [
    'payee,quota,from,to,amount,currency',
    'ann,bookings,2026-01-01,2027-01-01,400000,USD',
    'bob,bookings,2026-01-01,2027-01-01,400000,USD',
  ],
  deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000', 'D-2,2026-02-10,20000', 'D-3,2026-01-15,8000'],
  splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,ann,owner,100%', 'D-3,bob,owner,100%'],
};

const THROUGH = '2026-03-01';

async function closedJanuary(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: PLAN });
  await company.data(DATA);
  await company.calculate('2026-02');
  await company.close('2026-01');
  return company;
}

/** A run that is begun and folded, before the engine is asked. */
async function folded({ db }: ClosingCompany) {
  const read = await db.read((trx) => readRunInputs(trx, THROUGH, { path: null, from: 1 }));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { rules, change, people, closings } = read.value;
  const segments = people.flatMap((each) => each.segments);
  const closed = closings.closings.map(({ period, frequency }) => ({ ...period, frequency }));
  const periods = runPeriods(segments, rules.book.company, THROUGH, closed);
  const run = await db.write(async (trx) => {
    const through = addDays(THROUGH, -1);
    const made = {
      change,
      rulesHash: rules.hash,
      engineVersion: 'test',
      through,
      actor: 'test',
      inputsHash: '',
    };
    const begun = await beginRun(trx, made, []);
    await writeRunPeriods(trx, begun, periods);
    return begun;
  });
  const { first } = firstEntitlements(people, closings);
  const inputs = { ...read.value, people: people.filter((each) => mayStandAsClosed(each, closings)) };
  const firstEntitlement = (payee: string) => first.get(payee) ?? 0;
  const all = await foldShards(db, run, {
    inputs,
    periods,
    firstEntitlement,
    through: THROUGH,
    writer: null,
  });
  return { run, all, standing: await foldedAsClosed(db, run, all, inputs) };
}

async function leftOf(company: ClosingCompany): Promise<readonly string[]> {
  const { all, standing } = await folded(company);
  expect(all.left).toEqual([]);
  return standing.left.map(({ payee }) => payee);
}

describe.each(databases)('folding as if nothing was closed, on $name', (database) => {
  it('leaves nobody to the engine where what is closed comes to the same', async () => {
    const company = await closedJanuary(database);
    expect(await leftOf(company)).toEqual([]);
    await company.data({
      deals: ['id,closeDate,tcv', 'D-2,2026-02-10,50000', 'D-4,2026-02-12,700'],
      splits: ['deal,payee,role,share', 'D-4,ann,owner,100%'],
    });
    expect(await leftOf(company)).toEqual([]);
    const { standing } = await folded(company);
    expect([standing.statements, standing.lines, [...standing.hashes.keys()]]).toEqual([
      4,
      4,
      ['ann', 'bob'],
    ]);
  });

  it('leaves to the engine who comes to something else in a closed month, and nobody else', async () => {
    const company = await closedJanuary(database);
    await company.data({ deals: ['id,closeDate,tcv', 'D-3,2026-01-15,8001'] });
    const { run, standing } = await folded(company);
    expect(standing.left.map(({ payee }) => payee)).toEqual(['bob']);
    expect([standing.statements, standing.lines, [...standing.hashes.keys()]]).toEqual([2, 2, ['ann']]);
    const rows = await company.db.read(({ connection }) =>
      connection.rows('select "payee" from "statement" where "run" = ? order by "payee", "period"', [
        BigInt(run),
      ]),
    );
    expect(rows).toEqual([['ann'], ['ann']]);
  });

  it('leaves to the engine who has a new deal in a closed month, a plan that says something else, or cash that came', async () => {
    const company = await closedJanuary(database);
    await company.data({
      deals: ['id,closeDate,tcv', 'D-5,2026-01-31,1'],
      splits: ['deal,payee,role,share', 'D-5,bob,owner,100%'],
    });
    expect(await leftOf(company)).toEqual(['bob']);
    await company.data({
      'invoice-lines': ['invoice,deal,date,amount', 'I-1,D-1,2026-01-20,60000'],
      receipts: ['id,date,amount', 'R-1,2026-01-25,30000'],
      applications: ['receipt,invoice,amount', 'R-1,I-1,30000'],
    });
    expect(await leftOf(company)).toEqual(['ann', 'bob']);
    await company.rules({ ae: PLAN.replace('rate: 20%', 'rate: 21%') });
    const { standing, all } = await folded(company);
    expect([all.hashes.size, standing.left]).toEqual([0, []]);
  });

  it.each([
    ['a total', 'update "statement" set "held" = "held" + 1 where "payee" = \'ann\''],
    ['a statement that is missing', 'delete from "statement" where "payee" = \'ann\''],
    [
      'what a statement says',
      `update "statement" set "document" = '{"year":[20260101,"1","1","1"]}' where "payee" = 'ann'`,
    ],
    ['an incomplete statement', `update "statement" set "status" = 'incomplete' where "payee" = 'ann'`],
    ['an amount', `update "line" set "amount" = "amount" + 1 where "deal" = 'D-1'`],
    ['a share', `update "line" set "share" = null where "deal" = 'D-1'`],
    ['a credit', `update "line" set "credited" = 1 where "deal" = 'D-1'`],
    ['a day', `update "line" set "date" = 20260121 where "deal" = 'D-1'`],
    ['an event', `update "line" set "event" = 'A-1' where "deal" = 'D-1'`],
    ['a detail', `update "line" set "detail" = '{"key":"k"}' where "deal" = 'D-1'`],
    ['a line that is missing', `delete from "line" where "deal" = 'D-1'`],
    [
      'a line more',
      `insert into "line" select "run", "entitlement", "window_from", "period", 99, "kind", "window_to", "date", 0, "share", "base", "credited", "deal", "event", "detail" from "line" where "deal" = 'D-1'`,
    ],
  ])('sees %s that is not as it was closed', async (_, sql) => {
    const company = await closedJanuary(database);
    const { run } = await folded(company);
    const unlike = (trx: Transaction) => unlikeClosed(trx, { run, closing: 1 });
    expect([...(await company.db.read(unlike))]).toEqual([]);
    await company.db.write(({ connection }) => connection.run(`${sql}${ofRun(sql)}`, [BigInt(run)]));
    expect([...(await company.db.read(unlike))]).toEqual(['ann']);
  });
});

const ofRun = (sql: string) => (sql.includes(' where ') ? ' and "run" = ?' : ' where "run" = ?');
