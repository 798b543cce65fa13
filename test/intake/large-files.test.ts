import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOf } from './folder-of.js';

const ROWS = 300_000;
/** The rows of the file as objects would take four times as much. */
const HEAP_MEGABYTES = 64;

function importInSmallHeap(folder: string): { readonly status: number | null; readonly output: string } {
  const script = fileURLToPath(new URL('import-in-small-heap.ts', import.meta.url));
  const database = join(folderOf({}), 'attain.db');
  const flags = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--import', 'tsx'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, folder, database], {
    encoding: 'utf8',
  });
  return { status, output: status === 0 ? stdout : stderr.slice(-2000) };
}

function writeRows(
  folder: string,
  name: string,
  rowAt: (row: number) => string,
  frame: readonly [string, string],
) {
  const file = openSync(join(folder, name), 'w');
  writeSync(file, frame[0]);
  for (let start = 0; start < ROWS; start += 1000) {
    writeSync(file, Array.from({ length: 1000 }, (_, index) => rowAt(start + index)).join(''));
  }
  writeSync(file, frame[1]);
  closeSync(file);
}

describe('a file of 300,000 rows is imported in a heap that could not hold its rows', () => {
  it('as CSV, every row good', () => {
    const folder = folderOf({});
    const header = 'id,name,account,closeDate,currency,type,termMonths,tcv,quantity,discount\n';
    const row = (at: number) =>
      `D-${at},Deal number ${at},"Account, ${at % 999}",2026-02-10,USD,new,12,${at}.50,1,10%\n`;
    writeRows(folder, 'deals.csv', row, [header, '']);
    const { status, output } = importInSmallHeap(folder);
    expect(status, output).toBe(0);
    expect(JSON.parse(output)).toEqual({
      counts: { deal: { read: ROWS, inserted: ROWS, unchanged: 0, corrected: 0 } },
      problemCount: 0,
    });
  });

  it('as JSON, every row bad', () => {
    const folder = folderOf({});
    const row = (at: number) =>
      `${at === 0 ? '' : ','}{"id": "D-${at}", "name": "Deal number ${at}", "closeDate": "10.02.2026"}\n`;
    writeRows(folder, 'deals.json', row, ['[', ']']);
    const { status, output } = importInSmallHeap(folder);
    expect(status, output).toBe(0);
    expect(JSON.parse(output)).toEqual({
      counts: { deal: { read: ROWS, inserted: 0, unchanged: 0, corrected: 0 } },
      problemCount: ROWS,
    });
  });
});
