import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordKind } from '../../src/records/record-kinds.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { publishRuleFiles } from '../../src/runs/publish-rules.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { databases, SQLITE, type TestDatabase } from '../databases/databases.js';
import { expectAsEngine } from '../runs/folding/expect-as-engine.js';
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

async function store(db: Database, { plans, records }: GeneratedCompany): Promise<void> {
  const published = await publishRuleFiles(
    db,
    {
      directory: 'rules',
      company: { file: 'rules/company.yaml', text: COMPANY },
      plans: Object.entries(plans).map(([name, plan]) => ({
        file: `rules/plans/${name}.json`,
        text: JSON.stringify(plan),
      })),
    },
    { actor: 'test' },
  );
  expect(published.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    for (const kind of Object.keys(records) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'refuse' }).writeAll(records[kind]);
    }
  });
}

/** What a run stores is what the engine gives for the same records in memory, to the byte. */
async function runEqualsEngine(
  database: TestDatabase,
  company: GeneratedCompany,
  options: { readonly threadFrom?: number; readonly splitsAtATime?: number } = {},
): Promise<void> {
  const db = await database.create();
  await store(db, company);
  const run = await calculateRun(db, { through: THROUGH, actor: 'test', ...options });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  await expectAsEngine(db, company.records, THROUGH);
}

describe.each(databases)('a run on $name', (database) => {
  it('stores what the engine calculates in memory, whoever is folded over columns', async () => {
    const numRuns = database.name === 'SQLite' ? 40 : 6;
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

describe('a run of which little may be in memory', () => {
  it('stores the same, group after group', async () => {
    const numRuns = 20;
    const seed = seedOf('runs in groups', numRuns);
    await fc.assert(
      fc.asyncProperty(generatedCompany, (company) => runEqualsEngine(SQLITE, company, { splitsAtATime: 1 })),
      { seed, numRuns },
    );
  });
});
