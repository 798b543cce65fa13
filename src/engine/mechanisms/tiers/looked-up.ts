import { formatFact } from '../../../conditions/fact.js';
import { describeReading, JUST_BELOW_TARGET, missingAtEnd, placeAt } from '../place.js';
import type { ForeignPosition, Position } from '../position.js';
import type { PositionReading, WindowEntry } from '../window-input.js';
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
    const place = placeAt(position, input, reading, JUST_BELOW_TARGET);
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
    notes: [read(at, evaluation)],
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
      notes: [read(change, evaluation)],
      leaves: [
        ...(change.tier === null ? [] : [rateLeaf(evaluation, change.tier, stretched, 1n, 'now ')]),
        ...(change.tierBefore === null
          ? []
          : [rateLeaf(evaluation, change.tierBefore, -stretched, 1n, 'before ')]),
      ],
    }),
  );
}

function read(
  { reading, position }: { readonly reading: PositionReading; readonly position: ForeignPosition },
  { input }: TierEvaluation,
): string {
  return describeReading(reading.date, position, reading.positions[0] ?? null, input.currency);
}
