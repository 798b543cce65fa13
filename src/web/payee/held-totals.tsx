import type { OpenInvoice } from '../../runs/held/open-invoices.js';
import type { PayeeHeld } from '../../runs/held/payee-held.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';

/**
 * What is held in all, and how much of it waits for invoices.
 *
 * @example
 * <HeldTotals held={held} format={format} />
 */
export function HeldTotals({
  held: { totals, items },
  format,
}: {
  readonly held: PayeeHeld;
  readonly format: ReaderFormat;
}) {
  const overdue = items.filter(({ invoices }) => invoices.some(isOverdue)).length;
  const open = items.filter(({ invoices }) => invoices.length > 0).length;
  return (
    <Figures>
      {totals.map(({ currency, amount }, place) => (
        <Figure label={`Held in ${currency}`} value={format.money(amount, currency)} isMain={place === 0} />
      ))}
      <Figure
        label="Waiting for an invoice to be paid"
        value={format.count(open)}
        detail={`of ${format.count(items.length)} held amounts`}
      />
      <Figure
        label="With an overdue invoice"
        value={format.count(overdue)}
        detail="the customer should have paid already"
      />
    </Figures>
  );
}

function isOverdue({ overdueDays }: OpenInvoice): boolean {
  return overdueDays > 0;
}
