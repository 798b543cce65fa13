import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { Duration } from '../../calendar/duration.js';
import { checkCondition } from '../../conditions/check-condition.js';
import type { Condition } from '../../conditions/condition.js';
import {
  addRatios,
  compareRatios,
  formatPercent,
  ONE_RATIO,
  type Ratio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { civilDate, duration, percent, truth, wholeNumber, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { FACTS_BEYOND_DEALS } from '../facts.js';

/** What a share of an earning waits for. */
export type ReleaseTrigger =
  | { readonly on: 'booked' }
  | { readonly on: 'recognized' }
  | { readonly on: 'collected'; readonly of: 'deal' | 'firstYear' | 'invoiced' }
  | { readonly on: 'after'; readonly after: Duration }
  | { readonly on: 'date'; readonly date: CivilDate }
  | { readonly on: 'condition'; readonly when: Condition };

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
    on: word(['booked', 'recognized', 'collected']).optional(),
    of: word(['deal', 'firstYear', 'invoiced']).optional(),
    after: duration().optional(),
    date: civilDate().optional(),
    when: z.unknown().optional(),
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
    const trigger = compileTrigger(each, index, context);
    const { share, atLeast, instalments, byCredit } = each;
    if (trigger === undefined || !checkThreshold(each, index, context)) return undefined;
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
function checkThreshold({ atLeast, on }: Written, index: number, context: CompileContext): boolean {
  if (atLeast === undefined) return true;
  if (on !== 'collected' && on !== 'recognized') {
    context.report(
      [index, 'atLeast'],
      problem('invalid-value', 'only what is collected or recognized can reach a part', {
        found: 'atLeast',
        expected: 'on: collected, or on: recognized',
      }),
    );
    return false;
  }
  if (compareRatios(atLeast, ZERO_RATIO) > 0 && compareRatios(atLeast, ONE_RATIO) <= 0) return true;
  context.report(
    [index, 'atLeast'],
    problem('out-of-range', 'nothing can be reached that is nothing, or more than all', {
      found: formatPercent(atLeast),
      expected: 'more than 0% and at most 100%',
    }),
  );
  return false;
}

function compileTrigger(
  written: Written,
  index: number,
  context: CompileContext,
): ReleaseTrigger | undefined {
  const given = [written.on, written.after, written.date, written.when].filter((each) => each !== undefined);
  if (given.length !== 1) {
    context.report(
      [index],
      problem('invalid-value', 'a share of a release waits for exactly one thing', {
        found: given.length === 0 ? 'nothing to wait for' : `${given.length} things`,
        expected:
          'one of on: booked | recognized | collected, after: 30 days, date: 2027-01-15, or when: { … }',
      }),
    );
    return undefined;
  }
  if (written.of !== undefined && written.on !== 'collected') {
    context.report(
      [index, 'of'],
      problem('invalid-value', 'only `on: collected` says what the cash is held against', { found: 'of' }),
    );
    return undefined;
  }
  if (written.after !== undefined) return { on: 'after', after: written.after };
  if (written.date !== undefined) return { on: 'date', date: written.date };
  if (written.on === 'collected') return { on: 'collected', of: written.of ?? 'deal' };
  if (written.on !== undefined) return { on: written.on };
  const facts = new Map([...context.facts].filter(([name]) => !FACTS_BEYOND_DEALS.has(name)));
  const checked = checkCondition(written.when, facts, context.currency);
  if ('condition' in checked) return { on: 'condition', when: checked.condition };
  for (const { path, problem: found } of checked.findings) context.report([index, 'when', ...path], found);
  return undefined;
}
