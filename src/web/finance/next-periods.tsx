import { groupedBy } from '../../ledger/grouped-by.js';
import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import type { NextStep } from './next-step.js';
import { NextStepLink } from './next-step-link.js';
import { payGroupText } from './period-words.js';

/**
 * Of each pay group the period that is to be closed next; and what is closed and not paid yet.
 *
 * @example
 * <NextPeriods all={all} periods={[...firstOpen.values()]} stepOf={stepOf} format={format} />
 */
export function NextPeriods({
  all,
  periods,
  stepOf,
  format,
}: {
  readonly all: readonly PeriodStatus[];
  readonly periods: readonly (PeriodStatus | undefined)[];
  readonly stepOf: (status: PeriodStatus) => NextStep | null;
  readonly format: ReaderFormat;
}) {
  const next = periods.flatMap((each) => (each === undefined ? [] : [each]));
  const unpaid = all.filter(({ state }) => state === 'closed');
  if (all.length === 0) return null;
  return (
    <Figures>
      {next.map((status, place) => (
        <Figure
          label={`Next to close: ${format.period(status.period.id)} (${payGroupText(status.payGroup)})`}
          value={format.money(status.paid, status.currency)}
          detail={<NextStepLink step={stepOf(status)} />}
          isMain={place === 0}
        />
      ))}
      {[...groupedBy(unpaid, ({ currency }) => currency)].map(([currency, own]) => (
        <Figure
          label="Closed and not paid yet"
          value={format.money(
            sumAmounts(
              own.map(({ paid }) => paid),
              currency,
            ),
            currency,
          )}
          detail={
            <a href="/payouts">{own.length === 1 ? '1 period' : `${format.count(own.length)} periods`}</a>
          }
          isMain={next.length === 0}
        />
      ))}
    </Figures>
  );
}
