import { addMonths } from '../calendar/civil-date.js';
import type { Measure } from '../engine/measure.js';
import type { Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import { decodeQuietly } from './diagnose.js';
import { measureSchema, type WrittenMeasure } from './measure-schema.js';
import { blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/**
 * Compiles what a measure is held against: a quota that is loaded, or a share of what was credited a year before.
 * `undefined` where something is wrong, which is reported.
 *
 * @param written what the measure says; its own id where it says nothing
 * @param block the whole measure as written
 * @example
 * compileQuota('growth', { ofLastYear: ONE_RATIO }, block, compilation) // { quota: 'growth', ofLastYear: 1/1 }
 */
export function compileQuota(
  id: string,
  written: WrittenMeasure['quota'],
  block: Readonly<Record<string, unknown>>,
  compilation: PlanCompilation,
): Pick<Measure, 'quota' | 'ofLastYear'> | undefined {
  if (written === undefined || typeof written === 'string') return { quota: written ?? id, ofLastYear: null };
  const { ofLastYear } = written;
  const path = ['measures', id];
  const sound = [
    ofLastYear.numerator > 0n || refuse(nothingAsked(), [...path, 'quota', 'ofLastYear'], compilation),
    !isLongerThanAYear(block, compilation) || refuse(overlapping(), [...path, 'window'], compilation),
    !isLimitedByQuota(block) || refuse(limitedByItself(), [...path, 'windfall', 'above'], compilation),
  ];
  return sound.includes(false) ? undefined : { quota: id, ofLastYear };
}

function refuse(found: ReturnType<typeof problem>, path: Path, compilation: PlanCompilation): false {
  compilation.report(path, found);
  return false;
}

/** A window over a plan of more than a year would be held against a part of itself. */
function isLongerThanAYear(block: Readonly<Record<string, unknown>>, { source }: PlanCompilation): boolean {
  if (block['window'] !== 'plan') return false;
  const effective = decodeQuietly(planSchema.shape.effective, blockAt(source.tree, ['effective']));
  return effective?.to !== undefined && effective.to > addMonths(effective.from, 12);
}

function isLimitedByQuota(block: Readonly<Record<string, unknown>>): boolean {
  const windfall = decodeQuietly(measureSchema.shape.windfall, block['windfall']);
  return windfall !== undefined && 'ofQuota' in windfall.above;
}

function nothingAsked() {
  const detail = { found: '0%', expected: 'more than 0%', hint: '100% asks for as much as last year' };
  return problem('out-of-range', 'a measure that is held against nothing of last year has no quota', detail);
}

function overlapping() {
  return problem(
    'invalid-value',
    'the plan is longer than a year, so its window has no same one a year before',
    {
      found: 'plan',
      expected: 'month, quarter, half, year, or a plan of at most a year',
    },
  );
}

function limitedByItself() {
  return problem(
    'invalid-value',
    'what counts of a deal can not follow from last year, which it decides about',
    {
      found: 'ofQuota',
      expected: 'an amount of money',
    },
  );
}
