import type { CivilDate } from '../../calendar/civil-date.js';
import { describeOutcome } from '../../conditions/describe-outcome.js';
import { explainCondition } from '../../conditions/explain-condition.js';
import { formatPercent, ratio } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { forfeitingAbsence } from '../absence-rule.js';
import type { Calculation, PayeeBook, SegmentBook } from '../calculate.js';
import { EventFacts } from '../credits/event-facts.js';
import { governingDate, governs } from '../credits/segment.js';
import { shareOf, WHOLE_SHARE } from '../credits/share.js';
import { type WindfallLimit, windfallLimits } from '../credits/windfall.js';
import { withinLimit } from '../credits/within-windfall.js';
import { describeAmount } from '../describe-amount.js';
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
  const windfall = windfallLimits(segment, measure, crediting)(deal);
  const { events } = withinLimit(crediting.streams.counted(deal, measure, segment.plan), windfall.limit);
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
    const counts = reasons.against.length === 0;
    const excess = describeExcess(event, measure, segment.plan.currency, windfall);
    explained.push({
      ...at,
      event: event.key,
      date: event.date,
      credited: counts && (event.whole === undefined || event.amount !== 0n),
      reasons: counts ? [reasons.share, ...excess] : reasons.against,
    });
  }
  return explained;
}

/** What of an event does not count because the deal is too large. */
function describeExcess(
  { amount, whole }: DealEvent,
  { unit }: Measure,
  currency: string,
  { limit, waits }: WindfallLimit,
): readonly string[] {
  if (whole === undefined || limit === null) return [];
  const shown = (minor: bigint) => describeAmount(ratio(minor, 1n), unit, currency);
  const rest = waits ? 'the rest waits for a decision' : 'the rest is lost';
  return [
    `${shown(amount)} of ${shown(whole)} count: the measure counts no more than ${shown(limit)} of this deal, ${rest}`,
  ];
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
    return {
      against: [`the ${governing} is outside ${segment.from} to before ${segment.creditedTo}`],
      share: '',
    };
  }
  const day = governingDate(segment.plan, event.date, deal.closeDate);
  const away = forfeitingAbsence(segment.plan, segment.absences, day);
  if (away !== undefined) {
    const kind = away.kind === null ? '' : ` (${away.kind})`;
    return { against: [`the payee was away on ${day}${kind}, and the plan credits nothing then`], share: '' };
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
  const outcome = await explainCondition(
    measure.when,
    new EventFacts(segment, measure, crediting).of(deal, event),
  );
  return { against: outcome.met ? [] : describeOutcome(outcome), share: shown };
}
