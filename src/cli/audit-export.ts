import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { eachTrailEntry, type TrailEntry, type TrailRange } from '../runs/audit/export-trail.js';
import { safeCsv } from '../runs/safe-csv.js';
import type { Executor } from '../store/executor.js';
import { UsageError } from './usage-error.js';

const COLUMNS = [
  ...['record', 'change', 'when', 'who', 'command', 'reason'],
  ...['kind', 'key', 'before', 'after'],
] as const;

/**
 * Writes the trail of everything that commands did into a file, as CSV or JSON by its name, and says how many rows it
 * has. A file that is there is replaced.
 *
 * @example
 * await exportTrail(db, 'trail.csv', { from: '2026-03-01', to: '2026-03-31' }); // 1200
 */
export async function exportTrail(executor: Executor, path: string, range: TrailRange): Promise<number> {
  const isCsv = path.endsWith('.csv');
  if (!isCsv && !path.endsWith('.json')) {
    throw new UsageError(`${path} is neither .csv nor .json`, 'name the file trail.csv or trail.json');
  }
  const file = createWriteStream(path);
  const ended = finished(file);
  // Whoever writes or waits for the end hears of a failure; unheard, it would end the process.
  ended.catch(() => {});
  const write = async (text: string) => {
    if (!file.write(text)) await Promise.race([once(file, 'drain'), ended]);
  };
  let count = 0;
  await write(isCsv ? safeCsv([COLUMNS]) : '[');
  await eachTrailEntry(executor, range, async (entry) => {
    await write(isCsv ? csvOf(entry) : `${count === 0 ? '' : ','}\n${jsonOf(entry)}`);
    count += 1;
  });
  if (!isCsv) await write('\n]\n');
  file.end();
  await ended;
  return count;
}

function csvOf(entry: TrailEntry): string {
  const { record, change, recordedAt, actor, command, reason, kind, key, before, after } = entry;
  const said = (row: TrailEntry['before']) => (row === null ? null : JSON.stringify(row));
  return safeCsv([
    [
      ...[String(record), change === null ? null : String(change), recordedAt, actor, command, reason],
      ...[kind, key, said(before), said(after)],
    ],
  ]);
}

function jsonOf({ recordedAt: when, actor: who, record, change, ...rest }: TrailEntry): string {
  return JSON.stringify({ record, change, when, who, ...rest });
}
