import type { Entitlement } from '../ledger/entitlement.js';
import type { PostedLine } from '../ledger/posted-statement.js';
import type { PostedHead } from '../ledger/render-statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { readEntitlements } from './entitlements.js';
import type { Transaction } from './executor.js';
import { linesInRange } from './lines.js';
import type { Run } from './runs.js';
import { type StatementPlace, statementRows, statementTotals } from './statements.js';

/** A statement with all that it is rendered from but the plans and its lines. */
export interface StoredHead {
  readonly run: Run;
  readonly name: string;
  readonly inputsHash: string;
  /** Everything the payee can earn by in the run. */
  readonly entitlements: readonly Entitlement[];
  readonly posted: PostedHead;
  readonly lineCount: number;
  /** The number of its period in the run. */
  readonly period: number;
}

/**
 * A statement of a run without its lines, of which it counts how many there are; `null` where there is none. It takes no
 * scope: whoever asks has found the statement within one.
 *
 * @example
 * (await readStatementHead(trx, run, { payee: 'ada', period: '2026-01', currency: 'USD' }))?.lineCount // 5_000
 */
export async function readStatementHead(
  trx: Transaction,
  run: Run,
  { payee, period, currency }: StatementPlace,
): Promise<StoredHead | null> {
  const row = await statementRows(trx, run, { payee, period })
    .where('statement.currency', '=', currency)
    .executeTakeFirst();
  if (row === undefined) return null;
  const entitlements = await readEntitlements(trx, run.id, payee);
  const counts = await countLines(trx, run, row.number, earnedIn(entitlements, currency));
  return {
    run,
    name: row.name,
    inputsHash: row.inputs_hash,
    entitlements,
    lineCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    period: Number(row.number),
    posted: {
      payee,
      period: { id: period, from: row.from, to: row.to, frequency: row.frequency },
      currency,
      status: row.status,
      totals: statementTotals(row),
      earnedBy: new Set(counts.keys()),
      ...readStatementDocument(row.document),
    },
  };
}

/**
 * Some of the lines of a statement, in the order of their numbers, each with what it is earned by.
 *
 * @example
 * await readLinesOfHead(trx, head, { offset: 200, limit: 200 });
 */
export async function readLinesOfHead(
  trx: Transaction,
  { run, entitlements, posted, period }: StoredHead,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly { readonly line: PostedLine; readonly entitlement: Entitlement }[]> {
  const own = earnedIn(entitlements, posted.currency);
  const byNumber = new Map(own.map((each) => [each.number, each]));
  const found = await linesInRange(trx, run.id, own, { period, ...page });
  return found.flatMap(({ line }) => {
    const entitlement = byNumber.get(line.entitlement);
    return entitlement === undefined ? [] : [{ line, entitlement }];
  });
}

function earnedIn(entitlements: readonly Entitlement[], currency: string): readonly Entitlement[] {
  return entitlements.filter((each) => each.currency === currency);
}

/** How many lines there are in a period by each entitlement that has any. */
async function countLines(
  trx: Transaction,
  run: Run,
  period: bigint,
  entitlements: readonly Entitlement[],
): Promise<ReadonlyMap<number, number>> {
  if (entitlements.length === 0) return new Map();
  const rows = await trx.queries
    .selectFrom('line')
    .select(({ fn }) => ['entitlement', fn.countAll<bigint>().as('lines')])
    .where('run', '=', BigInt(run.id))
    .where(
      'entitlement',
      'in',
      entitlements.map(({ number }) => BigInt(number)),
    )
    .where('period', '=', period)
    .groupBy('entitlement')
    .execute();
  return new Map(rows.map(({ entitlement, lines }) => [Number(entitlement), Number(lines)]));
}
