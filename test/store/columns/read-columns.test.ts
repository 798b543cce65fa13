import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../../../src/records/columns/column-batch.js';
import { readColumns } from '../../../src/store/columns/read-columns.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll } from '../samples.js';

function textsOf(batch: ColumnBatch, name: string): readonly string[] {
  const { bytes, starts, ends } = batch.text(name);
  return [...starts].map((start, row) => Buffer.from(bytes.subarray(start, ends[row])).toString());
}

async function dealsOf(db: Database): Promise<readonly (readonly [string, string, number, number])[]> {
  const columns = [
    { name: 'id', type: 'text' },
    { name: 'type', type: 'text' },
    { name: 'tcv', type: 'integer' },
    { name: 'close_date', type: 'date' },
  ] as const;
  return db.read(async (trx) => {
    const rows: (readonly [string, string, number, number])[] = [];
    for await (const batch of readColumns(trx, { kind: 'deal', columns })) {
      const [ids, types] = [textsOf(batch, 'id'), textsOf(batch, 'type')];
      const [amounts, days] = [batch.numbers('tcv'), batch.numbers('close_date')];
      for (const [row, id] of ids.entries()) {
        rows.push([id, types[row] ?? '', amounts[row] ?? 0, days[row] ?? 0]);
      }
    }
    return rows;
  });
}

describe.each(databases)('columns of records on $name', (database) => {
  it('have empty fields, separators, tabs and backslashes in their place', async () => {
    const db = await database.create();
    const types = ['new', null, 'a\u001fb', 'tab\there', 'back\\slash', 'line\nfeed', '\\N', 'Zoë 😀'];
    const deals = types.map((type, place) => ({
      ...bare('deal'),
      id: `D-${place}`,
      type,
      closeDate: '2026-02-10',
      tcv: place === 1 ? null : BigInt(place) * -100n,
    }));
    await writeAll(db, 'deal', deals);
    expect(await dealsOf(db)).toEqual(
      types.map((type, place) => [
        `D-${place}`,
        type ?? '',
        place === 1 ? Number.NaN : place * -100 + 0,
        20_260_210,
      ]),
    );
  });

  it('come in the order of the key by bytes, an infinity where a number is not exact', async () => {
    const db = await database.create();
    const deals = ['b', 'ä', 'B', '_', 'a'].map((id) => ({ ...bare('deal'), id, tcv: 2n ** 60n }));
    await writeAll(db, 'deal', deals);
    const rows = await dealsOf(db);
    expect(rows.map(([id]) => id)).toEqual(['B', '_', 'a', 'b', 'ä']);
    expect(rows[0]?.[2]).toBe(Number.POSITIVE_INFINITY);
  });

  it('are empty where they may well be so, and come as they are from where they are not', async () => {
    const db = await database.create();
    const deals = Array.from({ length: 9_000 }, (_, place) => ({
      ...bare('deal'),
      id: `D-${String(place).padStart(4, '0')}`,
      stage: place < 8_500 ? null : 'won',
      termMonths: place === 8_999 ? 12 : null,
    }));
    await writeAll(db, 'deal', deals);
    const columns = [
      { name: 'id', type: 'text' },
      { name: 'stage', type: 'text', isSparse: true },
      { name: 'segment', type: 'text', isSparse: true },
      { name: 'term_months', type: 'integer', isSparse: true },
    ] as const;
    const rows = await db.read(async (trx) => {
      const found: (readonly [string, string, string, number])[] = [];
      for await (const batch of readColumns(trx, { kind: 'deal', columns })) {
        const [ids, stages] = [textsOf(batch, 'id'), textsOf(batch, 'stage')];
        const [segments, terms] = [textsOf(batch, 'segment'), batch.numbers('term_months')];
        for (const [row, id] of ids.entries())
          found.push([id, stages[row] ?? '', segments[row] ?? '', terms[row] ?? 0]);
      }
      return found;
    });
    expect(rows).toHaveLength(9_000);
    expect([rows[0], rows[8_499], rows[8_500], rows[8_999]]).toEqual([
      ['D-0000', '', '', Number.NaN],
      ['D-8499', '', '', Number.NaN],
      ['D-8500', 'won', '', Number.NaN],
      ['D-8999', 'won', '', 12],
    ]);
    expect(rows.filter(([, stage]) => stage === 'won')).toHaveLength(500);
  });

  it('have all rows of one first key field in one batch, and none twice', async () => {
    const db = await database.create();
    const split = (deal: string, place: number) => ({
      ...bare('split'),
      deal,
      payee: `P-${place}`,
      share: '0.5',
    });
    const splits = [
      ...Array.from({ length: 3_000 }, (_, place) => split(`A-${place}`, 0)),
      ...Array.from({ length: 5_000 }, (_, place) => split('B', place)),
      ...Array.from({ length: 3_000 }, (_, place) => split(`C-${place}`, 0)),
    ];
    await writeAll(db, 'split', splits);
    const columns = [
      { name: 'deal', type: 'text' },
      { name: 'share', type: { places: 8 } },
    ] as const;
    const batches = await db.read(async (trx) => {
      const found: (readonly string[])[] = [];
      for await (const batch of readColumns(trx, { kind: 'split', columns }))
        found.push(textsOf(batch, 'deal'));
      return found;
    });
    expect(batches.flat()).toEqual(splits.map(({ deal }) => deal).sort());
    expect(batches.filter((deals) => deals.includes('B'))).toHaveLength(1);
    expect(batches.length).toBeGreaterThan(1);
  });
});
