import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { importBody } from '../../src/intake/import-records.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';
import { listPayees } from '../../src/store/payee-list.js';
import { missingMigrations } from '../../src/store/schema-state.js';
import { databases } from '../databases/databases.js';

const COMPANY = 'name: Example\nhomeCurrency: USD\nroles: { full: [owner] }\n';

const RECORDS = JSON.stringify({
  payees: ['a', 'B', 'ä', '_x', '%y', 'b\\z'].map((id) => ({
    id,
    name: `Name of ${id}`,
    hireDate: '2026-01-01',
  })),
  teams: [{ id: 'emea', name: 'EMEA' }],
  memberships: [
    { team: 'emea', payee: 'B', as: 'member', from: '2025-01-01', to: '2025-02-01' },
    { team: 'emea', payee: 'B', as: 'manager', from: '2025-02-01' },
    { team: 'emea', payee: 'ä', as: 'member', from: '2025-01-01' },
  ],
});

async function fill(db: Database): Promise<Database> {
  const company = readCompanyFile(COMPANY, 'company.yaml');
  if (!company.ok) throw new Error(JSON.stringify(company.problems));
  const options = { company: company.value, actor: 'local', onConflict: 'refuse' } as const;
  const imported = await importBody(db, RECORDS, options);
  if (!imported.accepted) throw new Error(JSON.stringify(imported.problems));
  return db;
}

describe.each(databases)('payees on $name', (database) => {
  it('are listed by code unit, from behind a place on, as many as are asked for', async () => {
    const db = await fill(await database.create());
    const ids = async (filter: object, limit = 10) =>
      (await listPayees(db, EVERY_PAYEE, { ...filter, limit })).map(({ id }) => id);
    expect(await ids({})).toEqual(['%y', 'B', '_x', 'a', 'b\\z', 'ä']);
    expect(await ids({}, 2)).toEqual(['%y', 'B']);
    expect(await ids({ after: 'B' }, 2)).toEqual(['_x', 'a']);
    expect(await ids({ after: 'ä' })).toEqual([]);
  });

  it('are found by how they begin, whatever a pattern would make of that', async () => {
    const db = await fill(await database.create());
    const ids = async (begins: string) =>
      (await listPayees(db, EVERY_PAYEE, { begins, limit: 10 })).map(({ id }) => id);
    expect(await ids('b')).toEqual(['B', 'b\\z']);
    expect(await ids('NAME OF B')).toEqual(['B', 'b\\z']);
    expect(await ids('%')).toEqual(['%y']);
    expect(await ids('_')).toEqual(['_x']);
    expect(await ids('b\\')).toEqual(['b\\z']);
    expect(await ids('ame')).toEqual([]);
  });

  it('are found by their team, each once, and within the scope alone', async () => {
    const db = await fill(await database.create());
    expect((await listPayees(db, EVERY_PAYEE, { team: 'emea', limit: 10 })).map(({ id }) => id)).toEqual([
      'B',
      'ä',
    ]);
    const scope = payeesAlone('ä', 'eve');
    expect(await listPayees(db, scope, { limit: 10 })).toEqual([
      {
        id: 'ä',
        name: 'Name of ä',
        email: null,
        role: null,
        region: null,
        hireDate: '2026-01-01',
        leaveDate: null,
        payoutCurrency: null,
      },
    ]);
    expect(await listPayees(db, payeesAlone(), { limit: 10 })).toEqual([]);
  });
});

describe.each(databases)('the tables of a database on $name', (database) => {
  it('are all there once it is migrated, and none before', async () => {
    expect(await missingMigrations(await database.create())).toEqual([]);
    const bare = await openDatabase(await database.newAddress());
    const missing = await missingMigrations(bare);
    expect(missing[0]).toBe('0001-changes');
    expect(missing.length).toBeGreaterThan(10);
    await bare.close();
  });
});
