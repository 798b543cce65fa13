import { z } from 'zod';
import { didYouMean } from '../../problems/did-you-mean.js';
import type { Path } from '../../problems/finding.js';
import { problem } from '../../problems/problem.js';
import type { FactType } from '../../records/company.js';
import { kebabId, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import type { Unit } from '../measure.js';

/** Whose figure a foreign position is. */
export type PositionOwner = 'self' | 'teamPooled' | 'teamAverage';

/** A position read from another measure or from a team, once at each pay-period end. */
export interface ForeignPosition {
  readonly kind: 'foreign';
  readonly reads: 'attainment' | 'amount' | 'quantity';
  readonly measure: string;
  readonly of: PositionOwner;
}

/** Where a table or curve looks up its place. */
export type Position =
  | { readonly kind: 'attainment' }
  | { readonly kind: 'accumulated' }
  | { readonly kind: 'deal' }
  | { readonly kind: 'fact'; readonly fact: string; readonly type: FactType }
  | ForeignPosition;

const owner = word(['self', 'teamPooled', 'teamAverage']);

/** The written form of a position read from elsewhere. */
export const foreignPositionSchema = z.union([
  z.strictObject({ attainment: kebabId(), of: owner.optional() }),
  z.strictObject({ amount: kebabId() }),
  z.strictObject({ quantity: kebabId() }),
]);

/** The decoded written form of {@link foreignPositionSchema}. */
type WrittenForeignPosition = z.output<typeof foreignPositionSchema>;

/**
 * Compiles a position read from elsewhere. A measure of the payee's own must be in the plan; a team's may
 * be in other people's plans, so it is only known when all plans are.
 */
function compileForeignPosition(
  written: WrittenForeignPosition,
  context: CompileContext,
): ForeignPosition | undefined {
  const reads = 'attainment' in written ? 'attainment' : 'amount' in written ? 'amount' : 'quantity';
  const measure =
    'attainment' in written ? written.attainment : 'amount' in written ? written.amount : written.quantity;
  const of = 'attainment' in written ? (written.of ?? 'self') : 'self';
  return checkForeignPosition({ kind: 'foreign', reads, measure, of }, ['over', reads], context);
}

/**
 * A position read from elsewhere, if the plan has what it reads; else tells why not at a path.
 *
 * @example
 * checkForeignPosition({ kind: 'foreign', reads: 'attainment', measure: 'renewals', of: 'self' }, ['measure'], context)
 */
export function checkForeignPosition(
  position: ForeignPosition,
  path: Path,
  context: CompileContext,
): ForeignPosition | undefined {
  const { reads, measure, of } = position;
  const own = context.measures.get(measure);
  if (of === 'self' && own === undefined) {
    const known = [...context.measures.keys()];
    const message = `the position is read from the measure "${measure}", which this plan does not define`;
    const detail = {
      found: measure,
      expected: `one of ${known.join(', ')}`,
      hint: didYouMean(measure, known),
    };
    context.report(path, problem('unknown-measure', message, detail));
    return undefined;
  }
  const wanted: Unit | null = reads === 'amount' ? 'money' : reads === 'quantity' ? 'units' : null;
  if (own !== undefined && wanted !== null && own.unit !== wanted) {
    context.report(path, {
      code: 'rate-kind',
      severity: 'error',
      message: `the measure "${measure}" counts ${own.unit === 'money' ? 'money, not units' : 'units, not money'}`,
      found: reads,
      expected: own.unit === 'money' ? 'amount' : 'quantity',
    });
    return undefined;
  }
  return position;
}

/** How a position is written: by a word, as a fact of the deal, or as what is read from elsewhere. */
type WrittenPosition =
  | WrittenForeignPosition
  | { readonly fact: string }
  | 'attainment'
  | 'amount'
  | 'quantity'
  | 'deal';

/**
 * Compiles what a table or a curve looks up its place in. Reports every problem, and answers `undefined` if there
 * was one.
 *
 * @example
 * compileWrittenPosition({ fact: 'discount' }, context) // { kind: 'fact', fact: 'discount', type: 'percent' }
 */
export function compileWrittenPosition(over: WrittenPosition, context: CompileContext): Position | undefined {
  if (typeof over === 'object') {
    return isForeign(over) ? compileForeignPosition(over, context) : compileFact(over.fact, context);
  }
  if (over === 'attainment' || over === 'deal') return { kind: over };
  const unit = over === 'amount' ? 'money' : 'units';
  if (context.measure.unit === unit) return { kind: 'accumulated' };
  context.report(
    ['over'],
    problem(
      'rate-kind',
      `The measure "${context.measure.id}" counts ${unit === 'money' ? 'units, not money' : 'money, not units'}.`,
      {
        found: over,
        expected: unit === 'money' ? 'quantity' : 'amount',
      },
    ),
  );
  return undefined;
}

function compileFact(fact: string, context: CompileContext): Position | undefined {
  const type = context.facts.get(fact);
  if (type === 'number' || type === 'percent' || type === 'money') return { kind: 'fact', fact, type };
  context.report(
    ['over', 'fact'],
    type === undefined
      ? problem('unknown-fact', `no fact is called "${fact}"`, { found: fact })
      : problem('rate-kind', `a table can only be over a fact that is a number; "${fact}" is a ${type}`, {
          found: type,
          expected: 'a fact of type number, percent or money',
        }),
  );
  return undefined;
}

/** A position in the window: what the component's own measure attains or has accumulated, or what is read from elsewhere. */
export type WindowPosition = Extract<Position, { readonly kind: 'attainment' | 'accumulated' | 'foreign' }>;

/** A position read from the component's own measure is no foreign one. */
export function unlessOwn(position: WindowPosition, context: CompileContext): WindowPosition {
  if (position.kind !== 'foreign' || position.of !== 'self' || position.measure !== context.measure.id)
    return position;
  return { kind: position.reads === 'attainment' ? 'attainment' : 'accumulated' };
}

/** Whether the written form of a position is one read from elsewhere. */
function isForeign(written: object): written is WrittenForeignPosition {
  return 'attainment' in written || 'amount' in written || 'quantity' in written;
}
