import type { LineColumns } from '../engine/fold/folded-lines.js';
import { linesFrom, unlike } from '../engine/fold/unlike-lines.js';
import type { Entitlement } from '../ledger/entitlement.js';
import { GatheredRows } from './columns/gathered-rows.js';
import type { LineNames } from './columns/line-names.js';
import { type FoldedShard, insertFolded } from './columns/write-folded-shard.js';
import { entitlementRow } from './entitlements.js';
import type { SqlRow, SqlValue, Transaction } from './executor.js';
import { LINE_COLUMNS } from './line-row.js';
import type { ShardResults, TeamAttainment } from './results.js';
import { type Run, readRun } from './runs.js';
import {
  lineRows,
  payeeRow,
  periodNumbers,
  problemRows,
  statementRow,
  teamAttainmentRow,
} from './write-results.js';

/**
 * Writes what payees come to now in place of what the published run says of them; rows that say the same stay as
 * they are. What they can earn by must be numbered as it was. Throws unless the run is published.
 *
 * @example
 * await replaceResults(trx, run.id, { payees, entitlements, statements, problems: [] });
 */
export async function replaceResults(
  trx: Transaction,
  run: number,
  { payees, entitlements, statements, problems }: ShardResults,
): Promise<void> {
  await requirePublished(trx, run);
  const at = { run: BigInt(run), shard: 0n };
  const numbers = await periodNumbers(trx, at.run);
  const byPayee = <Row extends { readonly payee: string }>(rows: readonly Row[], payee: string) =>
    rows.filter((row) => row.payee === payee);
  for (const result of payees) {
    const { payee } = result;
    const own = { condition: '"run" = ? and "payee" = ?', parameters: [at.run, payee] };
    const ownStatements = byPayee(statements, payee);
    const ownEntitlements = byPayee(entitlements, payee);
    await replaceRows(trx, TABLES.payee_result, own, [payeeRow(at.run, result)]);
    const earned = earnedBy(at.run, ownEntitlements);
    await replaceRows(
      trx,
      TABLES.entitlement,
      earned.entitlements,
      ownEntitlements.map((each) => entitlementRow(at.run, each)),
    );
    const lines = lineRows(at.run, ownStatements, ownEntitlements, numbers);
    await replaceValues(trx, TABLES.line, earned.lines, lines);
    await replaceRows(
      trx,
      TABLES.statement,
      own,
      ownStatements.map((each) => statementRow(at.run, each, numbers(each.period.id))),
    );
    await replaceRows(trx, TABLES.problem, own, problemRows(at, byPayee(problems, payee)));
  }
}

/** What is known of lines that were folded. */
export interface FoldedLineTerms {
  readonly names: LineNames;
  /** Those that the run has now, whoever wrote them last, where they are known; otherwise they are read. */
  readonly before: LineColumns | undefined;
}

/**
 * As {@link replaceResults}, for one payee who was folded; that the run is published, only {@link advanceRun} asks, once
 * for all that one change concerns.
 *
 * @example
 * await replaceFolded(trx, run.id, shard, { names: lineNames(texts), before: undefined });
 */
export async function replaceFolded(
  trx: Transaction,
  run: number,
  shard: FoldedShard,
  { names, before }: FoldedLineTerms,
): Promise<void> {
  const { lines } = shard;
  const part = before === undefined ? { from: 0, end: 0 } : unlike(before, lines);
  const now = await foldedRows(run, { ...shard, lines: linesFrom(lines, part) }, names);
  for (const { payee, entitlements } of shard.results) {
    const own = { condition: '"run" = ? and "payee" = ?', parameters: [BigInt(run), payee] };
    for (const table of [TABLES.payee_result, TABLES.statement, TABLES.problem]) {
      await replaceValues(trx, table, own, now.all(table));
    }
    const earned = earnedBy(BigInt(run), entitlements);
    await replaceValues(trx, TABLES.entitlement, earned.entitlements, now.all(TABLES.entitlement));
    const stored =
      before === undefined
        ? await storedRows(trx, TABLES.line, earned.lines)
        : (await foldedRows(run, { ...shard, lines: linesFrom(before, part) }, names)).all(TABLES.line);
    await replaceStored(trx, TABLES.line, stored, now.all(TABLES.line));
  }
}

async function foldedRows(run: number, shard: FoldedShard, names: LineNames): Promise<GatheredRows> {
  const gathered = new GatheredRows();
  await insertFolded(gathered.insertInto, run, shard, names);
  return gathered;
}

/**
 * Writes how far some teams have come now in place of what the published run says of them. Throws unless the run
 * is published.
 *
 * @example
 * await replaceTeamAttainments(trx, run.id, ['west'], attainments);
 */
export async function replaceTeamAttainments(
  trx: Transaction,
  run: number,
  teams: readonly string[],
  attainments: readonly TeamAttainment[],
): Promise<void> {
  await requirePublished(trx, run);
  for (const team of teams) {
    const own = { condition: '"run" = ? and "team" = ?', parameters: [BigInt(run), team] };
    const rows = attainments.filter((each) => each.team === team);
    await replaceRows(
      trx,
      TABLES.team_attainment,
      own,
      rows.map((each) => teamAttainmentRow(BigInt(run), each)),
    );
  }
}

/**
 * Writes how far some teams have come now by some measures on some days; what the published run says of others stays.
 * That it is published, only {@link advanceRun} asks.
 *
 * @example
 * await correctTeamAttainments(trx, run.id, attainments);
 */
export async function correctTeamAttainments(
  trx: Transaction,
  run: number,
  attainments: readonly TeamAttainment[],
): Promise<void> {
  for (const each of attainments) {
    const { team, measure, windowStart, at } = each;
    const condition = '"run" = ? and "team" = ? and "measure" = ? and "window_start" = ? and "at" = ?';
    const own = { condition, parameters: [BigInt(run), team, measure, windowStart, at] };
    await replaceRows(trx, TABLES.team_attainment, own, [teamAttainmentRow(BigInt(run), each)]);
  }
}

