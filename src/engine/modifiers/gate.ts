import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.js';
import { compareRatios, formatPercent, type Ratio, subtractRatios, ZERO_RATIO } from '../../money/ratio.js';
import type { Path } from '../../problems/finding.js';
import { problem } from '../../problems/problem.js';
import { kebabId, percent, text, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import type { Measure } from '../measure.js';
import { describeReading, standingAt } from '../mechanisms/place.js';
import { checkForeignPosition, type ForeignPosition } from '../mechanisms/position.js';
import { compilePosition } from '../mechanisms/tiers/compile-tiers.js';

/** A bound that must be reached for a component to pay in full. */
export interface Gate {
  readonly position: ForeignPosition;
  /** An attainment, minor units or millionths of units, as the position reads. */
  readonly bound: Ratio;
  /** Whether reaching the bound is not enough. */
  readonly exceeds: boolean;
  /** When it is read: at every pay-period end, at the end of the paying window, or of the other measure's. */
  readonly decided: 'toDate' | 'windowEnd' | 'otherWindowEnd';
  /** The part that is paid while the gate is closed. */
  readonly otherwise: Ratio;
  /** The attainment of the component's own measure above which the gate matters. */
  readonly appliesAbove: Ratio;
  /** What a position without quota is: a problem, a closed gate, or a position on target. */
  readonly withoutQuota: Measure['withoutQuota'];
  /** Its place in the list of gates, if it is written in one. */
  readonly path: Path;
}

const boundSchema = z.union([
  z.strictObject({ amount: text() }),
  z.strictObject({ quantity: text() }),
  text().meta({ description: 'A percent: an attainment.' }),
]);

const gateSchema = z
  .strictObject({
    measure: kebabId().meta({ description: 'The measure whose position opens the gate.' }),
    atLeast: boundSchema.optional(),
    moreThan: boundSchema.optional(),
    of: word(['self', 'teamPooled', 'teamAverage']).optional(),
    decided: word(['toDate', 'windowEnd', 'otherWindowEnd'])
      .optional()
      .meta({ description: "When it is read: to date, at the window's end, or at the other measure's." }),
    otherwise: percent({ max: '100%' })
      .optional()
      .meta({ description: 'The part that is paid while the gate is closed; nothing unless said.' }),
    appliesAbove: percent()
      .optional()
      .meta({ description: 'Only what is earned above this attainment of the own measure is gated.' }),
  })
  .meta({ description: 'A bound that must be reached for the component to pay in full.' });

/** The written form of the gates of a component: one, or a list of which all must be passed. */
export const gatesSchema = z.union([gateSchema, z.array(gateSchema).min(1)]);

type WrittenGate = z.output<typeof gateSchema>;

/** Compiles the gates of a component; reports every problem. */
export function compileGates(
  written: z.output<typeof gatesSchema>,
  context: CompileContext,
): readonly Gate[] | undefined {
  const gates = Array.isArray(written)
    ? written.map((each, place) => compileGate(each, [place], context))
    : [compileGate(written, [], context)];
  const sound = gates.filter((each) => each !== undefined);
  return sound.length === gates.length ? sound : undefined;
}

function compileGate(written: WrittenGate, path: Path, context: CompileContext): Gate | undefined {
  const { measure, of = 'self', decided = 'toDate', atLeast, moreThan } = written;
  const bound = atLeast ?? moreThan;
  if (bound === undefined || (atLeast !== undefined && moreThan !== undefined)) {
    context.report(
      path,
      problem('invalid-value', 'a gate says exactly one of atLeast and moreThan', {
        found: bound === undefined ? 'neither' : 'both',
        expected: 'atLeast: 90%, { amount: 50000 } or { quantity: 40 }',
      }),
    );
    return undefined;
  }
  const key = atLeast === undefined ? 'moreThan' : 'atLeast';
  const reads = typeof bound === 'string' ? 'attainment' : 'amount' in bound ? 'amount' : 'quantity';
  if (reads !== 'attainment' && of !== 'self') {
    context.report(
      [...path, key],
      problem('invalid-value', 'a team is read by its attainment', {
        found: reads,
        expected: `a percent, such as ${key}: 90%`,
      }),
    );
    return undefined;
  }
  const place = reads === 'attainment' ? [...path, 'measure'] : [...path, key];
  const position = checkForeignPosition({ kind: 'foreign', reads, measure, of }, place, context);
  if (position === undefined) return undefined;
  const said = typeof bound === 'string' ? bound : 'amount' in bound ? bound.amount : bound.quantity;
  const compiled = compilePosition(said, position, context, [...path, key]);
  if (compiled === undefined) return undefined;
  return {
    position,
    bound: compiled,
    exceeds: key === 'moreThan',
    decided,
    otherwise: written.otherwise ?? ZERO_RATIO,
    appliesAbove: written.appliesAbove ?? ZERO_RATIO,
    withoutQuota: (context.measures.get(measure) ?? context.measure).withoutQuota,
    path,
  };
}

/** A position of a gate on the day that decides about it; on a day before that, it is not known yet. */
export interface GateReading {
  readonly on: CivilDate;
  readonly known: boolean;
  readonly position: Ratio | null;
  /** What its window is without a quota, as by a ramp; `null` where the gate's own measure tells. */
  readonly withoutQuota: Measure['withoutQuota'] | null;
}

/** Whether a gate is passed, and in words why. */
export interface GateStanding {
  readonly passed: boolean;
  readonly because: () => string;
}

/**
 * Whether a gate is passed by what was read. A gate that is not decided yet is closed.
 *
 * @example
 * const reading = { on: '2026-03-31', known: true, position: ratio(9n, 10n), withoutQuota: null };
 * gateStanding(gate, reading, 'USD').passed // true at 90 %
 */
export function gateStanding(gate: Gate, reading: GateReading, currency: string): GateStanding {
  const bound = () => describeGate(gate, currency);
  if (!reading.known)
    return {
      passed: false,
      because: () => `${bound()} is decided at the end of ${reading.on}; closed until then`,
    };
  const withoutQuota = reading.withoutQuota ?? gate.withoutQuota;
  const place = standingAt(gate.position, reading.position, withoutQuota);
  const passed = place !== null && isReached(gate, place);
  return {
    passed,
    because: () => {
      const read = describeReading(reading.on, gate.position, reading.position, currency, place);
      const short = passed || place === null ? '' : `, ${describeShortfall(gate, place, currency)}`;
      return `${bound()} is ${passed ? 'passed' : 'closed'}: ${read}${short}`;
    },
  };
}

function isReached({ bound, exceeds }: Gate, place: Ratio): boolean {
  const order = compareRatios(place, bound);
  return exceeds ? order > 0 : order >= 0;
}

function describeShortfall({ position, bound }: Gate, place: Ratio, currency: string): string {
  const missing = subtractRatios(bound, place);
  return missing.numerator === 0n
    ? 'exactly at it'
    : `short of it by ${describeBound(missing, position, currency)}`;
}

function describeBound(bound: Ratio, { reads }: ForeignPosition, currency: string): string {
  if (reads === 'attainment') return formatPercent(bound, 6);
  return describeAmount(bound, reads === 'amount' ? 'money' : 'units', currency);
}

/**
 * How a gate reads.
 *
 * @example
 * describeGate(gate, 'USD') // 'the gate at 90% in renewals'
 */
function describeGate({ position, bound, exceeds }: Gate, currency: string): string {
  const at = exceeds ? 'above' : 'at';
  return `the gate ${at} ${describeBound(bound, position, currency)} in ${position.measure}`;
}
