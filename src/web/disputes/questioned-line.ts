import type { PayeeScope } from '../../access/scope.js';
import { notFound } from '../../http/refusal.js';
import { readLineId } from '../../ledger/line-id.js';
import type { Statement, StatementLine } from '../../ledger/statement.js';
import type { Split } from '../../records/record-kinds.js';
import { readStatements } from '../../runs/read-statements.js';
import { rulesOfRun } from '../../runs/rules-of-run.js';
import type { Executor, Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';
import { publishedRun } from '../../store/runs.js';

/** A line of a statement with what a question about it can say to be wrong. */
export interface QuestionedLine {
  readonly line: StatementLine;
  readonly statement: Statement;
  /** The shares that the payee of the line has of its deal. */
  readonly shares: readonly Split[];
  /** The field of the deal that the line counts, such as `acv`; `null` where it counts none. */
  readonly amountField: string | null;
}

/**
 * The line of a question. Refuses one that there is not or that the scope does not show, in the same words.
 *
 * @example
 * const { line, statement } = await questionedLine(db, scope, 'ada.2026-03.1');
 */
export async function questionedLine(
  executor: Executor,
  scope: PayeeScope,
  id: string,
): Promise<QuestionedLine> {
  return executor.read(async (trx) => {
    const named = readLineId(id);
    const statements = named === null ? [] : await readStatements(trx, scope, named.payee, named.period);
    for (const statement of statements) {
      const line = statement.components.flatMap(({ lines }) => lines).find((each) => each.id === id);
      if (line === undefined) continue;
      const shares = await sharesOf(trx, statement.payee.id, line.deal);
      return { line, statement, shares, amountField: await amountFieldOf(trx, line) };
    }
    throw notFound(`there is no line ${id}`, { hint: 'a statement lists its lines' });
  });
}

async function sharesOf(trx: Transaction, payee: string, deal: string | null): Promise<readonly Split[]> {
  if (deal === null) return [];
  const splits = await new RecordReader(trx, undefined).where('split', 'deal', [deal]);
  return splits.filter((each) => each.payee === payee);
}

async function amountFieldOf(trx: Transaction, line: StatementLine): Promise<string | null> {
  const run = await publishedRun(trx);
  if (run === null) return null;
  const { book } = await rulesOfRun(trx, run);
  const version = book.plans.find(({ plan }) => plan.hash === line.planHash);
  const amount = version?.plan.measures.find(({ id }) => id === line.measure)?.amount;
  if (amount === undefined || amount.kind === 'count' || amount.kind === 'amount') return null;
  return amount.kind === 'field' ? amount.field : amount.kind;
}
