import { z } from 'zod';
import {
  compareRatios,
  formatPercent,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { percent, text, word } from '../../records/values.js';
import type { CompileContext, Target } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import { missingQuota, missingTargetIncentive } from '../problems-of-data.js';
import { type Curve, type CurvePoint, payoutAt } from './curve.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import {
  compileForeignPosition,
  type ForeignPosition,
  foreignPositionSchema,
  isForeign,
} from './position.js';
import type { Recorder } from './recorder.js';
import { RunningLines } from './running-lines.js';
import { compileTarget, proratedTarget, targetSchema } from './target.js';
import { compilePosition } from './tiers/compile-tiers.js';
import { describeReading, missingAtEnd } from './tiers/looked-up.js';
import type { PositionReading, WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

/** A payout of a target by a curve over a position. */
export interface Bonus {
  readonly kind: 'bonus';
  readonly target: Target;
  readonly over: { readonly kind: 'attainment' } | { readonly kind: 'accumulated' } | ForeignPosition;
  readonly curve: Curve;
}

const bonusSchema = z
  .strictObject({
    target: targetSchema,
    over: z.union([foreignPositionSchema, word(['attainment', 'amount', 'quantity'])]),
    curve: word(['stepped', 'interpolated']),
    beyond: word(['flat', 'linear']).optional(),
    points: z.array(z.strictObject({ at: text(), pays: percent({}) })).min(1),
  })
  .meta({ description: 'Pays a target by a curve over attainment; below the first point it pays nothing.' });

type Written = z.output<typeof bonusSchema>;

function compile(written: Written, context: CompileContext): Bonus | undefined {
  const target = compileTarget(written.target, ['target'], context);
  const over = compileOver(written, context);
  if (over === undefined) return undefined;
  const points: CurvePoint[] = [];
  written.points.forEach(({ at, pays }, index) => {
    const place = compilePosition(at, over, context, ['points', index, 'at']);
    if (place !== undefined) points.push({ at: place, pays });
  });
  if (target === undefined || points.length < written.points.length || !checkPoints(points, context))
    return undefined;
  if (written.beyond === 'linear' && (written.curve === 'stepped' || points.length < 2)) {
    context.report(
      ['beyond'],
      problem('invalid-value', 'only an interpolated curve of two points or more can go on in a line', {
        found: 'linear',
        expected: 'flat',
      }),
    );
    return undefined;
  }
  return {
    kind: 'bonus',
    target,
    over,
    curve: { shape: written.curve, beyond: written.beyond ?? 'flat', points },
  };
}

function compileOver(written: Written, context: CompileContext): Bonus['over'] | undefined {
  const { over } = written;
  if (typeof over === 'string') {
    if (over === 'attainment') return { kind: 'attainment' };
    if (context.measure.unit === (over === 'amount' ? 'money' : 'units')) return { kind: 'accumulated' };
    context.report(
      ['over'],
      problem(
        'rate-kind',
        `The measure "${context.measure.id}" does not count in ${over === 'amount' ? 'money' : 'units'}.`,
        { found: over },
      ),
    );
    return undefined;
  }
  if (!isForeign(over)) return undefined;
  const position = compileForeignPosition(over, context);
  if (position === undefined) return undefined;
  const own = position.of === 'self' && position.measure === context.measure.id;
  return own ? { kind: position.reads === 'attainment' ? 'attainment' : 'accumulated' } : position;
}

function checkPoints(points: readonly CurvePoint[], context: CompileContext): boolean {
  let sound = true;
  points.forEach(({ at }, index) => {
    const previous = points[index - 1];
    if (previous === undefined || compareRatios(previous.at, at) <= 0) return;
    context.report(
      ['points', index, 'at'],
      problem('tiers-not-ascending', 'the points of a curve must not go back', {
        hint: 'two points may share a place: that is a jump',
      }),
    );
    sound = false;
  });
  return sound;
}

function evaluate(bonus: Bonus, input: WindowInput, recorder: Recorder): WindowOutcome {
  const { over } = bonus;
  const lacksQuota = over.kind === 'attainment' && (input.quota === null || input.quota === 0n);
  if (lacksQuota && input.withoutQuota === 'problem') return { ...NOTHING, problems: [missingQuota(input)] };
  const target = proratedTarget(bonus.target, input);
  if (target === null) return { ...NOTHING, problems: [missingTargetIncentive(input)] };
  const running = new RunningLines(1n, input.rounding, recorder);
  let before = ZERO_RATIO;
  for (const reading of input.readings) {
    const place = placeAt(bonus, input, reading, lacksQuota);
    const pays = place === null ? ZERO_RATIO : payoutAt(bonus.curve, place);
    const exact = multiplyRatios(target, pays);
    addPayout(running, reading, { bonus, input, place, pays, target, exact, before });
    before = exact;
  }
  return {
    ...NOTHING,
    lines: running.lines,
    problems: over.kind === 'foreign' ? missingAtEnd(input, over) : [],
  };
}

/** Where the bonus stands at a reading; `null` when there is nothing to stand on. */
function placeAt(
  { over }: Bonus,
  input: WindowInput,
  reading: PositionReading,
  lacksQuota: boolean,
): Ratio | null {
  if (over.kind === 'foreign') {
    const pays = input.withoutQuota === 'onTarget' && over.reads === 'attainment';
    return reading.position ?? (pays ? ONE_RATIO : null);
  }
  if (lacksQuota) return input.withoutQuota === 'onTarget' ? ONE_RATIO : null;
  let credit = input.openingCredit;
  for (const entry of input.entries) {
    if (entry.date > reading.date) break;
    credit += entry.credit;
  }
  const whole = over.kind === 'attainment' ? (input.quota ?? 1n) : 1n;
  return ratio(credit, whole * input.scale);
}

interface Payout {
  readonly bonus: Bonus;
  readonly input: WindowInput;
  readonly place: Ratio | null;
  readonly pays: Ratio;
  readonly target: Ratio;
  readonly exact: Ratio;
  readonly before: Ratio;
}

function addPayout(running: RunningLines, reading: PositionReading, payout: Payout): void {
  const { exact, before } = payout;
  const difference = ratio(
    exact.numerator * before.denominator - before.numerator * exact.denominator,
    exact.denominator * before.denominator,
  );
  running.add(
    { kind: 'bonus', key: `bonus:${reading.date}`, eventKey: null, deal: null, date: reading.date },
    { numerator: difference.numerator, divisor: difference.denominator },
    () => ({
      notes: [describePlace(payout, reading)],
      leaves: [
        { text: `${formatPercent(payout.pays, 4)} of the target of ${describeTarget(payout)}`, exact },
        ...(before.numerator === 0n
          ? []
          : [{ text: 'less what it came to before', exact: ratio(-before.numerator, before.denominator) }]),
      ],
    }),
  );
}

function describeTarget({ target, input }: Payout): string {
  const { currency } = input;
  return describeAmount(target, 'money', currency);
}

function describePlace({ bonus, place, input }: Payout, reading: PositionReading): string {
  if (bonus.over.kind === 'foreign') return describeReading(reading, bonus.over, input.currency);
  if (place === null) return 'there is no quota, so nothing is paid';
  return bonus.over.kind === 'attainment'
    ? `attainment at the end of ${reading.date}: ${formatPercent(place)}`
    : `accumulated at the end of ${reading.date}`;
}

/** The mechanism `bonus`: schema, compilation and evaluation. */
export const bonusDefinition: MechanismDefinition<Written, Bonus> = {
  kind: 'bonus',
  schema: bonusSchema,
  settles: 'windowEnd',
  compile,
  evaluate,
  reads: ({ over }) => (over.kind === 'foreign' ? over : null),
};
