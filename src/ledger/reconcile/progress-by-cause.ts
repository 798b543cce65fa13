import type { CivilDate } from '../../calendar/civil-date.js';
import type { ReleaseShare } from '../../engine/modifiers/release.js';
import type { ReleaseTrigger } from '../../engine/modifiers/release-trigger.js';
import { cashHeldAgainst } from '../../engine/payables/cash-held-against.js';
import { inInstalments } from '../../engine/payables/in-instalments.js';
import type { ReleaseContext } from '../../engine/payables/release-context.js';
import { releaseProgress } from '../../engine/payables/release-progress.js';
import { multiplyRatios, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { cashByReceipt } from './cash-by-receipt.js';
import { type Cause, causedBy, type PartCause } from './traced-part.js';

/** How much of a share of a release something has made payable: a part of the deal's earning, between 0 and 1. */
export interface CausedRatio extends PartCause {
  readonly ratio: Ratio;
}

/**
 * How far a share of a release has come for a deal, by what brought it there; in sum as far as the engine says.
 * Cash counts in the order in which it came in, up to what it is held against: what comes after that makes nothing
 * payable. Of a share that waits event by event nothing is told, as the events are not known here.
 *
 * @example
 * progressByCause(share, deal, { streams, plan, component, through: '2026-04-01' })
 * // [{ cause: 'receipt', receipt: 'R-1', invoice: 'INV-1', ratio: 2/5 }]
 */
export function progressByCause(
  share: ReleaseShare,
  deal: Deal,
  context: ReleaseContext,
): readonly CausedRatio[] {
  const { trigger } = share;
  if (waitsByEvent(share)) return [];
  const { instalments: _, ...whole } = share;
  const days = daysAsked(share, context.through);
  const part = ratio(1n, BigInt(days.length));
  return days.flatMap((through) => {
    const reached = releaseProgress(whole, deal, [], { ...context, through }).ratio;
    if (reached.numerator === 0n) return [];
    const caused = multiplyRatios(reached, part);
    return trigger.on === 'collected'
      ? byReceipts(trigger, deal, { ...context, through }, caused)
      : [{ ...causedBy(causeOf(share)), ratio: caused }];
  });
}

const CAUSE_OF = {
  booked: 'booking',
  recognized: 'revenue',
  collected: 'receipt',
  after: 'time',
  date: 'time',
  dateOf: 'time',
  condition: 'condition',
} as const satisfies Record<ReleaseTrigger['on'], Cause>;

/**
 * Whether a share waits event by event: for a time after each, or in instalments that count from each.
 *
 * @example
 * waitsByEvent({ share, trigger: { on: 'booked' }, instalments }) // true
 */
export function waitsByEvent({ trigger, instalments }: ReleaseShare): boolean {
  if (trigger.on === 'after') return true;
  return instalments !== undefined && ['booked', 'date', 'dateOf'].includes(trigger.on);
}

/**
 * What it is that makes a share payable.
 *
 * @example
 * causeOf(share) // 'booking'
 */
export function causeOf({ trigger }: ReleaseShare): Cause {
  return CAUSE_OF[trigger.on];
}

/** The days as of which the parts of a share that is paid in instalments are asked for. */
function daysAsked({ instalments }: ReleaseShare, through: CivilDate): readonly CivilDate[] {
  const days: CivilDate[] = [];
  inInstalments(instalments, through, (day) => {
    days.push(day);
    return { ratio: ZERO_RATIO, because: () => '' };
  });
  // Instalments first ask how far all of it has come, which is none of their parts.
  return instalments === undefined ? days : days.slice(1);
}

function byReceipts(
  { of }: Extract<ReleaseTrigger, { on: 'collected' }>,
  deal: Deal,
  context: ReleaseContext,
  reached: Ratio,
): readonly CausedRatio[] {
  const { whole } = cashHeldAgainst(deal, of, context);
  let left = whole;
  const counted = cashByReceipt(context.streams.cash(deal), context.through).map((each) => {
    const counts = whole > 0n && each.amount > left ? left : each.amount;
    left -= counts;
    return { ...each, counts };
  });
  const sum = counted.reduce((total, { counts }) => total + counts, 0n);
  if (sum <= 0n) return [{ ...causedBy('nothingOpen'), ratio: reached }];
  return counted
    .filter(({ counts }) => counts !== 0n)
    .map(({ receipt, invoice, counts }) => ({
      ...(receipt === null ? causedBy('creditNote') : causedBy('receipt')),
      receipt,
      invoice,
      ratio: multiplyRatios(reached, ratio(counts, sum)),
    }));
}
