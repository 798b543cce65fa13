import type { CivilDate } from '../../calendar/civil-date.js';
import { describeOutcome } from '../../conditions/describe-outcome.js';
import { explainCondition } from '../../conditions/explain-condition.js';
import { formatPercent, ratio } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import type { Calculation, PayeeBook, SegmentBook } from '../calculate.js';
import { factsOf } from '../credits/measure-credits.js';
import { governs } from '../credits/segment.js';
import { shareOf, WHOLE_SHARE } from '../credits/share.js';
import { isWon } from '../events/booked-events.js';
import type { DealEvent } from '../events/deal-event.js';
import type { Measure } from '../measure.js';

/** Whether one event of a deal was credited to a payee under a measure, and if not, why not. */
export interface CreditingExplanation {
  readonly assignment: string;
  readonly measure: string;
  /** `null` when the deal says nothing on the measure's basis. */
  readonly event: string | null;
  readonly date: CivilDate | null;
  readonly credited: boolean;
  readonly reasons: readonly string[];
}

/**
 * Tells for every measure of a payee and every event of a deal whether it was credited, and which condition
 * failed with which value where it was not.
 */
export async function explainCrediting(
  calculation: Calculation,
  payee: PayeeBook,
  deal: Deal,
): Promise<readonly CreditingExplanation[]> {
  const explanations: CreditingExplanation[] = [];
  for (const book of payee.segments) {
    for (const measure of book.segment.plan.measures) {
      explanations.push(...(await explainMeasure(calculation, book, measure, deal)));
    }
  }
  return explanations;
}

async function explainMeasure(
  { crediting }: Calculation,
  { segment }: SegmentBook,
  measure: Measure,
  deal: Deal,
): Promise<readonly CreditingExplanation[]> {
  const { events } = crediting.streams.counted(deal, measure, segment.plan);
  const at = { assignment: segment.assignment, measure: measure.id };
  const adding = events.filter(({ parts }) => parts.length === 0);
  if (adding.length === 0) {
    const reason = isWon(deal, crediting.company)
      ? `the deal has nothing ${measure.basis} yet`
      : `the deal is in stage ${deal.stage}, which is not won`;
    return [{ ...at, event: null, date: null, credited: false, reasons: [reason] }];
  }
  const explained: CreditingExplanation[] = [];
  for (const event of adding) {
    const reasons = await reasonsAgainst(segment, measure, deal, event, crediting);
    explained.push({
      ...at,
      event: event.key,
      date: event.date,
      credited: reasons.against.length === 0,
      reasons: reasons.against.length === 0 ? [reasons.share] : reasons.against,
    });
  }
  return explained;
}

async function reasonsAgainst(
  segment: SegmentBook['segment'],
  measure: Measure,
  deal: Deal,
  event: DealEvent,
  crediting: Calculation['crediting'],
): Promise<{ readonly against: readonly string[]; readonly share: string }> {
  if (!governs(segment, event.date, deal.closeDate)) {
    const governing =
      segment.plan.governedBy === 'closeDate' ? `close date ${deal.closeDate}` : `event's date ${event.date}`;
    return { against: [`the ${governing} is outside ${segment.from} to before ${segment.to}`], share: '' };
  }
  const share = shareOf(
    segment.payee,
    deal.id,
    event.date,
    measure.credit,
    crediting.index,
    crediting.hierarchy,
  );
  if (share === 0n) {
    const who = measure.credit.kind === 'team' ? 'nobody in the teams managed' : 'the payee';
    return {
      against: [
        `on ${event.date} ${who} holds no share of the deal in the roles ${measure.credit.roles.join(', ')}`,
      ],
      share: '',
    };
  }
  const shown = `credited with a share of ${formatPercent(ratio(share, WHOLE_SHARE), 6)}`;
  if (measure.when === null) return { against: [], share: shown };
  const outcome = await explainCondition(measure.when, factsOf(deal, event, segment, measure, crediting));
  return { against: outcome.met ? [] : describeOutcome(outcome), share: shown };
}
