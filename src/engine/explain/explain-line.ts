import type { CivilDate } from '../../calendar/civil-date.js';
import { formatPercent, formatRatio, ratio } from '../../money/ratio.js';
import type { Calculation, PayeeBook, SegmentBook } from '../calculate.js';
import type { Target } from '../compile-context.js';
import type { Credit } from '../credits/credit.js';
import { describeAmount } from '../describe-amount.js';
import type { ComponentBook } from '../earnings/component-book.js';
import { scopedKey } from '../earnings/evaluated-window.js';
import type { BookedWindow } from '../measures/measure-book.js';
import type { Mechanism } from '../mechanisms/mechanism.js';
import type { ExplanationLeaf } from '../mechanisms/recorder.js';
import { baseRate, fullTarget } from '../mechanisms/target.js';
import type { Component } from '../plan.js';
import { describeQuota } from './describe-quota.js';

/** Which line is to be explained: as the engine tells lines of a payee apart. */
export interface LineReference {
  readonly assignment: string;
  readonly segmentFrom: CivilDate;
  readonly component: string;
  readonly windowFrom: CivilDate;
  readonly key: string;
  readonly event: string | null;
  readonly deal: string | null;
}

/** How a line came about: sentences in order, and the summands that make its amount. */
export interface Explanation {
  readonly sentences: readonly string[];
  /** Exact minor units; they sum to what is due for the line. */
  readonly leaves: readonly ExplanationLeaf[];
}

/**
 * Explains a line by running the very evaluation that made it, once more, with somebody listening.
 *
 * @param through the first day that was not known yet when the line was due
 * @returns `null` when no such line is due then
 */
export function explainLine(
  payee: PayeeBook,
  line: LineReference,
  through: CivilDate,
  { crediting }: Calculation,
): Explanation | null {
  for (const book of payee.segments) {
    const { assignment, from } = book.segment;
    if (assignment !== line.assignment || from !== line.segmentFrom) continue;
    const component = book.components.find((each) => each.component.id === line.component);
    const own = component?.measureBook.windows.find(({ window }) => window.from === line.windowFrom);
    if (component === undefined || own === undefined) continue;
    const found = component.explained(own, through).get(scopedKey(own, line.key));
    if (found === undefined) continue;
    const payeeName = crediting.index.payees.get(payee.payee)?.name ?? payee.payee;
    return {
      sentences: [
        ...describePlan(payeeName, book, component, own),
        ...describeCredit(component, own, line),
        ...found.notes,
      ],
      leaves: found.leaves,
    };
  }
  return null;
}

function describePlan(
  payee: string,
  { segment }: SegmentBook,
  { component, measureBook }: ComponentBook,
  own: BookedWindow,
): readonly string[] {
  const { plan } = segment;
  const quota =
    own.quota === null
      ? 'no quota'
      : `quota ${counted(own.quota.amount, 1n, component.measure.unit, plan.currency)}`;
  return [
    `${payee} is on plan ${plan.id} (${plan.hash.slice(0, 12)}) from ${segment.from}; component ${component.id} pays on measure ${component.measure.id}.`,
    `Window ${own.window.from} to before ${own.window.to}, ${quota}.`,
    ...describeQuota(measureBook, own, (exact) =>
      describeAmount(exact, component.measure.unit, plan.currency),
    ),
    ...describeBaseRate(component, own, plan.currency),
  ];
}

function describeBaseRate(
  { mechanism, measure }: Component,
  own: BookedWindow,
  currency: string,
): readonly string[] {
  const written = baseRateTarget(mechanism);
  if (written === null || own.quota === null) return [];
  const input = { fullTargetIncentive: own.targetIncentive?.full ?? null, fullQuota: own.quota.full };
  const target = fullTarget(written, input);
  const base = baseRate(written, input);
  if (target === null || base === null || measure.unit !== 'money') return [];
  const quota = describeAmount(own.quota.full, 'money', currency);
  return [
    `The base rate is ${formatPercent(base, 4)}: a target of ${describeAmount(target, 'money', currency)} ÷ a quota of ${quota}, both of the full window.`,
  ];
}

/** The target that a mechanism takes its base rate from, if it pays multiples of one. */
function baseRateTarget(mechanism: Mechanism): Target | null {
  const takesBaseRate =
    mechanism.kind === 'commission' || (mechanism.kind === 'matrix' && mechanism.pays === 'rate');
  return takesBaseRate ? mechanism.target : null;
}

function describeCredit(
  { measureBook, component }: ComponentBook,
  own: BookedWindow,
  line: LineReference,
): readonly string[] {
  const credit = own.credits.find((each) => each.eventKey === line.event && each.deal === line.deal);
  if (credit === undefined) return [];
  const { unit, basis } = component.measure;
  const { currency } = measureBook.segment.plan;
  const shown = (scaled: bigint, scale: bigint) => counted(scaled, scale, unit, currency);
  const share = formatPercent(ratio(credit.share, measureBook.scale), 6);
  const whole = shown(credit.whole ?? credit.amount, 1n);
  const counts =
    credit.whole === undefined
      ? ''
      : ` no more than ${shown(credit.amount, 1n)} of it counts, the deal being a windfall;`;
  return [
    `Deal ${credit.deal} ${basis} ${whole} on ${credit.date} (${credit.eventKey});${counts} a share of ${share} is ${shown(credit.base, measureBook.scale)}.`,
    ...converted(credit, currency),
    ...takenBack(own, credit, (scaled) => shown(scaled, measureBook.scale)),
    ...factors(credit, (scaled) => shown(scaled, measureBook.scale)),
  ];
}

/** Both amounts of an event that was converted, and the rate. */
function converted({ original, amount, whole }: Credit, currency: string): readonly string[] {
  if (original === undefined) return [];
  const own = describeAmount(ratio(original.amount, 1n), 'money', original.currency);
  const here = describeAmount(ratio(whole ?? amount, 1n), 'money', currency);
  return [`${own} at a rate of ${formatRatio(original.rate, RATE_PLACES)} is ${here}.`];
}

/** Enough for rates as they are quoted; an average may have more. */
const RATE_PLACES = 8;

function takenBack(own: BookedWindow, credit: Credit, shown: (scaled: bigint) => string): readonly string[] {
  return own.inside
    .filter(({ target, deal }) => target === credit.eventKey && deal === credit.deal)
    .map(
      ({ base, date, eventKey }) =>
        `${shown(-base)} of it was taken back on ${date} (${eventKey}), inside the window.`,
    );
}

function factors(credit: Credit, shown: (scaled: bigint) => string): readonly string[] {
  if (credit.credit === credit.base && credit.paidOn === credit.base) return [];
  return [
    `With the measure's factors it counts as ${shown(credit.credit)} toward quota and ${shown(credit.paidOn)} is paid on.`,
  ];
}

function counted(scaled: bigint, scale: bigint, unit: 'money' | 'units', currency: string): string {
  return describeAmount(ratio(scaled, scale), unit, currency);
}
