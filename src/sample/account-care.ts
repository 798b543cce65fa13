import type { Contract } from './contract.js';
import type { Draft } from './draft-deal.js';
import { Random } from './random.js';
import { type Roster, regionOf } from './roster.js';
import type { Posting } from './staff.js';

/** A draft with the account manager who looks after the customer. */
export type CaredDraft = Draft & Pick<Contract, 'care'>;

/** How many contracts in a hundred have an account manager. */
const CARED_FOR: Readonly<Record<Contract['kind'], number>> = {
  enterprise: 90,
  smb: 33,
  channel: 30,
  renewal: 100,
};

/**
 * Gives customers an account manager of their region; the same one for all contracts of a customer, as long as
 * that one is there.
 *
 * @example
 * const cared = withAccountCare(drafts, new Roster(staff), 7);
 */
export function withAccountCare(
  drafts: readonly Draft[],
  roster: Roster,
  seed: number,
): readonly CaredDraft[] {
  const random = new Random(seed, 'account-care');
  const known = new Map<string, Posting>();
  return drafts.map((draft) => {
    const { account, closeDate } = draft.deal;
    const present = roster.inRegion(regionOf(draft.seller), 'account-manager', closeDate);
    const before = known.get(account ?? '');
    const same = present.find(({ payee }) => payee === before?.payee);
    const wanted = same !== undefined || random.chance(CARED_FOR[draft.kind]);
    if (!wanted || present.length === 0) return { ...draft, care: null };
    const care = same ?? random.pick(present);
    known.set(account ?? '', care);
    return { ...draft, care };
  });
}
