import { type CivilDate, FIRST_DATE, LAST_DATE } from '../../calendar/civil-date.js';
import type { Facts } from '../../conditions/fact.js';
import { formatRatio, ratio } from '../../money/ratio.js';
import { shareOut } from '../../money/share-out.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Deal, Split } from '../../records/record-kinds.js';
import { isInForce } from '../credits/hierarchy.js';
import { WHOLE_SHARE } from '../credits/share.js';
import { compareText, type RecordIndex } from '../record-index.js';
import type { Territories, Territory, TerritoryAssignment } from './territory.js';

/** A share of a deal that a territory gives. */
export interface TerritorySplit extends Split {
  readonly territory: string;
}

/** An assignment of a territory whose condition a deal meets. */
interface Claim {
  readonly territory: string;
  readonly assignment: TerritoryAssignment;
}

/**
 * The shares that territories give of a deal, in the roles in which the records give none: who is assigned on
 * a day holds the share on that day. A role that the records share out, on whatever days, is theirs alone.
 *
 * @param facts the deal's, in the company's home currency
 *
 * @example
 * territorySplits(territories, deal, facts, index)[0]?.territory // 'emea-north'
 */
export function territorySplits(
  territories: Territories,
  deal: Deal,
  facts: Facts,
  index: RecordIndex,
): readonly TerritorySplit[] {
  return openRoles(territories, deal, facts, index).flatMap(([role, claims]) => {
    const days = daysOf(territories, claims, deal, index);
    const splits: TerritorySplit[] = [];
    for (const [place, { from, holdsOn }] of days.entries()) {
      const to = days[place + 1]?.from ?? null;
      for (const { payee, share, territory } of holdersOn(territories, claims, holdsOn, index)) {
        const last = splits.findLast((each) => each.payee === payee && each.territory === territory);
        const split = { deal: deal.id, payee, role, share, from, to, territory };
        // What goes on unchanged from one stretch of days to the next is one split.
        if (last !== undefined && last.to === from && last.share === share && from !== null) {
          splits[splits.indexOf(last)] = { ...last, to };
        } else splits.push(split);
      }
    }
    return splits;
  });
}

/**
 * The territories that have somebody in a role on a day and whose condition a deal meets, in order; for each
 * role that the records do not share out.
 *
 * @example
 * claimants(territories, deal, facts, '2026-02-10', index) // [['owner', ['emea-north', 'key-accounts']]]
 */
export function claimants(
  territories: Territories,
  deal: Deal,
  facts: Facts,
  date: CivilDate,
  index: RecordIndex,
): readonly (readonly [role: string, territories: readonly string[]])[] {
  return openRoles(territories, deal, facts, index).map(([role, claims]) => {
    const held = claims.filter(({ assignment }) => isInForce(assignment, date));
    return [role, [...new Set(held.map(({ territory }) => territory))]] as const;
  });
}

/** The claims to a deal by role, the roles in order, without those that the records share out. */
function openRoles(
  { list }: Territories,
  deal: Deal,
  facts: Facts,
  index: RecordIndex,
): readonly (readonly [string, readonly Claim[]])[] {
  const loaded = (index.splitsByDeal.get(deal.id) ?? []).filter((split) => !('territory' in split));
  const taken = new Set(loaded.map(({ role }) => role));
  const roles = new Map<string, Claim[]>();
  for (const territory of list.filter((each) => isMet(each, facts))) {
    for (const assignment of territory.assigned) {
      if (taken.has(assignment.role)) continue;
      const claim = { territory: territory.id, assignment };
      const known = roles.get(assignment.role);
      if (known === undefined) roles.set(assignment.role, [claim]);
      else known.push(claim);
    }
  }
  return [...roles].sort(([a], [b]) => compareText(a, b));
}

function isMet({ when }: Territory, facts: Facts): boolean {
  return when === null || when.met(facts);
}

/** The stretches of days on each of which the same people hold a role. */
function daysOf(
  { governedBy }: Territories,
  claims: readonly Claim[],
  deal: Deal,
  index: RecordIndex,
): readonly { readonly from: CivilDate | null; readonly holdsOn: CivilDate }[] {
  if (governedBy === 'closeDate') return [{ from: null, holdsOn: deal.closeDate }];
  const bounds = new Set<CivilDate>();
  const add = ({ from, to }: { readonly from: CivilDate | null; readonly to: CivilDate | null }): void => {
    for (const day of [from, to])
      if (day !== null && day !== FIRST_DATE && day !== LAST_DATE) bounds.add(day);
  };
  for (const { assignment } of claims) {
    add(assignment);
    if (assignment.holder.kind !== 'team') continue;
    for (const each of index.membershipsByTeam.get(assignment.holder.id) ?? []) {
      if (each.as === 'member') add(each);
    }
  }
  const days = [...bounds].sort(compareText).map((day) => ({ from: day, holdsOn: day }));
  return [{ from: null, holdsOn: FIRST_DATE }, ...days];
}

/** Who holds what on a day, in the order of territories and payees. */
function holdersOn(
  { match }: Territories,
  claims: readonly Claim[],
  date: CivilDate,
  index: RecordIndex,
): readonly { readonly payee: string; readonly share: string; readonly territory: string }[] {
  const inForce = claims.filter(({ assignment }) => isInForce(assignment, date));
  const first = inForce[0]?.territory;
  const chosen = match === 'first' ? inForce.filter(({ territory }) => territory === first) : inForce;
  const shares = new Map<string, { payee: string; territory: string; share: bigint }>();
  for (const { territory, assignment } of chosen) {
    for (const [payee, share] of partsOf(assignment, date, index)) {
      const key = `${territory} ${payee}`;
      const known = shares.get(key);
      if (known === undefined) shares.set(key, { payee, territory, share });
      else known.share += share;
    }
  }
  return [...shares.values()]
    .filter(({ share }) => share > 0n)
    .map((each) => ({ ...each, share: formatRatio(ratio(each.share, WHOLE_SHARE), SHARE_PLACES) }))
    .sort((a, b) => compareText(a.payee, b.payee));
}

/** A team's share goes to its members of the day in equal parts, the last of its decimals by order of id. */
function partsOf(
  { holder, share }: TerritoryAssignment,
  date: CivilDate,
  index: RecordIndex,
): ReadonlyMap<string, bigint> {
  if (holder.kind === 'payee') return new Map([[holder.id, share]]);
  const members = (index.membershipsByTeam.get(holder.id) ?? []).filter(
    (each) => each.as === 'member' && isInForce(each, date),
  );
  const payees = [...new Set(members.map(({ payee }) => payee))];
  return shareOut(
    share,
    payees.map((key) => ({ key, weight: 1n })),
  );
}
