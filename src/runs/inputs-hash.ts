import type { Calculation, PayeeBook, SegmentBook } from '../engine/calculate.js';
import type { Credit, CreditReversal } from '../engine/credits/credit.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import type { MeasureBook } from '../engine/measures/measure-book.js';
import { compareText } from '../engine/record-index.js';
import type { Ratio } from '../money/ratio.js';
import { hashedLines, type LineField, type WriteLine } from './hashed-lines.js';
import { writeReleaseInputs } from './release-inputs.js';

/**
 * Hashes what each payee's result is made from besides the rules, by {@link hashedLines}. An integer is written
 * in decimal digits and a ratio as `numerator/denominator` in lowest terms. In this order:
 *
 * - for each segment: `assignment|from|to|plan hash`, and
 *   - for each measure of its plan in the order of ids: `measure id`, then
 *     - for each window: `from|quota`; with `|full quota` as a third field where the full window's quota, before
 *       proration and ramp, is another amount than the quota;
 *     - for each credit of these windows in the order of date, deal and event key:
 *       `deal|event|date|amount|share`, where the event is its key without basis and deal, the amount is the whole event in minor units or millionths of
 *       units and the share counts units of 10^-8; with `|credit|paid on`, both times the measure's scale, where
 *       the measure has factors; with the value of the fact for each component, in the order of ids, that looks
 *       up its rate by a fact of the deal;
 *     - for each reversal of these credits in the order of date, deal, event key and target:
 *       `deal|event key|date|target|amount`;
 *   - for each component of its plan in the order of ids
 *     - where it looks up its place in a team's attainment: `reads|component id`, and for each day on which
 *       that is read `date|attainment`;
 *     - where it has a release: what {@link writeReleaseInputs} writes;
 * - for each target incentive of the payee, in order: `incentive|from|to|amount|currency`;
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
  for (const each of index.targetIncentivesByPayee.get(book.payee) ?? [])
    write('incentive', each.from, each.to, each.amount, each.currency);
  for (const problem of book.problems) write('problem', JSON.stringify(problem));
}

function writeSegment(
  { segment, measures, components }: SegmentBook,
  calculation: Calculation,
  write: WriteLine,
): void {
  write(segment.assignment, segment.from, segment.to, segment.plan.hash);
  for (const book of measures) {
    const facts = components
      .filter(({ measureBook }) => measureBook === book)
      .flatMap(({ component: { mechanism } }) =>
        mechanism.kind === 'commission' && mechanism.over.kind === 'fact' ? [mechanism.over.fact] : [],
      );
    writeMeasure(book, facts, write);
  }
  for (const component of components) {
    const { id, release } = component.component;
    const readings = component.teamReadings(calculation.through);
    if (readings.length > 0) write('reads', id);
    for (const { date, position } of readings) write(date, position === null ? null : ratioText(position));
    if (release.length > 0) writeReleaseInputs(component, calculation, write);
  }
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
      const { deal, eventKey, date, amount, share, credit, paidOn } = each;
      const factored = hasFactors ? [credit, paidOn] : NONE;
      const looked = facts.length === 0 ? NONE : facts.map((name) => factValue(each, name));
      write(
        deal,
        eventPart(eventKey, prefix, deal),
        date,
        amount,
        share / denominator,
        ...factored,
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
