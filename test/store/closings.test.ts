import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { ZERO_BALANCE } from '../../src/engine/pay/balance.js';
import type { ClosedStatement, Closing } from '../../src/ledger/closed-statement.js';
import { readChangedInputs } from '../../src/store/changed-inputs.js';
import {
  closedEntitlements,
  closedStatements,
  readClosings,
  readClosingTotals,
} from '../../src/store/closings.js';
import type { Database } from '../../src/store/executor.js';
import { addPeriodEvent, readPeriodEvents } from '../../src/store/period-events.js';
import { writeClosing } from '../../src/store/write-closing.js';
import { databases } from '../databases/databases.js';
import { statement } from '../ledger/statement-samples.js';
import { entitlement, line } from './result-samples.js';

const CLOSING: Closing = {
  number: 1,
  payGroup: 'monthly-USD',
  frequency: 'monthly',
  currency: 'USD',
  period: { id: '2026-03', from: '2026-03-01', to: '2026-04-01' },
  run: 7,
  change: 12,
  through: '2026-03-31',
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: '0.5.0',
  statementsHash: 'statements',
  actor: 'ops',
  closedAt: '2026-04-02T10:00:00.000Z',
};

const TOTALS = {
  earned: 300n,
  held: 0n,
  payable: 300n,
  drawn: 0n,
  guaranteed: 0n,
  adjusted: 0n,
  recovered: 0n,
  carriedIn: 0n,
  carried: 0n,
  paid: 300n,
};

function closed(closing: Closing, payee: string): ClosedStatement {
  const own = entitlement({ number: 4, payee });
  const adjusts = { period: '2026-01', cause: 'credit', change: 9, source: 'split D-1 ada AE' } as const;
  return {
    closing,
    payee,
    name: payee.toUpperCase(),
    totals: TOTALS,
    lines: [{ entitlement: own, line: line({ entitlement: 4, number: 2, amount: 300n, adjusts }) }],
    payables: [{ entitlement: own, deal: null, earned: 300n, payable: 300n }],
    balance: {
      ...ZERO_BALANCE,
      paid: 2n ** 60n,
      advances: [
        {
          key: 'draw',
          owed: 5n,
          recovery: { from: null, upTo: { numerator: 1n, denominator: 2n }, forgivenOn: '2026-12-31' },
        },
      ],
    },
    remainder: {
      payables: [{ entitlement: 4, amount: 300n }],
      releases: [],
      held: [],
      adjustments: [],
      year: {
        ...{ from: '2026-01-01', earned: 1n, payable: 2n, drawn: 3n },
        ...{ guaranteed: 4n, adjusted: 7n, recovered: 5n, paid: 6n },
      },
      owed: null,
      promised: null,
      standings: [],
      problems: [],
    },
    entitlements: [own],
    inputsHash: 'in',
    statement: { ...statement(), components: [] },
    hash: 'hash',
  };
}

async function all(db: Database, filter: Parameters<typeof closedStatements>[2] = {}) {
  const found: ClosedStatement[] = [];
  for await (const each of closedStatements(db, EVERY_PAYEE, filter)) found.push(each);
  return found;
}

describe.each(databases)('what is closed on $name', (database) => {
  it('is read as it was written, by closing and payee', async () => {
    const db = await database.create();
    const april = { ...CLOSING, number: 2, period: { id: '2026-04', from: '2026-04-01', to: '2026-05-01' } };
    const statements = ['bo', 'ada'].map((payee) => closed(CLOSING, payee));
    await db.write((trx) => writeClosing(trx, CLOSING, statements));
    await db.write((trx) => writeClosing(trx, april, [closed(april, 'ada')]));
    expect(await readClosings(db)).toEqual([CLOSING, april]);
    expect(await readClosings(db, { before: 2 })).toEqual([CLOSING]);
    expect(await all(db)).toEqual([closed(CLOSING, 'ada'), closed(CLOSING, 'bo'), closed(april, 'ada')]);
    expect((await all(db, { payee: 'ada' })).map(({ closing }) => closing.number)).toEqual([1, 2]);
    expect((await all(db, { payees: ['bo'] })).map(({ payee }) => payee)).toEqual(['bo']);
    expect(await all(db, { payees: [] })).toEqual([]);
    expect((await closedEntitlements(db, 1)).map(({ payee }) => payee)).toEqual(['ada', 'bo']);
    expect(await readClosingTotals(db)).toEqual([
      { closing: 1, statements: 2, earned: 600n, payable: 600n, paid: 600n },
      { closing: 2, statements: 1, earned: 300n, payable: 300n, paid: 300n },
    ]);
  });

  it('shows nobody what the scope does not', async () => {
    const db = await database.create();
    await db.write((trx) => writeClosing(trx, CLOSING, [closed(CLOSING, 'ada'), closed(CLOSING, 'bo')]));
    const found = [];
    for await (const each of closedStatements(db, payeesAlone('bo'))) found.push(each.payee);
    expect(found).toEqual(['bo']);
  });

  it('is closed once', async () => {
    const db = await database.create();
    await db.write((trx) => writeClosing(trx, CLOSING, []));
    await expect(db.write((trx) => writeClosing(trx, { ...CLOSING, number: 2 }, []))).rejects.toThrow();
  });

  it('is never changed or deleted: the database refuses it', async () => {
    const db = await database.create();
    await db.write(async (trx) => {
      await writeClosing(trx, CLOSING, [closed(CLOSING, 'ada')]);
      await addPeriodEvent(trx, {
        ...{ payGroup: 'monthly-USD', period: '2026-03', actor: 'ops', closing: 1 },
        ...({ act: 'closed', state: 'closed' } as const),
      });
    });
    const tables = {
      closing: 'actor',
      closed_statement: 'hash',
      closed_entitlement: 'plan',
      closed_line: 'kind',
      closed_payable: 'deal',
      period_event: 'actor',
    };
    for (const [table, column] of Object.entries(tables)) {
      const statements = [
        `update "${table}" set "${column}" = 'x'`,
        `delete from "${table}"`,
        ...(database.name === 'PostgreSQL' ? [`truncate "${table}" cascade`] : []),
      ];
      for (const sql of statements) {
        const refused = db.write((trx) => trx.connection.run(sql, []));
        await expect(refused, sql).rejects.toThrow('its rows are only ever added');
      }
    }
    expect(await all(db)).toEqual([closed(CLOSING, 'ada')]);
    expect(await readPeriodEvents(db)).toMatchObject([
      { act: 'closed', actor: 'ops', closing: 1, reason: null },
    ]);
  });

  it('has nothing changed of it where there was no change', async () => {
    const db = await database.create();
    const range = { after: 0, through: 0 };
    expect(await db.read((trx) => readChangedInputs(trx, range))).toEqual([]);
    expect(await db.read((trx) => readChangedInputs(trx, { after: 0, through: 5 }))).toEqual([]);
  });
});
