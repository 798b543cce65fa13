import { type CivilDate, later } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import type { BookedWindow, MeasureBook } from '../measures/measure-book.js';
import type { MeasureWindow } from '../measures/measure-window.js';
import { type PeerGroup, peerKey } from '../mechanisms/peer-group.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import { foreignPositionsOf, peerQuestionOf } from '../mechanisms/registry.js';
import type { PeerReading, PositionReading } from '../mechanisms/window-input.js';
import type { Component } from '../plan.js';
import type { EarningContext } from './earning-context.js';
import { type ModifierReading, modifierReadings, modifiersEnd } from './modifier-readings.js';
import { readingDays, readingsAt } from './readings.js';

/** What a component reads from other measures and from teams, each position frozen at the day on which it is read. */
export class ComponentReadings {
  readonly #known = new Map<ForeignPosition, Map<CivilDate, Ratio | null>>();

  constructor(
    readonly component: Component,
    readonly measureBook: MeasureBook,
    readonly context: EarningContext,
  ) {}

  /** What the mechanism goes by in a window when everything before `through` is known. */
  ofMechanism(window: MeasureWindow, through: CivilDate): readonly PositionReading[] {
    const positions = foreignPositionsOf(this.component.mechanism);
    return readingsAt(this.#days(window, through), (date) => positions.map((each) => this.#at(each, date)));
  }

  /** What the gates and the multiplier go by in a window when everything before `through` is known. */
  ofModifiers(window: MeasureWindow, through: CivilDate): readonly ModifierReading[] {
    return modifierReadings(this.component, window, this.#days(window, through), through, this.#source());
  }

  /** The first day on which nothing that is read for a window can change any more. */
  endOf(window: MeasureWindow): CivilDate {
    return later(this.closes(window), modifiersEnd(this.component, window, this.#source()));
  }

  /**
   * The first day on which what the mechanism looks at in a window can not change any more: where that is several
   * payees, the end of the window for all of them, also for who leaves before.
   */
  readonly closes = (window: MeasureWindow): CivilDate => {
    const { component, measureBook, context } = this;
    return peerQuestionOf(component.mechanism) === null
      ? window.to
      : context.peers.closes(measureBook, window);
  };

  /** What the mechanism may ask about the others of a team or of the plan. */
  ofPeers(own: BookedWindow): PeerReading {
    const { component, measureBook, context } = this;
    const question = peerQuestionOf(component.mechanism);
    return {
      key: peerKey(measureBook.segment),
      groupsAt: (date) => (question === null ? [] : context.peers.groupsOf(question, measureBook, own, date)),
      lacksTeam: (date) => context.peers.lacksTeam(measureBook, own, date),
    };
  }

  /** The groups that the mechanism looks at, on each day on which it does. */
  ofGroups(through: CivilDate): readonly PeerGroup[] {
    if (peerQuestionOf(this.component.mechanism) === null) return [];
    const atEnd = this.component.settles === 'windowEnd';
    return this.measureBook.windows
      .filter(({ window }) => !atEnd || this.closes(window) <= through)
      .flatMap((own) => this.#days(own.window, through).flatMap((date) => this.ofPeers(own).groupsAt(date)));
  }

  /** The attainment of teams that the mechanism goes by, on each day on which it is read. */
  ofTeams(through: CivilDate): readonly PositionReading[] {
    const positions = foreignPositionsOf(this.component.mechanism).filter(isTeams);
    if (positions.length === 0) return [];
    return this.measureBook.windows.flatMap(({ window }) =>
      readingsAt(this.#days(window, through), (date) => positions.map((each) => this.#at(each, date))),
    );
  }

  /** The attainment of teams that the gates and the multiplier go by, on each day on which it is read. */
  ofTeamsByModifiers(through: CivilDate): readonly PositionReading[] {
    const { gate, multiplier } = this.component;
    const byTeam = gate.map(({ position }) => isTeams(position));
    const multiplies = multiplier !== null && isTeams(multiplier.position);
    if (!multiplies && !byTeam.includes(true)) return [];
    return this.measureBook.windows.flatMap(({ window }) =>
      this.ofModifiers(window, through).map((reading) => ({
        date: reading.date,
        positions: [
          ...reading.gates.filter((_, place) => byTeam[place]).map(({ position }) => position),
          ...(multiplies ? [reading.multiplier?.position ?? null] : []),
        ],
      })),
    );
  }

  /** What settles at the end looks once, at the end. */
  #days(window: MeasureWindow, through: CivilDate): readonly CivilDate[] {
    const { payFrequency } = this.measureBook.segment.plan;
    const { from } = window;
    const to = this.closes(window);
    const days = readingDays({ from, to }, payFrequency, this.context.company, through);
    return this.component.settles === 'windowEnd' ? days.slice(-1) : days;
  }

  #source() {
    const { payee } = this.measureBook.segment;
    return {
      at: (position: ForeignPosition, date: CivilDate) => this.#at(position, date),
      windowEnd: (position: ForeignPosition, date: CivilDate) =>
        this.context.windowEndAt(position, payee, date),
      withoutQuota: (position: ForeignPosition, date: CivilDate) =>
        this.context.withoutQuotaAt(position, payee, date),
    };
  }

  #at(position: ForeignPosition, date: CivilDate): Ratio | null {
    const byDate = this.#known.get(position) ?? new Map<CivilDate, Ratio | null>();
    this.#known.set(position, byDate);
    const known = byDate.get(date);
    if (known !== undefined) return known;
    const found = this.context.positionAt(position, this.measureBook.segment.payee, date);
    byDate.set(date, found);
    return found;
  }
}

function isTeams({ of }: ForeignPosition): boolean {
  return of !== 'self';
}
