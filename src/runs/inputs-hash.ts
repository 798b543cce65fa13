import { LAST_DATE } from '../calendar/civil-date.js';
import type { Calculation, PayeeBook, SegmentBook } from '../engine/calculate.js';
import type { Credit, CreditReversal } from '../engine/credits/credit.js';
import type { Segment } from '../engine/credits/segment.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import type { MeasureBook } from '../engine/measures/measure-book.js';
import { factsLookedUp } from '../engine/mechanisms/facts-looked-up.js';
import type { PositionReading } from '../engine/mechanisms/window-input.js';
import { compareText } from '../engine/record-index.js';
import type { Ratio } from '../money/ratio.js';
import { writeClawbackInputs } from './claw-back-inputs.js';
import { hashedLines, type LineField, type WriteLine } from './hashed-lines.js';
import { writePeerInputs } from './peer-inputs.js';
import { writeReleaseInputs } from './release-inputs.js';

/**
 * Hashes what each payee's result is made from besides the rules, by {@link hashedLines}. An integer is written
 * in decimal digits and a ratio as `numerator/denominator` in lowest terms. In this order:
 *
 * - for each segment: `assignment|from|to|plan hash`, with `payable to|date` where only who is employed is paid and
 *   its payee left, and
 *   - for each measure of its plan in the order of ids: `measure id`, then
 *     - for each window: `from|quota`; with `|full quota` as a third field where the full window's quota, before
 *       proration and ramp, is another amount than the quota;
 *     - for each credit of these windows in the order of date, deal and event key:
 *       `deal|event|date|amount|share`, where the event is its key without basis and deal, the amount is the whole event in minor units or millionths of
 *       units and the share counts units of 10^-8; with `|credit|paid on`, both times the measure's scale, where
 *       the measure has factors; with `|own amount|own currency|rate` where it was converted; with the value of the fact for each component, in the order of ids, that looks
 *       up its rate by a fact of the deal, or by several;
 *     - for each reversal of these credits in the order of date, deal, event key and target:
 *       `deal|event key|date|target|amount`;
 *   - for each component of its plan in the order of ids
 *     - where it looks up its place in the attainment of teams: `reads|component id`, and for each day on which
 *       that is read `date|attainment`, with as many attainments as it reads;
 *     - where its gates or its multiplier read the attainment of teams: `modified by|component id`, and then the same;
 *     - where it looks at several payees at once: what {@link writePeerInputs} writes;
 *     - where it pays objectives, for each score of the payee that counts by then, in order:
 *       `score|component id|objective|from|scored on|score`;
 *     - where it has a release: what {@link writeReleaseInputs} writes;
 *     - where it has a clawback: what {@link writeClawbackInputs} writes;
 * - for each absence of the payee, in order: `absence|from|to|kind`; where a plan ramps from the hire date, with
 *   `hired|date`;
 * - for each target incentive of the payee, in order: `incentive|from|to|amount|currency`;
 * - where the payee is paid in another currency than a plan's, for each such currency of a plan in order
 *   `payout|plan currency|currency`, and for each rate of the pair that is known `payout rate|date|rate`;
 * - for each problem of crediting the payee, as JSON: `problem|…`.
 *
 * It changes when something changes that a figure of the payee follows from, and with no other deal.
 *
 * @example
 * const hashOf = inputsHasher(calculation);
 * hashOf('ada') // '5f0c…'
 */
export function inputsHasher(calculation: Calculation): (payee: string) => string {
  const books = new Map(calculation.payees.map((book) => [book.payee, book]));
  return (payee) => {
    const book = books.get(payee);
    if (book === undefined) throw new Error(`${payee} is not in the calculation.`);
    return hashedLines((write) => writePayee(book, calculation, write));
  };
}

function writePayee(book: PayeeBook, calculation: Calculation, write: WriteLine): void {
  for (const segment of book.segments) writeSegment(segment, calculation, write);
  const { index } = calculation.crediting;
  for (const { from, to, kind } of index.absencesByPayee.get(book.payee) ?? [])
    write('absence', from, to, kind);
  if (book.segments.some(({ segment }) => rampsFromHire(segment)))
    write('hired', index.payees.get(book.payee)?.hireDate ?? null);
  for (const each of index.targetIncentivesByPayee.get(book.payee) ?? [])
    write('incentive', each.from, each.to, each.amount, each.currency);
  writePayout(book, calculation, write);
  for (const problem of book.problems) write('problem', JSON.stringify(problem));
}

