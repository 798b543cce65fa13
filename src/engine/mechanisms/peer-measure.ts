import type { Path } from '../../problems/finding.js';
import { problem } from '../../problems/problem.js';
import type { CompileContext } from '../compile-context.js';
import type { Measure, Unit } from '../measure.js';

/** What a measure must be that is read of several payees. */
interface Wanted {
  readonly unit: Unit | null;
  /** Whether it is of the plan itself. One that is read from a team or from everybody may be of any plan. */
  readonly own: boolean;
  /** Whether what it credits is added up, so that a roll-up would count twice. */
  readonly sums: boolean;
}

/**
 * Checks a measure that a component reads of several payees: that the plan has it, in the unit that is wanted
 * and in the window of the component's own measure.
 *
 * @example
 * checkPeerMeasure('new-acv', { unit: 'money', own: true, sums: false }, ['fund', 'measure'], context)
 */
export function checkPeerMeasure(
  id: string,
  { unit, own, sums }: Wanted,
  path: Path,
  context: CompileContext,
): boolean {
  const measure = context.measures.get(id);
  const refuse = (...found: Parameters<typeof problem>): false => {
    context.report(path, problem(...found));
    return false;
  };
  if (measure === undefined) {
    if (!own) return true;
    return refuse('unknown-measure', `the plan defines no measure "${id}"`, {
      found: id,
      expected: `one of ${[...context.measures.keys()].join(', ')}`,
    });
  }
  if (unit !== null && measure.unit !== unit) {
    const counts = measure.unit === 'money' ? 'money, not units' : 'units, not money';
    return refuse('rate-kind', `the measure "${id}" counts ${counts}`, { found: id });
  }
  if (windowText(measure) !== windowText(context.measure)) {
    return refuse('invalid-value', `the measure "${id}" has another window than "${context.measure.id}"`, {
      found: windowText(measure),
      expected: windowText(context.measure),
    });
  }
  if (sums && own && measure.credit.kind === 'team') {
    return refuse('invalid-value', `"${id}" is a roll-up, so that a sum of it would count deals twice`, {
      found: id,
      expected: 'a measure of own credit',
    });
  }
  return true;
}

function windowText({ window }: Measure): string {
  return window.kind === 'trailing' ? `{ trailing: ${window.months} months }` : window.kind;
}
