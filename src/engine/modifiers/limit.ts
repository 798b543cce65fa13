import { z } from 'zod';
import type { Ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { money, percent, word } from '../../records/values.js';
import type { CompileContext, ModifierSpan } from '../compile-context.js';

/** What a cap or floor is measured by: money, a share of target incentive, or a share of the amount paid on. */
export type Limit =
  | { readonly kind: 'amount'; readonly amount: bigint }
  | { readonly kind: 'ofTargetIncentive'; readonly share: Ratio }
  | { readonly kind: 'ofAmount'; readonly share: Ratio };

/** A limit and the span over which it is counted anew. */
export interface SpannedLimit {
  readonly limit: Limit;
  readonly per: ModifierSpan;
}

/** The written form that caps and floors share. */
export const limitShape = {
  amount: money().optional(),
  ofTargetIncentive: percent().optional(),
  ofAmount: percent().optional(),
  per: word(['deal', 'month', 'quarter', 'half', 'year']).optional(),
};

const limitSchema = z.strictObject(limitShape);

/** The decoded written form of a limit. */
export type WrittenLimit = z.output<typeof limitSchema>;

/**
 * Compiles the limit of a cap or floor. Without `per` it is counted over the measure's window, where that is
 * a month, quarter, half or year.
 */
export function compileLimit(
  written: WrittenLimit,
  name: 'cap' | 'floor',
  context: CompileContext,
): SpannedLimit | undefined {
  const given = [written.amount, written.ofTargetIncentive, written.ofAmount].filter(
    (each) => each !== undefined,
  );
  if (given.length !== 1) {
    context.report(
      [],
      problem('invalid-value', `a ${name} says exactly one of amount, ofTargetIncentive and ofAmount`, {
        found: `${given.length} of them`,
        expected:
          '{ amount: 90000, per: quarter }, { ofTargetIncentive: 200% } or { ofAmount: 10%, per: deal }',
      }),
    );
    return undefined;
  }
  const per = written.per ?? windowSpan(context);
  if (per === undefined) {
    context.report(
      [],
      problem('missing-key', `the ${name} must say over which span it is counted`, {
        expected: 'per: deal | month | quarter | half | year',
      }),
    );
    return undefined;
  }
  if (per === 'deal' && written.ofTargetIncentive !== undefined) {
    context.report(
      ['per'],
      problem('invalid-value', 'a share of target incentive belongs to a span of time, not to a deal', {
        found: 'deal',
        expected: 'month, quarter, half or year',
      }),
    );
    return undefined;
  }
  const limit = limitOf(written, context);
  return limit === undefined ? undefined : { limit, per };
}

function windowSpan({ measure }: CompileContext): ModifierSpan | undefined {
  const { kind } = measure.window;
  return kind === 'plan' || kind === 'trailing' ? undefined : kind;
}

function limitOf(written: WrittenLimit, context: CompileContext): Limit | undefined {
  if (written.ofTargetIncentive !== undefined)
    return { kind: 'ofTargetIncentive', share: written.ofTargetIncentive };
  if (written.ofAmount !== undefined) {
    if (context.measure.unit === 'money') return { kind: 'ofAmount', share: written.ofAmount };
    context.report(
      ['ofAmount'],
      problem(
        'rate-kind',
        `the measure "${context.measure.id}" counts units, so there is no amount to take a share of`,
      ),
    );
    return undefined;
  }
  const amount = written.amount === undefined ? undefined : context.money(written.amount, ['amount']);
  return amount === undefined ? undefined : { kind: 'amount', amount };
}
