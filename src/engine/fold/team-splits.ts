import { dayNumber } from '../../calendar/day-number.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import { grown } from '../../records/columns/byte-keys.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import type { SplitsByPayee } from './split-table.js';

/** Days on which somebody is in the teams of a manager: from each even place up to the one after it. */
type Days = readonly number[];

const ALWAYS: Days = [0, Number.POSITIVE_INFINITY];
/** More places than the splits of a team; with the number of a deal it is still an exact number. */
const PLACES = 2 ** 26;

/**
 * The splits that a roll-up may credit: those of everybody who is ever in the teams of a manager or below, in the
 * order of deals. Arrays are used again for the next manager.
 *
 * @example
 * const team = new TeamSplits(hierarchy, payees, splits);
 * team.open('mia', false);
 * team.deal[0] // the number of the first deal
 */
export class TeamSplits {
  count = 0;
  deal = new Int32Array(256);
  /** The place of each split among those by payee. */
  split = new Int32Array(256);
  #member = new Int32Array(256);
  #days: Days[] = [];
  #keys = new Float64Array(256);

  constructor(
    readonly hierarchy: Hierarchy,
    readonly payees: ByteKeys,
    readonly splits: SplitsByPayee,
  ) {}

  /**
   * Gathers the splits of a manager's teams.
   *
   * @param self whether the manager's own count as well; otherwise they do not, whatever teams they are in
   */
  open(manager: string, self: boolean): void {
    this.count = 0;
    this.#days = [];
    const members = this.hierarchy.everUnder(manager).filter((payee) => payee !== manager);
    if (self) this.#add(manager, ALWAYS);
    for (const member of members) this.#add(member, this.#daysUnder(member, manager));
    this.#sort();
  }

  /** Whether the split at a place counts on a day. */
  counts(place: number, day: number): boolean {
    const days = this.#days[this.#member[place] ?? 0] ?? [];
    for (let at = 0; at < days.length; at += 2) {
      if ((days[at] ?? 0) <= day && day < (days[at + 1] ?? 0)) return true;
    }
    return false;
  }

  /** What holds from one change of a membership, or of what the member's teams are part of, to the next. */
  #daysUnder(member: string, manager: string): Days {
    const { index, tree } = this.hierarchy;
    const { membershipsByPayee } = index;
    const teams = (membershipsByPayee.get(member) ?? []).map(({ team }) => team);
    const changes = new Set<string>(tree.movesOf(tree.everAbove(teams)));
    for (const payee of [member, manager]) {
      for (const { from, to } of membershipsByPayee.get(payee) ?? []) {
        changes.add(from);
        if (to !== null) changes.add(to);
      }
    }
    const days: number[] = [];
    let isIn = false;
    for (const date of [...changes].sort()) {
      if (this.hierarchy.isUnder(member, manager, date) === isIn) continue;
      isIn = !isIn;
      days.push(dayNumber(date));
    }
    return isIn ? [...days, Number.POSITIVE_INFINITY] : days;
  }

  #add(payee: string, days: Days): void {
    const id = Buffer.from(payee);
    const number = this.payees.find(id, 0, id.length);
    if (number < 0) return;
    const { starts } = this.splits;
    const [from, to] = [starts[number] ?? 0, starts[number + 1] ?? 0];
    const member = this.#days.push(days) - 1;
    this.#makeRoom(this.count + to - from);
    for (let split = from; split < to; split += 1) {
      this.split[this.count] = split;
      this.#member[this.count] = member;
      this.count += 1;
    }
  }

  /** Puts the splits in the order of deals. */
  #sort(): void {
    const { count } = this;
    for (let place = 0; place < count; place += 1) {
      this.#keys[place] = (this.splits.deal[this.split[place] ?? 0] ?? 0) * PLACES + place;
    }
    const keys = this.#keys.subarray(0, count).sort();
    const [split, member] = [this.split.slice(0, count), this.#member.slice(0, count)];
    for (let place = 0; place < count; place += 1) {
      const key = keys[place] ?? 0;
      const from = key % PLACES;
      this.deal[place] = (key - from) / PLACES;
      this.split[place] = split[from] ?? 0;
      this.#member[place] = member[from] ?? 0;
    }
  }

  #makeRoom(least: number): void {
    if (least > PLACES) throw new RangeError(`the teams of a manager have more than ${PLACES} splits`);
    if (least <= this.deal.length) return;
    this.deal = grown(this.deal, Int32Array, least);
    const room = this.deal.length;
    this.split = grown(this.split, Int32Array, room);
    this.#member = grown(this.#member, Int32Array, room);
    this.#keys = grown(this.#keys, Float64Array, room);
  }
}
