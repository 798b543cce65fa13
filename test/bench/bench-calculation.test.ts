import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchCalculation, type MeasureVariant } from './bench-calculation.js';
import type { BenchContext } from './bench-context.js';
import { IMPORTED } from './bench-import.js';
import { MEASURES } from './measures/measures.js';
import { sqlitePlace } from './places/sqlite-place.js';
import { withSqlite } from './places/sqlite-reader.js';
import { emptyDatabase, publishBenchRules } from './prepare-database.js';
import { sizeFor } from './workload/workload.js';
import { writeWorkload } from './workload/write-workload.js';

const folder = mkdtempSync(join(tmpdir(), 'attain-bench-test-'));
const place = sqlitePlace(folder);
const context: BenchContext = {
  place,
  folder,
  workload: 'commissions',
  rules: fileURLToPath(new URL('rules', import.meta.url)),
  repeats: 1,
  keeps: false,
  wants: () => true,
  say: () => undefined,
};

beforeAll(async () => {
  const data = join(folder, 'data');
  writeWorkload(data, sizeFor(400, 1), 'commissions');
  await emptyDatabase(context, IMPORTED);
  await MEASURES.import({ address: place.address(IMPORTED), data, rules: context.rules });
  await publishBenchRules(context, IMPORTED);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Measures in this process. */
const measure: MeasureVariant = (variant, input) => MEASURES[variant](input);

/** Measures, but one variant does something else than the others with what it gives. */
function withChanged(changed: string, sql: string): MeasureVariant {
  return async (variant, input) => {
    const measured = await measure(variant, input);
    if (variant === changed) withSqlite(input.address, (db) => db.exec(sql));
    return measured;
  };
}

test('a calculation and what it is compared with are measured, and what they give is counted', async () => {
  const figures = await benchCalculation(context, ['calculate', 'floor', 'plain', 'sql'], measure);
  expect(figures).toMatchObject({ lines: 606, statements: 60, columnsPerLine: 15 });
  expect(Object.keys(figures.seconds)).toEqual(['calculate', 'floor', 'plain', 'sql']);
});

test.each([
  [
    'a line of another amount',
    'floor',
    'update line set amount = amount + 1 where entitlement = 0',
    /^The results of floor .*\n606 lines and 60 statements, not 606 and 60\.\nlines: P-000001\|bookings/,
  ],
  [
    'a line less',
    'plain',
    `delete from line where (run, entitlement, period, number) =
      (select run, entitlement, period, number from line order by 1, 2 desc, 3 desc, 4 desc limit 1)`,
    /^The results of plain .*\n605 lines and 60 statements, not 606 and 60\.\nlines: .* is in the first alone$/,
  ],
  [
    'another total',
    'sql',
    'update statement set paid = paid + 1 where payee = (select max(payee) from statement)',
    /^The results of sql .*\n606 lines and 60 statements, not 606 and 60\.\nstatements: P-000004/,
  ],
])('%s fails the bench, and is named', async (_, variant, sql, message) => {
  const measured = benchCalculation(
    context,
    ['calculate', 'floor', 'plain', 'sql'],
    withChanged(variant, sql),
  );
  await expect(measured).rejects.toThrow(message);
});
