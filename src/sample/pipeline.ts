import { addDays } from '../calendar/civil-date.js';
import type { Deal, Split } from '../records/record-kinds.js';
import { draftDeal, type Sale } from './draft-deal.js';
import { numbered } from './numbered.js';
import { Random } from './random.js';
import { FIRST_DAY, LAST_YEAR_END, NOT_YET } from './sample-constants.js';
import { type Person, type Posting, randomDay } from './staff.js';

const LOST_BEFORE = 45;

/**
 * The deals that are not won: open ones that are expected to close after the last known day, and some that
 * were lost on the way. Each has one owner.
 *
 * @example
 * const { deal, split } = pipeline(staff, accountNames(7), 7);
 */
export function pipeline(
  staff: readonly Person[],
  accounts: Iterator<string, never>,
  seed: number,
): { readonly deal: readonly Deal[]; readonly split: readonly Split[] } {
  const random = new Random(seed, 'pipeline');
  const sellers = staff.flatMap(({ postings }) => postings).filter((posting) => isSelling(posting, random));
  const drafts = sellers.flatMap((seller) => {
    const open = draftDeal(
      saleOf(seller, randomDay(random, NOT_YET, addDays(LAST_YEAR_END, -1)), accounts, random),
      random,
    );
    const stage = random.weighted([
      ['discovery', 25],
      ['proposal', 30],
      ['negotiation', 25],
      ['commit', 20],
    ]);
    const drawn = [{ ...open, deal: { ...open.deal, stage } }];
    if (!random.chance(LOST_BEFORE)) return drawn;
    const first = seller.from > FIRST_DAY ? seller.from : FIRST_DAY;
    const lost = draftDeal(
      saleOf(seller, randomDay(random, first, addDays(NOT_YET, -1)), accounts, random),
      random,
    );
    return [...drawn, { ...lost, deal: { ...lost.deal, stage: 'lost' } }];
  });
  const deals = numbered(drafts, 'O', 4);
  return {
    deal: deals.map(({ deal }) => deal),
    split: deals.map(({ deal, seller }) => ({
      deal: deal.id,
      payee: seller.payee,
      role: 'owner',
      share: '1',
      from: null,
      to: null,
    })),
  };
}

/** Everyone with large deals has one in the pipeline, of the others a third. */
function isSelling({ plan, as, to }: Posting, random: Random): boolean {
  if (as !== 'member' || to !== null) return false;
  return plan === 'enterprise-ae' || plan === 'reseller-channel' || (plan === 'smb-ae' && random.chance(33));
}

function saleOf(seller: Posting, closeDate: string, accounts: Iterator<string, never>, random: Random): Sale {
  const kind = seller.plan === 'smb-ae' ? 'smb' : seller.plan === 'enterprise-ae' ? 'enterprise' : 'channel';
  const amount = BigInt(kind === 'smb' ? random.between(6, 30) : random.between(40, 320)) * 100_000n;
  return { kind, seller, closeDate, amount, counts: 'acv', type: 'new', account: accounts.next().value };
}
