import { z } from 'zod';
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
export type WrittenForeignPosition = z.output<typeof foreignPositionSchema>;

/**
 * Compiles a position read from elsewhere. A measure of the payee's own must be in the plan; a team's may
 * be in other people's plans, so it is only known when all plans are.
 */
export function compileForeignPosition(
  written: WrittenForeignPosition,
  context: CompileContext,
): ForeignPosition | undefined {
  const reads = 'attainment' in written ? 'attainment' : 'amount' in written ? 'amount' : 'quantity';
  const measure =
    'attainment' in written ? written.attainment : 'amount' in written ? written.amount : written.quantity;
  const of = 'attainment' in written ? (written.of ?? 'self') : 'self';
  const own = context.measures.get(measure);
  if (of === 'self' && own === undefined) {
    context.report(['over', reads], {
      code: 'unknown-measure',
      severity: 'error',
      message: `the position is read from the measure "${measure}", which this plan does not define`,
      found: measure,
      expected: `one of ${[...context.measures.keys()].join(', ')}`,
    });
    return undefined;
  }
  const wanted: Unit | null = reads === 'amount' ? 'money' : reads === 'quantity' ? 'units' : null;
  if (own !== undefined && wanted !== null && own.unit !== wanted) {
    context.report(['over', reads], {
      code: 'rate-kind',
      severity: 'error',
      message: `the measure "${measure}" counts ${own.unit === 'money' ? 'money, not units' : 'units, not money'}`,
      found: reads,
      expected: own.unit === 'money' ? 'amount' : 'quantity',
    });
    return undefined;
  }
  return { kind: 'foreign', reads, measure, of };
}

/** Whether the written form of a position is one read from elsewhere. */
export function isForeign(written: object): written is WrittenForeignPosition {
  return 'attainment' in written || 'amount' in written || 'quantity' in written;
}
