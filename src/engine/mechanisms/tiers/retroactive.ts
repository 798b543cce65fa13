import type { WindowEntry } from '../window-input.js';
import type { DealWeight, WindowOutcome } from '../window-outcome.js';
import { tierAt } from './rate-table.js';
import {
  dealsOf,
  describePosition,
  eventLine,
  rateLeaf,
  runningLinesOf,
  type TierEvaluation,
} from './tier-evaluation.js';

interface Standing {
  position: bigint;
  paidOn: bigint;
}

/**
 * Retroactive tiers: the rate reached holds from the first unit. An event is paid at the rate it reaches;
 * when that is another rate than before, what was paid on until then is re-rated by a line of its own.
 */
export function retroactive(evaluation: TierEvaluation, perDeal: boolean): WindowOutcome {
  const { input, table } = evaluation;
  const running = runningLinesOf(evaluation);
  const deals = new Map<string, Standing>();
  const window: Standing = { position: input.openingCredit, paidOn: 0n };
  const standingOf = (deal: string): Standing => {
    const known = deals.get(deal);
    if (known !== undefined) return known;
    const life = input.life(deal);
    const opened = { position: life.credit, paidOn: life.paidOn };
    deals.set(deal, opened);
    return opened;
  };
  for (const [place, entry] of input.entries.entries()) {
    const standing = perDeal ? standingOf(entry.deal) : window;
    const before = standing.position;
    const after = before + entry.credit;
    const tierBefore = tierAt(table.bounds, before * table.stretch);
    const tierAfter = tierAt(table.bounds, after * table.stretch);
    if (tierBefore !== tierAfter && standing.paidOn !== 0n) {
      addTrueUp(evaluation, running, entry, perDeal, {
        tierBefore,
        tierAfter,
        paidOn: standing.paidOn,
        deals: perDeal ? [] : dealsOf(input.entries.slice(0, place)),
      });
    }
    running.add(
      eventLine(entry, entry.date),
      { numerator: entry.paidOn * table.stretch * (table.rates[tierAfter] ?? 0n), divisor: 1n },
      () => ({
        notes: [
          `position before: ${describePosition(before, evaluation)}; after: ${describePosition(after, evaluation)}`,
        ],
        leaves: [rateLeaf(evaluation, tierAfter, entry.paidOn * table.stretch, 1n, '')],
      }),
    );
    standing.position = after;
    standing.paidOn += entry.paidOn;
  }
  return { lines: running.lines, weights: perDeal ? null : paidOnWeights(input.entries), problems: [] };
}

/** The share of each entry in what is paid on. */
export function paidOnWeights(entries: readonly WindowEntry[]): readonly DealWeight[] {
  return entries.map(({ deal, paidOn }) => ({ deal, weight: paidOn }));
}

function addTrueUp(
  evaluation: TierEvaluation,
  running: ReturnType<typeof runningLinesOf>,
  entry: WindowEntry,
  perDeal: boolean,
  change: {
    readonly tierBefore: number;
    readonly tierAfter: number;
    readonly paidOn: bigint;
    readonly deals: readonly string[];
  },
): void {
  const { table } = evaluation;
  const { tierBefore, tierAfter } = change;
  const stretched = change.paidOn * table.stretch;
  running.add(
    {
      kind: 'trueUp',
      key: `trueUp:${entry.eventKey}`,
      eventKey: entry.eventKey,
      deal: perDeal ? entry.deal : null,
      ...(perDeal ? {} : { deals: change.deals }),
      date: entry.date,
    },
    {
      numerator: stretched * ((table.rates[tierAfter] ?? 0n) - (table.rates[tierBefore] ?? 0n)),
      divisor: 1n,
    },
    () => ({
      notes: [`the rate reached holds from the first unit: what came before is paid at the new rate`],
      leaves: [
        rateLeaf(evaluation, tierAfter, stretched, 1n, 'now '),
        rateLeaf(evaluation, tierBefore, -stretched, 1n, 'before '),
      ],
    }),
  );
}
