import { z } from 'zod';
import type { CivilDate } from '../calendar/civil-date.js';
import type { Duration } from '../calendar/duration.js';
import { PRORATIONS, type Proration } from '../calendar/proration.js';
import { problem } from '../problems/problem.js';
import { civilDate, duration, truth, word } from '../records/values.js';
import type { CompileContext } from './compile-context.js';

/**
 * Over how long the cost of a contract is of use: a time of its own, the term of the contract, or as long as a
 * customer is expected to stay.
 */
export type Benefit =
  | { readonly of: 'duration'; readonly duration: Duration }
  | { readonly of: 'term' | 'relationship' };

/** A later estimate of the benefit: from the month of its day on, what is left is spread over it. */
export interface BenefitEstimate {
  readonly from: CivilDate;
  readonly benefit: Benefit;
}

/** How what is earned for contracts is capitalised. */
export interface CapitalisedCost {
  readonly incremental: true;
  readonly benefit: Benefit;
  /** Whether a renewal earns as much for its value as the first contract did, and so pays for itself. */
  readonly renewals: 'commensurate' | 'notCommensurate';
  /** Whether a cost is spread by calendar months or by days. */
  readonly spread: Proration;
  /** Whether what is of use for a year at most is expensed at once; `null` as the company says. */
  readonly expedient: boolean | null;
  /** In order of their days. */
  readonly estimates: readonly BenefitEstimate[];
}

/**
 * What accounting makes of a component's earnings: costs that there would not be without the contract are
 * capitalised, all others are expensed as they are earned. It changes nothing that is paid.
 */
export type CostTerms = { readonly incremental: false } | CapitalisedCost;

const benefitSchema = z.union([duration(), z.strictObject({ of: word(['term', 'relationship']) })]).meta({
  description: 'How long it is of use: a time, or the term of the contract or the expected relationship.',
});

/** The written form of what accounting makes of a component's earnings. */
export const costSchema = z
  .strictObject({
    incremental: truth().meta({
      description: 'Whether there would be no such cost if the contract had not been won.',
    }),
    benefit: benefitSchema.optional(),
    renewals: word(['commensurate', 'notCommensurate'])
      .optional()
      .meta({ description: 'Whether what a renewal earns is in proportion to what the first contract did.' }),
    spread: word(PRORATIONS)
      .optional()
      .meta({ description: 'Whether the cost is spread by calendar months or by days.' }),
    expedient: truth().optional().meta({
      description:
        'Whether what is of use for a year at most is expensed at once, whatever the company says.',
    }),
    estimates: z
      .array(z.strictObject({ from: civilDate(), benefit: benefitSchema }))
      .min(1)
      .optional()
      .meta({
        description: 'Later estimates of the benefit; each holds for what is left from its month on.',
      }),
  })
  .meta({ description: 'What accounting makes of what is earned; it changes nothing that is paid.' });

type Written = z.output<typeof costSchema>;
type WrittenBenefit = z.output<typeof benefitSchema>;

/** What only costs that are capitalised can say. */
const OF_CAPITALISED = ['benefit', 'renewals', 'spread', 'expedient', 'estimates'] as const;

/**
 * Compiles what accounting makes of a component's earnings; reports every problem.
 *
 * @example
 * compileCost({ incremental: true, renewals: 'notCommensurate' }, context)
 * // { incremental: true, benefit: { of: 'relationship' }, spread: 'months', … }
 */
export function compileCost(
  written: Written,
  context: Pick<CompileContext, 'report'>,
): CostTerms | undefined {
  if (!written.incremental) return compileExpensed(written, context);
  const { renewals = 'commensurate', spread = 'months', expedient = null } = written;
  const estimates = (written.estimates ?? []).map(({ from, benefit }) => ({
    from,
    benefit: benefitOf(benefit),
  }));
  const benefit = benefitWritten(written, context);
  const sound = [checkTimes(written, context), checkEstimates(estimates, context)].every(Boolean);
  if (benefit === undefined || !sound) return undefined;
  return { incremental: true, benefit, renewals, spread, expedient, estimates };
}

function compileExpensed(
  written: Written,
  { report }: Pick<CompileContext, 'report'>,
): CostTerms | undefined {
  const strange = OF_CAPITALISED.filter((key) => written[key] !== undefined);
  for (const key of strange) {
    const detail = { found: key, hint: 'leave it out, or say `incremental: true`' };
    const message = 'what is not incremental is expensed as it is earned, and has nothing to spread';
    report([key], problem('invalid-value', message, detail));
  }
  return strange.length === 0 ? { incremental: false } : undefined;
}

/** The benefit as it is written, or as it follows from what renewals earn. */
function benefitWritten(
  { benefit, renewals }: Written,
  { report }: Pick<CompileContext, 'report'>,
): Benefit | undefined {
  if (benefit === undefined && renewals === undefined) {
    const expected = 'benefit: a duration such as 36 months, or renewals: commensurate | notCommensurate';
    report([], problem('missing-key', 'nothing says how long the cost is of use', { expected }));
    return undefined;
  }
  const said = benefit === undefined ? null : benefitOf(benefit);
  if (said?.of === 'term' && renewals === 'notCommensurate') {
    const message =
      'where renewals do not pay for themselves, the first contract pays for them beyond its term';
    const expected = 'a duration, or { of: relationship }';
    report(['benefit', 'of'], problem('invalid-value', message, { found: 'term', expected }));
    return undefined;
  }
  return said ?? { of: renewals === 'notCommensurate' ? 'relationship' : 'term' };
}

function benefitOf(written: WrittenBenefit): Benefit {
  return 'of' in written ? { of: written.of } : { of: 'duration', duration: written };
}

/** A time of use has at least a day in it. */
function checkTimes(written: Written, { report }: Pick<CompileContext, 'report'>): boolean {
  const places = [
    { path: ['benefit'], benefit: written.benefit },
    ...(written.estimates ?? []).map(({ benefit }, place) => ({
      path: ['estimates', place, 'benefit'],
      benefit,
    })),
  ];
  const empty = places.filter(
    ({ benefit }) => benefit !== undefined && 'count' in benefit && benefit.count === 0,
  );
  for (const { path } of empty) {
    report(path, problem('out-of-range', 'the benefit has no time in it', { expected: 'a longer time' }));
  }
  return empty.length === 0;
}

function checkEstimates(
  estimates: readonly BenefitEstimate[],
  { report }: Pick<CompileContext, 'report'>,
): boolean {
  const late = estimates.flatMap(({ from }, place) =>
    from <= (estimates[place - 1]?.from ?? '') ? [place] : [],
  );
  for (const place of late) {
    const found = problem('out-of-range', 'the estimate begins no later than the one before it', {
      found: estimates[place]?.from,
      expected: 'estimates in order of their days',
    });
    report(['estimates', place, 'from'], found);
  }
  return late.length === 0;
}
