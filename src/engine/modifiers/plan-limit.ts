import { z } from 'zod';
import { problem } from '../../problems/problem.js';
import { kebabId, money, percent, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { type Cap, excessSchema, withExcess } from './cap.js';
import type { Floor } from './floor.js';
import { LIMIT_SPANS, refuseTargetOfDeal, type SpannedLimit } from './limit.js';

/** The components that a limit of a plan counts together. */
interface OverComponents {
  /** Their ids in the order of the file; `null` is all of the plan. */
  readonly over: readonly string[] | null;
}

/** The most that several components of a plan, or all of them, pay together. */
export interface PlanCap extends Cap, OverComponents {}

/** The least that they pay together. */
export interface PlanFloor extends Floor, OverComponents {}

const shape = {
  over: z
    .array(kebabId())
    .min(1)
    .optional()
    .meta({ description: 'The components that it counts together; all unless said.' }),
  amount: money().optional(),
  ofTargetIncentive: percent().optional(),
  per: word(LIMIT_SPANS),
};

const capSchema = z.strictObject({ ...shape, excess: excessSchema });
const floorSchema = z.strictObject(shape);

/** The written form of the cap of a plan, or of several that are applied one after the other. */
export const planCapsSchema = z.union([capSchema, z.array(capSchema).min(1)]).meta({
  description: 'The most that components together pay per deal or span of time, by event date.',
});

/** The written form of the floor of a plan, or of several that are applied one after the other. */
export const planFloorsSchema = z.union([floorSchema, z.array(floorSchema).min(1)]).meta({
  description: 'The least that components together pay per deal or span of time, by event date.',
});

/** What the limits of a plan may ask while their written form is compiled. */
export interface PlanLimitContext extends Pick<CompileContext, 'money' | 'report'> {
  /** The components that the plan defines. */
  readonly components: readonly string[];
}

/** Compiles the caps of a plan; reports every problem. */
export function compilePlanCaps(
  written: z.output<typeof planCapsSchema>,
  context: PlanLimitContext,
): readonly PlanCap[] | undefined {
  return compileEach(written, context, (each, at) => {
    const cap = withExcess(compilePlanLimit(each, 'cap', at), each.excess ?? 'forfeited', at);
    const over = compileOver(each.over, at);
    return cap === undefined || over === undefined ? undefined : { ...cap, over };
  });
}

/** Compiles the floors of a plan; reports every problem. */
export function compilePlanFloors(
  written: z.output<typeof planFloorsSchema>,
  context: PlanLimitContext,
): readonly PlanFloor[] | undefined {
  return compileEach(written, context, (each, at) => {
    const floor = compilePlanLimit(each, 'floor', at);
    const over = compileOver(each.over, at);
    return floor === undefined || over === undefined ? undefined : { ...floor, over };
  });
}

/** Compiles one or each of a list, whose problems stand at their place in it. */
function compileEach<Written, Compiled>(
  written: Written | readonly Written[],
  context: PlanLimitContext,
  compile: (each: Written, at: PlanLimitContext) => Compiled | undefined,
): readonly Compiled[] | undefined {
  if (!isList(written)) {
    const compiled = compile(written, context);
    return compiled === undefined ? undefined : [compiled];
  }
  const compiled = written.map((each, place) =>
    compile(each, {
      ...context,
      money: (literal, path) => context.money(literal, [place, ...path]),
      report: (path, found) => context.report([place, ...path], found),
    }),
  );
  const sound = compiled.filter((each) => each !== undefined);
  return sound.length === compiled.length ? sound : undefined;
}

function isList<Written>(written: Written | readonly Written[]): written is readonly Written[] {
  return Array.isArray(written);
}

function compileOver(
  over: readonly string[] | undefined,
  { components, report }: PlanLimitContext,
): OverComponents['over'] | undefined {
  if (over === undefined) return null;
  const unknown = over.flatMap((id, place) => {
    const isTwice = over.indexOf(id) < place;
    if (components.includes(id) && !isTwice) return [];
    const expected = `one of ${components.join(', ')}`;
    const found = isTwice
      ? problem('invalid-value', `the component "${id}" is named twice`, { found: id, expected: 'each once' })
      : problem('unknown-component', `the plan defines no component "${id}"`, { found: id, expected });
    report(['over', place], found);
    return [id];
  });
  return unknown.length === 0 ? over : undefined;
}

/** Components count by measures of their own, so that a plan's limit is no share of what was sold. */
function compilePlanLimit(
  written: z.output<typeof floorSchema>,
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
