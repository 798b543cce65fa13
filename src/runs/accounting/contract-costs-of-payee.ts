import { earlier } from '../../calendar/civil-date.js';
import { allocateToContracts } from '../../ledger/accounting/allocate-to-contracts.js';
import { type ContractCosts, contractCosts } from '../../ledger/accounting/contract-costs.js';
import type { EarnedAmount } from '../../ledger/accounting/earned-amount.js';
import { RecordReader } from '../../store/record-reader.js';
import type { AccountingContext } from './accounting-context.js';
import { contractsOfDeals } from './contracts-of-deals.js';
import { creditsOfWindow } from './credits-of-window.js';
import { inOpenMonths } from './in-open-months.js';
import type { PayeeAccounts } from './payee-accounts.js';
import type { PayeeBooks } from './payee-books.js';

/**
 * What accounting makes of what a payee earned: what is capitalised, contract by contract, and what is expensed.
 *
 * @param books by which what belongs to no deal is shared out
 * @param plan only what is earned under the plan of this id; all when left out
 *
 * @example
 * (await contractCostsOfPayee(context, accounts, books)).contracts[0]?.deal // 'D-1'
 */
export async function contractCostsOfPayee(
  context: AccountingContext,
  accounts: PayeeAccounts,
  books: PayeeBooks,
  plan?: string,
): Promise<ContractCosts> {
  const { trx, run, epochsOf, through, closings } = context;
  const all = await allocated(context, accounts, books);
  const earned = all.filter(({ entitlement }) => plan === undefined || entitlement.plan === plan);
  const capitalised = earned.filter((each) => isCapitalised(context, each));
  const deals = [...new Set(capitalised.flatMap(({ deal }) => deal ?? []))].sort();
  const reader = new RecordReader(trx, run.change);
  const amendments = await reader.where('amendment', 'deal', deals);
  const cancellations = amendments.filter(({ kind }) => kind === 'cancellation');
  const contracts = contractsOfDeals(
    await reader.where('deal', 'id', deals),
    await inOpenMonths(trx, cancellations, closings),
    through,
  );
  return contractCosts(earned, {
    epochsOf,
    contractOf: (deal) => contracts.get(deal) ?? null,
  });
}

/** Shares out what belongs to no deal, where it is capitalised: only then are the credits worked out again. */
async function allocated(
  context: AccountingContext,
  { payee, lines, earned }: PayeeAccounts,
  books: PayeeBooks,
): Promise<readonly EarnedAmount[]> {
  const isShared = (each: EarnedAmount) => each.deal === null && isCapitalised(context, each);
  if (!earned.some(isShared)) return earned;
  const book = await books.of(payee);
  return lines.flatMap(({ line, entitlement, period }, place) => {
    const own = earned[place];
    if (own === undefined) return [];
    if (book === null || !isShared(own)) return [own];
    const known = earlier(period.to, context.through);
    return allocateToContracts(own, creditsOfWindow(book, entitlement, line, known));
  });
}

/** Whether it is at any time. */
function isCapitalised({ epochsOf }: AccountingContext, { entitlement }: EarnedAmount): boolean {
  return epochsOf(entitlement).some(({ cost }) => cost?.incremental === true);
}
