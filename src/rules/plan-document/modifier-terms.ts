import { describeCondition } from '../../conditions/describe-condition.js';
import type { ReleaseTrigger } from '../../engine/modifiers/release-trigger.js';
import type { Component } from '../../engine/plan.js';
import type { SourceBlock, SourceTree } from '../source-text.js';
import {
  asBlock,
  asList,
  positionWords,
  restWords,
  scalarIn,
  targetWords,
  writtenWords,
} from './written-words.js';

/**
 * What limits, delays and takes back what a component pays, one sentence each, in the order in which it applies.
 *
 * @param written the component as it is written
 * @example
 * modifierTerms(component, written)[0] // 'At most 90000 per quarter.'
 */
export function modifierTerms(component: Component, written: SourceBlock): readonly string[] {
  return [
    ...asList(written['gate']).map((each) => gateTerm(asBlock(each))),
    ...asList(written['multiplier']).map((each) => `Multiplied: ${writtenWords(each)}.`),
    ...limitTerms(written),
    ...releaseTerms(component, written),
    ...clawbackTerms(written['clawback']),
  ];
}

/**
 * Caps and floors of a plan over several or all of its components.
 *
 * @example
 * planLimitTerms({ cap: { amount: '90000', per: 'quarter' } })
 * // ['Over all components together: At most 90000 per quarter.']
 */
export function planLimitTerms(written: SourceBlock): readonly string[] {
  return (['cap', 'floor'] as const).flatMap((key) =>
    asList(written[key]).map((each) => {
      const { over, ...limit } = asBlock(each);
      const whose = over === undefined ? 'all components' : asList(over).map(writtenWords).join(', ');
      return `Over ${whose} together: ${limitTerms({ [key]: limit })[0] ?? ''}`;
    }),
  );
}

/** Caps and floors, of a component or of a plan. */
function limitTerms(written: SourceBlock): readonly string[] {
  const limit = (key: 'cap' | 'floor', word: string) =>
    asList(written[key]).map((each) => {
      const block = asBlock(each);
      const per = scalarIn(block, 'per');
      const span = per === undefined ? '' : ` per ${per}`;
      const rest = restWords(block, ['amount', 'ofTargetIncentive', 'ofAmount', 'per']);
      return `${word} ${limitWords(block)}${span}${rest}.`;
    });
  return [...limit('cap', 'At most'), ...limit('floor', 'At least')];
}

function limitWords(block: SourceBlock): string {
  const { amount, ofAmount } = block;
  if (ofAmount !== undefined) return `${writtenWords(ofAmount)} of the amount that is paid on`;
  return targetWords(amount ?? block);
}

function gateTerm(gate: SourceBlock): string {
  const { measure, atLeast, moreThan, of } = gate;
  const bound =
    moreThan === undefined ? `at least ${writtenWords(atLeast)}` : `more than ${writtenWords(moreThan)}`;
  const position = positionWords({ attainment: measure ?? '', ...(of !== undefined && { of }) });
  const rest = restWords(gate, ['measure', 'atLeast', 'moreThan', 'of']);
  return `Only where ${position} is ${bound}${rest}.`;
}

const TRIGGERS = {
  booked: 'when the deal is booked',
  recognized: 'as revenue is recognized',
  collected: 'as cash is collected',
} as const;

const OF: Readonly<Record<string, string>> = {
  deal: ', in proportion to the value of the deal',
  firstYear: ', in proportion to the first year of the deal',
  invoiced: ', in proportion to what is invoiced',
};

function releaseTerms(component: Component, written: SourceBlock): readonly string[] {
  const shares = asList(written['release']).map(asBlock);
  if (shares.length === 0) return ['Payable when it is earned.'];
  return shares.map((each, place) => {
    const trigger = component.release[place]?.trigger;
    const when = trigger === undefined ? '' : triggerWords(trigger, each);
    const of = OF[scalarIn(each, 'of') ?? ''] ?? '';
    const rest = restWords(each, ['share', 'on', 'of', 'when', 'after', 'date']);
    return `${scalarIn(each, 'share')} becomes payable ${when}${of}${rest}.`;
  });
}

function triggerWords(trigger: ReleaseTrigger, { after, date }: SourceBlock): string {
  switch (trigger.on) {
    case 'condition':
      return `once ${describeCondition(trigger.when.tree)}`;
    case 'after':
      return `${writtenWords(after)} after it is earned`;
    case 'date':
      return `on ${writtenWords(date)}`;
    case 'dateOf':
      return `on the ${trigger.fact} of the deal`;
    default:
      return TRIGGERS[trigger.on];
  }
}

function clawbackTerms(written: SourceTree | undefined): readonly string[] {
  const terms = asList(written).map(asBlock);
  if (terms.length === 0) return ['Taken back where the deal is cancelled or reduced, whenever that is.'];
  return terms.map((each) => {
    const recovers = each['recovers'];
    const much = recovers === undefined ? 'all of it' : writtenWords(recovers);
    const within = each['within'] === undefined ? '' : ` within ${writtenWords(each['within'])}`;
    const after = each['after'] === undefined ? '' : ` for ${writtenWords(each['after'])}`;
    const from = each['from'] === undefined ? '' : ` of the ${writtenWords(each['from'])}`;
    const rest = restWords(each, ['on', 'recovers', 'within', 'after', 'from']);
    return `Taken back, ${much}, where the deal is ${writtenWords(each['on'])}${after}${within}${from}${rest}.`;
  });
}
