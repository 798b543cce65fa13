import type { CivilDate } from '../../calendar/civil-date.js';
import type { Calculation } from '../../engine/calculate.js';
import type { TeamAttainment } from '../../engine/measures/team-attainment.js';
import type { ChangedMeasures } from './changed-measures.js';

/** So many members of teams are remembered at most, by some 200 bytes each. */
const MOST_MEMBERS = 200_000;

interface KnownAttainment {
  readonly measure: string;
  readonly date: CivilDate;
  readonly attainment: TeamAttainment | null;
}

/**
 * How far teams have come, from one change to the next: so that only what a change concerns is added up again.
 *
 * @example
 * const teamAttainment = attainments.reader(calculation.teamAttainment);
 */
export class KnownAttainments {
  /** By team, and of each by measure and day. */
  readonly #known = new Map<string, Map<string, KnownAttainment>>();
  #members = 0;

  /** Forgets what some teams may have come to otherwise; all that is known of them where it is not known what. */
  forget(teams: ReadonlySet<string>, changed: ChangedMeasures | null): void {
    for (const team of teams) {
      const known = this.#known.get(team);
      for (const [key, each] of known ?? []) {
        const range = changed?.get(each.measure);
        const isChanged =
          changed === null || (range !== undefined && range.from <= each.date && each.date < range.to);
        if (!isChanged) continue;
        known?.delete(key);
        this.#members -= membersIn(each);
      }
    }
  }

  /** Reads how far a team has come from what is known, or else as given. */
  reader(read: Calculation['teamAttainment']): Calculation['teamAttainment'] {
    return (team, measure, date) => {
      const key = `${measure}\n${date}`;
      const found = this.#known.get(team)?.get(key);
      if (found !== undefined) return found.attainment;
      const made = { measure, date, attainment: read(team, measure, date) };
      this.#members += membersIn(made);
      if (this.#members > MOST_MEMBERS) {
        this.#known.clear();
        this.#members = membersIn(made);
      }
      const known = this.#known.get(team) ?? new Map<string, KnownAttainment>();
      this.#known.set(team, known.set(key, made));
      return made.attainment;
    };
  }
}

function membersIn({ attainment }: KnownAttainment): number {
  return 1 + (attainment?.people.length ?? 0);
}
