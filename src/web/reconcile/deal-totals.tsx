import type { DealTrace } from '../../runs/reconcile/trace-deal.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { sumAmounts } from './sum-amounts.js';

/**
 * The currencies in which something is payable on a deal, in order.
 *
 * @example
 * partCurrencies(trace) // ['EUR', 'USD']
 */
export function partCurrencies({ parts }: DealTrace): readonly string[] {
  return [...new Set(parts.map(({ currency }) => currency))].sort();
}

/**
 * What a deal is worth, what came in on it, and what is payable on it.
 *
 * @example
 * <DealTotals trace={trace} format={format} />
 */
export function DealTotals({ trace, format }: { readonly trace: DealTrace; readonly format: ReaderFormat }) {
  const { invoices, currency, value } = trace;
  const money = (text: string) => format.money(text, currency);
  const sum = (name: 'amount' | 'collected' | 'open') =>
    sumAmounts(
      invoices.map((each) => each[name]),
      currency,
    );
  const [first = currency, ...others] = partCurrencies(trace);
  const payable = (code: string) => {
    const own = trace.parts.filter((part) => part.currency === code).map(({ amount }) => amount);
    return format.money(sumAmounts(own, code), code);
  };
  return (
    <Figures>
      <Figure label="Payable on it" value={payable(first)} detail="to all payees, so far" isMain />
      {others.map((code) => (
        <Figure label={`Payable in ${code}`} value={payable(code)} />
      ))}
      <Figure label="Value" value={money(value)} detail="as it was signed" />
      <Figure label="Invoiced" value={money(sum('amount'))} detail="net of tax" />
      <Figure label="Collected" value={money(sum('collected'))} detail={`${money(sum('open'))} open`} />
    </Figures>
  );
}
