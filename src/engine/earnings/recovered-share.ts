import { addMonths, type CivilDate, daysBetween } from '../../calendar/civil-date.js';
import { addDuration, type Duration, formatDuration, withinDuration } from '../../calendar/duration.js';
import { wholeMonths } from '../../calendar/whole-months.js';
import { formatPercent, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import { amendedFigure } from '../events/proportional.js';
import type { Recovery } from '../modifiers/clawback.js';
import { missingTerm } from '../problems-of-data.js';
import { type ChurnEvent, startOfTime } from './churn-events.js';

/** The share of what a cancellation or reduction concerns that is taken back, and why. */
export interface RecoveredShare {
  readonly share: Ratio;
  readonly because: string;
  /** What the deal does not say; then nothing is taken back. */
  readonly problem: Problem | null;
}

/**
 * The share of what a deal earned that its term takes back when the deal is cancelled or reduced.
 *
 * @example
 * recoveredShare(event, streams) // { share: 7/9, because: '2 of 9 months were served', problem: null }
 */
export function recoveredShare(event: ChurnEvent, streams: DealStreams): RecoveredShare {
  const { term, deal, date } = event;
  if (term === null) return { share: ZERO_RATIO, because: 'no term is in its time', problem: null };
  const { recovers } = term;
  const start = startOfTime(term, deal);
  switch (recovers.kind) {
    case 'share':
      return said(recovers.share, `${formatPercent(recovers.share)} of it is recovered`);
    case 'rerun':
      return said(ONE_RATIO, 'the window is calculated again without it');
    case 'ladder': {
      const rung = recovers.rungs.find(({ within }) => withinDuration(start, within, date));
      if (rung === undefined) return said(ZERO_RATIO, 'it is beyond the last rung');
      return said(
        rung.share,
        `within ${formatDuration(rung.within)} of ${start} ${formatPercent(rung.share)} of it is recovered`,
      );
    }
    case 'proRata':
      return unserved(recovers, start, date, deal, streams);
  }
}

function said(share: Ratio, because: string): RecoveredShare {
  return { share, because, problem: null };
}

function unserved(
  { term, by }: Extract<Recovery, { kind: 'proRata' }>,
  start: CivilDate,
  date: CivilDate,
  deal: Deal,
  streams: DealStreams,
): RecoveredShare {
  const whole = term === 'term' ? termOf(deal) : term;
  if (whole === null) return { ...NOTHING, problem: missingTerm(deal.id, 'term') };
  if (by === 'days') {
    const days = daysBetween(start, addDuration(start, whole));
    return left(daysBetween(start, date), days, 'days were served');
  }
  if (by === 'months') return left(wholeMonths(start, date), whole.count, 'months were served');
  const figures = streams.figures(deal);
  if (figures.mrr <= 0n) return { ...NOTHING, problem: missingTerm(deal.id, 'monthly value') };
  const cash = streams
    .cash(deal)
    .flatMap(({ events }) => events)
    .reduce((sum, each) => (each.date <= date ? sum + each.amount : sum), 0n);
  const amendments = (streams.index.amendmentsByDeal.get(deal.id) ?? []).filter(
    ({ kind }) => kind === 'amendment',
  );
  const monthlyOn = amendedFigure(figures.mrr, amendments, { kind: 'mrr' }, figures);
  return left(monthsPaid(cash, start, whole.count, monthlyOn), whole.count, 'months were paid');
}

const NOTHING = { share: ZERO_RATIO, because: 'it can not be told' };

function termOf({ termMonths }: Deal): Duration | null {
  return termMonths === null || termMonths <= 0 ? null : { count: termMonths, unit: 'months' };
}

/** The whole months that an amount pays for, each at the monthly value in force on the day it begins. */
function monthsPaid(
  cash: bigint,
  start: CivilDate,
  most: number,
  monthlyOn: (date: CivilDate) => bigint,
): number {
  let left = cash;
  for (let months = 0; months < most; months += 1) {
    const due = monthlyOn(addMonths(start, months));
    if (left < due) return months;
    if (due > 0n) left -= due;
  }
  return most;
}

function left(served: number, whole: number, what: string): RecoveredShare {
  if (whole <= 0) return said(ZERO_RATIO, 'there is no time in the term');
  const counted = Math.min(Math.max(served, 0), whole);
  const share = ratio(BigInt(whole - counted), BigInt(whole));
  return said(share, `${counted} of ${whole} ${what}, so that ${formatPercent(share)} of it is recovered`);
}
