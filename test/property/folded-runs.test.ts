import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { calculate } from '../../src/engine/calculate.js';
import { entitlementsOf } from '../../src/ledger/entitlement.js';
import type { Statement } from '../../src/ledger/statement.js';
import type { RecordKind } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { inputsHasher } from '../../src/runs/inputs-hash.js';
import { publishRuleFiles } from '../../src/runs/publish-rules.js';
import { readStatements } from '../../src/runs/read-statements.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import { teamResults } from '../../src/runs/team-results.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { listStatements } from '../../src/store/statements.js';
import { readTeamAttainment } from '../../src/store/team-attainments.js';
import { databases, SQLITE, type TestDatabase } from '../databases/databases.js';
import { renderedStatements } from '../ledger/rendered-statements.js';
import { type GeneratedCompany, generatedCompany, THROUGH } from './generated-company.js';
import { seedOf } from './seed.js';

const COMPANY = `
name: Generated
homeCurrency: USD
expectedRelationshipMonths: 18
stages:
  open: { probability: 10%, forecast: pipeline }
  won: { probability: 100%, forecast: closed, won: true }
roles: { full: [owner], overlay: [other] }
`;

async function store(db: Database, { plan, records }: GeneratedCompany): Promise<void> {
  const published = await publishRuleFiles(
    db,
    {
      directory: 'rules',
      company: { file: 'rules/company.yaml', text: COMPANY },
      plans: [{ file: 'rules/plans/generated.json', text: JSON.stringify(plan) }],
    },
    { actor: 'test' },
  );
  expect(published.problems).toEqual([]);
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    for (const kind of Object.keys(records) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'refuse' }).writeAll(records[kind]);
    }
  });
}

async function storedStatements(db: Database): Promise<readonly Statement[]> {
  const summaries = await listStatements(db, EVERY_PAYEE, {});
  const found: Statement[] = [];
  for (const { payee, period } of summaries) {
    found.push(...(await readStatements(db, EVERY_PAYEE, payee, period)));
  }
  return found;
}

async function calculated(db: Database, records: RecordSet) {
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error(JSON.stringify(rules.problems));
  const { company, plans: versions } = rules.value.book;
  return calculate({ company, versions, records, through: THROUGH });
}

/** What a run stores is what the engine gives for the same records in memory, to the byte. */
async function runEqualsEngine(
  database: TestDatabase,
  company: GeneratedCompany,
  options: { readonly threadFrom?: number } = {},
): Promise<void> {
  const db = await database.create();
  await store(db, company);
  const run = await calculateRun(db, { through: THROUGH, actor: 'test', ...options });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const calculation = await calculated(db, company.records);
  const entitlements = entitlementsOf(calculation);
  const hashOf = inputsHasher(calculation);
  const { change, rulesHash } = run.value;
  const expected = calculation.payees.flatMap((book) =>
    renderedStatements(calculation, book, entitlements).map((statement) => ({
      ...statement,
      madeFrom: { ...statement.madeFrom, change, rulesHash, inputsHash: hashOf(book.payee) },
    })),
  );
  const actual = (await storedStatements(db)).map((statement) => ({
    ...statement,
    madeFrom: { ...statement.madeFrom, engineVersion: 'test' },
  }));
  expect(actual).toEqual(expected);
  const incomplete = (payee: string, date: string) =>
    expected.some(
      (each) =>
        each.payee.id === payee &&
        each.status === 'incomplete' &&
        each.period.from <= date &&
        date < each.period.to,
    );
  const teams = teamResults(calculation, incomplete);
  for (const team of ['east', 'west']) {
    const stored = await readTeamAttainment(db, EVERY_PAYEE, team);
    expect(stored).toEqual(teams.filter((each) => each.team === team));
  }
}

describe.each(databases)('a run on $name', (database) => {
  it('stores what the engine calculates in memory, whoever is folded over columns', async () => {
    const numRuns = database.name === 'SQLite' ? 60 : 8;
    const seed = seedOf(`folded runs on ${database.name}`, numRuns);
    await fc.assert(
      fc.asyncProperty(generatedCompany, (company) => runEqualsEngine(database, company)),
      { seed, numRuns },
    );
  });
});

describe('a run with a second thread', () => {
  it('stores the same', async () => {
    const numRuns = 5;
    const seed = seedOf('folded runs with a second thread', numRuns);
    await fc.assert(
      fc.asyncProperty(generatedCompany, (company) => runEqualsEngine(SQLITE, company, { threadFrom: 0 })),
      { seed, numRuns },
    );
  });
});
