import type { Component } from '../../engine/plan.js';
import type { SourceBlock } from '../source-text.js';
import { type PayTable, pointTable, rateTable } from './pay-table.js';
import { asBlock, positionWords, restWords, scalarIn, targetWords, writtenWords } from './written-words.js';

/** How a component pays: what it does in words, and its table where it has one. */
export interface MechanismTerms {
  readonly sentences: readonly string[];
  readonly table: PayTable | null;
}

/**
 * How a component turns what is credited into pay.
 *
 * @param written the component as it is written
 * @example
 * mechanismTerms(component, written).sentences[0] // 'A commission on new-bookings: each slice at its own rate.'
 */
export function mechanismTerms(component: Component, written: SourceBlock): MechanismTerms {
  const { kind } = component.mechanism;
  const own = asBlock(written[kind]);
  const on = component.measure.id;
  switch (kind) {
    case 'commission':
      return commissionTerms(own, on);
    case 'bonus':
      return bonusTerms(own);
    case 'spiff':
      return spiffTerms(own, on);
    default: {
      const [list] = Object.entries(own).filter(([, value]) => Array.isArray(value));
      const told = list === undefined ? [] : [list[0]];
      const rest = restWords(own, told).replace(/^; /, '');
      return { sentences: [`${NAMES[kind]} on ${on}: ${rest}.`], table: pointTable(list?.[1]) };
    }
  }
}

const NAMES = {
  objectives: 'Objectives',
  pool: 'A share of a pool',
  contest: 'Prizes of a contest',
  matrix: 'A rate from a matrix',
} as const;

const TIERS: Readonly<Record<string, string>> = {
  marginal: 'each slice is paid at its own rate',
  retroactive: 'the rate that is reached is paid from the first unit on',
  overage: 'the base rate is paid up to 100%, and the rate that is reached on everything above it',
};

function commissionTerms(own: SourceBlock, on: string): MechanismTerms {
  const { over, target, rate } = own;
  const tiers = TIERS[scalarIn(own, 'tiers') ?? ''];
  const rest = restWords(own, ['tiers', 'over', 'target', 'rate', 'rates']);
  return {
    sentences: [
      `A commission on ${on}${rate === undefined ? '' : ` of ${writtenWords(rate)}`}${tiers === undefined ? '' : `: ${tiers}`}${rest}.`,
      ...(over === undefined ? [] : [`The place in the table is looked up by ${positionWords(over)}.`]),
      ...(target === undefined
        ? []
        : [
            `The base rate, 1x, is ${targetWords(target)} of a window, divided by the full quota of the window.`,
          ]),
    ],
    table: rateTable(own),
  };
}

function bonusTerms(own: SourceBlock): MechanismTerms {
  const isCurved = scalarIn(own, 'curve') === 'interpolated';
  const beyond = scalarIn(own, 'beyond') ?? 'flat';
  return {
    sentences: [
      `A bonus of ${targetWords(own['target'])} for a window, by ${positionWords(own['over'])}${restWords(own, ['target', 'over', 'curve', 'beyond', 'points'])}.`,
      isCurved
        ? 'Between two points it is paid in proportion; below the first, nothing.'
        : 'Each point is paid from there up to the next; below the first, nothing.',
      beyond === 'linear'
        ? 'Above the last point it goes on in proportion.'
        : 'Above the last point it stays the same.',
    ],
    table: pointTable(own['points']),
  };
}

function spiffTerms(own: SourceBlock, on: string): MechanismTerms {
  const { startsWith, endsWith } = own;
  const first = startsWith === undefined ? '' : `, from number ${writtenWords(startsWith)} of a window on`;
  const last = endsWith === undefined ? '' : `, up to number ${writtenWords(endsWith)} of a window`;
  const rest = restWords(own, ['amount', 'per', 'startsWith', 'endsWith']);
  return {
    sentences: [
      `${targetWords(own['amount'])} for each ${scalarIn(own, 'per')} of ${on}${first}${last}${rest}.`,
    ],
    table: null,
  };
}
