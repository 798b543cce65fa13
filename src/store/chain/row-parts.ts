import { createHash } from 'node:crypto';
import type { Transaction } from '../executor.js';
import { type LinePage, orderOf, pageReader, type RowCondition } from './row-lines.js';
import type { SealedTable } from './sealed-table.js';

/** Some rows that one command wrote into a table, one after the other in their order, under one hash. */
export interface RowPart {
  readonly table: string;
  /** From 0, in the order of the rows. */
  readonly number: number;
  /** The values that order the first of the rows, as JSON. */
  readonly firstKey: string;
  readonly rows: number;
  /** SHA-256 of the lines of the rows, with line feeds between them, in hexadecimal. */
  readonly hash: string;
}

/** About so many rows of a command have a part each: what happened to one of few can be told to the row. */
const SINGLE_ROWS = 64;
/** About so many share a part where there are more. */
const ROWS_OF_PART = 1_000;

/**
 * The parts of the rows of a table that a condition names, read back from what was stored.
 *
 * @example
 * await rowParts(trx, table, rows);
 */
export async function rowParts(
  trx: Transaction,
  table: SealedTable,
  condition: RowCondition,
): Promise<readonly RowPart[]> {
  const next = pageReader(trx, table, condition);
  const parts: RowPart[] = [];
  const first = await next(SINGLE_ROWS);
  if (first === null) return parts;
  for (const line of first.bytes.toString().split('\n')) {
    parts.push(partOf(table, { count: 1, bytes: Buffer.from(line) }, parts.length));
  }
  for (let page = await next(ROWS_OF_PART); page !== null; page = await next(ROWS_OF_PART)) {
    parts.push(partOf(table, page, parts.length));
  }
  return parts;
}

/**
 * SHA-256 of lines with line feeds between them, in hexadecimal.
 *
 * @example
 * hashOfLines(Buffer.from('["7","D-1"]'))
 */
export function hashOfLines(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function partOf(table: SealedTable, { count, bytes }: LinePage, number: number): RowPart {
  const end = bytes.indexOf(LINE_FEED);
  const order = orderOf(bytes.toString('utf8', 0, end < 0 ? bytes.length : end), table);
  return {
    table: table.name,
    number,
    firstKey: JSON.stringify(order.map(String)),
    rows: count,
    hash: hashOfLines(bytes),
  };
}

const LINE_FEED = 10;
