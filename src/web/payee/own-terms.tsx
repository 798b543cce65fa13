import type { DocumentPayee, PlanDocument } from '../../rules/plan-document/plan-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { planDays } from './plan-days.js';

/**
 * What of a plan is the payee's own: the target, the quotas, and the days on it.
 *
 * @param isMain whether its target is the figure of the page that matters most
 * @example
 * <OwnTerms document={document} isMain format={format} />
 */
export function OwnTerms({
  document,
  isMain,
  format,
}: {
  readonly document: PlanDocument;
  readonly isMain: boolean;
  readonly format: ReaderFormat;
}) {
  const { payee, currency, payFrequency, terms } = document;
  return (
    <>
      {payee === null ? null : (
        <OwnFigures payee={payee} currency={currency} isMain={isMain} format={format} />
      )}
      <ul>
        <li>
          In force {planDays(document, format)}, paid {payFrequency}, in {currency}.
        </li>
        {payee === null ? null : (
          <li>
            {payee.name} is on it {planDays(payee, format)}.
          </li>
        )}
        {terms.sentences.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </>
  );
}

function OwnFigures({
  payee,
  currency,
  isMain,
  format,
}: {
  readonly payee: DocumentPayee;
  readonly currency: string;
  readonly isMain: boolean;
  readonly format: ReaderFormat;
}) {
  const { targetIncentive, quotas } = payee;
  const quotaFigures = Object.entries(quotas);
  return (
    <Figures>
      {targetIncentive === null ? null : (
        <Figure
          label="Target incentive of a year"
          value={format.money(targetIncentive, currency)}
          isMain={isMain}
        />
      )}
      {quotaFigures.map(([quota, amount], place) => (
        <Figure
          label={`Quota ${quota}`}
          value={format.money(amount, currency)}
          detail="of a full window"
          isMain={isMain && targetIncentive === null && place === 0}
        />
      ))}
    </Figures>
  );
}
