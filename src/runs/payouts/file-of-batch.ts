import type { FailedPayment } from '../../ledger/payouts/payment.js';
import type { PayoutItem } from '../../ledger/payouts/payout-batch.js';
import type { PayoutExport, PayoutHistory } from '../../ledger/payouts/payout-history.js';
import type { PayrollExport } from '../../ledger/payouts/payroll-mapping.js';
import { payrollText } from '../../ledger/payouts/payroll-rows.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { textHash } from './text-hash.js';

/** A file for payroll as it would be made of a batch. */
export interface FileOfBatch {
  readonly text: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly contentHash: string;
  /** What it pays. */
  readonly items: readonly PayoutItem[];
  /** Whether it is to be kept that it was made; `false` where it was made before. */
  readonly isNew: boolean;
  readonly replaces: PayoutExport['replaces'];
  /** What it sends again, as an attempt after the first; `null` where it sends all of the batch. */
  readonly again: { readonly attempt: number; readonly payments: readonly FailedPayment[] } | null;
}

/** The file that another is to be made in place of: what its hash begins with, and why. */
export interface ReplacedFile {
  readonly replaces?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * The file of all that a batch pays. Where payroll has a file with other content already, that one has to be named,
 * with a reason; once payroll told of any payment, there is no other file of all, as it would pay twice.
 *
 * @example
 * fileOfBatch(history, mapping.export, {})
 */
export function fileOfBatch(
  history: PayoutHistory,
  format: PayrollExport,
  asked: ReplacedFile,
): Result<FileOfBatch> {
  const { batch, exports, confirmations } = history;
  const text = payrollText(batch, format);
  const contentHash = textHash(text);
  const file = { text, contentHash, items: batch.items, isNew: true, replaces: null, again: null };
  const successor = exports.find(({ replaces }) => replaces?.contentHash === contentHash);
  if (successor !== undefined) return failed([replacedBefore(batch.number, successor)]);
  if (exports.some((each) => each.contentHash === contentHash)) return ok({ ...file, isNew: false });
  if (confirmations.length > 0) return failed([toldAlready(batch.number)]);
  const live = exports.filter(
    (each) => !exports.some(({ replaces }) => replaces?.contentHash === each.contentHash),
  );
  if (live.length === 0 && asked.replaces === undefined) return ok(file);
  const replaces = namedFile(batch.number, live, asked);
  return 'code' in replaces ? failed([replaces]) : ok({ ...file, replaces });
}

function namedFile(
  batch: number,
  live: readonly PayoutExport[],
  { replaces, reason = '' }: ReplacedFile,
): Problem | NonNullable<PayoutExport['replaces']> {
  const hashes = live.map(({ contentHash }) => contentHash.slice(0, 12)).join(', ');
  const expected = live.length === 0 ? 'nothing: no file of it was made yet' : hashes;
  const subject = `batch ${batch}`;
  if (replaces === undefined) {
    const hint = 'see that payroll does not pay by that file, then name it as replaced, with a reason';
    const message = `payroll has another file of batch ${batch} already`;
    return problem('missing-value', message, { subject, field: 'replaces', expected, hint });
  }
  const [named, ...others] = live.filter(({ contentHash }) => contentHash.startsWith(replaces));
  if (named === undefined || others.length > 0) {
    const message = `no one file of batch ${batch} that payroll has begins with this hash`;
    return problem('invalid-value', message, { subject, field: 'replaces', found: replaces, expected });
  }
  if (reason.trim() !== '') return { contentHash: named.contentHash, reason };
  return problem('missing-value', 'to replace a file needs a reason', { subject, field: 'reason' });
}

function toldAlready(batch: number): Problem {
  return problem(
    'payout-step',
    `payroll told what it paid of batch ${batch}: no other file of all of it is made`,
    {
      subject: `batch ${batch}`,
      expected: 'the mapping that the file was made by, which gives it again',
      hint: 'what failed or came back is sent again alone, with --failed',
    },
  );
}

function replacedBefore(batch: number, { contentHash, replaces }: PayoutExport): Problem {
  return problem('payout-step', `this file of batch ${batch} was replaced: ${replaces?.reason}`, {
    subject: `batch ${batch}`,
    expected: `the mapping of the file ${contentHash.slice(0, 12)}, which took its place`,
  });
}
