import type { PostedStatement } from '../posted-statement.js';
import { linesWithEntitlement, type PayeeResults } from './payee-results.js';

/**
 * The deals of a payee whose cash must be known to trace what became payable: those that are released, and those
 * that are earned by as cash comes in. In order.
 *
 * @param isAsked which statements are looked at; all unless said otherwise
 *
 * @example
 * dealsToTrace(results) // ['D-1', 'D-7']
 */
export function dealsToTrace(
  results: PayeeResults,
  isAsked: (statement: PostedStatement) => boolean = () => true,
): readonly string[] {
  const deals = new Set<string>();
  for (const statement of results.statements.filter(isAsked)) {
    for (const { deal } of statement.releases) if (deal !== null) deals.add(deal);
    for (const { line, entitlement } of linesWithEntitlement(results, statement)) {
      if (entitlement.basis !== 'collected' || entitlement.released) continue;
      if (line.deal !== null && line.event !== null) deals.add(line.deal);
    }
  }
  return [...deals].sort();
}
