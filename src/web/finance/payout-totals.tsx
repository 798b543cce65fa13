import type { PayoutDocument } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';

/**
 * What a batch pays, and how much of it payroll has confirmed.
 *
 * @example
 * <PayoutTotals payout={payout} format={format} />
 */
export function PayoutTotals({
  payout: { total, paid, currency, converted, items, payees, exports },
  format,
}: {
  readonly payout: PayoutDocument;
  readonly format: ReaderFormat;
}) {
  const differences = payees.filter(({ match }) => match !== 'settled').length;
  const isSent = exports.length > 0;
  return (
    <Figures>
      <Figure
        label={isSent ? 'Sent to payroll' : 'To be sent'}
        value={format.money(total, currency)}
        detail={`${format.count(items)} payments`}
        isMain
      />
      {converted === undefined ? null : (
        <Figure
          label="On the statements"
          value={format.money(converted.total, converted.planCurrency)}
          detail={`at ${converted.rate} of ${format.day(converted.date)}`}
        />
      )}
      <Figure label="Confirmed as paid" value={format.money(paid, currency)} />
      {isSent ? (
        <Figure
          label="Paid less sent"
          value={format.money(sumAmounts([paid, negated(total)], currency), currency)}
          detail={differences === 0 ? 'nothing differs' : `${format.count(differences)} differ`}
        />
      ) : null}
    </Figures>
  );
}
