import { EVERY_PAYEE } from '../../access/scope.js';
import { compareText } from '../../engine/record-index.js';
import { amountBreak, type LedgerBreak } from '../../ledger/entries/ledger-break.js';
import { convertPayout } from '../../ledger/payouts/convert-payout.js';
import { mayPay, type PayoutBatch, planCurrencyOf } from '../../ledger/payouts/payout-batch.js';
import { type PayoutHistory, paymentsOf, payoutState } from '../../ledger/payouts/payout-history.js';
import { sentInPlanCurrency } from '../../ledger/payouts/sent-in-plan-currency.js';
import type { Transaction } from '../../store/executor.js';
import { sentByLedger } from '../../store/ledger-entries.js';
import { payableStatements } from '../../store/payout-items.js';
import { readPayouts } from '../../store/payouts.js';
import type { AuditCheck, CheckOutcome } from './audit-check.js';

/** Compares payouts with the closed statements that they pay, and with what the ledger says was sent. */
export const CHECK_PAYOUTS: AuditCheck = {
  title: 'payouts pay closed statements, each once, and the ledger says what payroll confirmed',
  run: checkPayouts,
};

async function checkPayouts(trx: Transaction): Promise<CheckOutcome> {
  const histories = await readPayouts(trx, EVERY_PAYEE);
  const breaks: LedgerBreak[] = [];
  for (const history of histories) breaks.push(...(await wrongAmounts(trx, history)));
  breaks.push(...paidTwice(histories), ...wronglySent(histories, await sentByLedger(trx)));
  return { examined: histories.length, of: 'payout batches', breaks };
}

async function wrongAmounts(trx: Transaction, { batch }: PayoutHistory): Promise<readonly LedgerBreak[]> {
  const closings = [...new Set(batch.items.map(({ closing }) => closing))];
  const statements = await payableStatements(trx, closings);
  const paid = new Map(statements.map((each) => [`${each.closing}\u0000${each.payee}`, each.amount]));
  const planCurrency = planCurrencyOf(batch);
  return batch.items.flatMap(({ closing, payee, amount, planAmount = amount }) => {
    const where = `batch ${batch.number}, ${payee}, closing ${closing}`;
    const expected = paid.get(`${closing}\u0000${payee}`) ?? 0n;
    const place = { rule: 'payout-equals-statement', where, figure: 'paid' } as const;
    const found = [
      amountBreak(place, planCurrency, { expected, found: planAmount }),
      amountBreak(place, batch.currency, { expected: convertedOf(batch, planAmount), found: amount }),
    ];
    return found.flatMap((each) => each ?? []);
  });
}

/** What an amount of a statement comes to by the rate that the batch was built with. */
function convertedOf({ currency: to, converted }: PayoutBatch, planAmount: bigint): bigint {
  if (converted === undefined) return planAmount;
  return convertPayout(planAmount, { from: converted.planCurrency, to, rate: converted.rate });
}

function paidTwice(histories: readonly PayoutHistory[]): readonly LedgerBreak[] {
  const live = histories.filter((history) => mayPay(payoutState(history)));
  const batches = new Map<string, number>();
  return live.flatMap(({ batch }) =>
    batch.items.flatMap(({ closing, payee }) => {
      const key = `${closing}\u0000${payee}`;
      const other = batches.get(key);
      batches.set(key, other ?? batch.number);
      if (other === undefined) return [];
      return [
        {
          rule: 'paid-once',
          where: `batch ${batch.number}, ${payee}, closing ${closing}`,
          figure: 'batches',
          expected: `batch ${other} alone`,
          found: `batch ${batch.number} too`,
          difference: null,
          currency: null,
        } as const,
      ];
    }),
  );
}

function wronglySent(
  histories: readonly PayoutHistory[],
  ledger: Awaited<ReturnType<typeof sentByLedger>>,
): readonly LedgerBreak[] {
  const confirmed = new Map<string, bigint>();
  for (const history of histories) {
    const { batch } = history;
    for (const [payee, sent] of sentInPlanCurrency(batch, paymentsOf(history))) {
      const key = `${payee}\u0000${planCurrencyOf(batch)}`;
      confirmed.set(key, (confirmed.get(key) ?? 0n) + sent);
    }
  }
  const posted = new Map(ledger.map(({ payee, currency, sent }) => [`${payee}\u0000${currency}`, sent]));
  return [...new Set([...confirmed.keys(), ...posted.keys()])].sort(compareText).flatMap((key) => {
    const [payee = '', currency = ''] = key.split('\u0000');
    const place = {
      rule: 'sent-equals-confirmed',
      where: `${payee} in ${currency}`,
      figure: 'sent',
    } as const;
    const amounts = { expected: confirmed.get(key) ?? 0n, found: posted.get(key) ?? 0n };
    const found = amountBreak(place, currency, amounts);
    return found === null ? [] : [found];
  });
}