function writePayout(
  { payee, segments }: PayeeBook,
  { crediting, through }: Calculation,
  write: WriteLine,
): void {
  const { index } = crediting;
  const to = index.payees.get(payee)?.payoutCurrency ?? null;
  if (to === null) return;
  const currencies = new Set(
    segments.map(({ segment }) => segment.plan.currency).filter((each) => each !== to),
  );
  for (const from of [...currencies].sort(compareText)) {
    write('payout', from, to);
    const rates = index.fxRates.get(`${from}/${to}`) ?? [];
    for (const { date, rate } of rates) if (date < through) write('payout rate', date, rate);
  }
}

function rampsFromHire({ plan }: Segment): boolean {
  return plan.measures.some(({ ramp }) => ramp?.from === 'hireDate');
}

function writeSegment(
  { segment, measures, components }: SegmentBook,
  calculation: Calculation,
  write: WriteLine,
): void {
  write(segment.assignment, segment.from, segment.to, segment.plan.hash);
  if (segment.payableTo !== LAST_DATE) write('payable to', segment.payableTo);
  for (const book of measures) {
    const facts = components
      .filter(({ measureBook }) => measureBook.measure === book.measure)
      .flatMap(({ component: { mechanism } }) => factsLookedUp(mechanism));
    writeMeasure(book, facts, write);
  }
  for (const component of components) {
    const { id, release, clawback } = component.component;
    writeReadings('reads', id, component.readings.ofTeams(calculation.through), write);
    writeReadings('modified by', id, component.readings.ofTeamsByModifiers(calculation.through), write);
    writePeerInputs(id, component.readings.ofGroups(calculation.through), write);
    if (component.component.mechanism.kind === 'objectives') writeScores(component, calculation, write);
    if (release.length > 0) writeReleaseInputs(component, calculation, write);
    if (clawback.length > 0) writeClawbackInputs(component, calculation, write);
  }
}

function writeScores(
  { component: { id }, measureBook: { segment } }: ComponentBook,
  { crediting, through }: Calculation,
  write: WriteLine,
): void {
  for (const { objective, from, scoredOn, score } of crediting.index.scoresByPayee.get(segment.payee) ?? [])
    if (scoredOn < through) write('score', id, objective, from, scoredOn, score);
}

function writeReadings(
  what: string,
  id: string,
  readings: readonly PositionReading[],
  write: WriteLine,
): void {
  if (readings.length > 0) write(what, id);
  for (const { date, positions } of readings)
    write(date, ...positions.map((position) => (position === null ? null : ratioText(position))));
}

function writeMeasure(book: MeasureBook, facts: readonly string[], write: WriteLine): void {
  write(book.measure.id);
  for (const { window, quota } of book.windows) {
    if (quota === null || isWhole(quota.full, quota.amount)) write(window.from, quota?.amount ?? null);
    else write(window.from, quota.amount, ratioText(quota.full));
  }
  const denominator = book.scale / WHOLE_SHARE;
  const prefix = `${book.measure.basis}:`;
  const hasFactors = book.measure.factors.length > 0;
  for (const { credits } of book.windows) {
    for (const each of credits) {
      const { deal, eventKey, date, amount, share, credit, paidOn, original } = each;
      const event = eventPart(eventKey, prefix, deal);
      // Most credits are told in full by these.
      if (!hasFactors && original === undefined && facts.length === 0) {
        write(deal, event, date, amount, share / denominator);
        continue;
      }
      const looked = facts.map((name) => factValue(each, name));
      write(
        deal,
        event,
        date,
        amount,
        share / denominator,
        ...(hasFactors ? [credit, paidOn] : NONE),
        ...(original === undefined ? NONE : [original.amount, original.currency, ratioText(original.rate)]),
        ...looked,
      );
    }
  }
  const reversals = book.windows.flatMap(({ inside, after }) => [...inside, ...after]);
  for (const { deal, eventKey, date, target, amount } of reversals.sort(compareReversals))
    write(deal, eventKey, date, target, amount);
}

/** The rest of an event's key, as it always begins with basis and deal. */
function eventPart(key: string, basis: string, deal: string): string {
  return key.slice(basis.length + deal.length + 1);
}

const NONE: readonly never[] = [];

function factValue({ facts }: Credit, name: string): LineField {
  return facts[name] ?? null;
}

function compareReversals(a: CreditReversal, b: CreditReversal): number {
  return (
    compareText(a.date, b.date) ||
    compareText(a.deal, b.deal) ||
    compareText(a.eventKey, b.eventKey) ||
    compareText(a.target, b.target)
  );
}

function isWhole({ numerator, denominator }: Ratio, amount: bigint): boolean {
  return denominator === 1n && numerator === amount;
}

function ratioText({ numerator, denominator }: Ratio): string {
  return `${numerator}/${denominator}`;
}
