import type { Entitlement } from '../ledger/entitlement.js';
import type { PostedLine, PostedStatement } from '../ledger/posted-statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { readEntitlements } from './entitlements.js';
import type { Executor, Transaction } from './executor.js';
import { linesInRange } from './lines.js';
import { statementTotals, TOTAL_COLUMNS } from './statements.js';

/** All that a run posted for a payee. */
export interface PayeeStatements {
  readonly entitlements: readonly Entitlement[];
  /** In the order in which their periods end, then of period ids and currencies. */
  readonly statements: readonly PostedStatement[];
}

/**
 * All statements of a payee in a run, with what they are posted by. For work that goes through everybody; it
 * takes no scope.
 *
 * @example
 * const { statements } = await readPayeeStatements(db, run.id, 'ada');
 */
export async function readPayeeStatements(
  executor: Executor,
  run: number,
  payee: string,
): Promise<PayeeStatements> {
  return executor.read(async (trx) => {
    const entitlements = await readEntitlements(trx, run, payee);
    const currencies = new Map(entitlements.map(({ number, currency }) => [number, currency]));
    const lines = new Map<string, PostedLine[]>();
    for (const { line, period } of await linesInRange(trx, run, entitlements, {})) {
      const key = placeKey(period, currencies.get(line.entitlement) ?? '');
      const known = lines.get(key);
      if (known === undefined) lines.set(key, [line]);
      else known.push(line);
    }
    const statements = (await statementRows(trx, run, payee)).map((row) => ({
      payee,
      period: { id: row.id, from: row.from, to: row.to, frequency: row.frequency },
      currency: row.currency,
      status: row.status,
      totals: statementTotals(row),
      lines: lines.get(placeKey(Number(row.number), row.currency)) ?? [],
      ...readStatementDocument(row.document),
    }));
    return { entitlements, statements };
  });
}

function placeKey(period: number, currency: string): string {
  return `${period}/${currency}`;
}

function statementRows(trx: Transaction, run: number, payee: string) {
  return trx.queries
    .selectFrom('statement')
    .innerJoin('run_period', (join) =>
      join.onRef('run_period.run', '=', 'statement.run').onRef('run_period.number', '=', 'statement.period'),
    )
    .select([...TOTAL_COLUMNS, 'statement.currency', 'statement.status', 'statement.document'])
    .select([
      'run_period.number',
      'run_period.id',
      'run_period.frequency',
      'run_period.from',
      'run_period.to',
    ])
    .where('statement.run', '=', BigInt(run))
    .where('statement.payee', '=', payee)
    .orderBy('run_period.number')
    .orderBy('statement.currency')
    .execute();
}

/**
 * Everybody who was in a run, in order.
 *
 * @example
 * await payeesOfRun(db, run.id) // ['ada', 'bo', 'mia']
 */
export async function payeesOfRun({ queries }: Executor, run: number): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('payee_result')
    .select('payee')
    .where('run', '=', BigInt(run))
    .orderBy('payee')
    .execute();
  return rows.map(({ payee }) => payee);
}
