import { z } from 'zod';
import { multiplyRatios, type Ratio, ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { text, word } from '../../records/values.js';
import type { CompileContext, Target } from '../compile-context.js';
import { missingQuota, missingTargetIncentive } from '../problems-of-data.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import { compileWrittenPosition, foreignPositionSchema, type Position } from './position.js';
import type { Recorder } from './recorder.js';
import { baseRate, compileTarget, targetSchema } from './target.js';
import { compileTiers, rateSchema } from './tiers/compile-tiers.js';
import { byFact, byReading } from './tiers/looked-up.js';
import { marginal } from './tiers/marginal.js';
import { overage } from './tiers/overage.js';
import { describeBound, describeRate, readyTable, shownRate, type Tier } from './tiers/rate-table.js';
import { retroactive } from './tiers/retroactive.js';
import type { WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

/** A rate table over a position, in one of the three meanings of tiers. */
export interface Commission {
  readonly kind: 'commission';
  readonly tiers: 'marginal' | 'retroactive' | 'overage';
  readonly over: Position;
  readonly target: Target | null;
  readonly rates: readonly Tier[];
}

const commissionSchema = z
  .strictObject({
    tiers: word(['marginal', 'retroactive', 'overage'])
      .optional()
      .meta({
        description:
          'marginal: each slice at its own rate; retroactive: the rate reached from the first unit; ' +
          'overage: the base rate up to 100%, the rate reached on everything above.',
      }),
    over: z
      .union([
        z.strictObject({ fact: text() }),
        foreignPositionSchema,
        word(['attainment', 'amount', 'quantity', 'deal']),
      ])
      .optional()
      .meta({ description: 'Where the table looks up its place.' }),
    target: targetSchema.optional(),
    rate: rateSchema.optional(),
    rates: z
      .array(
        z.strictObject({
          from: text().meta({ description: 'The lower bound: a percent of quota, an amount or a quantity.' }),
          rate: rateSchema,
        }),
      )
      .optional()
      .meta({ description: 'The tiers, in ascending order; the first starts at zero.' }),
  })
  .meta({ description: 'Pays a rate on what is credited; the rate may come from a table of tiers.' });

type Written = z.output<typeof commissionSchema>;

function compile(written: Written, context: CompileContext): Commission | undefined {
  const over = compileOver(written, context);
  const target = written.target === undefined ? null : compileTarget(written.target, ['target'], context);
  const rates = compileTiers(written, over, context);
  const tiers = written.tiers ?? (written.rates === undefined ? 'marginal' : undefined);
  if (tiers === undefined) {
    context.report(
      [],
      problem('tiers-meaning-required', 'a table of rates must say what its tiers mean', {
        expected: 'tiers: marginal | retroactive | overage',
        hint: 'marginal pays each slice at its own rate; retroactive pays the rate reached from the first unit; overage pays the base rate up to 100% and the rate reached on everything above',
      }),
    );
  }
  if (over === undefined || target === undefined || rates === undefined || tiers === undefined)
    return undefined;
  const commission: Commission = { kind: 'commission', tiers, over, target, rates };
  return checkShape(commission, context) ? commission : undefined;
}

function compileOver(written: Written, context: CompileContext): Position | undefined {
  const { over } = written;
  if (over === undefined) {
    if (written.rates === undefined) return { kind: 'accumulated' };
    context.report(
      [],
      problem('missing-key', 'a table of rates must say what its position is taken over', {
        expected: 'over: attainment | amount | quantity | deal | { fact: … } | { attainment: …, of: … }',
      }),
    );
    return undefined;
  }
  return compileWrittenPosition(over, context);
}

function checkShape(commission: Commission, context: CompileContext): boolean {
  const { over, tiers, rates, target } = commission;
  const before = rates.length;
  let sound = before > 0;
  const refuse = (...found: Parameters<typeof problem>): void => {
    context.report([], problem(...found));
    sound = false;
  };
  if (over.kind === 'foreign' && tiers !== 'retroactive') {
    refuse(
      'position-needs-retroactive',
      'a table whose position comes from elsewhere looks up one rate for the whole window',
      {
        found: `tiers: ${tiers}`,
        expected: 'tiers: retroactive',
      },
    );
  }
  if (over.kind === 'fact' && tiers === 'overage') {
    refuse('overage-shape', 'an overage table is over attainment', {
      found: 'over a fact',
      expected: 'over: attainment',
    });
  }
  if (tiers === 'overage' && over.kind !== 'fact' && !isOverage(commission)) {
    refuse('overage-shape', 'an overage table is over attainment and has exactly one rate below 100%', {
      expected: 'over: attainment, a first rate from 0% and the next from 100% or more',
    });
  }
  if (rates.some(({ rate }) => rate.kind === 'multiple') && target === null) {
    refuse(
      'target-required',
      'rates that are multiples of the base rate need a target to take the base rate from',
      {
        expected: 'target: { ofTargetIncentive: 60% }, or an amount of money for a full window',
      },
    );
  }
  if (target !== null && rates.every(({ rate }) => rate.kind !== 'multiple')) {
    refuse('rate-kind', 'the target has no effect, since no rate is a multiple of the base rate', {
      expected: 'rates such as 1x and 1.5x, or no target',
    });
  }
  return sound;
}

function isOverage({ over, rates }: Commission): boolean {
  return over.kind === 'attainment' && rates.slice(1).every(({ from }) => from.numerator >= from.denominator);
}

function evaluate(commission: Commission, input: WindowInput, recorder: Recorder): WindowOutcome {
  const { over, target } = commission;
  const isMultiple = commission.rates.some(({ rate }) => rate.kind === 'multiple');
  const needsQuota = over.kind === 'attainment' || isMultiple;
  const lacksQuota = needsQuota && (input.quota === null || input.quota === 0n);
  if (lacksQuota && input.withoutQuota === 'problem') return { ...NOTHING, problems: [missingQuota(input)] };
  const base = isMultiple && target !== null ? baseRate(target, input) : null;
  if (isMultiple && base === null && !(lacksQuota && input.withoutQuota === 'nothing')) {
    return { ...NOTHING, problems: [lacksQuota ? missingQuota(input) : missingTargetIncentive(input)] };
  }
  // A table over something else than attainment still knows its place when there is a base rate.
  const hasPlace = over.kind !== 'attainment' && input.withoutQuota === 'onTarget';
  const rates = lacksQuota && !hasPlace ? fallbackRates(commission, input.withoutQuota) : commission.rates;
  const whole = over.kind === 'attainment' ? (lacksQuota ? 1n : (input.quota ?? 1n)) : 1n;
  // A fact is compared as it is; every other bound is in the scale of credits.
  const scale = over.kind === 'fact' ? 1n : input.scale;
  const table = readyTable(rates, (tier) => labelOf(rates[tier], base, commission, input), {
    scale,
    whole,
    baseRate: base,
  });
  const evaluation = { input, table, recorder };
  if (over.kind === 'fact') return byFact(evaluation, over);
  if (over.kind === 'foreign') return byReading(evaluation, rates, over);
  const perDeal = over.kind === 'deal';
  if (commission.tiers === 'marginal') return marginal(evaluation, perDeal);
  if (commission.tiers === 'retroactive') return retroactive(evaluation, perDeal);
  return overage(evaluation, whole * input.scale * table.stretch);
}

/** Without a quota: one rate for everything, that just below 100 %, or none. */
function fallbackRates({ rates }: Commission, withoutQuota: WindowInput['withoutQuota']): readonly Tier[] {
  const onTarget = rates.filter(({ from }, place) => place === 0 || from.numerator < from.denominator).at(-1);
  const zero: Ratio = ratio(0n, 1n);
  const nothing: Tier = { from: zero, rate: { kind: 'percent', value: zero } };
  return [withoutQuota === 'onTarget' && onTarget !== undefined ? { ...onTarget, from: zero } : nothing];
}

/** How a tier reads; for a multiple also what it comes to, so that a reader can follow the arithmetic. */
function labelOf(
  tier: Tier | undefined,
  base: Ratio | null,
  commission: Commission,
  input: WindowInput,
): string {
  if (tier === undefined) return '';
  const written = describeRate(tier.rate, input.currency);
  const rate =
    tier.rate.kind === 'multiple' && base !== null
      ? `${written} of the base rate, ${describeRate(shownRate(multiplyRatios(tier.rate.value, base), input.unit), input.currency)}`
      : written;
  if (commission.rates.length === 1) return rate;
  return `${rate} (from ${describeBound(tier.from, commission.over, input)})`;
}

/** The mechanism `commission`: schema, compilation and evaluation. */
export const commissionDefinition: MechanismDefinition<Written, Commission> = {
  kind: 'commission',
  schema: commissionSchema,
  settles: 'asEarned',
  compile,
  evaluate,
  reads: ({ over }) => (over.kind === 'foreign' ? [over] : []),
};
