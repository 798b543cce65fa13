import { formatPercent, multiplyRatios, ONE_RATIO, type Ratio, ZERO_RATIO } from '../../../money/ratio.js';
import { describeAmount } from '../../describe-amount.js';
import { addPayout } from '../payout-line.js';
import type { Recorder } from '../recorder.js';
import { RunningLines } from '../running-lines.js';
import type { WindowInput } from '../window-input.js';
import { NOTHING, type WindowOutcome } from '../window-outcome.js';
import { gridWeights, weighted } from './grid.js';
import type { Matrix } from './matrix-form.js';
import { describeWindowPlaces, missingPlaces, windowPlaces } from './window-place.js';

/**
 * Pays the part of a target that the matrix tells at each reading, less what it came to before.
 *
 * @param target the target of the window in minor units
 */
export function payTarget(
  matrix: Matrix,
  target: Ratio,
  input: WindowInput,
  recorder: Recorder,
): WindowOutcome {
  const running = new RunningLines(1n, input.rounding, recorder);
  const parts = matrix.cells.map(({ value }) => value);
  const bounds = matrix.dimensions.map(({ at }) => at);
  let before = ZERO_RATIO;
  for (const reading of input.readings) {
    const { date } = reading;
    const places = windowPlaces(matrix, input, reading, ONE_RATIO);
    const part = places === null ? ZERO_RATIO : weighted(gridWeights(bounds, places, matrix.shape), parts);
    const exact = multiplyRatios(target, part);
    const explain = () => ({
      notes: describeWindowPlaces(matrix, input, reading, ONE_RATIO),
      text: `${formatPercent(part, 4)} of the target of ${describeAmount(target, 'money', input.currency)}`,
    });
    const line = { kind: 'matrix', key: `matrix:${date}`, eventKey: null, date } as const;
    addPayout(running, line, { exact, before, explain });
    before = exact;
  }
  return { ...NOTHING, lines: running.lines, problems: missingPlaces(matrix, input) };
}
