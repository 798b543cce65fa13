import { createHash } from 'node:crypto';
import type { Adjustment } from '../../ledger/adjustments/adjustment.js';
import type { CsvRow } from '../../ledger/payouts/read-payments.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Database } from '../../store/executor.js';
import { csvRows } from '../payouts/csv-rows.js';
import { addAdjustments } from './add-adjustments.js';
import type { AdjustmentDraft } from './adjustment-draft.js';

/** The columns of a file of adjustments; the last four may be left out. */
const COLUMNS = [
  'payee',
  'payGroup',
  'period',
  'amount',
  'reason',
  'currency',
  'attachment',
  'attachmentHash',
  'note',
] as const;
const REQUIRED = 5;

type Column = (typeof COLUMNS)[number];

/** A file of adjustments, and who hands it over. */
export interface AdjustmentsFile {
  /** The name by which problems refer to it. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly actor: string;
}

/**
 * Makes the adjustments of a CSV file: all of them, or none. The same file is taken once, so that nothing is paid
 * twice.
 *
 * @example
 * await importAdjustments(db, { name: 'march.csv', bytes: await readFile('march.csv'), actor: 'ops' });
 */
export async function importAdjustments(
  db: Database,
  { name, bytes, actor }: AdjustmentsFile,
): Promise<Result<readonly Adjustment[]>> {
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const rows = csvRows(bytes, ',', name);
  if (!rows.ok) return rows;
  const drafts = draftsOf(rows.value, name);
  if (!drafts.ok) return drafts;
  return addAdjustments(db, { drafts: drafts.value, actor, file: { name, contentHash } });
}

function draftsOf(rows: readonly CsvRow[], file: string): Result<readonly AdjustmentDraft[]> {
  const [header, ...others] = rows;
  if (header === undefined) {
    return failed([problem('empty-file', `${file} is empty`, { expected: COLUMNS.join(',') })]);
  }
  const problems = wrongColumns(header, file);
  if (problems.length > 0) return failed(problems);
  return ok(
    others.map(({ cells, line }) => {
      const value = (column: Column) => cells[header.cells.indexOf(column)]?.trim() ?? '';
      const [attachment, hash, currency, note] = [
        value('attachment'),
        value('attachmentHash'),
        value('currency'),
        value('note'),
      ];
      return {
        payee: value('payee'),
        payGroup: value('payGroup'),
        period: value('period'),
        amount: value('amount'),
        reason: value('reason'),
        ...(currency !== '' && { currency }),
        ...((attachment !== '' || hash !== '') && { attachment: { file: attachment, hash } }),
        ...(note !== '' && { note }),
        location: { file, line, column: 1 },
      };
    }),
  );
}

function wrongColumns({ cells, line }: CsvRow, file: string): readonly Problem[] {
  const known = new Set<string>(COLUMNS);
  const location = { file, line, column: 1 };
  const expected = COLUMNS.join(', ');
  const missing = COLUMNS.slice(0, REQUIRED).filter((column) => !cells.includes(column));
  return [
    ...cells
      .filter((cell) => !known.has(cell))
      .map((cell) =>
        problem('unknown-column', `a file of adjustments has no column ${cell}`, { location, expected }),
      ),
    ...missing.map((column) =>
      problem('missing-column', `the column ${column} is missing`, { location, expected }),
    ),
  ];
}
