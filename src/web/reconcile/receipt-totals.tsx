import type { ReceiptTrace } from '../../runs/reconcile/trace-receipt.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { sumAmounts } from './sum-amounts.js';

/**
 * What a receipt made payable, and what became of it.
 *
 * @example
 * <ReceiptTotals trace={trace} currencies={['USD']} format={format} />
 */
export function ReceiptTotals({
  trace,
  currencies,
  format,
}: {
  readonly trace: ReceiptTrace;
  readonly format: ReaderFormat;
  readonly currencies: readonly string[];
}) {
  const { currency, amount, applied, unapplied, refunded, released } = trace;
  const money = (text: string) => format.money(text, currency);
  const sum = (amounts: readonly { readonly amount: string }[], code = currency) =>
    sumAmounts(
      amounts.map((each) => each.amount),
      code,
    );
  const payable = (code: string) => {
    const own = released.filter((part) => part.currency === code);
    return format.money(sum(own, code), code);
  };
  const [first = currency, ...others] = currencies;
  return (
    <Figures>
      <Figure label="It made payable" value={payable(first)} detail="to all payees" isMain />
      {others.map((code) => (
        <Figure label={`And in ${code}`} value={payable(code)} />
      ))}
      <Figure label="Received" value={money(amount)} />
      <Figure label="Applied" value={money(sum(applied))} detail="to invoices, with tax" />
      <Figure label="Unapplied" value={money(unapplied)} />
      <Figure label="Refunded" value={money(sum(refunded))} />
    </Figures>
  );
}
