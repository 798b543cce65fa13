import type { FixedRate, FxRule } from '../engine/events/fx-rule.js';
import type { Plan } from '../engine/plan.js';
import { isCurrency } from '../money/currency.js';
import type { Ratio } from '../money/ratio.js';
import { problem } from '../problems/problem.js';
import { decodeQuietly } from './diagnose.js';
import { blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/** What a plan says of people over time, and of currencies. */
export type TimeTerms = Pick<
  Plan,
  'targetIncentive' | 'carriesFrom' | 'absences' | 'afterLeaving' | 'mustBeEmployed' | 'fx'
>;

/**
 * Compiles what a plan says of people over time and of currencies; reports every problem that its schema does
 * not tell.
 *
 * @example
 * const timeTerms = compileTimeTerms(compilation);
 */
export function compileTimeTerms(compilation: PlanCompilation): TimeTerms | undefined {
  const written = blockAt(compilation.source.tree, []) ?? {};
  const { shape } = planSchema;
  const absences = decodeQuietly(shape.absences, written['absences']) ?? [];
  const leaving = decodeQuietly(shape.afterLeaving, written['afterLeaving']) ?? 'forfeit';
  const employed = decodeQuietly(shape.mustBeEmployed, written['mustBeEmployed']);
  const fx = compileFx(compilation);
  if (fx === undefined) return undefined;
  return {
    targetIncentive: decodeQuietly(shape.targetIncentive, written['targetIncentive']) ?? 'months',
    carriesFrom: decodeQuietly(shape.carriesFrom, written['carriesFrom']) ?? null,
    absences: absences.map(({ kind, quota, target, events }) => ({
      kind: kind ?? null,
      quota: quota ?? 'prorated',
      target: target ?? 'full',
      events: events ?? 'credited',
    })),
    afterLeaving:
      typeof leaving === 'object' ? { kind: 'within', duration: leaving.within } : { kind: leaving },
    mustBeEmployed: employed === undefined ? null : { when: employed.when, within: employed.within ?? null },
    fx,
  };
}

function compileFx(compilation: PlanCompilation): FxRule | undefined {
  const written = decodeQuietly(planSchema.shape.fx, blockAt(compilation.source.tree, [])?.['fx']);
  const rule = written?.rate ?? 'eventDate';
  if (typeof rule === 'string') return { kind: rule };
  const entries = Object.entries(rule.fixed);
  const rates = entries.flatMap(([pair, rate]) => fixedRate(pair, rate, compilation) ?? []);
  return rates.length === entries.length ? { kind: 'fixed', rates } : undefined;
}

function fixedRate(pair: string, rate: Ratio, compilation: PlanCompilation): FixedRate | undefined {
  const path = ['fx', 'rate', 'fixed', pair];
  const { currency } = compilation;
  const [from = '', to = '', ...more] = pair.split('/');
  if (more.length > 0 || !isCurrency(from) || !isCurrency(to) || from === to) {
    const detail = { found: pair, expected: 'two currencies of ISO 4217, such as EUR/USD' };
    return compilation.report(path, problem('currency-unknown', 'this is no pair of currencies', detail));
  }
  if (currency !== '' && to !== currency) {
    const message = `the plan pays in ${currency}, so nothing is converted to ${to}`;
    const detail = { found: pair, expected: `pairs that end with /${currency}` };
    return compilation.report(path, problem('currency-mismatch', message, detail));
  }
  if (rate.numerator === 0n) {
    const detail = { found: '0', expected: 'a number above 0' };
    return compilation.report(path, problem('out-of-range', 'an exchange rate must be above zero', detail));
  }
  return { from, to, rate };
}