/**
 * Says of the published run that its results are now those of a later change.
 *
 * @example
 * await advanceRun(trx, run.id, { change: 13, inputsHash });
 */
export async function advanceRun(
  trx: Transaction,
  run: number,
  { change, inputsHash }: Pick<Run, 'change' | 'inputsHash'>,
): Promise<void> {
  await requirePublished(trx, run);
  await trx.queries
    .updateTable('run')
    .set({ change: BigInt(change), inputs_hash: inputsHash, finished_at: new Date().toISOString() })
    .where('id', '=', BigInt(run))
    .execute();
}

async function requirePublished(trx: Transaction, run: number): Promise<void> {
  const found = await readRun(trx, run);
  if (found?.status !== 'published') throw new Error(`Run ${run} is not the one that is published.`);
}

/** A table of results: its columns, of which the first so many are the key. */
interface ResultTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly keySize: number;
  /** Columns that say nothing of the result. */
  readonly beside?: readonly string[];
}

const TOTALS = [
  ...['earned', 'held', 'payable', 'drawn', 'guaranteed', 'adjusted', 'recovered'],
  ...['carried_in', 'carried', 'paid'],
] as const;

const TABLES = {
  payee_result: { name: 'payee_result', columns: ['run', 'payee', 'name', 'inputs_hash'], keySize: 2 },
  entitlement: {
    name: 'entitlement',
    columns: [
      ...[
        'run',
        'number',
        'payee',
        'assignment',
        'segment_from',
        'segment_to',
        'component',
        'measure',
        'basis',
      ],
      ...['unit', 'currency', 'frequency', 'plan', 'title', 'plan_hash', 'released'],
    ],
    keySize: 2,
  },
  line: { name: 'line', columns: LINE_COLUMNS, keySize: 5 },
  statement: {
    name: 'statement',
    columns: ['run', 'payee', 'period', 'currency', 'status', ...TOTALS, 'document'],
    keySize: 4,
  },
  problem: {
    name: 'problem',
    columns: ['run', 'payee', 'ordinal', 'shard', 'code', 'severity', 'document'],
    keySize: 3,
    beside: ['shard'],
  },
  team_attainment: {
    name: 'team_attainment',
    columns: [
      ...['run', 'team', 'measure', 'window_start', 'at', 'currency', 'pooled_credited', 'pooled_quota'],
      ...['pooled', 'average', 'status', 'document'],
    ],
    keySize: 5,
  },
} as const satisfies Readonly<Record<string, ResultTable>>;

/** Which rows of a table are replaced. */
interface Place {
  readonly condition: string;
  readonly parameters: SqlRow;
}

/** What a payee can earn by lies side by side in the order of numbers, and so do the lines. */
function earnedBy(run: bigint, entitlements: readonly Entitlement[]) {
  const numbers = entitlements.map(({ number }) => number).sort((a, b) => a - b);
  const [first, last] = [numbers.at(0) ?? 0, numbers.at(-1) ?? -1];
  const between = (column: string): Place => ({
    condition: `"run" = ? and "${column}" >= ? and "${column}" <= ?`,
    parameters: [run, BigInt(first), BigInt(last)],
  });
  return { entitlements: between('number'), lines: between('entitlement') };
}

async function replaceRows(
  trx: Transaction,
  table: ResultTable,
  place: Place,
  rows: readonly object[],
): Promise<void> {
  const values = rows.map((row) => {
    const given = row as Readonly<Record<string, SqlValue>>;
    return table.columns.map((column) => given[column] ?? null);
  });
  await replaceValues(trx, table, place, values);
}

async function storedRows(
  trx: Transaction,
  { name, columns }: ResultTable,
  { condition, parameters }: Place,
): Promise<readonly SqlRow[]> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return trx.connection.rows(`select ${names} from "${name}" where ${condition}`, parameters);
}

async function replaceValues(
  trx: Transaction,
  table: ResultTable,
  place: Place,
  rows: readonly SqlRow[],
): Promise<void> {
  await replaceStored(trx, table, await storedRows(trx, table, place), rows);
}

async function replaceStored(
  trx: Transaction,
  { name, columns, keySize, beside = [] }: ResultTable,
  stored: readonly SqlRow[],
  rows: readonly SqlRow[],
): Promise<void> {
  const names = columns.map((column) => `"${column}"`);
  const keyOf = (row: SqlRow) => row.slice(0, keySize).join('\n');
  const compared = columns.flatMap((column, place) => (beside.includes(column) ? [] : [place]));
  const given = new Map(rows.map((row) => [keyOf(row), row]));
  const isIt = names.slice(0, keySize).map((column) => `${column} = ?`);
  const where = `where ${isIt.join(' and ')}`;
  // A row that is replaced in its place leaves the indexes alone.
  const others = names.slice(keySize).map((column) => `${column} = ?`);
  for (const row of stored) {
    const key = keyOf(row);
    const now = given.get(key);
    const own = row.slice(0, keySize);
    given.delete(key);
    if (now === undefined) await trx.connection.run(`delete from "${name}" ${where}`, own);
    else if (!compared.every((place) => now[place] === row[place]))
      await trx.connection.run(`update "${name}" set ${others.join(', ')} ${where}`, [
        ...now.slice(keySize),
        ...own,
      ]);
  }
  if (given.size === 0) return;
  const insert = trx.connection.bulkInsert(name, columns);
  for (const row of given.values()) {
    const waiting = insert.add(row);
    if (waiting !== undefined) await waiting;
  }
  await insert.end();
}
