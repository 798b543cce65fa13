import type { CivilDate } from '../../calendar/civil-date.js';
import type { Condition } from '../../conditions/condition.js';

/** Somebody who holds a part of the deals of a territory, over a range of days. */
export interface TerritoryAssignment {
  /** A payee, or all members of a team on the day, in equal parts. */
  readonly holder: { readonly kind: 'payee' | 'team'; readonly id: string };
  readonly role: string;
  /** In units of 1 ÷ the whole share. */
  readonly share: bigint;
  /** Open where `null`. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** A part of the market: the deals that meet a condition, and who works it when. */
export interface Territory {
  readonly id: string;
  /** `null` takes every deal. */
  readonly when: Condition | null;
  readonly assigned: readonly TerritoryAssignment[];
}

/** Who holds the deals that no split is loaded for: `rules/territories.yaml`, checked. */
export interface Territories {
  /** Whether the first territory that has somebody in a role gives the role, or all that have. */
  readonly match: 'first' | 'all';
  /** Whether a deal is held by who works its territory on an event's date, or by who did when it closed. */
  readonly governedBy: 'eventDate' | 'closeDate';
  /** In the order of the file, which `first` goes by. */
  readonly list: readonly Territory[];
}
