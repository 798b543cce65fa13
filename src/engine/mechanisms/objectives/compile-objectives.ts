import { z } from 'zod';
import { addRatios, compareRatios, formatPercent, ONE_RATIO, ZERO_RATIO } from '../../../money/ratio.js';
import { problem } from '../../../problems/problem.js';
import { kebabId, percent } from '../../../records/values.js';
import { type CompileContext, contextBelow } from '../../compile-context.js';
import { compileCurve } from '../compile-curve.js';
import { beyondSchema, pointsSchema, shapeSchema } from '../curve-schema.js';
import { compileTarget, targetSchema } from '../target.js';
import type { Objective, Objectives } from './objectives-form.js';

const objectiveSchema = z.strictObject({
  objective: kebabId().meta({ description: 'The objective, as its scores name it.' }),
  weight: percent({ max: '100%' }).meta({ description: 'Its part of the target; all sum to 100%.' }),
  minimum: percent().optional().meta({ description: 'The score below which it pays nothing.' }),
  maximum: percent().optional().meta({ description: 'The score beyond which none counts.' }),
  curve: z
    .strictObject({ shape: shapeSchema, points: pointsSchema, beyond: beyondSchema.optional() })
    .optional()
    .meta({ description: 'What a score pays; as much as it is unless said otherwise.' }),
});

/** The written form of objectives. */
export const objectivesSchema = z
  .strictObject({
    target: targetSchema,
    minimum: percent().optional().meta({ description: 'The weighted score below which nothing is paid.' }),
    each: z.array(objectiveSchema).min(1),
  })
  .meta({ description: 'Shares a target out over objectives by weight, each paid by its score.' });

/** Objectives as written, their values decoded. */
export type WrittenObjectives = z.output<typeof objectivesSchema>;

/** Compiles objectives; reports every problem, and answers `undefined` if there was one. */
export function compileObjectives(
  written: WrittenObjectives,
  context: CompileContext,
): Objectives | undefined {
  const target = compileTarget(written.target, ['target'], context);
  const compiled = written.each.map((each, index) =>
    compileObjective(each, contextBelow(context, ['each', index])),
  );
  const each = compiled.filter((objective) => objective !== undefined);
  const sound = [checkWeights(written, context), checkNames(written, context), checkWindow(context)];
  if (target === undefined || each.length < compiled.length || sound.includes(false)) return undefined;
  return { kind: 'objectives', target, minimum: written.minimum ?? null, each };
}

function compileObjective(
  written: WrittenObjectives['each'][number],
  context: CompileContext,
): Objective | undefined {
  const { objective: id, weight, curve } = written;
  const { minimum = null, maximum = null } = written;
  const compiled =
    curve === undefined
      ? null
      : compileCurve(
          { shape: curve.shape, beyond: curve.beyond, points: curve.points },
          // A score is a percent, as an attainment is.
          { kind: 'attainment' },
          contextBelow(context, ['curve']),
        );
  if (compiled === undefined) return undefined;
  if (minimum === null || maximum === null || compareRatios(minimum, maximum) <= 0) {
    return { id, weight, minimum, maximum, curve: compiled };
  }
  const found = problem('out-of-range', 'no score is at least the minimum and counts', {
    found: formatPercent(maximum, 6),
    expected: `${formatPercent(minimum, 6)} or more`,
  });
  context.report(['maximum'], found);
  return undefined;
}

function checkWeights({ each }: WrittenObjectives, context: CompileContext): boolean {
  const sum = each.reduce((total, { weight }) => addRatios(total, weight), ZERO_RATIO);
  if (compareRatios(sum, ONE_RATIO) === 0) return true;
  const found = problem(
    'objective-weights',
    `the weights of the objectives sum to ${formatPercent(sum, 6)}`,
    {
      found: formatPercent(sum, 6),
      expected: '100%',
    },
  );
  context.report(['each'], found);
  return false;
}

function checkNames({ each }: WrittenObjectives, context: CompileContext): boolean {
  const names = each.map(({ objective }) => objective);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice < 0) return true;
  const name = names[twice] ?? '';
  const found = problem('invalid-value', `the objective ${name} is named twice`, { found: name });
  context.report(['each', twice, 'objective'], found);
  return false;
}

/** A score is for one window, and trailing windows overlap. */
function checkWindow({ measure, report }: CompileContext): boolean {
  if (measure.window.kind !== 'trailing') return true;
  const found = problem('invalid-value', 'objectives are not scored over trailing windows', {
    found: measure.id,
    expected: 'a measure whose window is month, quarter, half, year or plan',
  });
  report([], found);
  return false;
}
