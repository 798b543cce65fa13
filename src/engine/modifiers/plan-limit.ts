import { z } from 'zod';
import { problem } from '../../problems/problem.js';
import { money, percent, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { type Cap, excessSchema, withExcess } from './cap.js';
import type { Floor } from './floor.js';
import { LIMIT_SPANS, refuseTargetOfDeal, type SpannedLimit } from './limit.js';

const shape = {
  amount: money().optional(),
  ofTargetIncentive: percent().optional(),
  per: word(LIMIT_SPANS),
};

/** The written form of the cap of a plan. */
export const planCapSchema = z.strictObject({ ...shape, excess: excessSchema }).meta({
  description: 'The most that all components together pay per deal or span of time, by event date.',
});

/** The written form of the floor of a plan. */
export const planFloorSchema = z.strictObject(shape).meta({
  description: 'The least that all components together pay per deal or span of time, by event date.',
});

/** What the limits of a plan may ask while their written form is compiled. */
export type PlanLimitContext = Pick<CompileContext, 'money' | 'report'>;

/** Compiles the cap of a plan; reports every problem. */
export function compilePlanCap(
  written: z.output<typeof planCapSchema>,
  context: PlanLimitContext,
): Cap | undefined {
  return withExcess(compilePlanLimit(written, 'cap', context), written.excess ?? 'forfeited', context);
}

/** Compiles the floor of a plan; reports every problem. */
export function compilePlanFloor(
  written: z.output<typeof planFloorSchema>,
  context: PlanLimitContext,
): Floor | undefined {
  return compilePlanLimit(written, 'floor', context);
}

/** Components count by measures of their own, so that a plan's limit is no share of what was sold. */
function compilePlanLimit(
  written: z.output<typeof planFloorSchema>,
  name: 'cap' | 'floor',
  context: PlanLimitContext,
): SpannedLimit | undefined {
  const { amount, ofTargetIncentive, per } = written;
  if ((amount === undefined) === (ofTargetIncentive === undefined)) {
    const message = `the ${name} of a plan says exactly one of amount and ofTargetIncentive`;
    const detail = {
      found: amount === undefined ? 'neither' : 'both',
      expected: '{ amount: 200000, per: year } or { ofTargetIncentive: 200%, per: year }',
    };
    context.report([], problem('invalid-value', message, detail));
    return undefined;
  }
  if (ofTargetIncentive !== undefined) {
    if (per === 'deal') return refuseTargetOfDeal(context);
    return { limit: { kind: 'ofTargetIncentive', share: ofTargetIncentive }, per };
  }
  const minor = amount === undefined ? undefined : context.money(amount, ['amount']);
  return minor === undefined ? undefined : { limit: { kind: 'amount', amount: minor }, per };
}
