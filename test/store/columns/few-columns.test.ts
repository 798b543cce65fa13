import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../../../src/records/columns/column-batch.js';
import { distinctTexts, fewColumns } from '../../../src/store/columns/few-columns.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll } from '../samples.js';

const COLUMNS = [
  { name: 'id', type: 'text' },
  { name: 'type', type: 'text' },
  { name: 'tcv', type: 'integer' },
  { name: 'close_date', type: 'date' },
] as const;

function rowsOf(batch: ColumnBatch) {
  const text = (name: string, row: number) => {
    const { bytes, starts, ends } = batch.text(name);
    return Buffer.from(bytes.subarray(starts[row], ends[row])).toString();
  };
  return Array.from({ length: batch.count }, (_, row) => [
    ...[text('id', row), text('type', row)],
    ...[batch.numbers('tcv')[row], batch.numbers('close_date')[row]],
  ]);
}

async function dealsOf(db: Database, where: string, values: readonly string[]) {
  return db.read((trx) => fewColumns(trx, { kind: 'deal', columns: COLUMNS, where, values }));
}

async function withDeals(db: Database, types: readonly (string | null)[]): Promise<void> {
  const deals = types.map((type, place) => ({
    ...bare('deal'),
    ...{ id: `D-${place}`, type, tcv: BigInt(-place), closeDate: '2026-02-10' },
  }));
  await writeAll(db, 'deal', deals);
}

describe.each(databases)('few records on $name', (database) => {
  it('come in the order of the key, with empty fields in their place', async () => {
    const db = await database.create();
    await withDeals(db, ['new', null, 'renewal']);
    const batch = await dealsOf(db, 'id', ['D-2', 'D-1', 'D-7']);
    expect(rowsOf(batch)).toEqual([
      ['D-1', '', -1, 20_260_210],
      ['D-2', 'renewal', -2, 20_260_210],
    ]);
    expect(distinctTexts(batch, 'type')).toEqual(['', 'renewal']);
  });

  it('are found by another field than the key, and by a quotation mark in it', async () => {
    const db = await database.create();
    await withDeals(db, ['new', '"new"', 'new', "o'new"]);
    const batch = await dealsOf(db, 'type', ['"new"', "o'new"]);
    expect(rowsOf(batch).map(([id]) => id)).toEqual(['D-1', 'D-3']);
  });

  it('are told apart where a text has what stands between packed texts', async () => {
    const db = await database.create();
    await withDeals(db, ['a\u001fb', 'new']);
    expect(rowsOf(await dealsOf(db, 'id', ['D-0', 'D-1'])).map(([, type]) => type)).toEqual([
      'a\u001fb',
      'new',
    ]);
  });

  it('are none where there are none, or none is asked for', async () => {
    const db = await database.create();
    await withDeals(db, ['new']);
    expect((await dealsOf(db, 'id', ['D-9'])).count).toBe(0);
    expect(rowsOf(await dealsOf(db, 'id', []))).toEqual([]);
    expect(distinctTexts(await dealsOf(db, 'id', ['D-9']), 'type')).toEqual([]);
  });
});
