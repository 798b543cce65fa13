import type { Entitlement } from '../../ledger/entitlement.js';
import type { FoldedStatementColumns } from '../../ledger/folded-statements.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
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
 * await writeFoldedPayees(trx, 7, results, documents);
 */
export async function writeFoldedPayees(
  trx: Transaction,
  run: number,
  results: readonly FoldedResult[],
  documents: PackedTexts,
): Promise<void> {
  await insertAll(trx, 'payee_result', PAYEE_COLUMNS(run), results, (insert, each) => {
    insert.push(each.payee);
    insert.push(each.name);
    insert.push(each.inputsHash);
  });
  const entitlements = results.flatMap((each) => each.entitlements);
  await insertAll(trx, 'entitlement', ENTITLEMENT_COLUMNS(run), entitlements, pushEntitlement);
  const documentOf = ({ bytes, starts }: PackedTexts, number: number) =>
    bytes.subarray(starts[number] ?? 0, starts[number + 1] ?? 0);
  let next = 0;
  await insertAll(trx, 'statement', STATEMENT_COLUMNS(run), results, (insert, result) => {
    pushStatements(insert, result, (place) => documentOf(documents, next + place));
    next += result.statements.period.length;
  });
}

function pushStatements(
  insert: RowInsert,
  { payee, currency, statements }: FoldedResult,
  documentAt: (place: number) => Uint8Array,
): void {
  const { period, earned, payable, held, carriedIn, carried, paid } = statements;
  for (let place = 0; place < period.length; place += 1) {
    insert.push(payee);
    insert.push(period[place] ?? 0);
    insert.push(currency);
    insert.push(earned[place] ?? 0);
    insert.push(payable[place] ?? 0);
    insert.push(held[place] ?? 0);
    insert.push(carriedIn[place] ?? 0);
    insert.push(carried[place] ?? 0);
    insert.push(paid[place] ?? 0);
    insert.push(documentAt(place));
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
