import type { StatementHead } from '../../ledger/render-statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';

/**
 * What a statement comes to; what is nothing and rarely is something is left out.
 *
 * @example
 * <StatementTotals statement={page.head} format={format} />
 */
export function StatementTotals({
  statement: { balances, yearToDate, currency: code, payout, closed },
  format,
}: {
  readonly statement: StatementHead;
  readonly format: ReaderFormat;
}) {
  const money = (text: string) => format.money(text, code);
  const rare = [
    ['Carried in', balances.carriedIn],
    ['Guaranteed', balances.guaranteed],
    ['Drawn', balances.drawn],
    ['Adjusted', balances.adjusted],
    ['Recovered', balances.recovered],
    ['Carried on', balances.carried],
  ] as const;
  return (
    <Figures>
      <Figure
        label="Paid"
        value={money(balances.paid)}
        detail={`${money(yearToDate.paid)} in the year to date`}
        isMain
      />
      {payout === undefined ? null : (
        <Figure
          label={`${closed === undefined ? 'Expected' : 'Paid'} in ${payout.currency}`}
          value={payout.amount === null ? 'No rate' : format.money(payout.amount, payout.currency)}
          detail={
            payout.rate === null
              ? `no rate from ${code} to ${payout.currency} for ${format.day(payout.date)}`
              : `${money(balances.paid)} at ${payout.rate} of ${format.day(payout.date)}`
          }
        />
      )}
      <Figure
        label="Earned"
        value={money(balances.earned)}
        detail={`${money(yearToDate.earned)} in the year to date`}
      />
      <Figure label="Payable" value={money(balances.payable)} />
      <Figure
        label="Held at the end"
        value={money(balances.closingHeld)}
        detail={`${money(balances.openingHeld)} at the beginning`}
      />
      {rare
        .filter(([, text]) => /[1-9]/.test(text))
        .map(([label, text]) => (
          <Figure label={label} value={money(text)} />
        ))}
    </Figures>
  );
}
