import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordKind } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { recalculateChanged } from '../../src/runs/incremental/recalculate-changed.js';
import { publishRuleFiles } from '../../src/runs/publish-rules.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { publishedRun } from '../../src/store/runs.js';
import { databases, type TestDatabase } from '../databases/databases.js';
import { acceptedPlan } from './accepted-plan.js';
import { changedRecords, type GeneratedChange, generatedChanges, withChanged } from './generated-changes.js';
import { THROUGH as COMPANY_THROUGH, generatedCompany } from './generated-company.js';
import { generatedPlan } from './generated-plan.js';
import { generatedRecords, THROUGH as RECORDS_THROUGH } from './generated-records.js';
import { seedOf } from './seed.js';

const COMPANY = `
name: Generated
homeCurrency: USD
dealFields: { goLive: date }
expectedRelationshipMonths: 18
stages:
  open: { probability: 10%, forecast: pipeline }
  won: { probability: 100%, forecast: closed, won: true }
roles: { full: [owner], overlay: [other, specialist] }
`;

/** What is calculated at first, and what changes afterwards. */
interface History {
  readonly plans: Readonly<Record<string, unknown>>;
  readonly records: RecordSet;
  readonly changes: readonly (readonly GeneratedChange[])[];
  readonly through: string;
}

async function write(db: Database, records: Partial<RecordSet>): Promise<void> {
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    for (const kind of Object.keys(records) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'correct' }).writeAll(records[kind] ?? []);
    }
  });
}

async function publish(db: Database, plans: History['plans']): Promise<void> {
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
}

const RESULT_COLUMNS = {
  payee_result: '"payee", "name", "inputs_hash"',
  entitlement: '"number", "payee", "assignment", "segment_from", "segment_to", "component", "plan_hash"',
  statement:
    '"payee", "period", "currency", "status", "earned", "held", "payable", "drawn", "guaranteed", "adjusted", "recovered", "carried_in", "carried", "paid", "document"',
  line: '"entitlement", "window_from", "period", "number", "kind", "window_to", "date", "amount", "share", "base", "credited", "deal", "event", "detail"',
  team_attainment:
    '"team", "measure", "window_start", "at", "currency", "pooled_credited", "pooled_quota", "pooled", "average", "status", "document"',
  problem: '"payee", "ordinal", "code", "severity", "document"',
  run_period: '"number", "id", "frequency", "from", "to"',
} as const;

/** All rows of the published results, without the number of the run. */
async function results(db: Database): Promise<Readonly<Record<string, unknown>>> {
  const run = await publishedRun(db);
  if (run === null) throw new Error('Nothing is published.');
  const { change, inputsHash, rulesHash, through } = run;
  const tables: Record<string, unknown> = { run: { change, inputsHash, rulesHash, through } };
  await db.read(async (trx) => {
    for (const [table, columns] of Object.entries(RESULT_COLUMNS)) {
      const rows = await trx.connection.rows(`select ${columns} from "${table}" where "run" = ?`, [
        BigInt(run.id),
      ]);
      tables[table] = rows.map((row) => row.map((value) => String(value)).join(' | ')).sort();
    }
  });
  return tables;
}

async function calculateAll(db: Database, through: string): Promise<void> {
  const run = await calculateRun(db, { through, actor: 'test', full: true });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

/** After any changes, what was brought up to date is what a full run gives, row by row. */
async function incrementalEqualsFull(
  database: TestDatabase,
  { plans, records, changes, through }: History,
  counts: { incremental: number; full: number },
): Promise<void> {
  const db = await database.create();
  await publish(db, plans);
  await write(db, records);
  await calculateAll(db, through);
  let known = records;
  for (const [number, change] of changes.entries()) {
    const changed = changedRecords(known, change, number);
    if (changed.length === 0) continue;
    known = withChanged(known, changed);
    await withChange(db, { actor: 'test', command: 'test' }, async (trx, sequence) => {
      for (const { kind, record } of changed) {
        const writer = recordWriter(trx, sequence, kind as 'deal', { onConflict: 'correct' });
        await writer.writeAll([record as RecordSet['deal'][number]]);
      }
    });
    const done = await recalculateChanged(db, { through, crossover: 1 });
    if (done === null) await calculateAll(db, through);
    counts[done === null ? 'full' : 'incremental'] += 1;
  }
  const incremental = await results(db);
  await calculateAll(db, through);
  expect(incremental).toEqual(await results(db));
}

describe.each(databases)('results brought up to date on $name', (database) => {
  it('are those of a full run, with roll-ups and whoever is folded', async () => {
    const numRuns = database.name === 'SQLite' ? 15 : 3;
    const counts = { incremental: 0, full: 0 };
    await fc.assert(
      fc.asyncProperty(generatedCompany, generatedChanges, ({ plans, records }, changes) => {
        const history = { plans: { ...plans }, records, changes, through: COMPANY_THROUGH };
        return incrementalEqualsFull(database, history, counts);
      }),
      { seed: seedOf(`incremental with roll-ups on ${database.name}`, numRuns), numRuns },
    );
    expect(counts.incremental).toBeGreaterThan(counts.full);
  });

  it('are those of a full run, whatever a plan can say', async () => {
    const numRuns = database.name === 'SQLite' ? 15 : 3;
    const counts = { incremental: 0, full: 0 };
    await fc.assert(
      fc.asyncProperty(generatedPlan, generatedRecords, generatedChanges, async (plan, records, changes) => {
        if (acceptedPlan(plan) === null) return;
        const history = { plans: { generated: plan }, records, changes, through: RECORDS_THROUGH };
        await incrementalEqualsFull(database, history, counts);
      }),
      { seed: seedOf(`incremental with any plan on ${database.name}`, numRuns), numRuns },
    );
    expect(counts.incremental).toBeGreaterThan(counts.full);
  });
});
