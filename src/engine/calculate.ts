import type { CivilDate } from '../calendar/civil-date.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { RecordSet } from '../records/record-set.js';
import { Hierarchy } from './credits/hierarchy.js';
import type { CreditingContext, KnownCredits } from './credits/measure-credits.js';
import { type Segment, segmentsOf } from './credits/segment.js';
import type { ComponentBook } from './earnings/component-book.js';
import { openComponents } from './earnings/open-components.js';
import { DealStreams } from './events/deal-events.js';
import type { MeasureBook } from './measures/measure-book.js';
import { openSegments } from './measures/open-segments.js';
import { Peers } from './measures/peers.js';
import { positionReader } from './measures/position-reader.js';
import { type TeamAttainment, teamAttainmentAt } from './measures/team-attainment.js';
import type { TeamContext } from './measures/team-members.js';
import type { PlanVersion } from './plan.js';
import { compareText, indexRecords } from './record-index.js';
import type { Territories } from './territories/territory.js';
import { withTerritories } from './territories/with-territories.js';

/** Everything a calculation is made from. */
export interface CalculationInput {
  readonly company: Company;
  readonly versions: readonly PlanVersion[];
  /** Who holds the deals that the records give no split of; nobody when left out. */
  readonly territories?: Territories | null;
  readonly records: RecordSet;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
  /** The ids of those who are calculated; everybody when left out. */
  readonly payees?: readonly string[];
  /** Payees who are calculated elsewhere: their measures count for teams, and for all who read them. */
  readonly others?: readonly PayeeBook[];
  /** What was credited before some deals changed, so that the records of the others need not be given. */
  readonly known?: KnownCredits;
}

/** One segment of a payee with its measures and components, to be asked what is due as of any date. */
export interface SegmentBook {
  readonly segment: Segment;
  readonly measures: readonly MeasureBook[];
  readonly components: readonly ComponentBook[];
}

/** A payee's part of a calculation. */
export interface PayeeBook {
  readonly payee: string;
  readonly segments: readonly SegmentBook[];
  /** What was missing to credit the payee; what is missing to pay shows when dues are asked for. */
  readonly problems: readonly Problem[];
  /** Those of them that matter when only what is dated before a day is known. */
  readonly problemsBefore: (through: CivilDate) => readonly Problem[];
}

/** A calculation: pure, lazy, and the same whatever the order of its input. */
export interface Calculation {
  readonly crediting: CreditingContext;
  readonly through: CivilDate;
  /** Those who are calculated, in order of id. */
  readonly payees: readonly PayeeBook[];
  /** A team's attainment of a measure at the end of a day. */
  readonly teamAttainment: (team: string, measure: string, date: CivilDate) => TeamAttainment | null;
  /** The same, and not kept: for whoever asks for many, and for each only once. */
  readonly teamAttainmentOnce: (team: string, measure: string, date: CivilDate) => TeamAttainment | null;
  /** The components of a segment over other measures than the payee's, as over a window that is supposed to be other. */
  readonly componentsOver: (segment: Segment, measures: readonly MeasureBook[]) => readonly ComponentBook[];
}

/**
 * Calculates everybody in passes: first the credits and measures of each payee, then the totals of teams,
 * then what each payee earns. No pass looks at a later one.
 *
 * @example
 * const { payees } = calculate({ company, versions, records, through: '2026-04-01' });
 */
export function calculate(input: CalculationInput): Calculation {
  const { company, versions, through } = input;
  const index = withTerritories(indexRecords(input.records), input.territories ?? null, company);
  const hierarchy = new Hierarchy(index);
  const streams = new DealStreams(index, company, through);
  const crediting = { index, company, hierarchy, streams, known: input.known };
  const ids = [...(input.payees ?? index.payees.keys())].sort(compareText);

  const opened = ids.map((payee) => openPayee(payee, versions, crediting, through));
  const books = new Map(
    [...(input.others ?? []), ...opened].map(({ payee, segments }) => [
      payee,
      segments.flatMap(({ measures }) => measures),
    ]),
  );
  const context = { books, index, hierarchy, company };
  const teamAttainment = teamReader(context);
  const peers = new Peers({ ...context, versions });
  const readerFor = positionReader(context, teamAttainment);
  const componentsOver = (segment: Segment, measures: readonly MeasureBook[]) =>
    openComponents(segment, measures, { index, company, streams, peers, ...readerFor(measures) });

  const payees = opened.map(({ payee, segments, problems }) => ({
    payee,
    problems: problems.map((each) => each.problem),
    problemsBefore: (before: CivilDate) =>
      problems.filter(({ since }) => since < before).map((each) => each.problem),
    segments: segments.map(({ segment, measures }) => ({
      segment,
      measures,
      components: componentsOver(segment, measures),
    })),
  }));
  const teamAttainmentOnce: TeamReader = (...asked) => teamAttainmentAt(...asked, context);
  return { crediting, through, payees, teamAttainment, teamAttainmentOnce, componentsOver };
}

function openPayee(
  payee: string,
  versions: readonly PlanVersion[],
  crediting: CreditingContext,
  through: CivilDate,
) {
  const { segments, problems } = segmentsOf(payee, versions, crediting.index, through);
  const opened = openSegments(segments, crediting);
  const found = opened.flatMap(({ measures }) => measures.flatMap((book) => book.problems));
  const named = [...problems, ...found].map(({ since, problem: { code, message, ...detail } }) => ({
    since,
    problem: problem(code, message, { ...detail, subject: detail.subject ?? `payee ${payee}` }),
  }));
  return { payee, segments: opened, problems: named };
}

type TeamReader = Calculation['teamAttainment'];

/** As many members as attainments are kept of: what is asked for of one team comes together. */
const MOST_MEMBERS_KEPT = 20_000;

/** Reads team attainment, each team, measure and day worked out once as long as there is room for it. */
function teamReader(context: TeamContext): TeamReader {
  const known = new Map<string, TeamAttainment | null>();
  let members = 0;
  return (team, measure, date) => {
    const key = `${team}\u0000${measure}\u0000${date}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const attainment = teamAttainmentAt(team, measure, date, context);
    members += 1 + (attainment?.people.length ?? 0);
    if (members > MOST_MEMBERS_KEPT) {
      known.clear();
      members = 0;
    }
    known.set(key, attainment);
    return attainment;
  };
}
