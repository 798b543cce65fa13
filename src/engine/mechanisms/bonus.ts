import { z } from 'zod';
import { formatPercent, multiplyRatios, ONE_RATIO, ZERO_RATIO } from '../../money/ratio.js';
import { word } from '../../records/values.js';
import type { CompileContext, Target } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import { missingQuota, missingTargetIncentive } from '../problems-of-data.js';
import { compileCurve } from './compile-curve.js';
import { type Curve, payoutAt } from './curve.js';
import { beyondSchema, pointsSchema, shapeSchema } from './curve-schema.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import { addPayout } from './payout-line.js';
import { describePlaceAt, missingAtEnd, placeAt } from './place.js';
import { compileWrittenPosition, foreignPositionSchema, unlessOwn, type WindowPosition } from './position.js';
import type { Recorder } from './recorder.js';
import { RunningLines } from './running-lines.js';
import { compileTarget, proratedTarget, targetSchema } from './target.js';
import type { WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

/** A payout of a target by a curve over a position. */
export interface Bonus {
  readonly kind: 'bonus';
  readonly target: Target;
  readonly over: WindowPosition;
  readonly curve: Curve;
}

const bonusSchema = z
  .strictObject({
    target: targetSchema,
    over: z.union([foreignPositionSchema, word(['attainment', 'amount', 'quantity'])]),
    curve: shapeSchema,
    beyond: beyondSchema.optional(),
    points: pointsSchema,
  })
  .meta({ description: 'Pays a target by a curve over attainment; below the first point it pays nothing.' });

type Written = z.output<typeof bonusSchema>;

function compile(written: Written, context: CompileContext): Bonus | undefined {
  const target = compileTarget(written.target, ['target'], context);
  const over = compileOver(written, context);
  if (over === undefined) return undefined;
  const { curve: shape, beyond, points } = written;
  const curve = compileCurve({ shape, beyond, points }, over, context);
  if (target === undefined || curve === undefined) return undefined;
  return { kind: 'bonus', target, over, curve };
}

function compileOver(written: Written, context: CompileContext): Bonus['over'] | undefined {
  const position = compileWrittenPosition(written.over, context);
  if (position === undefined || position.kind === 'deal' || position.kind === 'fact') return undefined;
  return unlessOwn(position, context);
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
    const place = placeAt(over, input, reading, ONE_RATIO);
    const pays = place === null ? ZERO_RATIO : payoutAt(bonus.curve, place);
    const exact = multiplyRatios(target, pays);
    const { date } = reading;
    addPayout(
      running,
      { kind: 'bonus', key: `bonus:${date}`, eventKey: null, date },
      {
        exact,
        before,
        explain: () => ({
          notes: [describePlaceAt(over, place, reading, input)],
          text: `${formatPercent(pays, 4)} of the target of ${describeAmount(target, 'money', input.currency)}`,
        }),
      },
    );
    before = exact;
  }
  return {
    ...NOTHING,
    lines: running.lines,
    problems: over.kind === 'foreign' ? missingAtEnd(input, over) : [],
  };
}

/** The mechanism `bonus`: schema, compilation and evaluation. */
export const bonusDefinition: MechanismDefinition<Written, Bonus> = {
  kind: 'bonus',
  schema: bonusSchema,
  settles: 'windowEnd',
  compile,
  evaluate,
  reads: ({ over }) => (over.kind === 'foreign' ? [over] : []),
};
