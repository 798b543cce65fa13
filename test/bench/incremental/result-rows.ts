/** What of each table of results says what the results are; the number of the run does not. */
const COLUMNS = {
  payee_result: ['payee', 'name', 'inputs_hash'],
  entitlement: [
    ...['number', 'payee', 'assignment', 'segment_from', 'segment_to', 'component', 'measure', 'basis'],
    ...['unit', 'currency', 'frequency', 'plan', 'title', 'plan_hash', 'released'],
  ],
  statement: [
    ...['payee', 'period', 'currency', 'status', 'earned', 'held', 'payable', 'drawn', 'guaranteed'],
    ...['adjusted', 'recovered', 'carried_in', 'carried', 'paid', 'document'],
  ],
  line: [
    ...['entitlement', 'window_from', 'period', 'number', 'kind', 'window_to', 'date', 'amount', 'share'],
    ...['base', 'credited', 'deal', 'event', 'detail'],
  ],
  team_attainment: [
    ...['team', 'measure', 'window_start', 'at', 'currency', 'pooled_credited', 'pooled_quota', 'pooled'],
    ...['average', 'status', 'document'],
  ],
  problem: ['payee', 'ordinal', 'code', 'severity', 'document'],
  run_period: ['number', 'id', 'frequency', 'from', 'to'],
} as const;

/** How many columns come first in the key of a table, after the run. */
const KEYS: Readonly<Record<keyof typeof COLUMNS, number>> = {
  payee_result: 1,
  entitlement: 1,
  statement: 3,
  line: 4,
  team_attainment: 4,
  problem: 2,
  run_period: 1,
};

/**
 * By table, the query of all rows of the published results, as texts and in the order of their keys.
 *
 * @example
 * for (const [table, sql] of RESULT_ROWS) for await (const batch of reader.rows(sql)) count(table, batch.length);
 */
export const RESULT_ROWS: readonly (readonly [table: string, sql: string])[] = [
  ['run', rowsOf('run', ['change', 'inputs_hash', 'rules_hash', 'through'], 'id', 1)],
  ...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map((table) => {
    return [table, rowsOf(table, COLUMNS[table], 'run', KEYS[table])] as const;
  }),
];

function rowsOf(table: string, columns: readonly string[], run: string, keys: number): string {
  const values = columns.map((column) => `cast("${column}" as text) as "${column}"`).join(', ');
  const order = columns.slice(0, keys).map((column) => `"${table}"."${column}"`);
  return `select ${values} from "${table}" where "${run}" = (select "run" from "published") order by ${order.join(', ')}`;
}
