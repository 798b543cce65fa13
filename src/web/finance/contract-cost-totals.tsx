import type { RollForwardRow, WaterfallRow } from '../../runs/accounting/contract-costs-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import { accountingSpanText } from './accounting-span-text.js';
import { isSumOfPlans } from './roll-forward-part.js';

/**
 * What is capitalised and not amortised yet, and what became of it in the last period.
 *
 * @example
 * <ContractCostTotals rolled={rolled} waterfall={waterfall} currency="USD" format={format} />
 */
export function ContractCostTotals({
  rolled,
  waterfall,
  currency,
  format,
}: {
  readonly rolled: readonly RollForwardRow[];
  readonly waterfall: readonly WaterfallRow[];
  readonly currency: string;
  readonly format: ReaderFormat;
}) {
  const last = rolled.filter(isSumOfPlans).at(-1);
  if (last === undefined) return null;
  const money = (text: string) => format.money(text, currency);
  const added = sumAmounts(
    waterfall.map((each) => each.added),
    currency,
  );
  return (
    <Figures>
      <Figure
        label="Capitalised and not amortised yet"
        value={money(last.closing)}
        detail={`of ${money(added)} capitalised so far`}
        isMain
      />
      <Figure
        label={`Amortised in ${accountingSpanText(last.period, format)}`}
        value={money(last.amortisation)}
      />
      <Figure
        label={`Impaired in ${accountingSpanText(last.period, format)}`}
        value={money(last.impairment)}
      />
    </Figures>
  );
}
