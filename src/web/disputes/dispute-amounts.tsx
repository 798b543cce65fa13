import { changedAmount } from '../../ledger/changed-amount.js';
import type { DisputeDocument } from '../../ledger/disputes/dispute-document.js';
import { minorUnitsOf } from '../../runs/what-if/compare-supposed.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { Difference } from '../what-if/difference.js';

/**
 * What a questioned line should come to, against what the statement says.
 *
 * @example
 * <DisputeAmounts dispute={dispute} format={format} />
 */
export function DisputeAmounts({
  dispute,
  format,
}: {
  readonly dispute: DisputeDocument;
  readonly format: ReaderFormat;
}) {
  const { amount, expected, currency, date } = dispute;
  const [before, after] = [amount, expected].map((each) => minorUnitsOf(each, currency));
  const { difference } = changedAmount(before ?? 0n, after ?? 0n, currency);
  return (
    <Figures>
      <Figure
        label="Expected"
        value={format.money(expected, currency)}
        detail={
          <>
            <Difference format={format} amount={difference} currency={currency} /> against the statement
          </>
        }
        isMain
      />
      <Figure
        label="On the statement"
        value={format.money(amount, currency)}
        detail={`when it was asked, dated ${format.day(date)}`}
      />
    </Figures>
  );
}
