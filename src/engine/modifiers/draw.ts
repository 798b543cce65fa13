import { z } from 'zod';
import { ONE_RATIO, type Ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { percent, truth } from '../../records/values.js';
import type { Target } from '../compile-context.js';
import { compileTarget, targetSchema } from '../mechanisms/target.js';
import {
  checkSpans,
  formatBound,
  isBefore,
  type PayBound,
  type PaySpan,
  type PayTermsContext,
  payBound,
  paySpanShape,
} from './pay-span.js';

/** What a pay period is topped up to while it is in force, as an advance on what is earned later or for good. */
export interface Draw extends PaySpan {
  /** For a full pay period. */
  readonly amount: Target;
  /** How it is recovered; `null` where it never is. */
  readonly recovery: Recovery | null;
}

/** How what was drawn is recovered from later pay. */
export interface Recovery {
  /** Pay periods that begin earlier recover nothing; `null` for no such day. */
  readonly from: PayBound | null;
  /** The most that a pay period recovers: a share of what exceeds its draw. */
  readonly upTo: Ratio;
  /** Whether what is still owed when the draw ends is forgiven. */
  readonly forgivenAtEnd: boolean;
}

const drawSchema = z.strictObject({
  amount: targetSchema.meta({
    description: 'For a full pay period: money, or a share of its target incentive.',
  }),
  recoverable: truth().meta({ description: 'Whether what was drawn is recovered from later pay.' }),
  ...paySpanShape,
  recoverFrom: payBound().optional().meta({ description: 'Pay periods that begin earlier recover nothing.' }),
  recoverUpTo: percent({ max: '100%' })
    .optional()
    .meta({ description: 'The most that is recovered of what exceeds the draw in a pay period.' }),
  forgiveAtEnd: truth()
    .optional()
    .meta({ description: 'Whether what is still owed when the draw ends is forgiven.' }),
});

type Written = z.output<typeof drawSchema>;

/** The written form of a draw, or of several that follow each other. */
export const drawsSchema = z
  .union([drawSchema, z.array(drawSchema).min(1)])
  .meta({ description: 'What a pay period is topped up to, recoverable from later pay or not.' });

/**
 * Compiles the draws of a plan; reports every problem.
 *
 * @example
 * const draws = compileDraws(written, context);
 */
export function compileDraws(
  written: z.output<typeof drawsSchema>,
  context: PayTermsContext,
): readonly Draw[] | undefined {
  const list = Array.isArray(written) ? written : [written];
  const place = (index: number) => (Array.isArray(written) ? [index] : []);
  const spans = list.map(({ from, until }) => ({ from: from ?? null, until: until ?? null }));
  const apart = checkSpans(spans, place, context);
  const compiled = list.flatMap((each, index): readonly Draw[] => {
    const below: PayTermsContext = {
      money: (literal, path) => context.money(literal, [...place(index), ...path]),
      report: (path, found) => context.report([...place(index), ...path], found),
    };
    const amount = compileTarget(each.amount, ['amount'], below);
    const recovery = compileRecovery(each, below);
    if (amount === undefined || recovery === undefined) return [];
    return [{ amount, from: each.from ?? null, until: each.until ?? null, recovery }];
  });
  return apart && compiled.length === list.length ? compiled : undefined;
}

function compileRecovery(written: Written, context: PayTermsContext): Recovery | null | undefined {
  const { recoverable, recoverFrom, recoverUpTo, forgiveAtEnd, until } = written;
  if (!recoverable) return checkNothingRecovered(written, context) ? null : undefined;
  if (recoverUpTo?.numerator === 0n) {
    const hint = 'recoverable: false is a draw of which nothing is recovered';
    context.report(
      ['recoverUpTo'],
      problem('out-of-range', 'nothing would ever be recovered', { expected: 'more than 0%', hint }),
    );
    return undefined;
  }
  if (forgiveAtEnd && recoverFrom !== undefined && until !== undefined && !canRecover(recoverFrom, until)) {
    const message = 'all that is owed is forgiven before anything is recovered';
    const detail = { found: formatBound(recoverFrom), expected: `earlier than ${formatBound(until)}` };
    context.report(['recoverFrom'], problem('invalid-value', message, detail));
    return undefined;
  }
  return { from: recoverFrom ?? null, upTo: recoverUpTo ?? ONE_RATIO, forgivenAtEnd: forgiveAtEnd ?? false };
}

/** Whether the draw may be recovered before it ends; where that depends on the payee it may. */
function canRecover(recoverFrom: PayBound, until: PayBound): boolean {
  return isBefore(recoverFrom, until) !== false;
}

const OF_RECOVERY = ['recoverFrom', 'recoverUpTo', 'forgiveAtEnd'] as const;

function checkNothingRecovered(written: Written, context: PayTermsContext): boolean {
  const said = OF_RECOVERY.filter((key) => written[key] !== undefined);
  for (const key of said) {
    const detail = { hint: 'say recoverable: true, or leave it out' };
    context.report(
      [key],
      problem('invalid-value', 'a draw that is not recoverable is never recovered', detail),
    );
  }
  return said.length === 0;
}
