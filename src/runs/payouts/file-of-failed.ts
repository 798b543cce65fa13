import { failedPayments } from '../../ledger/payouts/failed-payments.js';
import type { FailedPayment } from '../../ledger/payouts/payment.js';
import type { PayoutItem } from '../../ledger/payouts/payout-batch.js';
import type { PayoutHistory } from '../../ledger/payouts/payout-history.js';
import type { PayrollExport } from '../../ledger/payouts/payroll-mapping.js';
import { payrollText } from '../../ledger/payouts/payroll-rows.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { FileOfBatch } from './file-of-batch.js';
import { textHash } from './text-hash.js';

/**
 * The file that sends again what payroll told to have failed or to have come back, and nothing else of a batch. What
 * was sent again once is not sent a second time: until payroll tells anything else, the same mapping gives the same
 * file.
 *
 * @example
 * fileOfFailed(history, mapping.export)
 */
export function fileOfFailed(history: PayoutHistory, format: PayrollExport): Result<FileOfBatch> {
  const { batch, resends } = history;
  const payments = failedPayments(history);
  const last = resends.at(-1);
  if (payments.length > 0) {
    const attempt = (last?.attempt ?? 1) + 1;
    return ok({ ...fileOf(history, format, { attempt, payments }), isNew: true });
  }
  if (last === undefined) return failed([nothingFailed(batch.number)]);
  const file = fileOf(history, format, last);
  return file.contentHash === last.contentHash ? ok(file) : failed([sentAgain(batch.number)]);
}

function fileOf(
  { batch }: PayoutHistory,
  format: PayrollExport,
  { attempt, payments }: NonNullable<FileOfBatch['again']>,
): FileOfBatch {
  const items = itemsAgain(batch.items, payments);
  const text = payrollText({ ...batch, items }, format, attempt);
  const again = { attempt, payments };
  return { text, contentHash: textHash(text), items, isNew: false, replaces: null, again };
}

/** Each payee of whom something failed, by the first statement that the batch has of them. */
function itemsAgain(items: readonly PayoutItem[], payments: readonly FailedPayment[]): readonly PayoutItem[] {
  const amounts = new Map<string, bigint>();
  for (const { payee, amount } of payments) amounts.set(payee, (amounts.get(payee) ?? 0n) + amount);
  return items.flatMap((item) => {
    const amount = amounts.get(item.payee);
    amounts.delete(item.payee);
    return amount === undefined ? [] : [{ ...item, amount }];
  });
}

function nothingFailed(batch: number): Problem {
  return problem('payout-step', `nothing of batch ${batch} failed or came back`, {
    subject: `batch ${batch}`,
    expected: 'a payment that payroll told so',
    hint: 'take in what payroll says with `attain payout confirm`',
  });
}

function sentAgain(batch: number): Problem {
  return problem('payout-step', `what failed of batch ${batch} was sent again before, in another file`, {
    subject: `batch ${batch}`,
    expected: 'the mapping that the file was made by, which gives it again',
    hint: 'take in what payroll says of it with `attain payout confirm`; what fails then can be sent again',
  });
}
