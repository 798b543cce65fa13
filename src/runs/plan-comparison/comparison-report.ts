import { changedAmount } from '../../ledger/changed-amount.js';
import { ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import type { ReportFormat } from '../jobs/report-format.js';
import { type CsvRow, safeCsv } from '../safe-csv.js';
import { comparePlan, type PlanComparisonQuestion } from './compare-plan.js';
import type { ComparedPay } from './compared-pay.js';

const COLUMNS = [
  'payee',
  'name',
  'period',
  'component',
  'currency',
  'earnedBefore',
  'earnedAfter',
  'earnedDifference',
  'payableBefore',
  'payableAfter',
  'payableDifference',
];

/** So many rows are written at a time. */
const ROWS_AT_A_TIME = 1_000;

/**
 * The comparison of two versions of a plan as text: its sums as JSON, or every payee, period and component as CSV.
 * Fails as {@link comparePlan} does.
 *
 * @example
 * await comparisonReport(db, { scope, plan: 'ae', with: { hash: '3f2a' }, as: 'csv' });
 */
export async function comparisonReport(
  executor: Executor,
  { as, ...question }: PlanComparisonQuestion & { readonly as: ReportFormat },
): Promise<Result<string>> {
  const texts: string[] = [];
  const rows = new ComparisonRows((text) => texts.push(text));
  const compared = await comparePlan(executor, question, (row) => {
    if (as === 'csv') rows.add(row);
  });
  if (!compared.ok) return compared;
  rows.end();
  return ok(as === 'csv' ? texts.join('') : JSON.stringify(compared.value));
}

/**
 * Writes every payee, period and component of a comparison as CSV, a stretch of rows at a time.
 *
 * @example
 * const rows = new ComparisonRows((text) => file.write(text));
 * await comparePlan(db, question, (row) => rows.add(row));
 * rows.end();
 */
export class ComparisonRows {
  readonly #write: (text: string) => void;
  #waiting: CsvRow[] = [COLUMNS];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Adds a row. */
  add(row: ComparedPay): void {
    this.#waiting.push(cellsOf(row));
    if (this.#waiting.length >= ROWS_AT_A_TIME) this.end();
  }

  /** Writes what is not written yet. */
  end(): void {
    if (this.#waiting.length > 0) this.#write(safeCsv(this.#waiting));
    this.#waiting = [];
  }
}

function cellsOf({ payee, period, component, currency, earned, payable }: ComparedPay): CsvRow {
  const amounts = [earned, payable].map(({ before, after }) => changedAmount(before, after, currency));
  return [
    ...[payee.id, payee.name, period, component, currency],
    ...amounts.flatMap(({ before, after, difference }) => [before, after, difference]),
  ];
}
