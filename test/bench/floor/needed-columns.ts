import type { WorkloadName } from '../workloads.js';

/**
 * The columns of the records that the plan of the benchmark needs, in the order in which they are read: who
 * is paid by which plan and quota; what closed and who shares in it; what was invoiced, paid and taken back.
 */
const NEEDED_COLUMNS = {
  payee: ['id', 'name', 'role', 'hire_date'],
  team: ['id', 'parent'],
  membership: ['team', 'payee', 'as', 'from', 'to'],
  assignment: ['payee', 'plan', 'from', 'to'],
  quota: ['payee', 'team', 'quota', 'from', 'to', 'amount', 'currency', 'spread', 'weights'],
  deal: ['id', 'stage', 'close_date', 'currency', 'type', 'region', 'acv', 'discount'],
  amendment: ['deal', 'id', 'date', 'kind', 'amount', 'acv'],
  split: ['deal', 'payee', 'role', 'share', 'from', 'to'],
  invoice_line: ['invoice', 'line', 'deal', 'amount', 'tax', 'currency'],
  receipt: ['id', 'date'],
  application: ['receipt', 'invoice', 'line', 'id', 'amount'],
  refund: ['id', 'receipt', 'date', 'invoice', 'line', 'amount'],
  credit_note: ['id', 'invoice', 'line', 'date', 'amount'],
  write_off: ['id', 'invoice', 'line', 'date', 'amount'],
} as const;

/** What the plans of the other workload need besides: what deals are worth, and when invoices are due. */
const NEEDED_BY_MODIFIERS: Readonly<Record<string, readonly string[]>> = {
  deal: ['tcv', 'mrr', 'first_year', 'term_months'],
  invoice_line: ['date', 'due_date'],
};

/**
 * The statements that read {@link NEEDED_COLUMNS}, one for each table.
 *
 * @example
 * for (const sql of neededReads('commissions')) for (const row of db.prepare(sql).raw().iterate()) count += row.length;
 */
export function neededReads(workload: WorkloadName): readonly string[] {
  const more = workload === 'modifiers' ? NEEDED_BY_MODIFIERS : {};
  return Object.entries(NEEDED_COLUMNS).map(([table, known]) => {
    const columns = [...known, ...(more[table] ?? [])];
    return `select ${columns.map((column) => `"${column}"`).join(', ')} from "${table}"`;
  });
}
