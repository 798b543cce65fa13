import type { Viewer } from '../../access/viewer.js';
import type { Adjustment } from '../../ledger/adjustments/adjustment.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Section } from '../parts/section.js';
import { DecisionFields, NotDecided } from './decision-fields.js';
import { whyNotYours } from './who-decides.js';

/**
 * Who decided on an adjustment and why, or the form for whoever may, while it waits.
 *
 * @example
 * <AdjustmentDecision adjustment={adjustment} filled={EMPTY_FORM} viewer={viewer} format={format} />
 */
export function AdjustmentDecision({
  adjustment,
  filled,
  viewer,
  format,
}: {
  readonly adjustment: Adjustment;
  readonly filled: FilledForm;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}) {
  const { number, decision } = adjustment;
  if (decision !== null) {
    const { decision: words, actor, at, reason } = decision;
    return (
      <Section id="decision" title={words === 'approved' ? 'Approved' : 'Rejected'}>
        <NotDecided filled={filled} />
        <p>
          By {actor}, {format.moment(at)}.
        </p>
        {reason === null ? null : <p class="free-text">{reason}</p>}
      </Section>
    );
  }
  const why = whyNotYours(adjustment, viewer);
  return (
    <Section id="decision" title="It waits for a decision" about={why ?? undefined}>
      {why === null ? (
        <form method="post" action={`/adjustments/${number}`} class="form">
          <DecisionFields filled={filled} />
        </form>
      ) : (
        <NotDecided filled={filled} />
      )}
    </Section>
  );
}
