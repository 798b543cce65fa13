import type { FactDeclarations } from '../conditions/fact.js';
import type { Ratio } from '../money/ratio.js';
import type { Path } from '../problems/finding.js';
import type { Problem } from '../problems/problem.js';
import type { MoneyLiteral } from '../records/values.js';
import type { Measure } from './measure.js';

/** What a mechanism or modifier may ask while its written form is compiled. */
export interface CompileContext {
  readonly currency: string;
  /** The measure that the component names. */
  readonly measure: Measure;
  /** Every measure of the plan by id; a measure read from other people's plans need not be among them. */
  readonly measures: ReadonlyMap<string, Measure>;
  readonly facts: FactDeclarations;
  /** Minor units of the plan's currency; reports what does not fit it and answers `undefined`. */
  readonly money: (literal: MoneyLiteral, path: Path) => bigint | undefined;
  /** Reports a problem at a path below the mechanism or modifier. */
  readonly report: (path: Path, problem: Problem) => void;
}

/**
 * The same context for a part that is written further down.
 *
 * @example
 * contextBelow(context, ['dimensions', 0]).report(['over'], found) // reported at dimensions[0].over
 */
export function contextBelow(context: CompileContext, path: Path): CompileContext {
  return {
    ...context,
    money: (literal, place) => context.money(literal, [...path, ...place]),
    report: (place, found) => context.report([...path, ...place], found),
  };
}

/** What a payee is paid at target in one window: an amount, or a share of the window's target incentive. */
export type Target =
  | { readonly kind: 'money'; readonly amount: bigint }
  | { readonly kind: 'ofTargetIncentive'; readonly share: Ratio };
