import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import { rowsCsv } from '../accounting/rows-csv.js';
import { eachTrailEntry, type TrailEntry, type TrailPlace, type TrailRange } from './export-trail.js';

/** So many entries are written as one text at most. */
const MOST_WRITTEN = 100_000;

/** Thrown to stop reading the trail where enough of it is read. */
class Enough extends Error {}

/** Which part of the trail is asked for. */
export interface TrailQuestion extends TrailRange {
  /** Behind which entry it begins; at the first unless said. */
  readonly after?: TrailPlace | undefined;
  readonly limit: number;
}

/** An entry of the trail, and where it stands. */
export interface PlacedEntry {
  readonly entry: TrailEntry;
  readonly place: TrailPlace;
}

/**
 * A part of the trail of everything that commands did, in the order in which they did it. What was read once stays
 * where it is, as the trail only grows.
 *
 * @example
 * await trailRows(db, { from: '2026-03-01', limit: 51 });
 */
export async function trailRows(
  executor: Executor,
  { after, limit, ...range }: TrailQuestion,
): Promise<Result<readonly PlacedEntry[]>> {
  const rows: PlacedEntry[] = [];
  let isBehind = after === undefined;
  try {
    await eachTrailEntry(executor, range, (entry, place) => {
      if (isBehind || place.record > (after?.record ?? 0)) rows.push({ entry, place });
      else isBehind = isSame(place, after);
      if (rows.length >= limit) throw new Enough();
    });
  } catch (stop) {
    if (!(stop instanceof Enough)) throw stop;
  }
  return ok(rows);
}

function isSame(one: TrailPlace, other: TrailPlace | undefined): boolean {
  return (
    one.record === other?.record &&
    one.table === other.table &&
    one.order.join('\0') === other.order.join('\0')
  );
}

/** The days of a trail that is written, and how: with a header and an entry a line, or an entry of JSON a line. */
export interface TrailTextQuestion extends TrailRange {
  readonly as: 'csv' | 'ndjson';
}

/**
 * The trail of some days as a text. Fails where that is too long for one answer.
 *
 * @example
 * await trailText(db, { from: '2026-03-01', to: '2026-03-31', as: 'csv' });
 */
export async function trailText(
  executor: Executor,
  { as, ...range }: TrailTextQuestion,
): Promise<Result<string>> {
  const rows = await trailRows(executor, { ...range, limit: MOST_WRITTEN + 1 });
  if (!rows.ok) return rows;
  if (rows.value.length > MOST_WRITTEN) {
    const expected = `at most ${MOST_WRITTEN} rows`;
    const hint = 'name fewer days with from and to, or write a file with `attain audit --export`';
    return failed([problem('out-of-range', 'the trail of these days is too long', { expected, hint })]);
  }
  const entries = rows.value.map(({ entry }) => entry);
  if (as === 'ndjson') {
    return ok(entries.map((entry) => `${JSON.stringify(trailDocument(entry))}\n`).join(''));
  }
  return ok(rowsCsv(COLUMNS, entries.map(csvRow)));
}

/**
 * An entry of the trail as JSON.
 *
 * @example
 * trailDocument(entry).who // 'ops'
 */
export function trailDocument({ record, change, recordedAt: when, actor: who, ...entry }: TrailEntry) {
  const { command, reason, kind, key, before, after } = entry;
  return { record, change, when, who, command, reason, kind, key, before, after };
}

const COLUMNS = [
  ...(['record', 'change', 'when', 'who', 'command', 'reason'] as const),
  ...(['kind', 'key', 'before', 'after'] as const),
];

function csvRow({ record, change, recordedAt: when, actor: who, before, after, ...rest }: TrailEntry) {
  const said = (row: TrailEntry['before']) => (row === null ? null : JSON.stringify(row));
  const numbers = { record: String(record), change: change === null ? null : String(change) };
  return { ...rest, ...numbers, when, who, before: said(before), after: said(after) };
}
