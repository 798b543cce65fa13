import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { BenchContext } from './bench-context.js';
import { digestResults, firstDifference } from './compare-results.js';
import { MEASURES } from './measures/measures.js';
import { databaseReader } from './places/database-reader.js';
import { postgresPlace } from './places/postgres-place.js';
import { sqlitePlace } from './places/sqlite-place.js';
import { withSqlite } from './places/sqlite-reader.js';
import { emptyDatabase, publishBenchRules } from './prepare-database.js';
import { sizeFor } from './workload/workload.js';
import { writeWorkload } from './workload/write-workload.js';
import { WORKLOAD_TERMS } from './workloads.js';

const rules = fileURLToPath(new URL('rules', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'attain-bench-test-'));
const data = join(folder, 'data');

beforeAll(() => {
  writeWorkload(data, sizeFor(400, 1), 'commissions');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The server of the test run; the database beside which those of the benchmark are made is always there. */
function testServer(): string {
  const server = new URL(inject('postgresTemplate'));
  server.pathname = '/postgres';
  return server.href;
}

const PLACES = [
  { name: 'SQLite', place: sqlitePlace(folder) },
  { name: 'PostgreSQL', place: postgresPlace(testServer()) },
] as const;

describe.each(PLACES)('the benchmark on $name', ({ place }) => {
  const context: BenchContext = {
    place,
    folder,
    workload: 'commissions',
    rules,
    repeats: 1,
    keeps: false,
    wants: () => true,
    say: () => undefined,
  };
  const calculated = place.address('calculated');

  beforeAll(async () => {
    await emptyDatabase(context, 'imported');
    await MEASURES.import({ address: place.address('imported'), data, rules });
    await publishBenchRules(context, 'imported');
    await place.copy('imported', 'calculated');
    await MEASURES.calculate({ address: calculated });
  });

  afterAll(() => place.close());

  test('the product calculates the lines and totals of the workload', async () => {
    expect(await digestResults(databaseReader(calculated))).toEqual({
      lines: 606,
      statements: 60,
      digest: '771807d3d8bd8998062a1ab41a226a38f1b62b5ed07714a4f656b1230f9f672f',
    });
  });

  test.each(WORKLOAD_TERMS.commissions.compared)('%s gives what the product calculates', async (variant) => {
    await place.copy('imported', variant);
    const address = place.address(variant);
    await MEASURES[variant]({ address, calculated, workload: 'commissions' });
    expect(await firstDifference(databaseReader(calculated), databaseReader(address))).toBeNull();
  });
});

test('a cent that differs is found and named', async () => {
  const place = sqlitePlace(folder);
  await place.copy('calculated', 'changed');
  const address = place.address('changed');
  withSqlite(address, (db) => db.exec('update line set amount = amount + 1 where entitlement = 0'));
  expect(await firstDifference(databaseReader(place.address('calculated')), databaseReader(address))).toMatch(
    /^lines: P-000001\|bookings\|20250101\|2025-01\|/,
  );
});
