import type { Payment } from '../../ledger/payouts/payment.js';
import { type ClaimedPayment, takenElsewhere } from '../../ledger/payouts/taken-elsewhere.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Transaction } from '../../store/executor.js';
import { isConfirmationOf, paymentsElsewhere } from '../../store/payments-elsewhere.js';

/**
 * What stands against a file of payroll because another batch has what it tells: the file itself, where it is the
 * very file, or each payment. Files of two months with the same amounts cannot be told apart otherwise.
 *
 * @param told all that the file tells
 * @example
 * await claimedElsewhere(trx, 7, { name: 'paid.csv', contentHash }, payments) // [] where nobody else has them
 */
export async function claimedElsewhere(
  trx: Transaction,
  batch: number,
  file: { readonly name: string; readonly contentHash: string },
  told: readonly Payment[],
): Promise<readonly Problem[]> {
  const claimed = takenElsewhere(told, await paymentsElsewhere(trx, batch, told));
  const [first] = claimed;
  if (first === undefined) return [];
  const isWholeFile = await isConfirmationOf(trx, first.taken.batch, file.contentHash);
  return isWholeFile
    ? [fileProblem(batch, file.name, first)]
    : claimed.map((each) => paymentProblem(batch, file.name, each));
}

function fileProblem(batch: number, name: string, { taken }: ClaimedPayment): Problem {
  const message = `${name} was taken in for batch ${taken.batch} before, as ${taken.file}`;
  return problem('confirmed-elsewhere', message, { location: atLine(name, 1), ...detailOf(batch, taken) });
}

function paymentProblem(batch: number, name: string, { told, taken }: ClaimedPayment): Problem {
  const { reference, payee, line } = told;
  const message = `the payment ${reference} of ${payee} was taken in for batch ${taken.batch} before, with this date and amount`;
  return problem('confirmed-elsewhere', message, { location: atLine(name, line), ...detailOf(batch, taken) });
}

function detailOf(batch: number, taken: ClaimedPayment['taken']) {
  const right = `give the file that payroll made for batch ${batch}`;
  const wrong = `were its payments taken in for batch ${taken.batch} by mistake, take in for batch ${taken.batch} first that they failed`;
  return { subject: `batch ${batch}`, found: `batch ${taken.batch}`, hint: `${right}; ${wrong}` };
}

function atLine(file: string, line: number) {
  return { file, line, column: 1 };
}
