import { z } from 'zod';
import { WINDOW_KINDS } from '../../calendar/fiscal-calendar.js';
import type { Ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { money, percent, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import type { ModifierSpan } from './line-limit.js';

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

/** What a cap or floor may be counted per, as it is written. */
export const LIMIT_SPANS = ['deal', ...WINDOW_KINDS, 'plan'] as const satisfies readonly ModifierSpan[];

/** The written form that caps and floors share. */
export const limitShape = {
  amount: money().optional(),
  ofTargetIncentive: percent().optional(),
  ofAmount: percent().optional(),
  per: word(LIMIT_SPANS).optional(),
};

const limitSchema = z.strictObject(limitShape);

/** The decoded written form of a limit. */
export type WrittenLimit = z.output<typeof limitSchema>;

/**
 * Compiles the limit of a cap or floor. Without `per` it is counted over the measure's window, unless that
 * trails.
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
        expected: `per: ${LIMIT_SPANS.join(' | ')}`,
      }),
    );
    return undefined;
  }
  if (per === 'deal' && written.ofTargetIncentive !== undefined) return refuseTargetOfDeal(context);
  const limit = limitOf(written, context);
  return limit === undefined ? undefined : { limit, per };
}

/** Reports that a deal has no target incentive. */
export function refuseTargetOfDeal({ report }: Pick<CompileContext, 'report'>): undefined {
  report(
    ['per'],
    problem('invalid-value', 'a share of target incentive belongs to a span of time, not to a deal', {
      found: 'deal',
      expected: 'month, quarter, half, year or plan',
    }),
  );
}

/**
 * Whether what exceeds a cap has a later span that it can be carried to, with room of its own; reports where not.
 */
export function carriesSomewhere(
  { limit, per }: SpannedLimit,
  { report }: Pick<CompileContext, 'report'>,
): boolean {
  const spans = 'month, quarter or half';
  if (per === 'deal' || per === 'year' || per === 'plan') {
    const message = 'what exceeds a cap is carried to the next span of the same year, and there is none';
    report(
      ['excess'],
      problem('invalid-value', message, { found: `per: ${per}`, expected: `per: ${spans}` }),
    );
    return false;
  }
  if (limit.kind === 'ofAmount') {
    const message = 'a cap that is a share of what was sold in a span has no room for what others exceed';
    const detail = { found: 'ofAmount', expected: 'amount or ofTargetIncentive' };
    report(['excess'], problem('invalid-value', message, detail));
    return false;
  }
  return true;
}

function windowSpan({ measure }: CompileContext): ModifierSpan | undefined {
  const { kind } = measure.window;
  return kind === 'trailing' ? undefined : kind;
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
