import type { RecordKind } from '../../src/records/record-kinds.js';
import { recordTable } from '../../src/store/record-table.js';
import type { BenchContext } from './bench-context.js';
import { databaseReader } from './places/database-reader.js';
import type { RowCounts } from './workload/write-workload.js';

/**
 * Whether a database that was kept has what was imported from these files: as many records of each kind.
 *
 * @example
 * await isImported(context, 'imported', rows)
 */
export async function isImported({ place }: BenchContext, name: string, rows: RowCounts): Promise<boolean> {
  if (!(await place.has(name))) return false;
  const reader = databaseReader(place.address(name));
  const tables = new Set((await reader.columns()).map(({ table }) => table));
  for (const [kind, count] of Object.entries(rows)) {
    const { name: table } = recordTable(kind as RecordKind);
    if (!tables.has(table)) return false;
    for await (const batch of reader.rows(`select count(*) from "${table}"`)) {
      if (batch.some(([found]) => Number(found) !== count)) return false;
    }
  }
  return true;
}
