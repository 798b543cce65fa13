import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canBeFolded } from '../../src/runs/folding/people-on-plans.js';
import { readRunInputs } from '../../src/runs/run-inputs.js';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { expectAsEngine } from '../runs/folding/expect-as-engine.js';
import type { BenchContext } from './bench-context.js';
import { digestResults, firstDifference } from './compare-results.js';
import { MEASURES } from './measures/measures.js';
import { databaseReader } from './places/database-reader.js';
import { sqlitePlace } from './places/sqlite-place.js';
import { emptyDatabase, publishBenchRules } from './prepare-database.js';
import { sizeFor, THROUGH } from './workload/workload.js';
import { writeWorkload } from './workload/write-workload.js';

const rules = fileURLToPath(new URL('rules-modifiers', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'attain-bench-test-'));
const place = sqlitePlace(folder);
const address = place.address('calculated');
const context: BenchContext = {
  place,
  folder,
  workload: 'modifiers',
  rules,
  repeats: 1,
  keeps: false,
  wants: () => true,
  say: () => undefined,
};

beforeAll(async () => {
  const data = join(folder, 'data');
  writeWorkload(data, sizeFor(400, 1), 'modifiers');
  await emptyDatabase(context, 'imported');
  await MEASURES.import({ address: place.address('imported'), data, rules });
  await publishBenchRules(context, 'imported');
  await place.copy('imported', 'calculated');
  await MEASURES.calculate({ address });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('gates, caps, releases and roll-ups are calculated as the engine does in memory', async () => {
  const db = await openDatabase(address);
  try {
    const records = await db.read((trx) => readRecordSet(trx));
    await expectAsEngine(db, records, THROUGH);
  } finally {
    await closeDatabase(db);
  }
});

test('everybody of the workload can be folded over columns', async () => {
  const db = await openDatabase(address);
  try {
    const inputs = await db.read((trx) => readRunInputs(trx, THROUGH, { path: null, from: 0 }));
    if (!inputs.ok) throw new Error(JSON.stringify(inputs.problems));
    const { people, plans } = inputs.value;
    expect(people.map((each) => canBeFolded(each, plans))).toEqual([true, true, true, true, true]);
  } finally {
    await closeDatabase(db);
  }
});

test('the lines and totals of the workload stay the same', async () => {
  const reader = databaseReader(address);
  expect(await digestResults(reader)).toEqual({
    lines: 872,
    statements: 75,
    digest: 'f0762f1f57cf6f26b9d3082097b92c409585c0bb1a71bb6011d5bd237b709a3f',
  });
  const kinds: unknown[] = [];
  const counted = `select kind, sum(case when detail is null then 0 else 1 end) as limited, count(*) as lines
    from line group by kind order by kind`;
  for await (const rows of reader.rows(counted)) kinds.push(...rows);
  expect(kinds).toEqual([
    ['credit', 19, 848],
    ['gate', 0, 24],
  ]);
});

test('the floor gives what the product calculates', async () => {
  await place.copy('imported', 'floor');
  const floor = place.address('floor');
  await MEASURES.floor({ address: floor, calculated: address, workload: 'modifiers' });
  expect(await firstDifference(databaseReader(address), databaseReader(floor))).toBeNull();
});
