import type { ConditionNode } from '../../conditions/condition.js';
import { type FactValue, scaleFact } from '../../conditions/fact.js';
import type { Company } from '../../records/company.js';

/** A fact of a deal that follows from one column: which one, and how its text is understood. */
interface FactColumn {
  readonly column: string;
  readonly decode: (text: string, company: Company) => FactValue | null;
}

const asText: FactColumn['decode'] = (text) => (text === '' ? null : text);

const FACT_COLUMNS: Readonly<Record<string, FactColumn>> = {
  deal: { column: 'id', decode: asText },
  account: { column: 'account', decode: asText },
  stage: { column: 'stage', decode: asText },
  closeDate: { column: 'close_date', decode: asText },
  currency: { column: 'currency', decode: (text, { homeCurrency }) => (text === '' ? homeCurrency : text) },
  type: { column: 'type', decode: asText },
  product: { column: 'product', decode: asText },
  region: { column: 'region', decode: asText },
  segment: { column: 'segment', decode: asText },
  channel: { column: 'channel', decode: asText },
  termMonths: { column: 'term_months', decode: (text) => (text === '' ? null : scaleFact(text)) },
  discount: { column: 'discount', decode: (text) => scaleFact(text === '' ? '0' : text) },
  quantity: { column: 'quantity', decode: (text) => scaleFact(text === '' ? '1' : text) },
};

/**
 * Whether a fact follows from one column of a deal, and so from the deal alone and in any currency.
 *
 * @example
 * isDealFact('region') // true
 * isDealFact('tcv') // false: it may follow from other figures, and is converted
 */
export function isDealFact(fact: string): boolean {
  return Object.hasOwn(FACT_COLUMNS, fact);
}

/**
 * The column that a fact follows from. Throws for any other fact.
 *
 * @example
 * factColumn('termMonths').column // 'term_months'
 */
export function factColumn(fact: string): FactColumn {
  const found = Object.hasOwn(FACT_COLUMNS, fact) ? FACT_COLUMNS[fact] : undefined;
  if (found === undefined) throw new RangeError(`the fact ${fact} does not follow from one column of a deal`);
  return found;
}

/**
 * The facts that a condition names, as often as it names them.
 *
 * @example
 * factNames({ not: { fact: 'type', type: 'text', operator: 'equal', value: 'new' } }) // ['type']
 */
export function factNames(node: ConditionNode): readonly string[] {
  if ('all' in node) return node.all.flatMap(factNames);
  if ('any' in node) return node.any.flatMap(factNames);
  if ('not' in node) return factNames(node.not);
  const { value } = node;
  return typeof value === 'object' && 'fact' in value ? [node.fact, value.fact] : [node.fact];
}
