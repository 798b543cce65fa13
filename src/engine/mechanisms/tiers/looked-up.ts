import { formatFact } from '../../../conditions/fact.js';
import { formatPercent, type Ratio, ratio } from '../../../money/ratio.js';
import type { Problem } from '../../../problems/problem.js';
import { describeAmount } from '../../describe-amount.js';
import { missingPosition } from '../../problems-of-data.js';
import type { ForeignPosition, Position } from '../position.js';
import type { PositionReading, WindowEntry, WindowInput } from '../window-input.js';
import { NOTHING, type WindowOutcome } from '../window-outcome.js';
import { type Tier, tierAt, tierAtRatio } from './rate-table.js';
import { paidOnWeights } from './retroactive.js';
import { dealsOf, eventLine, rateLeaf, runningLinesOf, type TierEvaluation } from './tier-evaluation.js';

/**
 * A rate looked up for the whole deal from one of its facts. A deal whose fact is empty pays nothing, and
 * its line says so.
 */
export function byFact(
  evaluation: TierEvaluation,
  { fact, type }: Extract<Position, { kind: 'fact' }>,
): WindowOutcome {
  const { input, table } = evaluation;
  const running = runningLinesOf(evaluation);
  for (const entry of input.entries) {
    const value = entry.fact(fact);
    const tier = typeof value === 'bigint' ? tierAt(table.bounds, value) : null;
    const rate = tier === null ? 0n : (table.rates[tier] ?? 0n);
    running.add(
      eventLine(entry, entry.date),
      { numerator: entry.paidOn * table.stretch * rate, divisor: 1n },
      () => ({
        notes: [
          value === null ? `${fact} is empty, so no rate is found` : `${fact} is ${formatFact(value, type)}`,
        ],
        leaves: tier === null ? [] : [rateLeaf(evaluation, tier, entry.paidOn * table.stretch, 1n, '')],
      }),
    );
  }
  return { ...NOTHING, lines: running.lines };
}

/**
 * A rate looked up by a position from elsewhere, read once at each pay-period end. Events are paid at the
 * rate read at the end of their period; a new rate re-rates what came before by one line at the reading.
 */
export function byReading(
  evaluation: TierEvaluation,
  tiers: readonly Tier[],
  position: ForeignPosition,
): WindowOutcome {
  const { input, table } = evaluation;
  const running = runningLinesOf(evaluation);
  let paidOn = 0n;
  let rateBefore = 0n;
  let tierBefore: number | null = null;
  let next = 0;
  for (const reading of input.readings) {
    const place = reading.position ?? onTarget(input, position);
    const tier = place === null ? null : tierAtRatio(tiers, place);
    const rate = tier === null ? 0n : (table.rates[tier] ?? 0n);
    const [earlier, before] = [paidOn, next];
    for (; next < input.entries.length; next += 1) {
      const entry = input.entries[next];
      if (entry === undefined || entry.date > reading.date) break;
      addAtReading(evaluation, running, entry, { tier, rate, reading, position });
      paidOn += entry.paidOn;
    }
    if (rate !== rateBefore && earlier !== 0n) {
      addTrueUp(evaluation, running, {
        reading,
        tier,
        tierBefore,
        position,
        earlier,
        deals: dealsOf(input.entries.slice(0, before)),
        difference: rate - rateBefore,
      });
    }
    rateBefore = rate;
    tierBefore = tier;
  }
  return {
    lines: running.lines,
    weights: paidOnWeights(input.entries),
    problems: missingAtEnd(input, position),
  };
}

/**
 * Where one stands who has no quota, if the measure says that such pay as on target: just below 100 %, where
 * no accelerator holds yet.
 */
function onTarget({ withoutQuota }: WindowInput, { reads }: ForeignPosition): Ratio | null {
  return withoutQuota === 'onTarget' && reads === 'attainment' ? JUST_BELOW_TARGET : null;
}

/** Closer to 100 % than any bound that a plan can write, which has at most so many decimals. */
const JUST_BELOW_TARGET: Ratio = ratio(10n ** 40n - 1n, 10n ** 40n);

/** The problem of a position that is needed at the last reading and is not there. */
export function missingAtEnd(
  { readings, withoutQuota }: WindowInput,
  position: ForeignPosition,
): readonly Problem[] {
  const last = readings.at(-1);
  const lacks = last !== undefined && last.position === null && withoutQuota === 'problem';
  return lacks ? [missingPosition(position.measure, last.date)] : [];
}

function addAtReading(
  evaluation: TierEvaluation,
  running: ReturnType<typeof runningLinesOf>,
  entry: WindowEntry,
  at: {
    readonly tier: number | null;
    readonly rate: bigint;
    readonly reading: PositionReading;
    readonly position: ForeignPosition;
  },
): void {
  const stretched = entry.paidOn * evaluation.table.stretch;
  running.add(eventLine(entry, entry.date), { numerator: stretched * at.rate, divisor: 1n }, () => ({
    notes: [describeReading(at.reading, at.position, evaluation.input.currency)],
    leaves: at.tier === null ? [] : [rateLeaf(evaluation, at.tier, stretched, 1n, '')],
  }));
}

function addTrueUp(
  evaluation: TierEvaluation,
  running: ReturnType<typeof runningLinesOf>,
  change: {
    readonly reading: PositionReading;
    readonly position: ForeignPosition;
    readonly tier: number | null;
    readonly tierBefore: number | null;
    readonly earlier: bigint;
    readonly deals: readonly string[];
    readonly difference: bigint;
  },
): void {
  const stretched = change.earlier * evaluation.table.stretch;
  const { date } = change.reading;
  running.add(
    { kind: 'trueUp', key: `trueUp:${date}`, eventKey: null, deal: null, deals: change.deals, date },
    { numerator: stretched * change.difference, divisor: 1n },
    () => ({
      notes: [describeReading(change.reading, change.position, evaluation.input.currency)],
      leaves: [
        ...(change.tier === null ? [] : [rateLeaf(evaluation, change.tier, stretched, 1n, 'now ')]),
        ...(change.tierBefore === null
          ? []
          : [rateLeaf(evaluation, change.tierBefore, -stretched, 1n, 'before ')]),
      ],
    }),
  );
}

/** How a position read from elsewhere reads. */
export function describeReading(
  reading: PositionReading,
  position: ForeignPosition,
  currency: string,
): string {
  const whose = { self: 'own', teamPooled: "the team's pooled", teamAverage: "the team's average" }[
    position.of
  ];
  const shown =
    reading.position === null ? 'unknown' : describePlace(reading.position, position.reads, currency);
  return `${whose} ${position.reads} in ${position.measure} at the end of ${reading.date}: ${shown}`;
}

function describePlace(place: Ratio, reads: ForeignPosition['reads'], currency: string): string {
  if (reads === 'attainment') return formatPercent(place);
  return describeAmount(place, reads === 'amount' ? 'money' : 'units', currency);
}
