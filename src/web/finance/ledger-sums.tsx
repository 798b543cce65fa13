import { balanceOf } from '../../ledger/entries/ledger-balances.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { PayeeBalances } from '../../store/ledger-balances.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import type { ACCOUNTS } from './ledger-words.js';

/**
 * What is outstanding and held in each currency, by all that is posted.
 *
 * @example
 * <LedgerSums sums={sums} format={format} />
 */
export function LedgerSums({
  sums,
  format,
}: {
  readonly sums: readonly Omit<PayeeBalances, 'payee'>[];
  readonly format: ReaderFormat;
}) {
  if (sums.length === 0) return null;
  return (
    <Figures>
      {sums.map(({ currency, balances }, place) => {
        const money = (book: 'earning' | 'pay' | 'payout', account: keyof typeof ACCOUNTS) =>
          format.money(formatMinorUnits(balanceOf(balances, book, account), currency), currency);
        return (
          <>
            <Figure
              label={`Outstanding in ${currency}`}
              value={money('payout', 'outstanding')}
              detail="paid by statements, and not confirmed by payroll"
              isMain={place === 0}
            />
            <Figure
              label={`Held in ${currency}`}
              value={money('earning', 'held')}
              detail="earned, not payable yet"
            />
            <Figure
              label={`Sent in ${currency}`}
              value={money('payout', 'sent')}
              detail="confirmed by payroll"
            />
          </>
        );
      })}
    </Figures>
  );
}
