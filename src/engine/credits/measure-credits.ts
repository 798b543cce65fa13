import type { CivilDate } from '../../calendar/civil-date.js';
import type { ConditionNode } from '../../conditions/condition.js';
import { ratio } from '../../money/ratio.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import { forfeitingAbsence } from '../absence-rule.js';
import { describeAmount } from '../describe-amount.js';
import type { DealEvent } from '../events/deal-event.js';
import type { DealStreams } from '../events/deal-events.js';
import type { CountedEvents } from '../events/fx.js';
import type { Measure } from '../measure.js';
import type { DatedProblem } from '../problems-of-data.js';
import { compareText, type RecordIndex } from '../record-index.js';
import type { Credit, CreditReversal, MeasureCredits } from './credit.js';
import { EventFacts } from './event-facts.js';
import { type FactorScale, factorScale } from './factors.js';
import type { Hierarchy } from './hierarchy.js';
import { dayIn, governingDate, governs, type Segment } from './segment.js';
import { shareOf } from './share.js';
import { windfallLimits } from './windfall.js';
import { withinLimit } from './within-windfall.js';

/** What was credited before some deals changed. */
export interface KnownCredits {
  /** The deals that changed: what they are credited now is worked out anew. */
  readonly changed: ReadonlySet<string>;
  /** All that was credited under a measure of a segment; `null` where that is not known. */
  readonly creditsOf: (segment: Segment, measure: Measure) => readonly Credit[] | null;
}

/** What crediting looks at besides the payee. */
export interface CreditingContext {
  /** Nothing unless said otherwise. */
  readonly known?: KnownCredits | undefined;
  readonly index: RecordIndex;
  readonly company: Company;
  readonly streams: DealStreams;
  readonly hierarchy: Hierarchy;
}

/**
 * Credits a payee under one measure of a segment: every event of every deal in which the payee, or for a
 * roll-up the payee's teams, have a share. What takes an event back is credited exactly as that event was.
 */
export function creditMeasure(
  segment: Segment,
  measure: Measure,
  context: CreditingContext,
): MeasureCredits & { readonly problems: readonly DatedProblem[] } {
  const credits: Credit[] = [];
  const reversals: CreditReversal[] = [];
  const problems: DatedProblem[] = [];
  const terms: CreditTerms = {
    factors: factorScale(measure),
    facts: new EventFacts(segment, measure, context),
    looksAtMoney: comparesMoney(measure.when?.tree),
  };
  const limitOf = windfallLimits(segment, measure, context);
  for (const each of unchangedCredits(segment, measure, context)) credits.push(each);
  for (const id of dealsToCredit(segment, measure, context)) {
    const deal = context.index.deals.get(id);
    if (deal === undefined) continue;
    const said = context.streams.counted(deal, measure, segment.plan);
    const windfall = limitOf(deal);
    const counted = withinLimit(said, windfall.limit);
    const own = creditDeal(segment, measure, deal, counted, terms, context);
    if (windfall.waits && own.credits.length > 0)
      problems.push(...waitingExcess(deal, said, counted, segment, measure));
    credits.push(...own.credits);
    reversals.push(...own.reversals);
    problems.push(...own.problems);
  }
  credits.sort(compareCredits);
  reversals.sort(compareCredits);
  return { credits, reversals, problems };
}

/** What was credited before for deals that have not changed. */
function unchangedCredits(
  segment: Segment,
  measure: Measure,
  { known }: CreditingContext,
): readonly Credit[] {
  if (known === undefined) return [];
  return (known.creditsOf(segment, measure) ?? []).filter(({ deal }) => !known.changed.has(deal));
}

/** The deals that may credit a payee under a measure, in order of id; those that changed, where the others are known. */
function dealsToCredit(segment: Segment, measure: Measure, context: CreditingContext): readonly string[] {
  const { known } = context;
  const all = dealsOf(segment.payee, measure, context);
  if (known === undefined || known.creditsOf(segment, measure) === null) return all;
  return all.filter((deal) => known.changed.has(deal));
}

function dealsOf(
  payee: string,
  { credit }: Measure,
  { index, hierarchy }: CreditingContext,
): readonly string[] {
  if (credit.kind === 'own') return index.dealsByPayee.get(payee) ?? [];
  const people = credit.self ? [payee, ...hierarchy.everUnder(payee)] : hierarchy.everUnder(payee);
  return [...new Set(people.flatMap((each) => index.dealsByPayee.get(each) ?? []))].sort(compareText);
}

/** What of a deal is kept out of the measure until it is decided, from the first event that exceeds the limit. */
function waitingExcess(
  deal: Deal,
  said: CountedEvents,
  counted: CountedEvents,
  { plan }: Segment,
  { id, unit, windfall }: Measure,
): readonly DatedProblem[] {
  const over = counted.events.find(({ whole }) => whole !== undefined);
  if (over === undefined) return [];
  const sum = ({ events }: CountedEvents) => events.reduce((total, { amount }) => total + amount, 0n);
  const shown = (amount: bigint) => describeAmount(ratio(amount, 1n), unit, plan.currency);
  const message = `of ${shown(sum(said))} the measure ${id} counts ${shown(sum(counted))}; the rest waits for a decision`;
  const hint =
    windfall?.decidedBy == null
      ? 'the plan names no field of the deal that tells what was decided'
      : `load the deal with how much of it counts in ${windfall.decidedBy}`;
  const detail = { severity: 'warning', subject: `deal ${deal.id}`, hint } as const;
  return [{ since: over.date, problem: problem('windfall-held', message, detail) }];
}

