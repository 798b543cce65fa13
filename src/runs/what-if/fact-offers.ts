import type { Condition, ConditionLeaf, ConditionNode } from '../../conditions/condition.js';
import { FACTS_BEYOND_DEALS, factDeclarations } from '../../engine/facts.js';
import type { Plan } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import type { Company, FactType } from '../../records/company.js';
import { encodeRecord } from '../../records/encode-record.js';
import type { Deal } from '../../records/record-kinds.js';

/** A field of a deal that conditions read, and what it mostly holds. */
export interface FactOffer {
  readonly name: string;
  readonly type: FactType;
  /** Texts that it is compared with, and that the deals of the payee have. */
  readonly offers: readonly string[];
}

/** What every deal has anyway, or has as an amount. */
const ASKED_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['deal', 'account', 'stage', 'closeDate', 'currency'],
  ...['tcv', 'acv', 'mrr', 'firstYear', 'margin', 'quantity'],
]);

const MOST_OFFERS = 50;

/**
 * The fields of a deal that the conditions of plans read, in the order in which they do, and the dates that releases
 * wait for.
 *
 * @example
 * factOffers(plans, deals, company) // [{ name: 'type', type: 'text', offers: ['expansion', 'new'] }]
 */
export function factOffers(
  plans: readonly Plan[],
  deals: readonly Deal[],
  company: Company,
): readonly FactOffer[] {
  const leaves = plans.flatMap(conditionsOf).flatMap(({ tree }) => leavesOf(tree));
  const types = factDeclarations(company);
  const names = new Set([
    ...leaves.flatMap(({ fact, value }) => [fact, ...referenceOf(value)]),
    ...plans.flatMap(datesOfReleases),
  ]);
  const written = deals.map(
    (deal) => new Map(Object.entries(encodeRecord('deal', deal, company.dealFields))),
  );
  return [...names]
    .filter((name) => !FACTS_BEYOND_DEALS.has(name) && !ASKED_ELSEWHERE.has(name))
    .map((name) => {
      const type = types.get(name) ?? 'text';
      if (type !== 'text') return { name, type, offers: [] };
      const compared = leaves.filter(({ fact }) => fact === name).flatMap(({ value }) => textsOf(value));
      const had = written.map((fields) => fields.get(name) ?? '');
      const offers = [...new Set([...compared, ...had])].filter((text) => text !== '').sort(compareText);
      return { name, type, offers: offers.slice(0, MOST_OFFERS) };
    });
}

function conditionsOf({ measures, components }: Plan): readonly Condition[] {
  const ofMeasures = measures.flatMap(({ when, factors }) => [when, ...factors.map((each) => each.when)]);
  const ofReleases = components.flatMap(({ release }) =>
    release.map(({ trigger }) => (trigger.on === 'condition' ? trigger.when : null)),
  );
  return [...ofMeasures, ...ofReleases].filter((each) => each !== null);
}

function datesOfReleases({ components }: Plan): readonly string[] {
  return components.flatMap(({ release }) =>
    release.flatMap(({ trigger }) => (trigger.on === 'dateOf' ? [trigger.fact] : [])),
  );
}

function leavesOf(node: ConditionNode): readonly ConditionLeaf[] {
  if ('all' in node) return node.all.flatMap(leavesOf);
  if ('any' in node) return node.any.flatMap(leavesOf);
  if ('not' in node) return leavesOf(node.not);
  return [node];
}

function referenceOf(value: ConditionLeaf['value']): readonly string[] {
  return typeof value === 'object' && 'fact' in value ? [value.fact] : [];
}

function textsOf(value: ConditionLeaf['value']): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || 'fact' in value) return [];
  return value.filter((each) => typeof each === 'string');
}
