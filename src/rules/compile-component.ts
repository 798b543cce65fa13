import type { CompileContext } from '../engine/compile-context.js';
import { checkComponent } from '../engine/component-checks.js';
import { compileCost } from '../engine/contract-cost.js';
import type { Measure } from '../engine/measure.js';
import type { Mechanism } from '../engine/mechanisms/mechanism.js';
import { compileMechanism, MECHANISMS } from '../engine/mechanisms/registry.js';
import { compileCap } from '../engine/modifiers/cap.js';
import { compileClawback } from '../engine/modifiers/clawback.js';
import { compileFloor } from '../engine/modifiers/floor.js';
import { compileGates } from '../engine/modifiers/gate.js';
import { compileMultiplier } from '../engine/modifiers/multiplier.js';
import { compileRelease } from '../engine/modifiers/release.js';
import type { Component } from '../engine/plan.js';
import { parseMinorUnits } from '../money/minor-units.js';
import { didYouMean, nearestWord } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { MoneyLiteral } from '../records/values.js';
import { componentSchema } from './component-schema.js';
import { decode, decodeQuietly } from './diagnose.js';
import { oneOf } from './issue-wording.js';
import { asBlock, type PlanCompilation } from './plan-compilation.js';

/** The measures of a plan: all that are written, and those of them that could be compiled. */
export interface PlanMeasures {
  readonly written: readonly string[];
  readonly compiled: ReadonlyMap<string, Measure>;
}

/**
 * Decodes and checks one component of a plan. Everything wrong with it is reported to the compilation, and
 * then there is no component. Where its measure is not known, all that does not depend on the measure is
 * checked all the same.
 *
 * @example
 * const component = compileComponent('new-business', written, measures, compilation);
 */
export function compileComponent(
  id: string,
  written: unknown,
  measures: PlanMeasures,
  compilation: PlanCompilation,
): Component | undefined {
  const path = ['components', id];
  const block = asBlock(written);
  const single = checkOneMechanism(written, path, compilation);
  const decoded = decode(componentSchema, written, compilation.source, path);
  if (!decoded.ok) compilation.take(decoded.problems);
  const known = checkMeasure(block['measure'], path, measures, compilation);
  const measure = known ?? standIn(String(block['measure'] ?? ''));
  const parts = compileParts(block, (key) => contextBelow([...path, key], measure, measures, compilation));
  if (!single || !decoded.ok || parts === undefined) return undefined;
  const settles = decoded.value.settles ?? MECHANISMS[parts.mechanism.kind].settles;
  const component: Component = { id, measure, settles, ...parts };
  for (const found of checkComponent(component)) compilation.report([...path, ...found.path], found.problem);
  return known === undefined ? undefined : component;
}

type Parts = Omit<Component, 'id' | 'measure' | 'settles'>;
type Written = Readonly<Record<string, unknown>>;
type Below = (key: string) => CompileContext;

const KNOWN_MECHANISMS = Object.keys(MECHANISMS) as readonly Mechanism['kind'][];

/** Each part is compiled on its own, so that all that is wrong is told. */
function compileParts(written: Written, below: Below): Parts | undefined {
  const { shape } = componentSchema;
  const absent = (key: keyof typeof shape) => !(key in written);
  const gateWritten = decodeQuietly(shape.gate, written['gate']);
  const multiplierWritten = decodeQuietly(shape.multiplier, written['multiplier']);
  const capWritten = decodeQuietly(shape.cap, written['cap']);
  const floorWritten = decodeQuietly(shape.floor, written['floor']);
  const releaseWritten = decodeQuietly(shape.release, written['release']);
  const clawbackWritten = decodeQuietly(shape.clawback, written['clawback']);
  const costWritten = decodeQuietly(shape.cost, written['cost']);
  const mechanism = KNOWN_MECHANISMS.flatMap((kind) =>
    kind in written ? (compileMechanism(kind, written[kind], below(kind)) ?? []) : [],
  )[0];
  const gate = absent('gate') ? [] : gateWritten && compileGates(gateWritten, below('gate'));
  const multiplier = absent('multiplier')
    ? null
    : multiplierWritten && compileMultiplier(multiplierWritten, below('multiplier'));
  const cap = absent('cap') ? null : capWritten && compileCap(capWritten, below('cap'));
  const floor = absent('floor') ? null : floorWritten && compileFloor(floorWritten, below('floor'));
  const release = absent('release') ? [] : releaseWritten && compileRelease(releaseWritten, below('release'));
  const clawback = absent('clawback')
    ? []
    : clawbackWritten && compileClawback(clawbackWritten, below('clawback'));
  const cost = absent('cost') ? null : costWritten && compileCost(costWritten, below('cost'));
  if (mechanism === undefined || cap === undefined || floor === undefined || release === undefined)
    return undefined;
  if (clawback === undefined || gate === undefined || multiplier === undefined || cost === undefined)
    return undefined;
  return { mechanism, gate, multiplier, cap, floor, release, clawback, cost };
}

