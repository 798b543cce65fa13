/** The columns that the programs the product is compared with fill, in the product's own layout. */
export const RESULT_COLUMNS = {
  run_period: ['run', 'number', 'id', 'frequency', 'from', 'to'],
  payee_result: ['run', 'payee', 'name', 'inputs_hash'],
  entitlement: [
    'run',
    'number',
    'payee',
    'assignment',
    'segment_from',
    'segment_to',
    'component',
    'measure',
    'basis',
    'unit',
    'currency',
    'frequency',
    'plan',
    'title',
    'plan_hash',
    'released',
  ],
  line: [
    'run',
    'entitlement',
    'window_from',
    'period',
    'number',
    'kind',
    'window_to',
    'date',
    'amount',
    'share',
    'base',
    'credited',
    'deal',
    'event',
    'detail',
  ],
  statement: [
    'run',
    'payee',
    'period',
    'currency',
    'status',
    'earned',
    'held',
    'payable',
    'drawn',
    'guaranteed',
    'adjusted',
    'recovered',
    'carried_in',
    'carried',
    'paid',
    'document',
  ],
} as const;

/** A table of results. */
export type ResultTable = keyof typeof RESULT_COLUMNS;

/**
 * Columns as they stand between the brackets of an insert.
 *
 * @example
 * columnList('payee_result') // '"run", "payee", "name", "inputs_hash"'
 */
export function columnList(table: ResultTable): string {
  return RESULT_COLUMNS[table].map((column) => `"${column}"`).join(', ');
}

/**
 * The insert of one row, with a placeholder for each column.
 *
 * @param mark the placeholder at a place, counted from 1; SQLite's unless said
 * @example
 * insertOf('payee_result') // 'insert into "payee_result" (…) values (?, ?, ?, ?)'
 */
export function insertOf(table: ResultTable, mark: (place: number) => string = () => '?'): string {
  const marks = RESULT_COLUMNS[table].map((_, place) => mark(place + 1)).join(', ');
  return `insert into "${table}" (${columnList(table)}) values (${marks})`;
}
