import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { readAhead } from '../../src/runs/incremental/read-ahead.js';
import { recalculateChanged } from '../../src/runs/incremental/recalculate-changed.js';
import { publishRuleFiles } from '../../src/runs/publish-rules.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { resultHashes } from '../bench/incremental/result-hashes.js';
import { databases, type TestDatabase } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';
import {
  type ChangedRecord,
  changeAmong,
  changedRecords,
  type GeneratedChange,
  withChanged,
} from './generated-changes.js';
import { type GeneratedTeams, generatedTeams, THROUGH } from './generated-teams.js';
import { seedOf } from './seed.js';

const COMPANY = 'name: Small\nhomeCurrency: USD\nroles: { full: [owner] }\n';

/** What is done at a time, by the handle that remembers or by another, as by another process. */
interface Step {
  readonly changes: readonly GeneratedChange[];
  readonly by: 'here' | 'written elsewhere' | 'calculated elsewhere' | 'all calculated elsewhere';
  /** Whether the handle that remembers reads ahead before. */
  readonly ahead: boolean;
}

/** Back and forth between what is folded and what the engine is asked about, with little that is forgotten for it. */
const CORRECTIONS = changeAmong([
  ...(['amount', 'amount', 'amount', 'amount', 'amount', 'sameDay', 'sameDay', 'closeDate'] as const),
  ...(['currency', 'currency', 'currency', 'receipt', 'receipt', 'type'] as const),
]);
const ANYTHING = changeAmong([
  ...(['amount', 'amount', 'amount', 'amount', 'closeDate', 'sameDay', 'sameDay', 'type'] as const),
  ...(['currency', 'currency', 'currency', 'receipt', 'receipt', 'application', 'newReceipt'] as const),
  ...(['newDeal', 'newSplit', 'share', 'noShare', 'wholeShare', 'wholeShare', 'invoiceLine'] as const),
  ...(['sharedInvoice', 'refund', 'movedRefund', 'movedRefund', 'creditNote', 'movedCreditNote'] as const),
  ...(['quota', 'incentive', 'name', 'absence', 'assignmentEnd', 'amendment', 'teamParent'] as const),
]);

const stepsOf = (
  change: fc.Arbitrary<GeneratedChange>,
  elsewhere: readonly Step['by'][],
): fc.Arbitrary<readonly Step[]> => {
  const here = Array.from({ length: 7 }, (): Step['by'] => 'here');
  const step = fc.record({
    changes: fc.oneof(
      { weight: 3, arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }) },
      { weight: 2, arbitrary: fc.array(change, { minLength: 2, maxLength: 3 }) },
    ),
    by: fc.constantFrom(...here, ...elsewhere),
    ahead: fc.boolean(),
  });
  return fc.array(step, { minLength: 4, maxLength: 14 });
};

const steps = fc.oneof(
  { weight: 2, arbitrary: stepsOf(CORRECTIONS, ['written elsewhere']) },
  {
    weight: 1,
    arbitrary: stepsOf(ANYTHING, ['written elsewhere', 'calculated elsewhere', 'all calculated elsewhere']),
  },
);

async function write(db: Database, changed: readonly ChangedRecord[]): Promise<void> {
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    for (const { kind, record } of changed) {
      const writer = recordWriter(trx, change, kind as 'deal', { onConflict: 'correct' });
      await writer.writeAll([record as GeneratedTeams['records']['deal'][number]]);
    }
  });
}

async function publish(db: Database, plans: GeneratedTeams['plans']): Promise<void> {
  const files = Object.entries(plans).map(([name, plan]) => ({
    file: `rules/plans/${name}.json`,
    text: JSON.stringify(plan),
  }));
  const company = { file: 'rules/company.yaml', text: COMPANY };
  const published = await publishRuleFiles(
    db,
    { directory: 'rules', company, plans: files },
    { actor: 'test' },
  );
  expect(published.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
}

async function calculateAll(db: Database): Promise<void> {
  const run = await calculateRun(db, { through: THROUGH, actor: 'test', full: true });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

/** After every step, what was brought up to date is what a full run gives, row by row. */
async function rememberedEqualsFull(
  database: TestDatabase,
  { plans, records }: GeneratedTeams,
  done: readonly Step[],
  counts: { incremental: number; full: number },
): Promise<void> {
  const address = await database.createAddress();
  const [db, elsewhere] = [await openTemporary(address), await openTemporary(address)];
  const mirror = await database.create();
  const all = Object.entries(records).flatMap(([kind, own]) =>
    (own as readonly object[]).map((record) => ({ kind, record }) as ChangedRecord),
  );
  for (const each of [db, mirror]) {
    await publish(each, plans);
    await write(each, all);
    await calculateAll(each);
  }
  let known = records;
  for (const [number, { changes: given, by, ahead }] of done.entries()) {
    for (let isMore = ahead; isMore; ) isMore = await readAhead(db);
    const changed = changedRecords(known, given, number);
    if (changed.length === 0) continue;
    known = withChanged(known, changed);
    await write(by === 'here' ? db : elsewhere, changed);
    await write(mirror, changed);
    if (by === 'written elsewhere') continue;
    const handle = by === 'here' ? db : elsewhere;
    const isDone =
      by !== 'all calculated elsewhere' &&
      (await recalculateChanged(handle, { through: THROUGH, crossover: 1 })) !== null;
    if (!isDone) await calculateAll(handle);
    await calculateAll(mirror);
    expect(await resultHashes(db), `step ${number}`).toEqual(await resultHashes(mirror));
    counts[isDone ? 'incremental' : 'full'] += 1;
  }
}

describe.each(databases)('results of teams brought up to date on $name', (database) => {
  it('are those of a full run after every change, whoever took the one before', async () => {
    // RUNS asks for more of them, as to look further with SEED=random.
    const numRuns = Number(process.env['RUNS'] ?? (database.name === 'SQLite' ? 10 : 2));
    const counts = { incremental: 0, full: 0 };
    await fc.assert(
      fc.asyncProperty(generatedTeams, steps, (company, done) =>
        rememberedEqualsFull(database, company, done, counts),
      ),
      {
        seed: seedOf(`what is remembered of teams on ${database.name}`, numRuns),
        numRuns,
        endOnFailure: true,
      },
    );
    expect(counts.incremental).toBeGreaterThan(counts.full);
  }, 600_000);
});