function contextBelow(
  path: Path,
  measure: Measure,
  measures: PlanMeasures,
  compilation: PlanCompilation,
): CompileContext {
  const { currency, facts } = compilation;
  const isKnown = measures.compiled.has(measure.id);
  return {
    currency,
    facts,
    measure,
    measures: new Map(measures.written.map((id) => [id, measures.compiled.get(id) ?? standIn(id)])),
    // What a bound counts in, and so how many decimals it may have, may depend on the measure.
    money: (literal, place) =>
      isKnown || !BOUNDS.has(place.at(-1))
        ? compilation.money(literal, [...path, ...place])
        : quietMoney(literal, currency),
    report: (place, found) =>
      isOfUnknownMeasure(found, measures) ? undefined : compilation.report([...path, ...place], found),
  };
}

const BOUNDS: ReadonlySet<unknown> = new Set(['from', 'at']);

function quietMoney({ amount }: MoneyLiteral, currency: string): bigint | undefined {
  const minor = currency === '' ? undefined : parseMinorUnits(amount, currency);
  return typeof minor === 'bigint' ? minor : undefined;
}

/** Stands for a measure that could not be compiled, so that the rest of a component can be. */
function standIn(id: string): Measure {
  return {
    id,
    basis: 'booked',
    amount: { kind: 'acv' },
    unit: 'money',
    credit: { kind: 'own', roles: [] },
    when: null,
    factors: [],
    window: { kind: 'quarter' },
    quota: id,
    ofLastYear: null,
    withoutQuota: 'problem',
    ramp: null,
    windfall: null,
  };
}

/** Whether a problem says that something does not fit the unit of a measure, and that measure is a stand-in. */
function isOfUnknownMeasure({ code, message }: Problem, { compiled }: PlanMeasures): boolean {
  const id = code === 'rate-kind' ? /measure "([^"]*)"/.exec(message)?.[1] : undefined;
  return id !== undefined && !compiled.has(id);
}

/** Counts the mechanisms that are written, also those that wait and those that are misspelt. */
function checkOneMechanism(written: unknown, path: Path, compilation: PlanCompilation): boolean {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return false;
  const all: readonly string[] = KNOWN_MECHANISMS;
  const said = Object.keys(written).filter((key) => all.includes(key) || nearestWord(key, all) !== undefined);
  if (said.length === 1) return true;
  const message =
    said.length === 0 ? 'the component has no mechanism' : `the component has ${said.length} mechanisms`;
  const detail = {
    found: said.length === 0 ? undefined : said.join(', '),
    expected: `exactly one of ${KNOWN_MECHANISMS.join(', ')}`,
    hint: said.length === 0 ? undefined : 'make a component of each',
  };
  compilation.report(path, problem('one-mechanism', message, detail));
  return false;
}

/** The measure the component names; one that is written but could not be compiled was reported where it is. */
function checkMeasure(
  id: unknown,
  path: Path,
  measures: PlanMeasures,
  compilation: PlanCompilation,
): Measure | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  if (measures.written.includes(id)) return measures.compiled.get(id);
  return compilation.report(
    [...path, 'measure'],
    problem('unknown-measure', `the plan defines no measure ${id}`, {
      found: id,
      expected: oneOf(measures.written),
      hint: didYouMean(id, measures.written),
    }),
  );
}
