import { z } from 'zod';
import { addDuration, type Duration } from '../../calendar/duration.js';
import { ONE_RATIO, type Ratio } from '../../money/ratio.js';
import { type Problem, problem } from '../../problems/problem.js';
import { duration, percent, wholeNumber, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';

/** How much of what was earned a term takes back. `term` is the term of the deal itself. */
export type Recovery =
  | { readonly kind: 'share'; readonly share: Ratio }
  | { readonly kind: 'ladder'; readonly rungs: readonly LadderRung[] }
  | {
      readonly kind: 'proRata';
      readonly term: Duration | 'term';
      readonly by: 'months' | 'days' | 'monthsPaid';
    }
  | { readonly kind: 'rerun' };

/** A share that is taken back within a time. */
export interface LadderRung {
  readonly within: Duration;
  readonly share: Ratio;
}

/** One term by which what was earned on a deal is taken back. */
export interface ClawbackTerm {
  /** What happens: the deal is cancelled, reduced by an amendment, or an invoice of it is not paid. */
  readonly on: 'cancelled' | 'downgraded' | 'unpaid';
  /** The day from which time counts. */
  readonly from: 'closeDate' | 'startDate' | 'invoiceDue' | 'invoiceDate';
  /** The last day counts; `null` without a limit. */
  readonly within: Duration | null;
  /** What happens up to the last day of it is no matter of this term. */
  readonly after: Duration | null;
  readonly recovers: Recovery;
  readonly reversesCredit: 'never' | 'cancellationWindow' | 'originalWindow';
  /** Over how many pay periods it is taken back; 1 is at once. */
  readonly instalments: number;
}

const recoversSchema = z
  .union([
    word(['all', 'rerun']),
    z.strictObject({ share: percent({ max: '100%' }) }),
    z.strictObject({
      proRata: z.union([duration(), word(['term'])]),
      by: word(['months', 'days', 'monthsPaid']).optional(),
    }),
    z.strictObject({
      ladder: z
        .array(z.strictObject({ within: duration(), share: percent({ max: '100%' }) }))
        .min(1)
        .meta({ description: 'What is taken back within which time, in ascending order.' }),
    }),
  ])
  .meta({ description: 'How much of what the deal earned is taken back; all of it unless said otherwise.' });

const termSchema = z
  .strictObject({
    on: word(['cancelled', 'downgraded', 'unpaid']),
    from: word(['closeDate', 'startDate', 'invoiceDue', 'invoiceDate'])
      .optional()
      .meta({ description: 'The day from which time counts.' }),
    within: duration().optional(),
    after: duration().optional(),
    recovers: recoversSchema.optional(),
    reversesCredit: word(['never', 'cancellationWindow', 'originalWindow'])
      .optional()
      .meta({ description: 'In which window the credit is taken back as well.' }),
    instalments: wholeNumber({ min: 1, max: 120 })
      .optional()
      .meta({ description: 'Over how many pay periods it is taken back.' }),
  })
  .meta({ description: 'What takes back what was earned on a deal, until when, and how much of it.' });

/** The written form of a clawback: a list of terms. */
export const clawbackSchema = z.array(termSchema).min(1);

type Written = z.output<typeof termSchema>;

/** Compiles a clawback; reports every problem. */
export function compileClawback(
  written: readonly Written[],
  context: CompileContext,
): readonly ClawbackTerm[] | undefined {
  let sound = true;
  const terms = written.map((each, place) =>
    compileTerm(each, {
      ...context,
      report: (path, found) => {
        sound = false;
        context.report([place, ...path], found);
      },
    }),
  );
  return sound ? terms : undefined;
}

function compileTerm(written: Written, context: CompileContext): ClawbackTerm {
  const { on, within = null, after = null, reversesCredit = 'never', instalments = 1 } = written;
  if (on === 'unpaid') checkUnpaid(written, context);
  else checkChurn(written, context);
  return {
    on,
    from: written.from ?? (on === 'unpaid' ? 'invoiceDue' : 'closeDate'),
    within,
    after,
    recovers: compileRecovery(written, context),
    reversesCredit,
    instalments,
  };
}

function checkUnpaid(written: Written, { measure, report }: CompileContext): void {
  const { from, within, after, recovers = 'all', reversesCredit = 'never' } = written;
  if (from === 'closeDate' || from === 'startDate')
    report(
      ['from'],
      misfit('an unpaid invoice is counted from its own dates', from, 'invoiceDue or invoiceDate'),
    );
  if (within !== undefined)
    report(
      ['within'],
      misfit(
        'an unpaid invoice is waited for, and has no time to be taken back within',
        'within',
        'after: 90 days',
      ),
    );
  if (after === undefined) {
    const expected = 'after: a duration, such as 90 days';
    report([], problem('missing-key', 'the term must say how long an invoice may stay unpaid', { expected }));
  }
  if (recovers !== 'all' && !(typeof recovers === 'object' && 'share' in recovers))
    report(
      ['recovers'],
      misfit(
        'what is not paid takes back its part, or a share of it',
        'another recovery',
        'all or { share: 50% }',
      ),
    );
  if (reversesCredit !== 'never')
    report(
      ['reversesCredit'],
      misfit('an unpaid invoice takes no credit back: it may be paid yet', reversesCredit, 'never'),
    );
  if (measure.basis === 'collected')
    report(
      ['on'],
      misfit('a measure of cash earns nothing on what is not paid', 'unpaid', 'cancelled or downgraded'),
    );
}

function checkChurn(written: Written, { measure, report }: CompileContext): void {
  const { from, within, after, recovers, reversesCredit = 'never' } = written;
  if (from === 'invoiceDue' || from === 'invoiceDate')
    report(['from'], misfit('a deal is counted from its own dates', from, 'closeDate or startDate'));
  if (within !== undefined && after !== undefined && !isShorter(after, within))
    report(
      ['after'],
      problem('out-of-range', 'the term ends before it begins', { expected: 'less than `within`' }),
    );
  const isLadder = typeof recovers === 'object' && 'ladder' in recovers;
  if (isLadder && within !== undefined)
    report(
      ['within'],
      misfit('a ladder says on each rung within which time', 'within', 'the times of the ladder alone'),
    );
  if (measure.basis !== 'booked' && recovers === 'rerun')
    report(
      ['recovers'],
      misfit(
        'only what is booked can be calculated again without a deal',
        'rerun',
        'all, a share, pro rata or a ladder',
      ),
    );
  if (measure.basis !== 'booked' && reversesCredit !== 'never')
    report(
      ['reversesCredit'],
      misfit('only credit of what is booked goes back with a deal', reversesCredit, 'never'),
    );
  if (recovers === 'rerun' && reversesCredit !== 'never')
    report(
      ['reversesCredit'],
      misfit(
        '`rerun` asks what the window would have paid, and leaves its credit as it is',
        reversesCredit,
        'never',
      ),
    );
}

function misfit(message: string, found: string, expected: string): Problem {
  return problem('invalid-value', message, { found, expected });
}

function compileRecovery({ recovers = 'all' }: Written, { report }: CompileContext): Recovery {
  if (recovers === 'all') return { kind: 'share', share: ONE_RATIO };
  if (recovers === 'rerun') return { kind: 'rerun' };
  if ('share' in recovers) return { kind: 'share', share: recovers.share };
  if ('ladder' in recovers) {
    recovers.ladder.forEach(({ within }, place) => {
      const before = recovers.ladder[place - 1];
      if (before === undefined || isShorter(before.within, within)) return;
      const expected = 'rungs in ascending order';
      report(
        ['recovers', 'ladder', place, 'within'],
        problem('out-of-range', 'the rung ends no later than the one before it', { expected }),
      );
    });
    return { kind: 'ladder', rungs: recovers.ladder };
  }
  const term = recovers.proRata;
  const inDays = term !== 'term' && term.unit === 'days';
  const by = recovers.by ?? (inDays ? 'days' : 'months');
  if (inDays && by !== 'days')
    report(['recovers', 'by'], misfit('a term in days is served by days', by, 'days, or a term in months'));
  if (term !== 'term' && term.count === 0)
    report(
      ['recovers', 'proRata'],
      problem('out-of-range', 'the term has no time in it', { expected: 'a longer time' }),
    );
  return { kind: 'proRata', term, by };
}

/** Durations in days and in months are compared by the days of a year that has no leap day. */
function isShorter(a: Duration, b: Duration): boolean {
  return addDuration(A_DAY, a) < addDuration(A_DAY, b);
}

const A_DAY = '2026-01-01';
