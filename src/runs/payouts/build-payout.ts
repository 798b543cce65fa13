import { EVERY_PAYEE } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { Closing } from '../../ledger/closed-statement.js';
import { openItems } from '../../ledger/payouts/open-items.js';
import type { PayoutHistory } from '../../ledger/payouts/payout-history.js';
import { payoutParts } from '../../ledger/payouts/payout-parts.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { type Discarded, discard, withChange } from '../../store/change.js';
import { readClosings } from '../../store/closings.js';
import type { Database, Transaction } from '../../store/executor.js';
import { itemsOfClosings, payableStatements } from '../../store/payout-items.js';
import { readPayouts } from '../../store/payouts.js';
import { writePayoutBatch } from '../../store/write-payouts.js';
import { settlePeriod } from './settle-period.js';

/** What is to be paid, and by whom it is asked for. */
export interface PayoutRequest {
  readonly payGroup: string;
  /** The id of a closed pay period. */
  readonly period: string;
  /** The day on which payroll is to pay. */
  readonly payDate?: CivilDate;
  readonly actor: string;
}

/** What building came to. */
export interface BuiltPayout {
  /** The batch, `null` where the closed statements pay nothing. */
  readonly history: PayoutHistory | null;
  /** Those in other currencies: each currency that is paid has a batch of its own. */
  readonly others: readonly PayoutHistory[];
  /** Whether it was built now; a statement that is in a batch already is not put into another. */
  readonly isNew: boolean;
}

/**
 * Puts what the closed statements of a pay group and period pay into a batch, or into one for each currency in which
 * payees are paid: each statement that pays something and is in no batch but such as were rejected or withdrawn. Where
 * there is nothing left, the batch that there is is given again. A period that pays nobody is paid with that. Where a
 * rate is missing no batch is built.
 *
 * @example
 * await buildPayout(db, { payGroup: 'monthly-USD', period: '2026-03', actor: 'fin' });
 */
export async function buildPayout(db: Database, request: PayoutRequest): Promise<Result<BuiltPayout>> {
  const { payGroup, period, actor } = request;
  const description = { actor, command: 'payout build', reason: `${payGroup} ${period}` };
  const { value } = await withChange<Result<BuiltPayout>>(db, description, async (trx, change) => {
    const closings = await readClosings(trx, { payGroup, period });
    const [closing] = closings;
    if (closing === undefined) return discard(notClosed(request));
    const numbers = closings.map(({ number }) => number);
    const earlier = await itemsOfClosings(trx, numbers);
    const items = openItems(await payableStatements(trx, numbers), earlier);
    if (items.length === 0) {
      const live = earlier.flatMap(({ batch, freedAs }) => (freedAs === null ? batch : []));
      return live.length === 0
        ? nothingToPay(trx, request)
        : discard(ok(await built(trx, [...new Set(live)], false)));
    }
    const parts = payoutParts(items, closing.currency);
    if (!parts.ok) return discard(failed(parts.problems));
    const batches: number[] = [];
    for (const { items: own, ...paidIn } of parts.value) {
      batches.push(await writePayoutBatch(trx, change, { ...batchOf(closing, request), ...paidIn }, own));
    }
    return ok(await built(trx, batches, true));
  });
  return value;
}

function batchOf({ period }: Closing, { payGroup, payDate, actor }: PayoutRequest) {
  return {
    payGroup,
    period: period.id,
    from: period.from,
    to: period.to,
    payDate: payDate ?? null,
    maker: actor,
    builtAt: new Date().toISOString(),
  };
}

async function built(trx: Transaction, batches: readonly number[], isNew: boolean): Promise<BuiltPayout> {
  const histories: PayoutHistory[] = [];
  for (const batch of batches) histories.push(...(await readPayouts(trx, EVERY_PAYEE, { batch })));
  const [history = null, ...others] = histories;
  return { history, others, isNew };
}

async function nothingToPay(
  trx: Transaction,
  request: PayoutRequest,
): Promise<Result<BuiltPayout> | Discarded<Result<BuiltPayout>>> {
  const isNew = (await settlePeriod(trx, request)) === 'paid';
  const outcome = ok({ history: null, others: [], isNew });
  return isNew ? outcome : discard(outcome);
}

function notClosed({ payGroup, period }: PayoutRequest): Result<never> {
  return failed([
    problem('not-closed', `${period} of ${payGroup} is not closed`, {
      subject: `${payGroup} ${period}`,
      expected: 'a closed pay period of a pay group',
      hint: '`attain period list` tells where each period stands',
    }),
  ]);
}
