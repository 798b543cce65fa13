import type { Entitlement } from '../ledger/entitlement.js';
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
    await replaceRows(
      trx,
      TABLES.entitlement,
      own,
      ownEntitlements.map((each) => entitlementRow(at.run, each)),
    );
    const lines = lineRows(at.run, ownStatements, ownEntitlements, numbers);
    await replaceValues(trx, TABLES.line, linesOf(at.run, ownEntitlements), lines);
    await replaceRows(
      trx,
      TABLES.statement,
      own,
      ownStatements.map((each) => statementRow(at.run, each, numbers(each.period.id))),
    );
    await replaceRows(trx, TABLES.problem, own, problemRows(at, byPayee(problems, payee)));
  }
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

/** Lines are found by their entitlements, which lie side by side. */
function linesOf(run: bigint, entitlements: readonly Entitlement[]): Place {
  const numbers = entitlements.map(({ number }) => number).sort((a, b) => a - b);
  const [first, last] = [numbers.at(0) ?? 0, numbers.at(-1) ?? -1];
  return {
    condition: '"run" = ? and "entitlement" >= ? and "entitlement" <= ?',
    parameters: [run, BigInt(first), BigInt(last)],
  };
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

async function replaceValues(
  trx: Transaction,
  { name, columns, keySize, beside = [] }: ResultTable,
  { condition, parameters }: Place,
  rows: readonly SqlRow[],
): Promise<void> {
  const names = columns.map((column) => `"${column}"`);
  const stored = await trx.connection.rows(
    `select ${names.join(', ')} from "${name}" where ${condition}`,
    parameters,
  );
  const keyOf = (row: SqlRow) => row.slice(0, keySize).join('\n');
  const compared = columns.flatMap((column, place) => (beside.includes(column) ? [] : [place]));
  const given = new Map(rows.map((row) => [keyOf(row), row]));
  const gone: SqlRow[] = [];
  for (const row of stored) {
    const key = keyOf(row);
    const now = given.get(key);
    if (now !== undefined && compared.every((place) => now[place] === row[place])) given.delete(key);
    else gone.push(row.slice(0, keySize));
  }
  const isIt = names.slice(0, keySize).map((column) => `${column} = ?`);
  for (const key of gone) {
    await trx.connection.run(`delete from "${name}" where ${isIt.join(' and ')}`, key);
  }
  if (given.size === 0) return;
  const insert = trx.connection.bulkInsert(name, columns);
  for (const row of given.values()) {
    const waiting = insert.add(row);
    if (waiting !== undefined) await waiting;
  }
  await insert.end();
}
