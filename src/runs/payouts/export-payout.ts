import type { PayoutItem } from '../../ledger/payouts/payout-batch.js';
import type { PayoutHistory } from '../../ledger/payouts/payout-history.js';
import type { PayrollMapping } from '../../ledger/payouts/payroll-mapping.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database, Transaction } from '../../store/executor.js';
import { writePayoutResend } from '../../store/payout-resends.js';
import { writePayoutExport } from '../../store/write-payouts.js';
import type { PayoutOutcome } from './decide-payout.js';
import { type FileOfBatch, fileOfBatch, type ReplacedFile } from './file-of-batch.js';
import { fileOfFailed } from './file-of-failed.js';
import { knownPayout, type NamedText, stepRefused } from './payout-steps.js';
import { readPayrollMapping } from './read-payroll-mapping.js';
import { textHash } from './text-hash.js';

/** A batch of which a file for payroll is made. */
export interface ExportRequest extends ReplacedFile {
  readonly batch: number;
  readonly mapping: NamedText;
  /** `failed` for what payroll told to have failed or to have come back alone; all of the batch unless said. */
  readonly only?: 'failed' | undefined;
  readonly actor: string;
}

/** The file for payroll, and the batch that it was made of. */
export interface ExportedPayout extends PayoutOutcome {
  readonly provider: string;
  /** What the file says, in UTF-8. */
  readonly text: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly contentHash: string;
  /** What the file pays. */
  readonly items: readonly PayoutItem[];
}

/**
 * Makes a file for payroll of an approved batch, and keeps that it was made. The same batch and mapping always give
 * the same bytes, so that a file which was lost can be made again. Another file of all of it takes the place of one
 * that is named, with a reason, and only until payroll tells what it paid; what failed or came back is sent again in
 * a file of its own.
 *
 * @example
 * await exportPayout(db, { batch: 7, mapping: { name: 'adp.yaml', text }, actor: 'fin' });
 */
export async function exportPayout(db: Database, request: ExportRequest): Promise<Result<ExportedPayout>> {
  const { batch, mapping, only, actor } = request;
  const read = readPayrollMapping(mapping.text, mapping.name);
  if (!read.ok) return failed(read.problems);
  const { provider, export: format } = read.value;
  const { value } = await withChange<Result<ExportedPayout>>(
    db,
    { actor, command: 'payout export', reason: reasonOf(request) },
    async (trx, change) => {
      const history = await knownPayout(trx, batch);
      if ('code' in history) return discard(failed([history]));
      const refused =
        stepRefused(history, only === undefined ? EXPORTED_FROM : FAILED_FROM, 'be exported') ??
        withoutPayDate(history, read.value);
      if (refused !== null) return discard(failed([refused]));
      const made = only === undefined ? fileOfBatch(history, format, request) : fileOfFailed(history, format);
      if (!made.ok) return discard(made);
      const { text, contentHash, items, isNew } = made.value;
      const exported = { provider, text, contentHash, items, isNew };
      if (!isNew) return discard(ok({ ...exported, history }));
      await keep(trx, change, { batch, provider, mappingHash: textHash(mapping.text), actor }, made.value);
      return ok({ ...exported, history: await knownAgain(trx, batch) });
    },
  );
  return value;
}

const EXPORTED_FROM = ['approved', 'exported', 'confirmed'] as const;
const FAILED_FROM = ['exported', 'confirmed'] as const;

function reasonOf({ batch, only, reason }: ExportRequest): string {
  if (only !== undefined) return `batch ${batch}, what failed`;
  return reason === undefined ? `batch ${batch}` : `batch ${batch}: ${reason}`;
}

async function keep(
  trx: Transaction,
  change: number,
  by: {
    readonly batch: number;
    readonly provider: string;
    readonly mappingHash: string;
    readonly actor: string;
  },
  { contentHash, replaces, again }: FileOfBatch,
): Promise<void> {
  const { batch, ...made } = by;
  const file = { ...made, contentHash, at: new Date().toISOString() };
  if (again === null) return writePayoutExport(trx, change, batch, { ...file, replaces });
  return writePayoutResend(trx, change, batch, { ...file, ...again });
}

async function knownAgain(trx: Transaction, batch: number): Promise<PayoutHistory> {
  const history = await knownPayout(trx, batch);
  if ('code' in history) throw new Error(`Batch ${batch} is gone while it is exported.`);
  return history;
}

function withoutPayDate({ batch }: PayoutHistory, { export: { columns } }: PayrollMapping): Problem | null {
  const asked = columns.find((each) => 'field' in each && each.field === 'payDate');
  if (asked === undefined || batch.payDate !== null) return null;
  return problem(
    'missing-value',
    `the column ${asked.column} is the pay date, and batch ${batch.number} has none`,
    {
      subject: `batch ${batch.number}`,
      field: 'payDate',
      hint: 'reject the batch and build it with --pay-date, or write the day into the mapping as a value',
    },
  );
}
