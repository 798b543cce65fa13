import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import type { PeriodView } from './period-view.js';

/**
 * What a pay period pays, earns and makes payable, and how far its statements are.
 *
 * @example
 * <PeriodTotals view={view} format={format} />
 */
export function PeriodTotals({
  view: { status, statements },
  format,
}: {
  readonly view: PeriodView;
  readonly format: ReaderFormat;
}) {
  const { currency, incomplete } = status;
  const managers = statements.filter(({ decisions }) => decisions.manager?.decision === 'approved').length;
  return (
    <Figures>
      <Figure
        label={status.state === 'paid' ? 'Paid' : 'To be paid'}
        value={format.money(status.paid, currency)}
        isMain
      />
      <Figure label="Earned" value={format.money(status.earned, currency)} />
      <Figure label="Payable" value={format.money(status.payable, currency)} />
      <Figure
        label="Statements"
        value={format.count(status.statements)}
        detail={
          incomplete === 0
            ? `${format.count(managers)} approved by managers`
            : `${format.count(incomplete)} incomplete`
        }
      />
    </Figures>
  );
}
