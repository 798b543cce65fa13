import type { Entitlement } from '../../ledger/entitlement.js';
import type { FoldedStatement } from '../../ledger/folded-statements.js';
import type { Transaction } from '../executor.js';
import { type InsertedColumn, type RowInsert, rowInsert } from './row-insert.js';

/** What a payee who was folded comes to, but for the lines. */
export interface FoldedResult {
  readonly payee: string;
  readonly name: string;
  readonly inputsHash: string;
  readonly currency: string;
  readonly entitlements: readonly Entitlement[];
  readonly statements: readonly FoldedStatement[];
}

/**
 * Writes what payees who were folded come to, but for their lines: rows of the same tables and form as those of
 * any others.
 *
 * @example
 * await writeFoldedPayees(trx, 7, results);
 */
export async function writeFoldedPayees(
  trx: Transaction,
  run: number,
  results: readonly FoldedResult[],
): Promise<void> {
  await insertAll(trx, 'payee_result', PAYEE_COLUMNS(run), results, (insert, each) => {
    insert.push(each.payee);
    insert.push(each.name);
    insert.push(each.inputsHash);
  });
  const entitlements = results.flatMap((each) => each.entitlements);
  await insertAll(trx, 'entitlement', ENTITLEMENT_COLUMNS(run), entitlements, pushEntitlement);
  const statements = results.flatMap((each) =>
    each.statements.map((statement) => ({ statement, payee: each.payee, currency: each.currency })),
  );
  await insertAll(
    trx,
    'statement',
    STATEMENT_COLUMNS(run),
    statements,
    (insert, { statement, payee, currency }) => {
      insert.push(payee);
      insert.push(statement.period);
      insert.push(currency);
      insert.push(statement.earned);
      insert.push(statement.earned);
      insert.push(statement.carriedIn);
      insert.push(statement.carried);
      insert.push(statement.paid);
      insert.push(statement.document);
    },
  );
}

async function insertAll<Row>(
  trx: Transaction,
  table: string,
  columns: readonly InsertedColumn[],
  rows: readonly Row[],
  push: (insert: RowInsert, row: Row) => void,
): Promise<void> {
  if (rows.length === 0) return;
  const insert = rowInsert(trx, table, columns);
  for (const row of rows) push(insert, row);
  await insert.end();
}

function pushEntitlement(insert: RowInsert, each: Entitlement): void {
  insert.push(each.number);
  insert.push(each.payee);
  insert.push(each.assignment);
  insert.push(each.segmentFrom);
  insert.push(each.segmentTo);
  insert.push(each.component);
  insert.push(each.measure);
  insert.push(each.basis);
  insert.push(each.unit);
  insert.push(each.currency);
  insert.push(each.frequency);
  insert.push(each.plan);
  insert.push(each.title);
  insert.push(each.planHash);
}

const open = (...names: readonly string[]): readonly InsertedColumn[] => names.map((name) => ({ name }));

const PAYEE_COLUMNS = (run: number): readonly InsertedColumn[] => [
  { name: 'run', constant: run },
  ...open('payee', 'name', 'inputs_hash'),
];

const ENTITLEMENT_COLUMNS = (run: number): readonly InsertedColumn[] => [
  { name: 'run', constant: run },
  ...open(
    'number',
    'payee',
    'assignment',
    'segment_from',
    'segment_to',
    'component',
    'measure',
    'basis',
    'unit',
  ),
  ...open('currency', 'frequency', 'plan', 'title', 'plan_hash'),
  { name: 'released', constant: 0 },
];

const STATEMENT_COLUMNS = (run: number): readonly InsertedColumn[] => [
  { name: 'run', constant: run },
  ...open('payee', 'period', 'currency'),
  { name: 'status', constant: 'complete' },
  ...open('earned', 'payable'),
  { name: 'held', constant: 0 },
  { name: 'drawn', constant: 0 },
  { name: 'guaranteed', constant: 0 },
  { name: 'adjusted', constant: 0 },
  { name: 'recovered', constant: 0 },
  ...open('carried_in', 'carried', 'paid', 'document'),
];
