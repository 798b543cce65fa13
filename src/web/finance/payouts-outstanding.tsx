import { groupedBy } from '../../ledger/grouped-by.js';
import { mayPay } from '../../ledger/payouts/payout-batch.js';
import type { PayoutSummary } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';

/**
 * What payroll has not confirmed yet of all batches that stand, by currency.
 *
 * @example
 * <PayoutsOutstanding batches={batches} format={format} />
 */
export function PayoutsOutstanding({
  batches,
  format,
}: {
  readonly batches: readonly PayoutSummary[];
  readonly format: ReaderFormat;
}) {
  const live = batches.filter(({ state }) => mayPay(state));
  return (
    <Figures>
      {[...groupedBy(live, ({ currency }) => currency)].map(([currency, own], place) => {
        const total = sumAmounts(
          own.map((each) => each.total),
          currency,
        );
        const paid = sumAmounts(
          own.map((each) => each.paid),
          currency,
        );
        return (
          <Figure
            label="Not confirmed by payroll yet"
            value={format.money(sumAmounts([total, negated(paid)], currency), currency)}
            detail={`of ${format.money(total, currency)} in ${own.length === 1 ? '1 batch' : `${format.count(own.length)} batches`}`}
            isMain={place === 0}
          />
        );
      })}
    </Figures>
  );
}
