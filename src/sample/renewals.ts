import { addDays, addMonths } from '../calendar/civil-date.js';
import type { CaredDraft } from './account-care.js';
import { serviceOf } from './contract.js';
import { draftDeal, type Sale } from './draft-deal.js';
import { Random } from './random.js';
import type { Roster } from './roster.js';
import { FIRST_DAY, NOT_YET } from './sample-constants.js';
import { type Person, type Posting, randomDay } from './staff.js';

/**
 * The renewals that account managers close: of contracts of the sample whose term ends, and of older ones that
 * the sample does not know.
 *
 * @example
 * const renewals = renewedContracts(cared, { staff, roster, accounts: accountNames(7), seed: 7 });
 */
export function renewedContracts(
  drafts: readonly CaredDraft[],
  context: {
    readonly staff: readonly Person[];
    readonly roster: Roster;
    readonly accounts: Iterator<string, never>;
    readonly seed: number;
  },
): readonly CaredDraft[] {
  const random = new Random(context.seed, 'renewals');
  const known = drafts.flatMap((draft) => renewalOf(draft, context.roster, random) ?? []);
  const older = context.staff
    .flatMap(({ postings }) => postings)
    .filter(({ plan }) => plan === 'account-manager')
    .flatMap((posting) => olderSales(posting, context.accounts, random));
  return [...known, ...older].map((sale) => ({ ...draftDeal(sale, random), care: sale.seller }));
}

function renewalOf({ deal, care, kind }: CaredDraft, roster: Roster, random: Random): Sale | undefined {
  const { to } = serviceOf({ deal: { id: '', ...deal } });
  if (care === null || to === null || deal.acv === null || deal.currency !== 'USD') return undefined;
  if (!random.chance(kind === 'enterprise' ? 45 : 30)) return undefined;
  const closeDate = addDays(to, -random.between(1, 25));
  const end = roster.endOn(care.payee, 'account-manager');
  if (closeDate >= NOT_YET || closeDate < care.from || (end !== null && closeDate >= end)) return undefined;
  const amount = (deal.acv * BigInt(random.between(92, 116))) / 100n;
  return renewal(care, closeDate, amount, deal.account ?? '');
}

function olderSales(posting: Posting, accounts: Iterator<string, never>, random: Random): readonly Sale[] {
  const sales: Sale[] = [];
  for (let from = FIRST_DAY; from < NOT_YET; from = addMonths(from, 3)) {
    const closeDate = randomDay(random, from, addDays(addMonths(from, 3), -1));
    const isThere = posting.from <= closeDate && (posting.to === null || closeDate < posting.to);
    if (!isThere || closeDate >= NOT_YET || !random.chance(38)) continue;
    const amount = BigInt(random.between(18, 150)) * 100_000n;
    sales.push(renewal(posting, closeDate, amount, accounts.next().value));
  }
  return sales;
}

function renewal(seller: Posting, closeDate: string, amount: bigint, account: string): Sale {
  return { kind: 'renewal', type: 'renewal', counts: 'acv', seller, closeDate, amount, account };
}
