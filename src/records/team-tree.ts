import { type CivilDate, FIRST_DATE, later } from '../calendar/civil-date.js';
import { contains, type DateRange, intersect } from '../calendar/date-range.js';
import type { Team, TeamParent } from './record-kinds.js';

/** What says which team is part of which: teams, and the days on which they were part of another one. */
export interface TeamPlaces {
  readonly team: readonly Pick<Team, 'id' | 'parent'>[];
  readonly teamParent: readonly TeamParent[];
}

/** Days on which a team is part of another one, or of none. */
interface Place {
  readonly team: string;
  readonly parent: string | null;
  readonly days: DateRange;
}

/**
 * Which team is part of which on which day: of the parent that the team itself names, on the days that no other is
 * said of. A circle of teams does no harm.
 *
 * @example
 * new TeamTree({ team: teams, teamParent: moves }).above('dach', '2026-03-31') // ['dach', 'emea', 'world']
 */
export class TeamTree {
  readonly #places = new Map<string, readonly Place[]>();
  readonly #below = new Map<string, Place[]>();

  constructor({ team, teamParent }: TeamPlaces) {
    const moves = new Map<string, TeamParent[]>();
    for (const move of teamParent) put(moves, move.team, move);
    for (const each of team) {
      const places = placesOf(each, moves.get(each.id) ?? []);
      this.#places.set(each.id, places);
      for (const place of places) if (place.parent !== null) put(this.#below, place.parent, place);
    }
  }

  /** The team that a team is part of on a day; `null` at the top. */
  parentOn(team: string, day: CivilDate): string | null {
    return this.#places.get(team)?.find(({ days }) => contains(days, day))?.parent ?? null;
  }

  /** A team and all that it is part of on a day, up to the top. */
  above(team: string, day: CivilDate): readonly string[] {
    const chain: string[] = [];
    for (let each: string | null = team; each !== null && !chain.includes(each); ) {
      chain.push(each);
      each = this.parentOn(each, day);
    }
    return chain;
  }

  /** A team and all that are ever below it, each with the days on which it is; no two of these share a day. */
  below(team: string): ReadonlyMap<string, readonly DateRange[]> {
    const always = { from: FIRST_DATE };
    const found = new Map<string, DateRange[]>([[team, [always]]]);
    const reached = [{ team, days: always as DateRange }];
    // An array hands out what is added while it is gone through.
    for (const { team: above, days } of reached) {
      for (const place of this.#below.get(above) ?? []) {
        const shared = intersect(days, place.days);
        if (shared === undefined || found.get(place.team)?.some((known) => intersect(known, shared)))
          continue;
        put(found, place.team, shared);
        reached.push({ team: place.team, days: shared });
      }
    }
    return found;
  }

  /** Teams, and all that are ever part of one of them or of one that ever is. */
  everBelow(teams: Iterable<string>): ReadonlySet<string> {
    const reached = new Set(teams);
    // A set hands out what is added while it is gone through, each team once.
    for (const each of reached) for (const { team } of this.#below.get(each) ?? []) reached.add(team);
    return reached;
  }

  /** Teams, and all that one of them, or one above it, is ever part of. */
  everAbove(teams: Iterable<string>): ReadonlySet<string> {
    const reached = new Set(teams);
    for (const each of reached) {
      for (const { parent } of this.#places.get(each) ?? []) if (parent !== null) reached.add(parent);
    }
    return reached;
  }

  /** Whether a team is ever part of no other. */
  isEverAtTop(team: string): boolean {
    const places = this.#places.get(team);
    return places === undefined || places.some(({ parent }) => parent === null);
  }

  /** The days on which one of some teams comes to another place, in no order. */
  movesOf(teams: Iterable<string>): readonly CivilDate[] {
    return [...teams].flatMap((team) => (this.#places.get(team) ?? []).slice(1).map(({ days }) => days.from));
  }
}

const KNOWN_TREES = new WeakMap<TeamPlaces, TeamTree>();

/**
 * The tree of some records, made when it is first asked for: whoever asks for payee after payee asks often.
 *
 * @example
 * teamTreeOf(records).everBelow(['emea']) // Set { 'emea', 'dach' }
 */
export function teamTreeOf(places: TeamPlaces): TeamTree {
  const tree = KNOWN_TREES.get(places) ?? new TeamTree(places);
  KNOWN_TREES.set(places, tree);
  return tree;
}

/** Where a team stands, one place after the other from the first day on. */
function placesOf(
  { id, parent }: Pick<Team, 'id' | 'parent'>,
  moves: readonly TeamParent[],
): readonly Place[] {
  const places: Place[] = [];
  let next: CivilDate | null = FIRST_DATE;
  for (const move of [...moves].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (next === null || (move.to !== null && move.to <= next)) continue;
    if (next < move.from) places.push({ team: id, parent, days: { from: next, to: move.from } });
    const from: CivilDate = later(next, move.from);
    places.push({ team: id, parent: move.parent, days: move.to === null ? { from } : { from, to: move.to } });
    next = move.to;
  }
  return next === null ? places : [...places, { team: id, parent, days: { from: next } }];
}

function put<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
