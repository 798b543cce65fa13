import type { Windfall } from '../engine/credits/windfall-rule.js';
import type { Unit } from '../engine/measure.js';
import { didYouMean } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import { oneOf } from './issue-wording.js';
import type { WrittenWindfall } from './measure-schema.js';
import type { PlanCompilation } from './plan-compilation.js';

/**
 * Compiles the windfall rule of a measure: `null` where it has none, `undefined` where something is wrong, which
 * is reported.
 *
 * @param unit what the measure counts in, where that is known
 *
 * @example
 * const windfall = compileWindfall(written, 'money', ['measures', 'new-acv', 'windfall'], compilation);
 */
export function compileWindfall(
  written: WrittenWindfall | undefined,
  unit: Unit | undefined,
  path: Path,
  compilation: PlanCompilation,
): Windfall | null | undefined {
  if (written === undefined) return null;
  const { excess, decidedBy = null } = written;
  const above = compileAbove(written.above, unit, [...path, 'above'], compilation);
  const isKnown = decidedBy === null || isDecision(decidedBy, unit, [...path, 'decidedBy'], compilation);
  return above === undefined || !isKnown ? undefined : { above, excess, decidedBy };
}

function compileAbove(
  above: WrittenWindfall['above'],
  unit: Unit | undefined,
  path: Path,
  compilation: PlanCompilation,
): Windfall['above'] | undefined {
  if ('ofQuota' in above) return { kind: 'ofQuota', share: above.ofQuota };
  if (unit === 'units') {
    const detail = { found: above.amount, expected: '{ ofQuota: 50% }' };
    const message = 'a measure that counts units has no limit in money';
    return compilation.report(path, problem('invalid-value', message, detail));
  }
  const amount = compilation.money(above, path);
  return amount === undefined ? undefined : { kind: 'amount', amount };
}

/** What is decided is as much of a deal as the measure counts, and in the same unit. */
function isDecision(
  field: string,
  unit: Unit | undefined,
  path: Path,
  compilation: PlanCompilation,
): boolean {
  const type = unit === 'units' ? 'number' : 'money';
  const fields = compilation.company.dealFields.filter((each) => each.type === type).map(({ name }) => name);
  if (fields.includes(field)) return true;
  const message = `the company file declares no deal field ${field} of type ${type}`;
  const expected = fields.length === 0 ? `a field of type ${type} in the company file` : oneOf(fields);
  const detail = { found: field, expected, hint: didYouMean(field, fields) };
  compilation.report(path, problem('unknown-field', message, detail));
  return false;
}
