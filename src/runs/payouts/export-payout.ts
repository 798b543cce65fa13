import { createHash } from 'node:crypto';
import type { PayoutHistory } from '../../ledger/payouts/payout-history.js';
import type { PayrollMapping } from '../../ledger/payouts/payroll-mapping.js';
import { payrollText } from '../../ledger/payouts/payroll-rows.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { writePayoutExport } from '../../store/write-payouts.js';
import type { PayoutOutcome } from './decide-payout.js';
import { knownPayout, type NamedText, stepRefused } from './payout-steps.js';
import { readPayrollMapping } from './read-payroll-mapping.js';

/** The file for payroll, and the batch that it was made of. */
export interface ExportedPayout extends PayoutOutcome {
  readonly provider: string;
  /** What the file says, in UTF-8. */
  readonly text: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly contentHash: string;
}

/**
 * Makes the file for payroll of an approved batch, and keeps that it was made. The same batch and mapping always
 * give the same bytes, so that a file which was lost can be made again.
 *
 * @example
 * await exportPayout(db, { batch: 7, mapping: { name: 'adp.yaml', text }, actor: 'fin' });
 */
export async function exportPayout(
  db: Database,
  request: { readonly batch: number; readonly mapping: NamedText; readonly actor: string },
): Promise<Result<ExportedPayout>> {
  const { batch, mapping, actor } = request;
  const read = readPayrollMapping(mapping.text, mapping.name);
  if (!read.ok) return failed(read.problems);
  const { provider, export: format } = read.value;
  const { value } = await withChange<Result<ExportedPayout>>(
    db,
    { actor, command: 'payout export', reason: `batch ${batch}` },
    async (trx, change) => {
      const history = await knownPayout(trx, batch);
      if ('code' in history) return discard(failed([history]));
      const refused =
        stepRefused(history, ['approved', 'exported', 'confirmed'], 'be exported') ??
        withoutPayDate(history, read.value);
      if (refused !== null) return discard(failed([refused]));
      const text = payrollText(history.batch, format);
      const contentHash = sha256(text);
      const exported = { provider, text, contentHash };
      if (history.exports.some((each) => each.contentHash === contentHash)) {
        return discard(ok({ ...exported, history, isNew: false }));
      }
      const at = new Date().toISOString();
      const made = { provider, mappingHash: sha256(mapping.text), contentHash, actor, at };
      await writePayoutExport(trx, change, batch, made);
      const exports = [...history.exports, made];
      return ok({ ...exported, history: { ...history, exports }, isNew: true });
    },
  );
  return value;
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
