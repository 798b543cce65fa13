import type { Entitlement } from '../../ledger/entitlement.js';
import type { FoldedStatementColumns } from '../../ledger/folded-statements.js';
import type { Transaction } from '../executor.js';
import { type InsertedColumn, type RowInsert, rowInsert } from './row-insert.js';

/** What a payee who was folded comes to, but for the lines. */
export interface FoldedResult {
  readonly payee: string;
  readonly name: string;
  readonly inputsHash: string;
  readonly currency: string;
  readonly entitlements: readonly Entitlement[];
  readonly statements: FoldedStatementColumns;
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
  await insertAll(trx, 'statement', STATEMENT_COLUMNS(run), results, pushStatements);
}

function pushStatements(insert: RowInsert, { payee, currency, statements }: FoldedResult): void {
  const { period, earned, carriedIn, carried, paid, documents } = statements;
  for (const [place, document] of documents.entries()) {
    insert.push(payee);
    insert.push(period[place] ?? 0);
    insert.push(currency);
    insert.push(earned[place] ?? 0);
    insert.push(earned[place] ?? 0);
    insert.push(carriedIn[place] ?? 0);
    insert.push(carried[place] ?? 0);
    insert.push(paid[place] ?? 0);
    insert.push(document);
  }
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
