import { missingQuota, missingTargetIncentive } from '../problems-of-data.js';
import { compileMatrix } from './matrix/compile-matrix.js';
import { foreignDimensions, type Matrix } from './matrix/matrix-form.js';
import { matrixSchema, type WrittenMatrix } from './matrix/matrix-schema.js';
import { payRate } from './matrix/pay-rate.js';
import { payTarget } from './matrix/pay-target.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import type { Recorder } from './recorder.js';
import { baseRate, proratedTarget } from './target.js';
import type { WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

function evaluate(matrix: Matrix, input: WindowInput, recorder: Recorder): WindowOutcome {
  const { target } = matrix;
  const { withoutQuota } = input;
  const isMultiple = matrix.cells.some(({ kind }) => kind === 'multiple');
  const needsQuota = isMultiple || matrix.dimensions.some(({ over }) => over.kind === 'attainment');
  const lacksQuota = needsQuota && (input.quota === null || input.quota === 0n);
  if (lacksQuota && withoutQuota === 'problem') return { ...NOTHING, problems: [missingQuota(input)] };
  if (matrix.pays === 'target') {
    const exact = target === null ? null : proratedTarget(target, input);
    if (exact === null) return { ...NOTHING, problems: [missingTargetIncentive(input)] };
    return payTarget(matrix, exact, input, recorder);
  }
  const base = isMultiple && target !== null ? baseRate(target, input) : null;
  if (isMultiple && base === null && !(lacksQuota && withoutQuota === 'nothing')) {
    return { ...NOTHING, problems: [lacksQuota ? missingQuota(input) : missingTargetIncentive(input)] };
  }
  return payRate(matrix, base, input, recorder);
}

/** The mechanism `matrix`: schema, compilation and evaluation. */
export const matrixDefinition: MechanismDefinition<WrittenMatrix, Matrix> = {
  kind: 'matrix',
  schema: matrixSchema,
  settles: 'windowEnd',
  compile: compileMatrix,
  evaluate,
  reads: foreignDimensions,
};