/** What crediting under one measure of a segment goes by, whatever the deal. */
interface CreditTerms {
  readonly factors: FactorScale;
  readonly facts: EventFacts;
  /** Whether its condition compares money, which may not be known. */
  readonly looksAtMoney: boolean;
}

function creditDeal(
  segment: Segment,
  measure: Measure,
  deal: Deal,
  { events, withoutRate }: CountedEvents,
  { factors, facts, looksAtMoney }: CreditTerms,
  context: CreditingContext,
): MeasureCredits & { readonly problems: readonly DatedProblem[] } {
  const credited = new Map<
    string,
    { readonly share: bigint; readonly credit: bigint; readonly earning: bigint }
  >();
  const credits: Credit[] = [];
  const reversals: CreditReversal[] = [];
  const problems: DatedProblem[] = [];
  for (const event of events) {
    const at = { eventKey: event.key, deal: deal.id, date: dayIn(segment, event.date) };
    for (const part of event.parts) {
      const target = part.target === null ? undefined : credited.get(part.target);
      if (target === undefined || part.target === null) continue;
      reversals.push({ ...reversalOf(at, part.amount, target, factors), target: part.target });
    }
    const standing =
      event.parts.length === 0
        ? event.amount
        : (event.parts.find(({ target }) => target === null)?.amount ?? 0n);
    const rateProblem = withoutRate.get(event.key);
    if (standing === 0n && rateProblem === undefined) continue;
    if (!governs(segment, event.date, deal.closeDate) || isForfeited(segment, event, deal)) continue;
    const met = facts.isCounted(deal, event);
    if (!met && !looksAtMoney) continue;
    const share = shareOf(
      segment.payee,
      deal.id,
      event.date,
      measure.credit,
      context.index,
      context.hierarchy,
    );
    if (share === 0n) continue;
    if (rateProblem !== undefined) {
      // A condition on money may only fail because the money is unknown.
      problems.push(aboutDeal(rateProblem, deal, event));
      continue;
    }
    if (!met) {
      problems.push(...unknownMoney(deal, event, segment, context));
      continue;
    }
    const rates = { share, ...factors.of(facts.forFactors(deal, event)) };
    credited.set(event.key, rates);
    credits.push({
      ...figuresOf(at, standing, rates, factors),
      share: factors.denominator === 1n ? share : share * factors.denominator,
      facts: facts.forLookups(deal, event),
      original: event.original,
      whole: event.whole,
    });
  }
  return { credits, reversals, problems };
}

/** Whether somebody is away on the day that counts, and the plan credits nothing then. */
function isForfeited({ plan, absences }: Segment, { date }: DealEvent, { closeDate }: Deal): boolean {
  if (absences.length === 0) return false;
  return forfeitingAbsence(plan, absences, governingDate(plan, date, closeDate)) !== undefined;
}

/** The rate that is missing to tell the money facts of a deal. */
function unknownMoney(
  deal: Deal,
  event: DealEvent,
  { plan }: Segment,
  { streams }: CreditingContext,
): readonly DatedProblem[] {
  const { missing } = streams.rateOf(deal, plan);
  return missing === undefined ? [] : [aboutDeal(missing, deal, event)];
}

function aboutDeal({ code, message, ...detail }: Problem, deal: Deal, { date }: DealEvent): DatedProblem {
  return { since: date, problem: problem(code, message, { ...detail, subject: `deal ${deal.id}` }) };
}

function comparesMoney(node: ConditionNode | undefined): boolean {
  if (node === undefined) return false;
  if ('all' in node) return node.all.some(comparesMoney);
  if ('any' in node) return node.any.some(comparesMoney);
  return 'not' in node ? comparesMoney(node.not) : node.type === 'money';
}

function figuresOf(
  at: { readonly eventKey: string; readonly deal: string; readonly date: CivilDate },
  amount: bigint,
  { share, credit, earning }: { readonly share: bigint; readonly credit: bigint; readonly earning: bigint },
  { denominator }: FactorScale,
) {
  const base = amount * share;
  // Most measures have no factors, and each product is a number of its own in memory.
  if (denominator === 1n && credit === 1n && earning === 1n)
    return { ...at, amount, base, credit: base, paidOn: base };
  return { ...at, amount, base: base * denominator, credit: base * credit, paidOn: base * earning };
}

function reversalOf(...given: Parameters<typeof figuresOf>): Omit<CreditReversal, 'target'> {
  return figuresOf(...given);
}

function compareCredits(a: Credit | CreditReversal, b: Credit | CreditReversal): number {
  return compareText(a.date, b.date) || compareText(a.deal, b.deal) || compareText(a.eventKey, b.eventKey);
}
