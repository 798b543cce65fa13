import { z } from 'zod';
import { formatPercent, formatRatio, ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import { money, wholeNumber, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import type { Recorder } from './recorder.js';
import { RunningLines } from './running-lines.js';
import type { WindowEntry, WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

/** A fixed amount for each deal or unit, from the n-th of a window on. */
export interface Spiff {
  readonly kind: 'spiff';
  /** Minor units of the plan's currency. */
  readonly amount: bigint;
  readonly per: 'deal' | 'unit';
  /** The first deal or unit of the window that pays, counted from 1. */
  readonly startsWith: number;
  /** The last that pays; `null` without a limit. */
  readonly endsWith: number | null;
}

const spiffSchema = z
  .strictObject({
    amount: money(),
    per: word(['deal', 'unit']),
    startsWith: wholeNumber({ min: 1, max: 1_000_000 }).optional(),
    endsWith: wholeNumber({ min: 1, max: 1_000_000 }).optional(),
  })
  .meta({ description: 'Pays a fixed amount for each deal or unit.' });

type Written = z.output<typeof spiffSchema>;

function compile(written: Written, context: CompileContext): Spiff | undefined {
  const amount = context.money(written.amount, ['amount']);
  const { per, startsWith = 1, endsWith = null } = written;
  if (per === 'unit' && context.measure.unit === 'money') {
    context.report(
      ['per'],
      problem(
        'rate-kind',
        `the measure "${context.measure.id}" counts money, so there are no units to pay for`,
        {
          found: 'unit',
          expected: 'deal, or a measure whose amount is quantity or count',
        },
      ),
    );
    return undefined;
  }
  if (endsWith !== null && endsWith < startsWith) {
    context.report(
      ['endsWith'],
      problem('out-of-range', 'the last that pays lies before the first', {
        found: String(endsWith),
        expected: `${startsWith} or more`,
      }),
    );
    return undefined;
  }
  return amount === undefined ? undefined : { kind: 'spiff', amount, per, startsWith, endsWith };
}

function evaluate(spiff: Spiff, input: WindowInput, recorder: Recorder): WindowOutcome {
  const units = 10n ** BigInt(QUANTITY_PLACES) * input.scale;
  const running = new RunningLines(units, input.rounding, recorder);
  const seen = new Set<string>();
  let count = 0n;
  for (const entry of input.entries) {
    const size = spiff.per === 'unit' ? entry.paidOn : dealShare(entry, seen, input, units);
    const step = spiff.per === 'unit' ? size : size === 0n ? 0n : units;
    const paid =
      spiff.per === 'unit'
        ? within(count, count + step, spiff, units)
        : countedDeal(count, size, spiff, units);
    count += step;
    running.add(
      {
        kind: 'spiff',
        key: `spiff:${entry.eventKey}`,
        eventKey: entry.eventKey,
        deal: entry.deal,
        date: entry.date,
      },
      { numerator: paid * spiff.amount, divisor: 1n },
      () => ({
        notes: [describeCount(spiff, count, units)],
        leaves: [{ text: describePay(spiff, paid, units, input), exact: ratio(paid * spiff.amount, units) }],
      }),
    );
  }
  return { ...NOTHING, lines: running.lines };
}

/**
 * The payee's share of a deal, times its earning factor, the first time the deal shows in its life: a spiff is
 * paid once for a deal.
 */
function dealShare(entry: WindowEntry, seen: Set<string>, input: WindowInput, units: bigint): bigint {
  const known = seen.has(entry.deal) || input.life(entry.deal).paidOn !== 0n;
  if (known || entry.paidOn <= 0n) return 0n;
  seen.add(entry.deal);
  if (entry.base === 0n) return 0n;
  // Exact: what is paid on is the base times factors, over the denominator that the share already carries.
  return (entry.share * entry.paidOn * units) / (entry.base * input.scale);
}

/** The part of a move of the count that lies between the first and the last that pays. */
function within(before: bigint, after: bigint, { startsWith, endsWith }: Spiff, units: bigint): bigint {
  const low = BigInt(startsWith - 1) * units;
  const high = endsWith === null ? null : BigInt(endsWith) * units;
  const clip = (count: bigint) => (count < low ? low : high !== null && count > high ? high : count);
  // Below zero nothing was paid, and nothing is taken back.
  return clip(after) - clip(before);
}

function countedDeal(count: bigint, share: bigint, spiff: Spiff, units: bigint): bigint {
  const position = count / units + 1n;
  const pays =
    position >= BigInt(spiff.startsWith) && (spiff.endsWith === null || position <= BigInt(spiff.endsWith));
  return pays ? share : 0n;
}

function describeCount({ per, startsWith, endsWith }: Spiff, count: bigint, units: bigint): string {
  const last = endsWith === null ? 'on' : `to ${endsWith}`;
  const range = startsWith === 1 && endsWith === null ? '' : `; pays from number ${startsWith} ${last}`;
  return `${per}s in the window so far: ${formatRatio(ratio(count, units), 6)}${range}`;
}

function describePay(spiff: Spiff, paid: bigint, units: bigint, { currency }: WindowInput): string {
  if (paid === 0n)
    return spiff.per === 'deal' ? 'pays nothing for this deal, or paid for it before' : 'pays nothing here';
  const amount = describeAmount(ratio(spiff.amount, 1n), 'money', currency);
  return spiff.per === 'deal'
    ? `${amount} a deal, for a share of ${formatPercent(ratio(paid, units), 6)}`
    : `${amount} a unit, for ${formatRatio(ratio(paid, units), 6)}`;
}

/** The mechanism `spiff`: schema, compilation and evaluation. */
export const spiffDefinition: MechanismDefinition<Written, Spiff> = {
  kind: 'spiff',
  schema: spiffSchema,
  settles: 'asEarned',
  compile,
  evaluate,
  reads: () => [],
};
