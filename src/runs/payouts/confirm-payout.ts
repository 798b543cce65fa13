import { createHash } from 'node:crypto';
import { changeInSent, latestPayments, type Payment } from '../../ledger/payouts/payment.js';
import { planCurrencyOf } from '../../ledger/payouts/payout-batch.js';
import { type PayoutHistory, paymentsOf } from '../../ledger/payouts/payout-history.js';
import type { PayrollConfirmation } from '../../ledger/payouts/payroll-mapping.js';
import { readPayments } from '../../ledger/payouts/read-payments.js';
import { sentInPlanCurrency } from '../../ledger/payouts/sent-in-plan-currency.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database, Transaction } from '../../store/executor.js';
import { postPayout } from '../../store/ledger-entries.js';
import { writePayoutConfirmation } from '../../store/write-payouts.js';
import { claimedElsewhere } from './claimed-elsewhere.js';
import { csvRows } from './csv-rows.js';
import type { PayoutOutcome } from './decide-payout.js';
import { knownPayout, type NamedText, stepRefused } from './payout-steps.js';
import { readPayrollMapping } from './read-payroll-mapping.js';
import { settlePeriod } from './settle-period.js';

/** A file in which payroll says what it paid of a batch. */
export interface ConfirmationRequest {
  readonly batch: number;
  readonly mapping: NamedText;
  readonly file: { readonly name: string; readonly bytes: Buffer };
  readonly actor: string;
}

/** What taking in a confirmation came to. */
export interface ConfirmedFile extends PayoutOutcome {
  /** What the file told that was not known before, in its order. */
  readonly payments: readonly Payment[];
  /** Whether with it everything of the period has come to be paid. */
  readonly isPeriodPaid: boolean;
}

/**
 * Takes in what payroll says it paid of a batch, all of the file or nothing, and posts the difference to the ledger.
 * The same file again changes nothing, and of another file only what it tells anew is taken: a payee and a reference
 * name one payment, which stands as it was told last. A file with a payment that another batch has is refused: it is
 * that batch's.
 *
 * @example
 * await confirmPayout(db, { batch: 7, mapping, file: { name: 'paid.csv', bytes }, actor: 'fin' });
 */
export async function confirmPayout(
  db: Database,
  request: ConfirmationRequest,
): Promise<Result<ConfirmedFile>> {
  const { batch, mapping, file, actor } = request;
  const format = confirmationFormat(mapping);
  if (!format.ok) return failed(format.problems);
  const rows = csvRows(file.bytes, format.value.delimiter, file.name);
  if (!rows.ok) return failed(rows.problems);
  const contentHash = createHash('sha256').update(file.bytes).digest('hex');
  const { value } = await withChange<Result<ConfirmedFile>>(
    db,
    { actor, command: 'payout confirm', reason: `batch ${batch}`, contentHash },
    async (trx, change) => {
      const history = await knownPayout(trx, batch);
      if ('code' in history) return discard(failed([history]));
      const refused = stepRefused(history, ['exported', 'confirmed'], 'be confirmed');
      if (refused !== null) return discard(failed([refused]));
      const read = readPayments(rows.value, format.value, history.batch.currency, file.name);
      if (!read.ok) return discard(failed(read.problems));
      const claimed = await claimedElsewhere(trx, batch, { name: file.name, contentHash }, read.value);
      if (claimed.length > 0) return discard(failed(claimed));
      const isKnown = history.confirmations.some((each) => each.contentHash === contentHash);
      const payments = isKnown ? [] : toldAnew(history, read.value);
      const nothing = { history, isNew: false, payments, isPeriodPaid: false };
      if (payments.length === 0) return discard(ok(nothing));
      return ok(await takeIn(trx, change, history, { batch, file: file.name, contentHash, actor, payments }));
    },
  );
  return value;
}

function confirmationFormat({ text, name }: NamedText): Result<PayrollConfirmation> {
  const read = readPayrollMapping(text, name);
  if (!read.ok) return failed(read.problems);
  const { confirmation } = read.value;
  if (confirmation !== null) return ok(confirmation);
  return failed([
    problem('missing-key', `${name} does not say how payroll confirms`, {
      location: { file: name, line: 1, column: 1 },
      expected: 'confirmation, with the columns of the file',
    }),
  ]);
}

function toldAnew(history: PayoutHistory, told: readonly Payment[]): readonly Payment[] {
  const known = new Set(latestPayments(paymentsOf(history)).map(contentOf));
  return told.filter((payment) => !known.has(contentOf(payment)));
}

function contentOf({ payee, reference, amount, date, status }: Payment): string {
  return [payee, reference, amount, date, status].join('\u0000');
}

async function takeIn(
  trx: Transaction,
  change: number,
  history: PayoutHistory,
  taken: Omit<Parameters<typeof writePayoutConfirmation>[2], 'at'>,
): Promise<ConfirmedFile> {
  const at = new Date().toISOString();
  const { payments, file, contentHash, actor } = taken;
  const { payGroup, period } = history.batch;
  const currency = planCurrencyOf(history.batch);
  const confirmation = await writePayoutConfirmation(trx, change, { ...taken, at });
  const changes = changeInSent(paymentsOf(history), payments, (all) =>
    sentInPlanCurrency(history.batch, all),
  );
  await postPayout(trx, { confirmation, payGroup, period, currency, changes });
  const settled = await settlePeriod(trx, { payGroup, period, actor });
  const confirmations = [
    ...history.confirmations,
    { number: confirmation, file, contentHash, actor, at, payments },
  ];
  return { history: { ...history, confirmations }, isNew: true, payments, isPeriodPaid: settled === 'paid' };
}
