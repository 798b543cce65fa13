import type { Entitlement } from '../../ledger/entitlement.js';
import type { StatementTotals } from '../../ledger/statement-columns.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { InsertedColumn, InsertInto, RowInsert } from './row-insert.js';

/** What a payee who was folded comes to, but for the lines. */
export interface FoldedResult {
  readonly payee: string;
  readonly name: string;
  readonly inputsHash: string;
  readonly currency: string;
  readonly entitlements: readonly Entitlement[];
  /** How many statements there are. */
  readonly statements: number;
}

/** The statements of payees who were folded, in the order of these and of their periods. */
export interface FoldedStatementRows {
  readonly totals: StatementTotals;
  readonly documents: PackedTexts;
}

/**
 * Writes what payees who were folded come to, but for their lines: rows of the same tables and form as those of
 * any others.
 *
 * @example
 * await writeFoldedPayees((table, columns) => rowInsert(trx, table, columns), 7, results, { totals, documents });
 */
export async function writeFoldedPayees(
  insertInto: InsertInto,
  run: number,
  results: readonly FoldedResult[],
  statements: FoldedStatementRows,
): Promise<void> {
  await insertAll(insertInto, 'payee_result', PAYEE_COLUMNS(run), results, (insert, each) => {
    insert.push(each.payee);
    insert.push(each.name);
    insert.push(each.inputsHash);
  });
  const entitlements = results.flatMap((each) => each.entitlements);
  await insertAll(insertInto, 'entitlement', ENTITLEMENT_COLUMNS(run), entitlements, pushEntitlement);
  let next = 0;
  await insertAll(insertInto, 'statement', STATEMENT_COLUMNS(run), results, (insert, result) => {
    pushStatements(insert, result, statements, next);
    next += result.statements;
  });
}

/** Those of a payee, from a place among all statements on. */
function pushStatements(
  insert: RowInsert,
  { payee, currency, statements }: FoldedResult,
  { totals, documents: { bytes, starts } }: FoldedStatementRows,
  first: number,
): void {
  const { period, earned, payable, held, carriedIn, carried, paid } = totals;
  for (let place = first; place < first + statements; place += 1) {
    insert.push(payee);
    insert.push(period[place] ?? 0);
    insert.push(currency);
    insert.push(earned[place] ?? 0);
    insert.push(payable[place] ?? 0);
    insert.push(held[place] ?? 0);
    insert.push(carriedIn[place] ?? 0);
    insert.push(carried[place] ?? 0);
    insert.push(paid[place] ?? 0);
    insert.push(bytes.subarray(starts[place] ?? 0, starts[place + 1] ?? 0));
  }
}

async function insertAll<Row>(
  insertInto: InsertInto,
  table: string,
  columns: readonly InsertedColumn[],
  rows: readonly Row[],
  push: (insert: RowInsert, row: Row) => void,
): Promise<void> {
  if (rows.length === 0) return;
  const insert = insertInto(table, columns);
  for (const row of rows) {
    push(insert, row);
    await insert.flush();
  }
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
  insert.push(each.released ? 1 : 0);
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
  ...open('currency', 'frequency', 'plan', 'title', 'plan_hash', 'released'),
];

const STATEMENT_COLUMNS = (run: number): readonly InsertedColumn[] => [
  { name: 'run', constant: run },
  ...open('payee', 'period', 'currency'),
  { name: 'status', constant: 'complete' },
  ...open('earned', 'payable', 'held'),
  { name: 'drawn', constant: 0 },
  { name: 'guaranteed', constant: 0 },
  { name: 'adjusted', constant: 0 },
  { name: 'recovered', constant: 0 },
  ...open('carried_in', 'carried', 'paid'),
  { name: 'document', isBytes: true },
];
