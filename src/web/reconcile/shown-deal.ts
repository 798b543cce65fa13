import type { PayeeScope } from '../../access/scope.js';
import { paymentsOf } from '../../http/resources/deals.js';
import type { Services } from '../../http/services.js';
import { explainDeal } from '../../runs/explain-deal.js';
import { linesOfDeal } from '../../runs/lines-of-deal.js';
import { payeeNames } from '../../store/payee-list.js';
import { readTrace } from './read-trace.js';

/** What is known of a deal: its customer's money, who is credited, what it earned and what of that is payable. */
export type ShownDeal = Awaited<ReturnType<typeof readShownDeal>>;

/**
 * Reads what is known of a deal. Throws a refusal where there is none.
 *
 * @example
 * const { trace, shares, names } = await readShownDeal(services, scope, 'D-1');
 */
export async function readShownDeal(services: Services, scope: PayeeScope, deal: string) {
  const { db } = services;
  const trace = await readTrace(services, { of: 'deal', deal, scope });
  const explained = await explainDeal(db, scope, deal);
  const payments = paymentsOf(await linesOfDeal(db, scope, deal));
  const shares = explained?.splits ?? [];
  const people = [...trace.parts, ...payments, ...shares].map(({ payee }) => payee);
  const names = await payeeNames(db, scope, [...new Set(people)]);
  return { deal, trace, explained, payments, shares, names };
}
