import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { RECORD_KINDS, type RecordByKind, type RecordKind } from '../../../src/records/record-kinds.js';

/** Characters that are written at a time. */
const BLOCK_CHARACTERS = 1_000_000;

/**
 * Writes the file of a kind of record, row by row, so that memory stays bounded. No value of the workload
 * needs quotes.
 *
 * @returns how many rows there are
 * @example
 * writeRecords(folder, 'team', ['id', 'name'], [['T-1', 'Team 1']]); // 1
 */
export function writeRecords<Kind extends RecordKind>(
  folder: string,
  kind: Kind,
  columns: readonly (keyof RecordByKind[Kind] & string)[],
  rows: Iterable<readonly string[]>,
): number {
  const file = openSync(join(folder, `${RECORD_KINDS[kind].file}.csv`), 'w');
  try {
    let text = `${columns.join(',')}\n`;
    let count = 0;
    for (const row of rows) {
      text += `${row.join(',')}\n`;
      count += 1;
      if (text.length < BLOCK_CHARACTERS) continue;
      writeSync(file, text);
      text = '';
    }
    writeSync(file, text);
    return count;
  } finally {
    closeSync(file);
  }
}

/**
 * Cents as an amount is written.
 *
 * @example
 * moneyText(1205) // '12.05'
 */
export function moneyText(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
