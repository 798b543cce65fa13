import type { Ramp } from '../engine/measures/ramp-rule.js';
import type { Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import type { PlanCompilation } from './plan-compilation.js';
import type { WrittenRamp } from './time-schema.js';

/**
 * Compiles a ramp. Reports every problem that its schema does not tell, and answers `undefined` if there was one.
 *
 * @example
 * compileRamp(written, ['ramp'], compilation)?.steps[0]?.upTo // 3
 */
export function compileRamp(
  { from, months }: WrittenRamp,
  path: Path,
  compilation: PlanCompilation,
): Ramp | undefined {
  let sound = true;
  const report = (place: Path, found: ReturnType<typeof problem>): void => {
    compilation.report([...path, 'months', ...place], found);
    sound = false;
  };
  let before = 0;
  months.forEach(({ upTo, quota, pays }, index) => {
    if (upTo.unit !== 'months' || upTo.count < 1) {
      const detail = { found: `${upTo.count} ${upTo.unit}`, expected: 'from 1 month on' };
      report([index, 'upTo'], problem('out-of-range', 'a ramp counts whole months', detail));
    } else if (upTo.count <= before) {
      const detail = { found: `${upTo.count} months`, expected: `more than ${before} months` };
      report([index, 'upTo'], problem('out-of-range', 'the months of a ramp must ascend', detail));
    } else before = upTo.count;
    if (pays !== undefined && quota.numerator !== 0n) {
      const hint = 'leave `pays` out: with a quota, what is attained decides';
      const message = 'only months without any quota say what they pay';
      report(
        [index, 'pays'],
        problem('invalid-value', message, { found: pays, expected: 'quota: 0%', hint }),
      );
    }
  });
  if (!sound) return undefined;
  const steps = months.map(({ upTo, quota, pays }) => ({ upTo: upTo.count, quota, pays: pays ?? null }));
  return { from, steps };
}
