import type { Facts } from '../../conditions/fact.js';
import { leastCommonMultiple } from '../../money/divisors.js';
import type { Measure } from '../measure.js';
import { WHOLE_SHARE } from './share.js';

/** The factors of a measure as integers over one denominator. */
export interface FactorScale {
  /** What the two products below are over; the denominators of all factors together. */
  readonly denominator: bigint;
  /** The products of the factors that a deal meets. */
  readonly of: (facts: Facts) => { readonly credit: bigint; readonly earning: bigint };
}

/** What the exact figures of a measure's credits are multiplied by: the decimals of shares and factors. */
export function scaleOf(measure: Measure): bigint {
  return WHOLE_SHARE * factorScale(measure).denominator;
}

/** Readies the factors of a measure; those whose condition a deal meets multiply each other. */
export function factorScale({ factors }: Measure): FactorScale {
  const steps = factors.map((factor) => {
    const step = leastCommonMultiple(factor.credit.denominator, factor.earning.denominator);
    return {
      when: factor.when,
      step,
      credit: factor.credit.numerator * (step / factor.credit.denominator),
      earning: factor.earning.numerator * (step / factor.earning.denominator),
    };
  });
  const denominator = steps.reduce((product, { step }) => product * step, 1n);
  return {
    denominator,
    of: (facts) => {
      let credit = 1n;
      let earning = 1n;
      for (const factor of steps) {
        const met = factor.when === null || factor.when.met(facts);
        credit *= met ? factor.credit : factor.step;
        earning *= met ? factor.earning : factor.step;
      }
      return { credit, earning };
    },
  };
}
