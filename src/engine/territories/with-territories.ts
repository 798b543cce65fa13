import type { Company } from '../../records/company.js';
import { dealFacts } from '../facts.js';
import { indexSplits, type RecordIndex } from '../record-index.js';
import type { Territories } from './territory.js';
import { territorySplits } from './territory-splits.js';

/**
 * The records with the shares that territories give put beside those that are loaded, so that crediting knows
 * no difference. Conditions on money compare in the company's home currency.
 *
 * @example
 * const index = withTerritories(indexRecords(records), territories, company);
 */
export function withTerritories(
  index: RecordIndex,
  territories: Territories | null,
  company: Company,
): RecordIndex {
  if (territories === null) return index;
  const given = [...index.deals.values()].flatMap((deal) =>
    territorySplits(territories, deal, dealFacts(deal, company.homeCurrency, company, index), index),
  );
  return { ...index, ...indexSplits([...[...index.splitsByDeal.values()].flat(), ...given]) };
}
