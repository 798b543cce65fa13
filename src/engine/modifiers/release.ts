import { z } from 'zod';
import type { Duration } from '../../calendar/duration.js';
import {
  addRatios,
  compareRatios,
  formatPercent,
  ONE_RATIO,
  type Ratio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { duration, percent, truth, wholeNumber } from '../../records/values.js';
import { type CompileContext, contextBelow } from '../compile-context.js';
import { compileTrigger, type ReleaseTrigger, triggerShape } from './release-trigger.js';

/** Equal parts in which a share becomes payable, the first at once and each of the others so long after the last. */
export interface Instalments {
  readonly count: number;
  readonly every: Duration;
}

/** A share of an earning and what makes it payable. */
export interface ReleaseShare {
  readonly share: Ratio;
  readonly trigger: ReleaseTrigger;
  /** How far the trigger must have come for the whole share to be payable; left out, it is so pro rata. */
  readonly atLeast?: Ratio | undefined;
  readonly instalments?: Instalments | undefined;
  /** Whether what belongs to no deal is shared out by what was credited in its window, and waits with those deals. */
  readonly byCredit?: boolean | undefined;
}

/** The written form of one share of a release. */
const releaseShareSchema = z
  .strictObject({
    share: percent(),
    ...triggerShape,
    atLeast: percent()
      .optional()
      .meta({ description: 'How much must be collected or recognized for all of the share to be payable.' }),
    instalments: z
      .strictObject({ count: wholeNumber({ min: 2, max: 120 }), every: duration() })
      .optional()
      .meta({ description: 'Equal parts: the first when the share is payable, each other so long after.' }),
    byCredit: truth()
      .optional()
      .meta({ description: 'Shares what belongs to no deal out over the deals that were credited.' }),
  })
  .meta({ description: 'A share of what was earned, and what makes it payable.' });

/** The written form of a release: shares that sum to 100 %. */
export const releaseSchema = z.array(releaseShareSchema).min(1);

type Written = z.output<typeof releaseShareSchema>;

/** Compiles a release; reports every problem. */
export function compileRelease(
  written: readonly Written[],
  context: CompileContext,
): readonly ReleaseShare[] | undefined {
  const shares = written.map((each, index) => {
    const { share, atLeast, instalments, byCredit, ...written } = each;
    const below = contextBelow(context, [index]);
    const trigger = compileTrigger(written, below);
    if (!checkThreshold(each, below) || !checkInstalments(each, below)) return undefined;
    if (trigger === undefined) return undefined;
    return { share, trigger, atLeast, instalments, byCredit };
  });
  const total = written.reduce((sum, { share }) => addRatios(sum, share), ZERO_RATIO);
  if (compareRatios(total, ONE_RATIO) !== 0) {
    context.report(
      [],
      problem('release-shares', 'the shares of a release must sum to 100%', {
        found: formatPercent(total),
        expected: '100%',
      }),
    );
    return undefined;
  }
  const sound = shares.filter((each) => each !== undefined);
  return sound.length === shares.length ? sound : undefined;
}

/** Only what comes bit by bit can be held against a threshold. */
function checkThreshold({ atLeast, on }: Written, context: CompileContext): boolean {
  if (atLeast === undefined) return true;
  if (on !== 'collected' && on !== 'recognized') {
    context.report(
      ['atLeast'],
      problem('invalid-value', 'only what is collected or recognized can reach a part', {
        found: 'atLeast',
        expected: 'on: collected, or on: recognized',
      }),
    );
    return false;
  }
  if (compareRatios(atLeast, ZERO_RATIO) > 0 && compareRatios(atLeast, ONE_RATIO) <= 0) return true;
  context.report(
    ['atLeast'],
    problem('out-of-range', 'nothing can be reached that is nothing, or more than all', {
      found: formatPercent(atLeast),
      expected: 'more than 0% and at most 100%',
    }),
  );
  return false;
}

/** Instalments count from a day, and nobody knows on which one a condition came to hold. */
function checkInstalments({ instalments, when }: Written, context: CompileContext): boolean {
  if (instalments === undefined || when === undefined) return true;
  context.report(
    ['instalments'],
    problem('invalid-value', 'a condition says no day from which instalments could count', {
      found: 'when and instalments',
      expected: 'date: { fact: … }, a date of the deal on which it comes to hold, or no instalments',
    }),
  );
  return false;
}
