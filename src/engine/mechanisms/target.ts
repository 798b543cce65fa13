import { z } from 'zod';
import { divideRatios, multiplyRatios, type Ratio, ratio } from '../../money/ratio.js';
import type { Path } from '../../problems/finding.js';
import { money, percent } from '../../records/values.js';
import type { CompileContext, Target } from '../compile-context.js';
import type { WindowInput } from './window-input.js';

/** The written form of a target: money for a full window, or a share of the window's target incentive. */
export const targetSchema = z.union([z.strictObject({ ofTargetIncentive: percent() }), money()]);

/** Compiles a target into minor units or a share. */
export function compileTarget(
  written: z.output<typeof targetSchema>,
  path: Path,
  context: Pick<CompileContext, 'money'>,
): Target | undefined {
  if ('ofTargetIncentive' in written) return { kind: 'ofTargetIncentive', share: written.ofTargetIncentive };
  const amount = context.money(written, path);
  return amount === undefined ? undefined : { kind: 'money', amount };
}

/** What the base rate is made of: the window in full, before proration. */
type FullWindow = Pick<WindowInput, 'fullTargetIncentive' | 'fullQuota'>;

/** The target of the full window in minor units, before proration; `null` without a target incentive. */
export function fullTarget(target: Target, input: FullWindow): Ratio | null {
  if (target.kind === 'money') return ratio(target.amount, 1n);
  return input.fullTargetIncentive === null ? null : multiplyRatios(input.fullTargetIncentive, target.share);
}

/** The target of the window in minor units, prorated to the part in which the assignment is active. */
export function proratedTarget(target: Target, input: WindowInput): Ratio | null {
  if (target.kind === 'money') return multiplyRatios(ratio(target.amount, 1n), input.activePart);
  return input.targetIncentive === null ? null : multiplyRatios(input.targetIncentive, target.share);
}

/** What one minor unit (or millionth) of quota pays at target: full target ÷ full quota; `null` when either lacks. */
export function baseRate(target: Target, input: FullWindow): Ratio | null {
  const full = fullTarget(target, input);
  if (full === null || input.fullQuota === null || input.fullQuota.numerator === 0n) return null;
  return divideRatios(full, input.fullQuota);
}
